use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispatch(event), unknown = "skip")]
enum Feed {
    #[event("chunk")]
    Chunk(u8),
}

fn main() {}
