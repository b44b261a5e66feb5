//! Streams that are cut, and what a client that asks for the rest gets. Nothing is resumed unless
//! that is asked for.

use std::time::Duration;

use serde_json::Value;
use stream_events::{Message, ReconnectPolicy, RequestExt, StreamRequest};
use stream_events_tests::fault_server::{FaultServer, Wire};

use crate::expect::{EVERY, ONE_BY_ONE, at_once, get};
use crate::feeds::{Chat, Msg, Texts};
use crate::read::{Kind, read};

const MODES: [(&str, Kind); 4] = [
    ("clean", Kind::Truncated),
    ("trunc", Kind::Truncated),
    ("rst", Kind::Transport),
    ("fin", Kind::Transport),
];

/// Whether the wire can be cut in this way; over HTTP/2 it is a row of its own, `/h2-eof-mid`.
fn possible(wire: Wire, mode: &str) -> bool {
    wire != Wire::H2c || mode != "fin"
}

fn soon() -> ReconnectPolicy {
    ReconnectPolicy::new().reconnection_time(Duration::from_millis(10))
}

fn resumed(server: &FaultServer, path: &str) -> StreamRequest<Texts> {
    get(server, path).reconnect(soon())
}

fn ids(events: &[Message<'static>]) -> Vec<String> {
    let ids = events.iter().map(Message::last_event_id);
    ids.map(ToString::to_string).collect()
}

fn one_to(n: u64) -> Vec<String> {
    (1..=n).map(|n| n.to_string()).collect()
}

/// The `Last-Event-ID` of each request for the path.
fn sent_ids(server: &FaultServer, path: &str) -> Vec<Option<String>> {
    let requests = server.requests(path);
    let ids = requests
        .iter()
        .map(|record| record.request().header("last-event-id"));
    ids.map(|id| id.map(str::to_owned)).collect()
}

fn some(ids: &[&str]) -> Vec<Option<String>> {
    let ids = ids.iter().map(|id| Some((*id).to_owned()));
    std::iter::once(None).chain(ids).collect()
}

#[tokio::test]
async fn a_cut_stream_is_an_error_and_not_asked_for_again() {
    for wire in EVERY {
        for (mode, kind) in MODES {
            if !possible(wire, mode) {
                continue;
            }
            let server = FaultServer::start(wire).await;
            let request = server.get(&format!("/resume?mode={mode}"));
            let outcome = read(request.stream_events::<Chat>().retry(at_once())).await;
            let expected = [1, 2, 3].map(|n| Chat::Msg(Msg { n }));
            assert_eq!(outcome.events, expected, "{wire:?} {mode}");
            assert_eq!(outcome.kind(), Some(kind), "{wire:?} {mode}");
            assert_eq!(server.requests("/resume").len(), 1, "{wire:?} {mode}");
        }
    }
}

#[tokio::test]
async fn every_id_once_and_in_order_until_there_is_no_more() {
    for wire in EVERY {
        for (mode, _) in MODES {
            if !possible(wire, mode) {
                continue;
            }
            let server = FaultServer::start(wire).await;
            let outcome = read(resumed(&server, &format!("/resume?mode={mode}"))).await;
            assert_eq!(ids(&outcome.events), one_to(10), "{wire:?} {mode}");
            assert!(outcome.error.is_none(), "{wire:?} {mode}: {outcome:?}");
            let sent = some(&["3", "6", "9", "10"]);
            assert_eq!(sent_ids(&server, "/resume"), sent, "{wire:?} {mode}");
        }
    }
}

#[tokio::test]
async fn without_its_declared_end_a_resumed_stream_is_truncated_all_the_same() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = server.get("/resume?n=4").stream_events::<Chat>();
    let outcome = read(request.reconnect(soon())).await;
    assert_eq!(
        (outcome.events.len(), outcome.kind()),
        (4, Some(Kind::Truncated))
    );
    assert_eq!(server.requests("/resume").len(), 3);
}

#[tokio::test]
async fn an_end_that_was_declared_is_the_end() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = server.get("/ok").stream_events::<Chat>();
        let outcome = read(request.reconnect(soon())).await;
        assert_eq!(
            (outcome.events.len(), outcome.kind()),
            (2, None),
            "{wire:?}"
        );
        assert_eq!(server.requests("/ok").len(), 1, "{wire:?}");
    }
}

#[tokio::test]
async fn a_failure_that_the_api_reports_is_its_last_word() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = server.get("/error-event").stream_events::<Chat>();
    let outcome = read(request.reconnect(soon()).retry_until_first_event()).await;
    assert_eq!(
        (outcome.events.len(), outcome.kind()),
        (2, Some(Kind::Failure))
    );
    assert_eq!(server.requests("/error-event").len(), 1);
}

