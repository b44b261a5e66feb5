//! Answers that are no success.

use std::time::{Duration, Instant};

use stream_events::{ErrorKind, RequestExt, StatusError, StreamRequest};
use stream_events_tests::fault_server::{ClientLeft, FaultServer, Wire};

use crate::expect::{EVERY, at_once, get, usual};
use crate::feeds::{Chat, ChatFailure, Details, Problem};
use crate::read::{Kind, read};

/// Path, how many requests are sent, and the status that is the end of it; `None` for a stream.
type Row = (&'static str, usize, Option<u16>);

const ROWS: [Row; 30] = [
    ("/400", 1, Some(400)),
    ("/401", 1, Some(401)),
    ("/403", 1, Some(403)),
    ("/404-html", 1, Some(404)),
    ("/413", 1, Some(413)),
    ("/422", 1, Some(422)),
    ("/408", 2, None),
    ("/409", 2, None),
    ("/429-huge", 1, Some(429)),
    ("/429-garbage", 2, None),
    ("/429-negative", 2, None),
    ("/429-nan", 2, None),
    ("/x-should-retry-true", 2, None),
    ("/x-should-retry-false", 1, Some(500)),
    ("/500", 3, Some(500)),
    ("/502-html", 2, None),
    ("/503", 3, None),
    ("/529", 2, None),
    ("/error-500-sse", 3, Some(500)),
    ("/status?code=418&body=empty", 1, Some(418)),
    ("/status?code=501&body=html", 3, Some(501)),
    ("/status?code=599&fail=2", 3, None),
    ("/status?code=503&fail=3", 3, Some(503)),
    ("/status?code=408", 3, Some(408)),
    ("/status?code=409", 3, Some(409)),
    ("/status?code=429", 3, Some(429)),
    ("/status?code=300&body=empty", 1, Some(300)),
    ("/304", 1, Some(304)),
    ("/error-body-deep", 1, Some(400)),
    ("/no-such-row", 1, Some(404)),
];

#[tokio::test]
async fn a_request_is_sent_again_when_it_may_help() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for (path, times, status) in ROWS {
            let before = server
                .requests(path.split('?').next().expect("a path"))
                .len();
            assert!(before == 0 || path.starts_with("/status"), "{path}");
            // One server a path of `/status`, which counts its requests.
            let own = FaultServer::start(wire).await;
            let server = if path.starts_with("/status") {
                &own
            } else {
                &server
            };
            let outcome = read(get(server, path)).await;
            let sent = server
                .requests(path.split('?').next().expect("a path"))
                .len();
            assert_eq!(sent, times, "{wire:?} {path}");
            assert_eq!(outcome.kind(), status.map(Kind::Status), "{wire:?} {path}");
            assert!(
                usual(&outcome) && outcome.events.len() == if status.is_some() { 0 } else { 3 }
            );
            if let Some(error) = outcome.error {
                assert_eq!(error.retries() as usize, times - 1);
                assert_eq!(error.status(), status);
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_sent_again_when_that_is_off() {
    let server = FaultServer::start(Wire::Http1).await;
    let outcome = read(get(&server, "/503").max_retries(0)).await;
    assert_eq!(outcome.kind(), Some(Kind::Status(503)));
    assert_eq!(server.requests("/503").len(), 1);
    assert!(outcome.error.expect("an error").is_retryable());
}

#[tokio::test]
async fn retries_are_counted_in_a_header() {
    let server = FaultServer::start(Wire::Http1).await;
    read(get(&server, "/500").retry_count_header("x-retry-count")).await;
    let counts = server.requests("/500");
    let counts = counts
        .iter()
        .map(|record| record.request().header("x-retry-count"));
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [Some("0"), Some("1"), Some("2")]
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_sent_twice_is_not() {
    let server = FaultServer::start(Wire::Http1).await;
    let body = server.get("/ok").send().await.expect("a response");
    let request = server.post("/500").body(reqwest::Body::from(body));
    let outcome = read(request.stream_events::<Chat>()).await;
    let error = outcome.error.expect("an error");
    assert_eq!((error.http_status(), error.retries()), (Some(500), 0));
    assert!(
        error.to_string().contains("cannot be sent twice"),
        "{error}"
    );
    assert_eq!(server.requests("/500").len(), 1);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let second = Duration::from_secs(1);
    let rows = [
        ("/429-seconds", second),
        // Two seconds ahead, less what HTTP dates leave out.
        ("/429-date", second * 9 / 10),
        // 250 ms by one header, half a minute by the other.
        ("/429-ms", second / 4),
        ("/429-garbage", Duration::ZERO),
        ("/429-negative", Duration::ZERO),
        ("/429-nan", Duration::ZERO),
    ];
    let checks = rows.map(|(path, least)| {
        tokio::spawn(async move {
            let server = FaultServer::start(Wire::Http1).await;
            let began = Instant::now();
            let outcome = read(get(&server, path)).await;
            let waited = began.elapsed();
            assert!(
                waited >= least && waited < 15 * second,
                "{path}: {waited:?}"
            );
            assert!(usual(&outcome) && outcome.events.len() == 3 && outcome.error.is_none());
        })
    });
    for check in checks {
        check.await.expect("no panic");
    }
}

#[tokio::test]
async fn no_content_is_no_stream_and_never_asked_for_again() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        for path in ["/204", "/205"] {
            let outcome = read(get(&server, path)).await;
            assert_eq!(outcome.kind(), Some(Kind::NoContent), "{wire:?} {path}");
            assert!(!outcome.error.expect("an error").is_retryable());
            assert_eq!(server.requests(path).len(), 1);
        }
    }
}

#[tokio::test]
async fn a_failed_response_is_read_as_the_apis_failure() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let error = read(chat(&server, "/400")).await.error.expect("an error");
        let message = "Overloaded".to_owned();
        let overloaded = Problem {
            error: Details { message },
        };
        assert_eq!(error.failure(), Some(&ChatFailure::Problem(overloaded)));
        let info = error.failure_info().expect("what the failure says");
        assert_eq!(info.error_type.as_deref(), Some("overloaded_error"));
        assert_eq!(info.message.as_deref(), Some("Overloaded"));
        assert_eq!(error.request_id(), Some("req_400"));
        // What its body stands for, and the response's own, which tells whether to retry.
        assert_eq!(
            (error.status(), error.http_status()),
            (Some(529), Some(400))
        );
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn a_page_is_kept_as_it_came() {
    let server = FaultServer::start(Wire::Http1).await;
    let error = read(chat(&server, "/404-html"))
        .await
        .error
        .expect("an error");
    let status = status(error.kind());
    assert!(matches!(status.failure(), Some(ChatFailure::Other(_))));
    assert!(status.body().is_complete());
    assert!(status.body().text().contains("<h1>Something broke</h1>"));
}

#[tokio::test]
async fn no_more_is_read_of_a_failure_than_is_worth_it() {
    for wire in EVERY {
        let server = FaultServer::start(wire).await;
        let left = match wire {
            Wire::H2c => ClientLeft::StreamReset(8),
            _ => ClientLeft::Closed,
        };
        let error = read(chat(&server, "/error-body-huge"))
            .await
            .error
            .expect("an error");
        let body = status(error.kind()).body();
        assert_eq!((body.text().len(), body.is_complete()), (64 * 1024, false));
        assert_eq!(
            server.client_leaves("/error-body-huge").await,
            Some(left),
            "{wire:?}"
        );

        let request = chat(&server, "/error-body-slow");
        let request = request.error_body_timeout(Duration::from_millis(150));
        let error = read(request).await.error.expect("an error");
        let body = status(error.kind()).body();
        assert!(body.text().starts_with(r#"{"message":"x"#), "{body:?}");
        assert!(!body.is_complete());
        assert_eq!(
            server.client_leaves("/error-body-slow").await,
            Some(left),
            "{wire:?}"
        );
    }
}

#[tokio::test]
async fn a_deep_failure_is_kept_as_text() {
    let server = FaultServer::start(Wire::Http1).await;
    let request = chat(&server, "/error-body-deep").error_body_limit(1024 * 1024);
    let error = read(request).await.error.expect("an error");
    let status = status(error.kind());
    assert!(matches!(status.failure(), Some(ChatFailure::Other(_))));
    assert_eq!(
        (status.body().text().len(), status.body().is_complete()),
        (400_000, true)
    );
}

fn chat(server: &FaultServer, path: &str) -> StreamRequest<Chat> {
    server.get(path).stream_events::<Chat>().retry(at_once())
}

fn status<F: std::fmt::Debug>(kind: &ErrorKind<F>) -> &StatusError<F> {
    match kind {
        ErrorKind::Status(status) => status,
        other => panic!("not a status: {other:?}"),
    }
}
