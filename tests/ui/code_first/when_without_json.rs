use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("text", content = "text", handle = "finish", when("/done"))]
    Text(String),
}

fn main() {}
