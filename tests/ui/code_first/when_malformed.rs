use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("chunk", handle = "finish", when("stop.reason", "/a" = [], "/b", "/b"))]
    Chunk(u8),
    #[event("empty", handle = "complete", when())]
    Empty(u8),
}

fn main() {}
