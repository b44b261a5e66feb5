#![deny(deprecated)]

use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispatch(has("/error", type = "error"), type = "chunk"), fail("error"), unknown = "skip")]
enum Feed {
    #[event("chunk")]
    Chunk(u8),
    #[event("done", handle = "finish")]
    Done,
}

#[derive(StreamEvents)]
#[stream_events(dispatch(type = "chunk"), unknown = "skip")]
#[allow(deprecated)]
enum Silent {
    #[event("chunk")]
    Chunk(u8),
    #[event("done")]
    Done,
}

fn main() {}
