use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
#[stream_events(mismatch = "null")]
enum Feed {
    #[event("tick", mismatch = "null")]
    Tick(u8),
    #[event(unknown)]
    Unknown(UnknownEvent),
}

fn main() {}
