use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(mismatch = "keep", unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
