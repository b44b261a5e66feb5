use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "keep")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
