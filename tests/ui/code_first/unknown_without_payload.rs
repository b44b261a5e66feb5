use stream_events::StreamEvents;

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
    #[event(unknown)]
    Unknown,
}

fn main() {}
