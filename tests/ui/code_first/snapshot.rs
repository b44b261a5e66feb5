use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(snapshot(type = "Text"))]
enum Feed {
    #[event("tick", apply("start"))]
    Tick(u8),
    #[event("tock", handle = "finish", aply("start"))]
    Tock(u8),
}

#[derive(StreamEvents)]
#[stream_events(examples("feed.sse"))]
enum Examples {
    #[event("tick", apply)]
    Tick(u8),
}

fn main() {}
