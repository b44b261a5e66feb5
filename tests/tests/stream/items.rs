//! What a message becomes.

use stream_events::testing::Fixture;
use stream_events::{ErrorKind, Message};
use stream_events_tests::feed::{Event, Feed, text};

use crate::{chunks, drain, feed, split};

#[test]
fn d2_d4_d6_events_pings_and_unknown_ones() {
    let fixture = Fixture::new()
        .event("text", "a")
        .event("ping", "{ not json")
        .event("number", "7")
        .event("new", "{ not json")
        .data("unnamed")
        .comment("still here")
        .event("done", "1");
    let (events, error) = split(drain(fixture.into_stream::<Feed>()));
    assert!(error.is_none());
    let [a, seven, new, unnamed, done] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(
        (a, seven, done),
        (&text("a"), &Event::Number(7), &Event::Done(1))
    );
    let Event::Unknown(new) = new else {
        panic!("{new:?}")
    };
    assert_eq!(
        (new.event_type.as_str(), new.data.as_str()),
        ("new", "{ not json")
    );
    let Event::Unknown(unnamed) = unnamed else {
        panic!("{unnamed:?}")
    };
    assert_eq!(unnamed.event_type, "message");
}

#[test]
fn d9_a_mismatch_is_one_item_and_the_stream_goes_on() {
    let fixture = Fixture::new()
        .event("number", "x")
        .event("number", "")
        .event("number", "1");
    let items = drain(fixture.event("done", "1").into_stream::<Feed>());
    assert_eq!(items.len(), 4);
    for item in &items[..2] {
        let error = item.as_ref().unwrap_err();
        assert!(!error.ends_stream() && !error.is_retryable());
        let ErrorKind::Mismatch(mismatch) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(mismatch.event_type(), "number");
    }
    assert_eq!(items[2].as_ref().unwrap(), &Event::Number(1));
}

#[test]
fn d9_a_mismatch_in_the_last_event_is_still_the_end() {
    let fixture = Fixture::new().event("done", "x").event("text", "never");
    let items = drain(fixture.into_stream::<Feed>());
    let [Err(error)] = &items[..] else {
        panic!("{items:?}")
    };
    assert!(matches!(error.kind(), ErrorKind::Mismatch(_)));
    assert!(error.ends_stream());
}

#[test]
fn d3_the_message_of_an_item_can_be_seen() {
    let wire = [
        "id: 7\nevent: number\ndata: 1\n\nevent: num",
        "ber\ndata: x\n\n",
        ":\n\ndata: [DONE]\n\n",
    ];
    let mut events = feed(chunks(wire));
    let mut next = || {
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        let item = std::pin::Pin::new(&mut events.next()).poll(&mut cx);
        (
            item.map(|item| item.map(|item| item.is_ok())),
            events.last_message().map(Message::into_owned),
        )
    };
    use std::task::Poll::Ready;
    let message = |data| {
        Message::new(data)
            .with_event("number")
            .with_last_event_id("7")
    };
    assert_eq!(next(), (Ready(Some(true)), Some(message("1"))));
    assert_eq!(next(), (Ready(Some(false)), Some(message("x"))));
    let (_, last) = next();
    assert_eq!(last, None);
    assert_eq!(events.last_event_id(), "7");
}

#[test]
fn the_reconnection_time_can_be_asked() {
    let mut events = feed(chunks(["retry: 1500\nid: 1\ndata: [DONE]\n\n"]));
    assert_eq!(events.reconnection_time(), None);
    drain(&mut events);
    assert_eq!(
        events.reconnection_time(),
        Some(std::time::Duration::from_millis(1500))
    );
    assert_eq!(events.last_event_id(), "1");
}

#[test]
fn stats_count_by_what_became_of_a_message() {
    let wire = "event: text\ndata: a\n\nevent: ping\ndata\n\nevent: new\ndata: b\n\n\
                event: number\ndata: x\n\n: comment\n\nevent: result\ndata: r\n\ndata: [DONE]\n\n";
    let mut events = feed(chunks([wire]));
    drain(&mut events);
    let stats = events.stats();
    assert_eq!(stats.bytes, wire.len() as u64);
    assert_eq!((stats.messages, stats.yielded, stats.skipped), (6, 3, 1));
    assert_eq!((stats.unknown, stats.mismatches), (1, 1));
}

use std::future::Future;
