use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknown, handle = "finish", content = "text")]
    Unknown(UnknownEvent),
}

fn main() {}
