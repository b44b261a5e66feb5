//! Streams that are passed on as they came: nothing is lost, invented or reordered, and a cut stays one.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt as _;
use futures::channel::mpsc;
use futures::executor::block_on;
use stream_events::{AsyncStream, EncodeError, Encoder, Error, MessageStream, StreamPart};
use stream_events_tests::feed::{EndlessFeed, Failure, Feed};

use crate::{Ready, chunks, drain, feed, ready};

type Parts = MessageStream<Feed, Ready<Bytes>, StreamPart>;

/// What is passed on of these chunks, and why it was cut off if it was.
fn passed_on(parts: Parts) -> (String, Option<EncodeError>) {
    let items = block_on(Encoder::<Feed>::pass_on(parts).collect::<Vec<_>>());
    let (mut bytes, mut error) = (Vec::new(), None);
    for item in items {
        match item {
            Ok(chunk) => bytes.extend(chunk),
            Err(it) => error = Some(it),
        }
    }
    (String::from_utf8(bytes).expect("text"), error)
}

fn parts_of(wire: &str, size: usize) -> Parts {
    let chunks = wire.as_bytes().chunks(size).map(Bytes::copy_from_slice);
    AsyncStream::<Feed, _>::from_bytes(ready(chunks))
        .into_messages()
        .with_asides()
}

const WIRE: &str = ": hello\n\nretry: 1500\n\nevent: ping\ndata: {\n\n:\n\nevent: odd\nid: 7\ndata: x\n\n\
                    event: number\ndata: x\n\nid: 8\n\n: between, é\n\nevent: text\ndata: a\ndata: b\n\n\
                    data: [DONE]\n\n";

#[test]
fn everything_is_passed_on_however_it_was_cut() {
    for size in 1..=WIRE.len() {
        let (bytes, error) = passed_on(parts_of(WIRE, size));
        assert!(error.is_none(), "{error:?}");
        assert_eq!(bytes, WIRE, "by {size}");
    }
}

#[test]
fn what_is_written_otherwise_means_the_same() {
    let wire = ":no space\r\n:\r\n: in a block\ndata: a\nretry: 2\nevent: text\nid: 1\nignored: x\n\n\
                id:\nevent: text\ndata: b\n\nevent: text\ndata: c\n\nretry: x\ndata: [DONE]\n\n";
    let expected = ": no space\n\n:\n\n: in a block\n\nretry: 2\n\nevent: text\nid: 1\ndata: a\n\nid: \n\n\
                    event: text\ndata: b\n\nevent: text\ndata: c\n\ndata: [DONE]\n\n";
    for size in 1..=wire.len() {
        let (bytes, error) = passed_on(parts_of(wire, size));
        assert!(error.is_none(), "{error:?}");
        assert_eq!(bytes, expected, "by {size}");
        // And once more it changes nothing.
        assert_eq!(passed_on(parts_of(&bytes, size)).0, bytes);
    }
}

#[test]
fn a_part_does_not_wait_for_the_next_message() {
    let (sender, source) = mpsc::unbounded::<Bytes>();
    let mut parts = AsyncStream::<Feed, _>::from_bytes(source)
        .into_messages()
        .with_asides();
    let mut poll = || {
        let mut cx = Context::from_waker(Waker::noop());
        futures_core::Stream::poll_next(Pin::new(&mut parts), &mut cx)
    };
    sender
        .unbounded_send(": alive\nretry: 5\nid: 3\nda".into())
        .expect("a reader");
    assert_eq!(part(poll()), StreamPart::Comment("alive".to_owned()));
    assert_eq!(part(poll()), StreamPart::Retry(Duration::from_millis(5)));
    assert!(poll().is_pending());
    sender.unbounded_send("\n\n".into()).expect("a reader");
    assert_eq!(part(poll()), StreamPart::Id("3".to_owned()));
    assert!(poll().is_pending());
}

fn part(polled: Poll<Option<Result<StreamPart, Error<Failure>>>>) -> StreamPart {
    match polled {
        Poll::Ready(Some(Ok(part))) => part,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_cut_stays_a_cut_after_what_came_before_it() {
    let (bytes, error) = passed_on(parts_of("event: text\ndata: a\n\n: last\n\nevent: te", 9));
    assert_eq!(bytes, "event: text\ndata: a\n\n: last\n\n");
    assert!(matches!(error, Some(EncodeError::Source(_))), "{error:?}");
    // Where the API declares no end, there is none to miss.
    let endless = AsyncStream::<EndlessFeed, _>::from_bytes(chunks(["event: text\ndata: a\n\n"]));
    let body = Encoder::<EndlessFeed>::pass_on(endless.into_messages());
    let items: Result<Vec<_>, _> = block_on(body.collect::<Vec<_>>()).into_iter().collect();
    assert_eq!(
        items.expect("no error").concat(),
        b"event: text\ndata: a\n\n"
    );
}

#[test]
fn a_long_comment_is_bounded() {
    let wire = format!(":{}\ndata: [DONE]\n\n", "x".repeat(1 << 20));
    let items = drain(parts_of(&wire, 1000));
    let Ok(StreamPart::Comment(comment)) = &items[0] else {
        panic!("{items:?}");
    };
    assert_eq!(comment.len(), 64 * 1024);
    assert_eq!(items.len(), 2);
}

#[test]
fn without_asides_there_are_only_messages() {
    let items = drain(feed(chunks([WIRE])).into_messages());
    assert_eq!(items.len(), 5);
}
