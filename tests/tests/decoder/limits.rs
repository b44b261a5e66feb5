//! What counts against the limit, and what does not.

use bytes::Bytes;
use stream_events::{DecodeError, Decoder, End};

/// How much is fed, in chunks of one line, without an end of the event.
const LINES: usize = 100_000;

#[test]
fn exactly_the_limit_is_no_error() {
    let mut decoder = Decoder::new().with_max_event_bytes(12);
    // 2 of the type, 1 of the id, 4 + 1 + 4 of the data.
    decoder.feed("event: ab\nid: 7\ndata: 1234\ndata: 5678\n\n".into());
    assert_eq!(decoder.advance(), Ok(true));
    assert_eq!(decoder.message().data(), "1234\n5678");

    decoder.feed("event: abc\nid: 7\ndata: 1234\ndata: 56789\n\n".into());
    assert_eq!(limit_hit(&mut decoder), Some(12));
}

#[test]
fn a_line_that_never_ends() {
    for start in ["data: ", "event: ", "id: ", "retry: "] {
        let mut decoder = Decoder::new().with_max_event_bytes(1_000);
        decoder.feed("data: before\n\n".into());
        decoder.feed(start.into());
        assert_eq!(decoder.advance(), Ok(true));
        let mut fed = 0;
        let error = loop {
            decoder.feed("0123456789".into());
            match decoder.advance() {
                Ok(found) => assert!(!found),
                Err(error) => break error,
            }
            fed += 10;
        };
        assert_eq!((fed, limit(&error)), (1_000, 1_000), "{start}");
    }
}

#[test]
fn empty_data_lines_count_their_line_feeds() {
    let mut decoder = Decoder::new().with_max_event_bytes(1_000);
    decoder.feed("data\n".repeat(1_001).into());
    assert_eq!(decoder.advance(), Ok(false));
    decoder.feed("data:\n".into());
    assert_eq!(limit_hit(&mut decoder), Some(1_000));
}

#[test]
fn what_is_replaced_or_ignored_does_not_count() {
    let lines = [
        "event: name\n",
        "id: 1\n",
        "id: \0\n",
        "retry: 1\n",
        ": comment\n",
        "field: x\n",
    ];
    for line in lines {
        let mut decoder = Decoder::new().with_max_event_bytes(10);
        for _ in 0..LINES {
            decoder.feed(Bytes::from_static(line.as_bytes()));
            assert_eq!(decoder.advance(), Ok(false), "{line}");
        }
        decoder.feed("data: x\n\n".into());
        assert_eq!(decoder.advance(), Ok(true), "{line}");
    }
}

#[test]
fn an_ignored_line_may_go_on_for_ever() {
    for start in [":", "comment: ", "datum", "\u{feff}\u{feff}data:"] {
        let mut decoder = Decoder::new().with_max_event_bytes(10);
        decoder.feed(Bytes::from_static(start.as_bytes()));
        for _ in 0..LINES {
            decoder.feed("data: 0123456789".into());
            assert_eq!(decoder.advance(), Ok(false), "{start}");
        }
        assert_eq!(decoder.finish(), End::Clean, "{start}");
    }
}

#[test]
fn after_it_nothing_but_the_error() {
    let mut decoder = Decoder::new()
        .with_max_event_bytes(3)
        .with_last_event_id("1");
    decoder.feed("id: 2\ndata: 1234\n\ndata: 5\n\n".into());
    for _ in 0..3 {
        assert_eq!(limit_hit(&mut decoder), Some(3));
        assert_eq!(decoder.message().data(), "");
        decoder.feed("data: 6\n\n".into());
    }
    assert_eq!(decoder.last_event_id(), "1");
    assert_eq!(decoder.finish(), End::InsideEvent);

    decoder.feed("data: 7\n\n".into());
    assert_eq!(decoder.advance(), Ok(true));
    assert_eq!(decoder.message().data(), "7");
}

#[test]
fn the_error_says_what_to_do() {
    let mut decoder = Decoder::new().with_max_event_bytes(0);
    decoder.feed("data: 1\n\n".into());
    let error = decoder.advance().unwrap_err();
    assert_eq!(
        error.to_string(),
        "an event is larger than 0 bytes (`max_event_bytes` raises the limit)"
    );
}

fn limit_hit(decoder: &mut Decoder) -> Option<usize> {
    decoder.advance().err().map(|error| limit(&error))
}

fn limit(error: &DecodeError) -> usize {
    match error {
        DecodeError::EventTooLarge(error) => error.limit,
        error => panic!("{error}"),
    }
}
