use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknown)]
    Unknown(UnknownEvent),
}

fn main() {}
