use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknown, "other")]
    Unknown(UnknownEvent),
}

fn main() {}
