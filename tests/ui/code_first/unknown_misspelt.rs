use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknwon)]
    Other(UnknownEvent),
}

fn main() {}
