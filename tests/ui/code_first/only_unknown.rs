use stream_events::{StreamEvents, UnknownEvent};

#[derive(StreamEvents)]
enum Feed {
    #[event(unknown)]
    Unknown(UnknownEvent),
}

fn main() {}
