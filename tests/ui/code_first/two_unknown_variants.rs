use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknown)]
    Unknown(UnknownEvent),
    #[event(unknown)]
    Other(UnknownEvent),
}

fn main() {}
