use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("tick", handel = "finish")]
    Tick,
    #[event("tock", colour = "red")]
    Tock,
}

fn main() {}
