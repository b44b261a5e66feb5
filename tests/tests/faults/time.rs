//! Servers that take their time.

use std::time::Duration;

use stream_events::{RequestExt, StreamRequest, TimeoutKind};
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Wire};

use crate::expect::{EVERY, at_once, get, usual};
use crate::feeds::{Chat, Texts};
use crate::read::{Kind, read};

/// Longer than any of the server's waits.
const LONG: Duration = Duration::from_secs(10);
const SHORT: Duration = Duration::from_millis(250);

/// What a row is read with.
type Limits = fn(StreamRequest<Texts>) -> StreamRequest<Texts>;

/// Reads a row with these limits: this many events must come, and this timeout or a clean end.
async fn within(path: &'static str, limits: Limits, events: usize, end: Option<TimeoutKind>) {
    let checks = EVERY.map(|wire| tokio::spawn(check(wire, path, limits, events, end)));
    for check in checks {
        check.await.expect("no panic");
    }
}

async fn check(wire: Wire, path: &str, limits: Limits, events: usize, end: Option<TimeoutKind>) {
    let server = FaultServer::start(wire).await;
    let outcome = read(limits(get(&server, path)).max_retries(0)).await;
    assert_eq!(outcome.kind(), end.map(Kind::Timeout), "{wire:?} {path}");
    assert!(
        usual(&outcome) && outcome.events.len() == events,
        "{wire:?} {path}"
    );
    let path = path.split('?').next().expect("a path");
    if let Some(error) = outcome.error {
        assert!(error.is_timeout() && error.is_retryable());
    }
    let sent = server.requests(path).len();
    assert!(sent <= 1, "{wire:?} {path}: {sent} requests");
    // On a loaded machine the headers may be given up before the request was read.
    if end.is_some() && sent == 1 {
        let left = server.client_leaves(path).await;
        let expected = match wire {
            Wire::H2c => ClientLeft::StreamReset(8),
            _ => ClientLeft::Closed,
        };
        assert_eq!(left, Some(expected), "{wire:?} {path}");
    }
}

#[tokio::test]
async fn slow_headers() {
    within(
        "/slow-headers?ms=600",
        |request| request.headers_timeout(LONG),
        3,
        None,
    )
    .await;
    let headers = Some(TimeoutKind::Headers);
    within(
        "/slow-headers?ms=600",
        |request| request.headers_timeout(SHORT),
        0,
        headers,
    )
    .await;
    within(
        "/never-headers",
        |request| request.headers_timeout(SHORT),
        0,
        headers,
    )
    .await;
}

#[tokio::test]
async fn headers_that_never_come_are_asked_for_again_and_the_sockets_closed() {
    for wire in [Wire::Http1, Wire::Tls, Wire::H2c, Wire::Blackhole] {
        let server = FaultServer::start(wire).await;
        let client = server.client().build().expect("a client of its own");
        let request = client
            .get(server.url("/never-headers"))
            .stream_events::<Texts>();
        drop(client);
        let outcome = read(request.retry(at_once()).headers_timeout(SHORT)).await;
        assert_eq!(
            outcome.kind(),
            Some(Kind::Timeout(TimeoutKind::Headers)),
            "{wire:?}"
        );
        assert_eq!(
            outcome.error.map(|error| error.retries()),
            Some(2),
            "{wire:?}"
        );
        // The client is gone, and with it an HTTP/2 connection that might have been used again.
        assert!(server.all_closed().await, "{wire:?}");
        let asked = if wire == Wire::Blackhole { 0 } else { 3 };
        assert_eq!(server.requests("/never-headers").len(), asked, "{wire:?}");
    }
}

#[tokio::test]
async fn cancelling_a_request_closes_its_connection() {
    let server = FaultServer::start(Wire::Blackhole).await;
    let waited = tokio::time::timeout(SHORT, get(&server, "/").into_future()).await;
    assert!(waited.is_err());
    assert!(server.connections() == 1 && server.all_closed().await);
}

#[tokio::test]
async fn nobody_listens() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = get(&server, "/");
    drop(server);
    tokio::time::sleep(Duration::from_millis(20)).await;
    let error = read(request).await.error.expect("an error");
    assert_eq!(crate::read::kind(&error), Kind::Connect);
    assert!(error.is_retryable());
    assert_eq!(error.retries(), 2);
}

#[tokio::test]
async fn slow_first_event() {
    let (bytes, first) = (Some(TimeoutKind::Bytes), Some(TimeoutKind::FirstEvent));
    within(
        "/slow-first-event?ms=600",
        |request| request.idle_timeout(LONG),
        3,
        None,
    )
    .await;
    within(
        "/slow-first-event?ms=600",
        |request| request.idle_timeout(SHORT),
        0,
        bytes,
    )
    .await;
    within(
        "/slow-first-event?ms=600",
        |request| request.first_event_timeout(SHORT),
        0,
        first,
    )
    .await;
}

#[tokio::test]
async fn every_byte_ends_a_silence() {
    let limits: Limits = |request| request.idle_timeout(Duration::from_millis(500));
    within("/slow-drip?ms=8", limits, 3, None).await;
    within("/ping-then-events?ms=50&for=800", limits, 3, None).await;
}

#[tokio::test]
async fn a_deadline_of_the_client_still_fires() {
    let server = FaultServer::start(Wire::Http1).await;
    for path in ["/slow-drip?ms=40", "/comments-only"] {
        let request = server.get(path).timeout(Duration::from_millis(300));
        let outcome = read(request.stream_events::<Texts>()).await;
        assert_eq!(
            outcome.kind(),
            Some(Kind::Timeout(TimeoutKind::Client)),
            "{path}"
        );
        assert!(!outcome.error.expect("an error").is_retryable());
    }
}

#[tokio::test]
async fn silence_after_an_event() {
    within(
        "/idle",
        |request| request.idle_timeout(SHORT),
        1,
        Some(TimeoutKind::Bytes),
    )
    .await;
    within(
        "/idle",
        |request| request.event_idle_timeout(SHORT),
        1,
        Some(TimeoutKind::Event),
    )
    .await;
}

#[tokio::test]
async fn comments_for_ever() {
    let limits: Limits = |request| {
        request
            .idle_timeout(Duration::from_millis(500))
            .first_event_timeout(LONG / 10)
    };
    within("/comments-only", limits, 0, Some(TimeoutKind::FirstEvent)).await;
    let limits: Limits = |request| request.event_idle_timeout(SHORT);
    within("/comments-only", limits, 0, Some(TimeoutKind::Event)).await;
}

#[tokio::test]
async fn pings_for_ever() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        // Skipped events are no events, where the API declares them so.
        let request = server.get("/pings-only").stream_events::<Chat>();
        let request = request.idle_timeout(LONG).event_idle_timeout(2 * SHORT);
        let outcome = read(request).await;
        assert!(outcome.events.is_empty());
        assert_eq!(
            outcome.kind(),
            Some(Kind::Timeout(TimeoutKind::Event)),
            "{wire:?}"
        );
        // Where nothing is declared, they are events like others.
        let request = get(&server, "/pings-only").event_idle_timeout(2 * SHORT);
        let mut stream = request.await.expect("a stream");
        for _ in 0..20 {
            let ping = stream.next().await.expect("an event").expect("a good one");
            assert_eq!(ping.event_type(), "ping");
        }
    }
}
