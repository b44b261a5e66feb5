//! What a stream costs beyond its decoder and its payloads.

use std::hint::black_box;

use bytes::Bytes;
use stream_events::{AsyncStream, Dispatch, Message, Mismatch, Protocol, StreamEvents};

use crate::ready;

/// Events that cost nothing.
struct Lengths;

impl StreamEvents for Lengths {
    type Event = [usize; 6];
    type Failure = String;
    const PROTOCOL: Protocol = Protocol::new("lengths").end_required();

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
        match message.data().len() {
            0 => Ok(Dispatch::End),
            length => Ok(Dispatch::Yield([length; 6])),
        }
    }

    fn failure(_: &str) -> Option<String> {
        None
    }
}

fn wire(events: usize) -> Vec<Bytes> {
    let mut wire = String::new();
    for number in 0..events {
        wire.push_str("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",");
        wire.push_str(&format!(
            "\"index\":0,\"text\":\"some {number} text\"}}\n\n"
        ));
    }
    wire.push_str("data:\n\n");
    let mut wire = Bytes::from(wire);
    let mut chunks = Vec::new();
    while wire.len() > 16 * 1024 {
        chunks.push(wire.split_to(16 * 1024));
    }
    chunks.push(wire);
    chunks
}

#[test]
fn no_allocation_an_event() {
    let count = |events| {
        let chunks = wire(events);
        let stream = AsyncStream::<Lengths, _>::from_bytes(ready(chunks));
        let mut stream = Some(stream);
        allocation_counter::measure(|| {
            let mut stream = stream.take().unwrap();
            let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
            while let std::task::Poll::Ready(Some(item)) =
                futures_core::Stream::poll_next(std::pin::Pin::new(&mut stream), &mut cx)
            {
                black_box(item.unwrap());
            }
        })
        .count_total
    };
    let (few, many) = (count(1_000), count(10_000));
    assert!(
        many < few + 100,
        "{few} allocations for 1,000 events, {many} for 10,000"
    );
}
