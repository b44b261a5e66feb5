use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(failure = Failed, derive(Clone), unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
