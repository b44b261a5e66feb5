use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(
    errors(statuses("overloaded" = 529, "odd" = 1000), message("error.message")),
    request_id("request id", ""),
    sentinels("" = "finish"),
    unknown = "skip"
)]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
