use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("text", content = "text")]
    Text,
    #[event("json", content = "json")]
    Json,
}

fn main() {}
