use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "feed.json")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
