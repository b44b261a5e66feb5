use stream_events::StreamEvents;

/// The alias for the stream's errors would be called so.
struct FeedError;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {
    let _ = FeedError;
}
