//! Every message of a stream, and what each is.

use std::io;

use bytes::Bytes;
use stream_events::MessageKind::{self, Fail, Mismatch, Sentinel, Skip, Unknown, Yield};
use stream_events::{AsyncStream, ErrorKind, Message, MessageStream, StreamEnd};
use stream_events_tests::feed::{EndlessFeed, Feed};

use crate::{Ready, chunks, drain, feed, ready};

/// The data and the kind of each message, and how the stream ended.
fn all(wire: &'static str) -> (Vec<(String, MessageKind)>, Option<StreamEnd>) {
    let mut messages = feed(chunks([wire])).into_messages();
    (seen(&mut messages), messages.end())
}

fn seen(messages: &mut MessageStream<Feed, Ready<Bytes>>) -> Vec<(String, MessageKind)> {
    drain(messages)
        .into_iter()
        .map(|message| message.expect("a message"))
        .map(|it| (it.message.data().to_owned(), it.kind))
        .collect()
}

fn of(kinds: &[(&str, MessageKind)]) -> Vec<(String, MessageKind)> {
    let owned = kinds.iter().map(|(data, kind)| ((*data).to_owned(), *kind));
    owned.collect()
}

#[test]
fn p16_everything_comes_as_it_is() {
    let wire = "id: 1\nevent: ping\ndata: {\n\nevent: odd\ndata: x\n\nevent: number\ndata: x\n\n\
                event: text\ndata: a\ndata: b\n\ndata: [DONE]\n\ndata: y\n\nda";
    let (messages, end) = all(wire);
    let expected = [
        ("{", Skip),
        ("x", Unknown),
        ("x", Mismatch),
        ("a\nb", Yield),
        ("[DONE]", Sentinel),
    ];
    assert_eq!(messages, of(&expected));
    assert_eq!(end, Some(StreamEnd::Declared));

    let mut messages = feed(chunks([wire])).into_messages();
    let first = drain(&mut messages).swap_remove(0).expect("a message");
    let expected = Message::new("{").with_event("ping").with_last_event_id("1");
    assert_eq!(first.message, expected);
}

#[test]
fn it_ends_where_the_typed_stream_does() {
    let (messages, end) = all("event: error\ndata: x\n\ndata: y\n\n");
    assert_eq!(
        (messages, end),
        (of(&[("x", Fail)]), Some(StreamEnd::Failed))
    );

    let (messages, end) = all("event: done\ndata: 1\n\ndata: y\n\n");
    let declared = Some(StreamEnd::Declared);
    assert_eq!((messages, end), (of(&[("1", Yield)]), declared));

    let (messages, end) = all("event: done\ndata: x\n\ndata: y\n\n");
    assert_eq!((messages, end), (of(&[("x", Mismatch)]), declared));

    let (messages, end) = all("event: forbidden\ndata: x\n\ndata: y\n\n");
    assert_eq!(
        (messages, end),
        (of(&[("x", Unknown)]), Some(StreamEnd::Failed))
    );

    let (messages, end) = all("event: result\ndata: x\n\n");
    assert_eq!(
        (messages, end),
        (of(&[("x", Yield)]), Some(StreamEnd::Source))
    );

    let wire = chunks(["data: x\n\ndata: y"]);
    let mut endless = AsyncStream::<EndlessFeed, _>::from_bytes(wire).into_messages();
    assert_eq!(drain(&mut endless).len(), 1);
    assert_eq!(endless.end(), Some(StreamEnd::Source));
    assert!(endless.ended_inside_event());
}

#[test]
fn p16_it_ends_in_the_same_errors() {
    let items = [
        Ok(Bytes::from("data: a\n\n")),
        Err(io::Error::other("gone")),
    ];
    let mut messages = AsyncStream::<Feed, _>::from_bytes(ready(items)).into_messages();
    let items = drain(&mut messages);
    let [Ok(_), Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    assert!(matches!(error.kind(), ErrorKind::Transport(_)));
    assert_eq!(messages.end(), Some(StreamEnd::Failed));

    let long = feed(chunks(["data: 0123456789\n\n"])).max_event_bytes(4);
    let items = drain(long.into_messages());
    let [Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    assert!(matches!(error.kind(), ErrorKind::EventTooLarge(_)));

    let items = drain(feed(chunks(["event: text\ndata: a\n\nevent: te"])).into_messages());
    let [Ok(_), Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    let ErrorKind::Truncated(truncated) = error.kind() else {
        panic!("{error}")
    };
    assert_eq!((truncated.events(), truncated.inside_event()), (1, true));
}

#[test]
fn p16_from_where_the_stream_stands() {
    let mut events = feed(chunks([
        "event: text\ndata: a\n\ndata: b\n\ndata: [DONE]\n\n",
    ]));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let first = futures_core::Stream::poll_next(std::pin::Pin::new(&mut events), &mut cx);
    assert!(first.is_ready());
    let rest = seen(&mut events.into_messages());
    assert_eq!(rest, of(&[("b", Unknown), ("[DONE]", Sentinel)]));

    let mut over = feed(chunks(["data: [DONE]\n\ndata: b\n\n"]));
    drain(&mut over);
    assert!(drain(over.into_messages()).is_empty());
}
