use stream_events::StreamEvents;

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknown)]
    Unknown(String),
}

fn main() {}
