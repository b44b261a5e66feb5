use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(
    errors(type_status("overloaded" = 529, "odd" = 1000), message("error.message")),
    http(request_id_headers("request id", "")),
    sentinels("" = "finish"),
    unknown = "skip"
)]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
