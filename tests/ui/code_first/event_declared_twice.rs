use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
    #[event("tock", "tick")]
    Tock,
}

fn main() {}
