use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("ping", handle = "skip")]
    Ping,
    #[event("error", handle = "fail")]
    Error(String),
}

fn main() {}
