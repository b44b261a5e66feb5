use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(
    http(request_id_headers("Request-Id", "request-id")),
    errors(type("/a", "/a")),
    unknown = "skip"
)]
enum Feed {
    #[event("tick", "tock", handle = "complete", mismatch = "keep", when("/a"))]
    Tick,
}

fn main() {}
