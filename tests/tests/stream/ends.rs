//! How streams end.

use std::io;

use bytes::Bytes;
use stream_events::testing::Fixture;
use stream_events::{AsyncStream, ErrorKind};
use stream_events_tests::feed::{EndlessFeed, Event, Failure, Feed, text};

use crate::{chunks, drain, feed, ready, split};

fn begun() -> Fixture {
    Fixture::new().event("text", "a")
}

#[test]
fn o2_the_declared_end_ends() {
    let after = begun().event("done", "1").event("text", "never").cut();
    assert_eq!(
        split(drain(after.into_stream::<Feed>())).0,
        [text("a"), Event::Done(1)]
    );

    // A sentinel does, without an item.
    let after = begun().data("[DONE]").event("text", "never").cut();
    let (events, error) = split(drain(after.into_stream::<Feed>()));
    assert_eq!((events, error.is_none()), (vec![text("a")], true));
}

#[test]
fn d12_truncation() {
    for (fixture, events, inside, sentence) in [
        (
            Fixture::new(),
            0,
            false,
            "the stream was cut off before its first event",
        ),
        (
            begun(),
            1,
            false,
            "the stream was cut off after 1 event, the last a `text`",
        ),
        (
            begun().data("b").bytes("data: c\n"),
            2,
            true,
            "the stream was cut off after 2 events, inside the next",
        ),
        (
            begun().event("number", "x").event("ping", ""),
            2,
            false,
            "the stream was cut off after 2 events, the last a `number`",
        ),
    ] {
        let mut stream = fixture.into_stream::<Feed>();
        let items = drain(&mut stream);
        assert_eq!(stream.ended_inside_event(), inside);
        let error = items.into_iter().next_back().unwrap().unwrap_err();
        assert_eq!(error.to_string(), sentence);
        assert!(error.is_retryable());
        let ErrorKind::Truncated(truncated) = error.into_kind() else {
            panic!()
        };
        assert_eq!(
            (truncated.events(), truncated.inside_event()),
            (events, inside)
        );
    }
}

#[test]
fn d12_no_truncation_where_no_end_is_declared_or_after_completion() {
    let mut stream = feed(chunks(["event: text\ndata: a\n\ndata: b"])).max_event_bytes(100);
    assert!(drain(&mut stream).pop().unwrap().is_err());

    let endless = AsyncStream::<EndlessFeed, _>::from_bytes(chunks(["event: text\ndata: a\n\nd"]));
    let mut endless = endless;
    assert_eq!(split(drain(&mut endless)).0, [text("a")]);
    assert!(endless.ended_inside_event());

    let complete = begun().event("result", "r").event("text", "more");
    let (events, error) = split(drain(complete.into_stream::<Feed>()));
    assert_eq!((events.len(), error.is_none()), (3, true));
}

#[test]
fn d5_e1_failures_end() {
    let failing = begun().event("error", "{\"error\":{\"type\":\"overloaded_error\"}}");
    let (events, error) = split(drain(failing.event("text", "never").into_stream::<Feed>()));
    let error = error.unwrap();
    assert_eq!(events, [text("a")]);
    assert_eq!((error.status(), error.is_retryable()), (Some(529), true));
    assert!(matches!(error.failure(), Some(Failure(_))));

    let refused = begun().event("forbidden", "x").event("text", "never");
    let (events, error) = split(drain(refused.into_stream::<Feed>()));
    assert_eq!(events, [text("a")]);
    assert!(matches!(error.unwrap().kind(), ErrorKind::UnknownEvent(event) if event.data == "x"));
}

#[test]
fn t2_a_failing_source_ends_after_what_it_gave() {
    let items = [
        Ok(Bytes::from(
            "event: text\ndata: a\n\nevent: text\ndata: b\n\nevent: te",
        )),
        Err(io::Error::other("gone")),
        Ok(Bytes::from("xt\ndata: never\n\n")),
    ];
    let stream = AsyncStream::<Feed, _>::from_bytes(ready(items));
    let (events, error) = split(drain(stream));
    let error = error.unwrap();
    assert_eq!(events, [text("a"), text("b")]);
    assert!(matches!(error.kind(), ErrorKind::Transport(_)));
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "gone"
    );
}

#[test]
fn p15_an_event_beyond_the_limit_ends_after_those_before_it() {
    let stream = feed(chunks(["event: text\ndata: a\n\ndata: 0123456789\n\n"]));
    let (events, error) = split(drain(stream.max_event_bytes(9)));
    assert_eq!(events, [text("a")]);
    assert!(matches!(error.unwrap().kind(), ErrorKind::EventTooLarge(limit) if limit.limit == 9));
}
