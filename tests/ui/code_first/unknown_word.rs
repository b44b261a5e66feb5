use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("tick", handle = "finsh")]
    Tick,
    #[event("tock", content = "xml")]
    Tock,
}

fn main() {}
