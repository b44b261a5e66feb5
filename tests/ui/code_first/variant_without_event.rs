use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("text", content = "text")]
    Text(String),
    Tick,
}

fn main() {}
