use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispatch(has("/error", type = "error"), type = "chnk"), unknown = "skip")]
enum Feed {
    #[event("chunk")]
    Chunk(u8),
}

fn main() {}
