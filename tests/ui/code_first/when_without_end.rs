use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("chunk", when("/done"))]
    Chunk(u8),
}

fn main() {}
