use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip", handle = "finish")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
