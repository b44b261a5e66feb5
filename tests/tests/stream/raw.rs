//! Messages before dispatch.

use std::io;

use bytes::Bytes;
use stream_events::{AsyncStream, ErrorKind, Message};
use stream_events_tests::feed::Feed;

use crate::{chunks, drain, feed, ready};

#[test]
fn p16_everything_comes_as_it_is() {
    let wire =
        "id: 1\nevent: ping\ndata: {\n\nevent: error\ndata: x\n\ndata: [DONE]\n\ndata: y\n\nda";
    let mut raw = feed(chunks([wire])).raw();
    let messages: Vec<_> = drain(&mut raw).into_iter().map(Result::unwrap).collect();
    let message = |event, data| Message::new(data).with_event(event).with_last_event_id("1");
    assert_eq!(
        messages,
        [
            message("ping", "{"),
            message("error", "x"),
            message("", "[DONE]"),
            message("", "y")
        ]
    );
    assert!(raw.ended_inside_event());
}

#[test]
fn p16_it_ends_in_the_same_errors() {
    let items = [
        Ok(Bytes::from("data: a\n\n")),
        Err(io::Error::other("gone")),
    ];
    let items = drain(AsyncStream::<Feed, _>::from_bytes(ready(items)).raw());
    let [Ok(_), Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    assert!(matches!(error.kind(), ErrorKind::Transport(_)));

    let items = drain(
        feed(chunks(["data: 0123456789\n\n"]))
            .max_event_bytes(4)
            .raw(),
    );
    let [Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    assert!(matches!(error.kind(), ErrorKind::EventTooLarge(_)));
}

#[test]
fn p16_from_where_the_stream_stands() {
    let mut events = feed(chunks(["event: text\ndata: a\n\ndata: b\n\ndata: c\n\n"]));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let first = futures_core::Stream::poll_next(std::pin::Pin::new(&mut events), &mut cx);
    assert!(first.is_ready());
    let data: Vec<_> = drain(events.raw())
        .into_iter()
        .map(|message| message.unwrap().data().to_owned())
        .collect();
    assert_eq!(data, ["b", "c"]);

    let mut over = feed(chunks(["data: [DONE]\n\ndata: b\n\n"]));
    drain(&mut over);
    assert!(drain(over.raw()).is_empty());
}
