use stream_events::StreamEvents;

#[derive(Debug)]
struct FeedFailure;

#[derive(StreamEvents)]
#[stream_events(fail("error" = FeedFailure), unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {
    let _ = Feed::failure("null");
}
