//! Bytes that decoders trip over.

use stream_events::{ErrorKind, Message, RequestExt};
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::{EVERY, get};
use crate::feeds::{Chat, Msg, Text};
use crate::read::{Kind, read};

/// Path and the data of the events.
const ROWS: [(&str, &[&str]); 10] = [
    ("/invalid-utf8", &["a\u{fffd}\u{fffd}b\u{fffd}", "ok"]),
    ("/nul", &["a\0b", "c"]),
    ("/bom", &["1"]),
    ("/bom-split", &["1"]),
    ("/bom-double", &["2"]),
    ("/bom-middle", &["1", "\u{feff}3"]),
    ("/cr-only", &["1", "2"]),
    ("/crlf-split", &["a\nb"]),
    ("/retry-overflow", &["1", "2"]),
    (
        "/fake-done",
        &["[DONE] not yet", "[DONE]\nmore", "[DONE] ", "\"[DONE]\""],
    ),
];

#[tokio::test]
async fn the_standard_is_followed_over_every_wire() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for (path, expected) in ROWS {
            let outcome = read(get(&server, path)).await;
            let data = outcome.events.iter().map(Message::data).collect::<Vec<_>>();
            assert_eq!(
                (data.as_slice(), outcome.kind()),
                (expected, None),
                "{wire:?} {path}"
            );
            assert!(
                outcome
                    .events
                    .iter()
                    .all(|event| event.last_event_id().is_empty())
            );
        }
    }
}

#[tokio::test]
async fn a_body_without_a_line_of_an_event_is_no_empty_stream() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let outcome = read(get(&server, "/utf16")).await;
        assert_eq!(outcome.kind(), Some(Kind::Truncated), "{wire:?}");
        assert!(outcome.events.is_empty());
    }
}

#[tokio::test]
async fn a_reconnection_time_beyond_all_clocks_is_no_panic() {
    let server = FaultServer::start(Wire::Http1).await;
    let mut stream = get(&server, "/retry-overflow").await.expect("a stream");
    while let Some(event) = stream.next().await {
        event.expect("an event");
        let _ = stream.reconnection_time();
    }
}

#[tokio::test]
async fn one_bad_payload_is_one_error_and_the_stream_goes_on() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, good) in [
        ("/bad-json", Chat::Msg(Msg { n: 2 })),
        ("/deep-json", Chat::Msg(Msg { n: 2 })),
        ("/long-mismatch", Chat::Msg(Msg { n: 2 })),
        ("/dup-keys", Chat::Msg(Msg { n: 3 })),
        ("/lone-surrogate", Chat::Text(Text { t: "ok".to_owned() })),
    ] {
        let outcome = read(server.get(path).stream_events::<Chat>()).await;
        assert_eq!(outcome.events, [good], "{path}");
        let [mismatch] = &outcome.mismatches[..] else {
            panic!("{path}: one mismatch")
        };
        let ErrorKind::Mismatch(mismatch) = mismatch.kind() else {
            panic!("{path}: {mismatch:?}")
        };
        assert!(["msg", "text"].contains(&mismatch.event_type()));
        assert!(
            mismatch.data().starts_with('{') && !mismatch.reason().is_empty(),
            "{path}"
        );
        // No `[DONE]` came.
        assert_eq!(outcome.kind(), Some(Kind::Truncated), "{path}");
    }
}

#[tokio::test]
async fn what_only_begins_like_the_sentinel_is_not_it() {
    let server = FaultServer::start(Wire::Http1).await;
    let outcome = read(server.get("/fake-done").stream_events::<Chat>()).await;
    assert_eq!(outcome.events.len(), 4);
    assert!(
        outcome
            .events
            .iter()
            .all(|event| matches!(event, Chat::Unknown(_)))
    );
    assert_eq!(outcome.kind(), Some(Kind::UndeclaredEnd));
}
