use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
#[event("feed")]
enum Feed {
    #[stream_events(event = "tick")]
    Tick,
    #[event("text", content = "text")]
    Text(#[event("text")] String),
}

fn main() {}
