use stream_events::StreamEvents;

#[derive(StreamEvents)]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
