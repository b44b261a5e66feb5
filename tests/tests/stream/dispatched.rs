//! Events from messages that are ready made.

use stream_events::{ErrorKind, Message, MessageEvents};
use stream_events_tests::feed::{Event, Feed, text};

use crate::{drain, ready, split};

fn message(event: &'static str, data: &'static str) -> Message<'static> {
    Message::new(data).with_event(event)
}

#[test]
fn p17_messages_of_another_framing() {
    let messages = [
        message("text", "a"),
        message("ping", "{"),
        message("done", "1"),
        message("text", "never"),
    ];
    let mut events = MessageEvents::<Feed, _>::new(ready(messages));
    let (seen, error) = split(drain(&mut events));
    assert_eq!(seen, [text("a"), Event::Done(1)]);
    assert!(error.is_none());
    assert_eq!((events.stats().messages, events.stats().bytes), (3, 0));
}

#[test]
fn p17_the_same_ends() {
    let dispatched = |items: Vec<Result<Message<'static>, &'static str>>| {
        split(drain(MessageEvents::<Feed, _>::new(ready(items))))
    };
    let (seen, error) = dispatched(vec![Ok(message("text", "a"))]);
    assert_eq!(seen.len(), 1);
    assert!(matches!(error.unwrap().kind(), ErrorKind::Truncated(_)));

    let (_, error) = dispatched(vec![Err("gone"), Ok(message("text", "a"))]);
    assert!(matches!(error.unwrap().kind(), ErrorKind::Transport(_)));

    let (_, error) = dispatched(vec![Ok(message("error", "x")), Ok(message("text", "a"))]);
    assert!(matches!(error.unwrap().kind(), ErrorKind::Failure(_)));

    let (seen, error) = dispatched(vec![Ok(message("", "[DONE]")), Ok(message("text", "a"))]);
    assert!(seen.is_empty() && error.is_none());
}

#[test]
fn p17_skipped_messages_leave_others_their_turn() {
    let pings = (0..100_000).map(|_| message("ping", ""));
    let mut events = MessageEvents::<Feed, _>::new(ready(pings));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let poll = futures_core::Stream::poll_next(std::pin::Pin::new(&mut events), &mut cx);
    assert!(poll.is_pending());
    assert_eq!(drain(events).len(), 1);
}
