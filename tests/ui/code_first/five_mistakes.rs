use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispatch("/type", type = "tock"), fail("error" = u8))]
enum Feed {
    #[event("tick")]
    Tick,
    #[event("tick")]
    Text { text: String },
    #[event("last", when("/done"))]
    Last(u8),
}

fn main() {
    // Nothing follows from the mistakes.
    let _: fn(Vec<u8>) -> Option<FeedFailure> = |_| None;
    let _: fn(FeedStream) = |_| {};
    let _ = Feed::Tick.event_type();
}
