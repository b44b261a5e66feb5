use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(
    unknown("skip"),
    sentinels("[DONE]"),
    errors(status = "/status", type_status("busy" = "503")),
    http("request-id"),
    resume = "/id",
    unknown = "skip"
)]
enum Feed {
    #[event("tick", handle = ["finish"])]
    Tick,
    #[event("tock", mismatch = true)]
    Tock(u8),
}

fn main() {}
