use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispatch(type = "chunk", "/type", "/type"), unknown = "skip")]
enum Feed {
    #[event("chunk")]
    Chunk(u8),
}

fn main() {}