#[tokio::test]
async fn a_policy_without_attempts_ends_as_without_a_policy() {
    let server = FaultServer::start(Wire::Http1).await;
    let never = ReconnectPolicy::new().max_reconnects(0);
    let outcome = read(get(&server, "/resume?mode=rst").reconnect(never)).await;
    assert_eq!(
        (outcome.events.len(), outcome.kind()),
        (3, Some(Kind::Transport))
    );
    assert_eq!(server.requests("/resume").len(), 1);
}

#[tokio::test]
async fn the_last_event_id_at_the_cut_is_the_standards() {
    let server = FaultServer::start(Wire::Http1).await;
    for (path, id) in [
        ("/id-uncommitted", "1"),
        ("/id-only-block", "2"),
        ("/id-reset", ""),
        ("/id-nul", "1"),
        ("/id-unicode", "…"),
        ("/id-control", "1\u{1}\u{7f}\u{b}2"),
    ] {
        let mut stream = get(&server, path).await.expect("a stream");
        while let Some(event) = stream.next().await {
            event.expect("an event");
        }
        assert_eq!(stream.last_event_id(), id, "{path}");
        assert_eq!(
            stream.reconnection_time().map(|time| time.as_millis()),
            Some(10),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_last_event_id_that_is_sent_is_the_standards() {
    for wire in ONE_BY_ONE {
        for (path, id) in [
            ("/id-uncommitted", Some("1")),
            ("/id-only-block", Some("2")),
            ("/id-reset", None),
            ("/id-nul", Some("1")),
            ("/id-unicode", Some("…")),
            ("/id-control", None),
        ] {
            let server = FaultServer::start(wire).await;
            let once = soon().max_reconnects(1);
            let mut stream = get(&server, path).reconnect(once).await.expect("a stream");
            while server.requests(path).len() < 2 {
                let event = stream.next().await.expect("the stream goes on");
                event.expect("an event");
            }
            let sent = sent_ids(&server, path);
            assert_eq!(sent[..2], [None, id.map(str::to_owned)], "{wire:?} {path}");
        }
    }
}

#[tokio::test]
async fn an_id_of_the_callers_is_where_the_stream_begins() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = server.get("/resume?n=8").header("last-event-id", "2");
    let request = request.stream_events::<Texts>().reconnect(soon());
    let outcome = read(request).await;
    assert_eq!(ids(&outcome.events), one_to(8)[2..]);
    let sent = ["2", "5", "8"].map(|id| Some(id.to_owned()));
    assert_eq!(sent_ids(&server, "/resume"), sent);
}

#[tokio::test]
async fn a_first_item_that_is_a_failure_is_asked_for_again() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let request = || server.get("/error-event-first").stream_events::<Chat>();
        let outcome = read(request().retry(at_once())).await;
        assert_eq!(
            (outcome.events.len(), outcome.kind()),
            (0, Some(Kind::Failure))
        );
        assert_eq!(server.requests("/error-event-first").len(), 1, "{wire:?}");

        let outcome = read(request().retry(at_once()).retry_until_first_event()).await;
        assert_eq!(
            (outcome.events.len(), outcome.kind()),
            (0, Some(Kind::Failure))
        );
        let retries = outcome.error.map(|error| error.retries());
        assert_eq!(retries, Some(2), "{wire:?}");
        assert_eq!(server.requests("/error-event-first").len(), 4, "{wire:?}");
    }
}

#[tokio::test]
async fn a_cut_before_the_first_item_is_too() {
    let path = "/reset-after-headers";
    let server = FaultServer::start(Wire::Http1).await;
    let outcome = read(get(&server, path).retry_until_first_event()).await;
    assert_eq!(
        (outcome.events.len(), outcome.kind()),
        (0, Some(Kind::Transport))
    );
    assert_eq!(server.requests(path).len(), 3);
    for path in [
        "/reset-mid-event",
        "/truncated-chunk",
        "/ct-json",
        "/gzip-lying",
    ] {
        let server = FaultServer::start(Wire::Http1).await;
        let outcome = read(get(&server, path).retry_until_first_event()).await;
        assert!(outcome.error.is_some(), "{path}");
        assert_eq!(server.requests(path).len(), 1, "{path}");
    }
}

#[tokio::test]
async fn the_request_that_is_sent_again_is_the_same() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = server
        .post("/id-uncommitted")
        .body("the same")
        .header("x-key", "k");
    let request = request
        .stream_events::<Texts>()
        .reconnect(soon().max_reconnects(1));
    let mut events = request.await.expect("a stream");
    events.next().await.expect("the first").expect("an event");
    let echo = events.next().await.expect("the echo").expect("an event");
    let echo: Value = serde_json::from_str(echo.data()).expect("JSON");
    assert_eq!(
        (&echo["method"], &echo["body"]),
        (&"POST".into(), &"the same".into())
    );
    let again = &server.requests("/id-uncommitted")[1];
    assert_eq!(again.request().header("x-key"), Some("k"));
    assert_eq!(again.request().header("accept"), Some("text/event-stream"));
}
