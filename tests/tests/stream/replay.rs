//! Recorded streams, read without waiting.

use serde_json::json;
use stream_events::{Outcome, StreamEnd, replay};
use stream_events_tests::feed::{Event, Feed, text};

const OVERLOADED: &str = r#"{"error":{"type":"overloaded_error","message":"later"}}"#;

#[test]
fn all_that_comes_is_told_in_order() {
    let recording = "event: text\ndata: a\n\nevent: ping\ndata: {\n\nevent: number\ndata: x\n\n\
                     event: done\ndata: 1\n\n";
    let outcomes = replay::<Feed>(recording);
    let [first, mismatch, done, end] = &outcomes[..] else {
        panic!("{outcomes:?}")
    };
    assert_eq!(first, &Outcome::Event(text("a")));
    assert!(matches!(mismatch, Outcome::Mismatch { event_type, .. } if event_type == "number"));
    assert_eq!(done, &Outcome::Event(Event::Done(1)));
    assert_eq!(end, &Outcome::End(StreamEnd::Declared));
    assert_eq!(replay::<Feed>(recording.as_bytes()), outcomes);
}

#[test]
fn an_error_is_the_last() {
    let failed = replay::<Feed>(format!("event: error\ndata: {OVERLOADED}\n\ndata: x\n\n"));
    let expected = Outcome::Failure {
        error_type: Some("overloaded_error".to_owned()),
        message: Some("later".to_owned()),
        status: Some(529),
    };
    assert_eq!(failed, [expected]);
    let cut = replay::<Feed>("event: text\ndata: a\n\nevent: te");
    let [_, Outcome::Error { message }] = &cut[..] else {
        panic!("{cut:?}")
    };
    assert_eq!(
        message,
        "the stream was cut off after 1 event, the last a `text`, inside the next"
    );
}

#[test]
fn a_long_recording_is_read_to_its_end() {
    let events = "event: text\ndata: a\n\n".repeat(100_000);
    let pings = "event: ping\n\n".repeat(100_000);
    let outcomes = replay::<Feed>(events + &pings + "event: done\ndata: 1\n\n");
    assert_eq!(outcomes.len(), 100_002);
}

#[test]
fn it_is_written_the_same_at_all_times() {
    let written = |recording: &str| {
        let outcomes = replay::<Feed>(recording.to_owned());
        let outcomes = outcomes.into_iter().map(|outcome| match outcome {
            Outcome::Mismatch {
                event_type, path, ..
            } => Outcome::Mismatch {
                event_type,
                path,
                reason: "…".to_owned(),
            },
            Outcome::Event(_) => Outcome::Event("event"),
            other => match other {
                Outcome::Failure {
                    error_type,
                    message,
                    status,
                } => Outcome::Failure {
                    error_type,
                    message,
                    status,
                },
                Outcome::Error { message } => Outcome::Error { message },
                Outcome::End(end) => Outcome::End(end),
                other => panic!("{other:?}"),
            },
        });
        serde_json::to_value(outcomes.collect::<Vec<_>>()).expect("JSON")
    };
    assert_eq!(
        written("event: text\ndata: a\n\nevent: number\ndata: x\n\nevent: done\ndata: 1\n\n"),
        json!([
            { "event": "event" },
            { "mismatch": { "event_type": "number", "path": "", "reason": "…" } },
            { "event": "event" },
            { "end": "declared" },
        ])
    );
    assert_eq!(
        written("event: error\ndata: {\"error\":{\"type\":\"odd\"}}\n\n"),
        json!([{ "failure": { "error_type": "odd" } }])
    );
    assert_eq!(
        written(""),
        json!([{ "error": "the stream was cut off before its first event" }])
    );
}
