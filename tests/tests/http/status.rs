//! Responses that are no success.

use std::time::{Duration, Instant};

use stream_events::testing::{Fixture, Server};
use stream_events::{ErrorKind, StatusError};
use stream_events_tests::feed::Failure;

use crate::{refused, request};

const OVERLOADED: &str = r#"{"type":"error","error":{"type":"overloaded_error","message":"busy"}}"#;

fn status(kind: &ErrorKind<Failure>) -> &StatusError<Failure> {
    match kind {
        ErrorKind::Status(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn h1_every_status_is_told_apart() {
    let retryable = [408, 409, 429, 500, 502, 503, 504, 529];
    let others = [301, 307, 400, 401, 403, 404, 413, 418, 422];
    for code in retryable.into_iter().chain(others) {
        let server = Fixture::response(code, "text/plain", "no")
            .serve()
            .await
            .unwrap();
        let error = refused(request(&server).max_retries(0)).await;
        assert_eq!(error.status(), Some(code));
        assert_eq!(status(error.kind()).status(), code);
        assert_eq!(error.is_retryable(), retryable.contains(&code), "{code}");
        assert!(error.ends_stream() && !error.is_timeout());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn h2_the_body_is_read_as_the_apis_failure() {
    let fixture = Fixture::response(529, "application/json", OVERLOADED)
        .header("request-id", "req_9")
        .header("retry-after-ms", "1500");
    let server = fixture.serve().await.unwrap();
    let error = refused(request(&server).max_retries(0)).await;

    assert_eq!(error.failure(), Some(&Failure(OVERLOADED.to_owned())));
    let info = error.failure_info().unwrap();
    assert_eq!(info.error_type.as_deref(), Some("overloaded_error"));
    assert_eq!(info.message.as_deref(), Some("busy"));
    assert_eq!(error.request_id(), Some("req_9"));
    assert_eq!(error.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!(
        error.to_string(),
        "the server answered 529, overloaded_error: busy [request id req_9]"
    );
    let status = status(error.kind());
    assert_eq!(status.response().headers()["retry-after-ms"], "1500");
    assert_eq!(status.body().text(), OVERLOADED);
    assert!(status.body().is_complete());
}

#[tokio::test]
async fn h2_a_body_that_is_not_json_is_kept_as_text() {
    let html = "<html>not found</html>";
    let server = Fixture::response(404, "text/html", html)
        .serve()
        .await
        .unwrap();
    let error = refused(request(&server)).await;
    assert_eq!(status(error.kind()).body().text(), html);
    assert_eq!(error.failure(), None);
    assert_eq!(
        error.to_string(),
        "the server answered 404: <html>not found</html>"
    );

    let server = Fixture::response(404, "", "").serve().await.unwrap();
    let error = refused(request(&server)).await;
    assert_eq!(error.to_string(), "the server answered 404");
}

#[tokio::test]
async fn h2_a_stream_of_failing_status_is_an_error() {
    let fixture = Fixture::response(500, "text/event-stream", "data: 1\n\n");
    let server = fixture.serve().await.unwrap();
    let error = refused(request(&server).max_retries(0)).await;
    assert_eq!(status(error.kind()).body().text(), "data: 1\n\n");
}

#[tokio::test]
async fn h3_a_huge_body_is_read_to_its_limit_only() {
    let server = Fixture::response(400, "text/plain", vec![b'x'; 8192])
        .forever()
        .serve()
        .await
        .unwrap();
    let error = refused(request(&server)).await;
    let body = status(error.kind()).body();
    assert_eq!(body.text().len(), 64 * 1024);
    assert!(!body.is_complete());
    tokio::time::timeout(crate::LONG, server.all_closed())
        .await
        .expect("a closed connection");

    let error = refused(request(&server).error_body_limit(10)).await;
    assert_eq!(status(error.kind()).body().text(), "xxxxxxxxxx");
}

#[tokio::test]
async fn h3_a_body_as_long_as_the_limit_is_complete() {
    let server = Fixture::response(400, "text/plain", "1234")
        .serve()
        .await
        .unwrap();
    for (limit, complete) in [(3, false), (4, true), (5, true), (0, false)] {
        let error = refused(request(&server).error_body_limit(limit)).await;
        let body = status(error.kind()).body();
        assert_eq!(
            (body.text(), body.is_complete()),
            (&"1234"[..limit.min(4)], complete)
        );
    }
}

#[tokio::test]
async fn h3_a_slow_body_is_not_waited_for() {
    let dripping = Fixture::response(400, "text/plain", "a")
        .delay(Duration::from_millis(50))
        .forever();
    let server = dripping.serve().await.unwrap();
    let begun = Instant::now();
    let limited = request(&server).error_body_timeout(Duration::from_millis(300));
    let error = refused(limited).await;
    assert!(begun.elapsed() < Duration::from_secs(2));
    let body = status(error.kind()).body();
    assert!(
        body.text().starts_with("aa") && !body.is_complete(),
        "{body:?}"
    );
}

#[tokio::test]
async fn h3_a_body_cut_short_is_kept_so_far() {
    let fixture = Fixture::response(400, "application/json", "{\"error\":").cut();
    let server = fixture.serve().await.unwrap();
    let error = refused(request(&server)).await;
    let body = status(error.kind()).body();
    assert_eq!((body.text(), body.is_complete()), ("{\"error\":", false));
    assert_eq!(error.failure(), None);
}

#[tokio::test]
async fn h3_a_deeply_nested_body_overflows_nothing() {
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    let server = Fixture::response(400, "application/json", deep.clone())
        .serve()
        .await
        .unwrap();
    let error = refused(request(&server)).await;
    assert_eq!(status(error.kind()).body().text(), deep);
    assert_eq!(error.failure_info().unwrap().error_type, None);
}

#[tokio::test]
async fn no_content_is_no_stream_and_not_retried() {
    for code in [204, 205] {
        let server = Fixture::response(code, "", "").serve().await.unwrap();
        let error = refused(request(&server)).await;
        assert!(matches!(error.kind(), ErrorKind::NoContent), "{error:?}");
        assert_eq!(error.status(), Some(code));
        assert!(!error.is_retryable());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn redirects_are_followed_to_an_end() {
    let looping = Fixture::response(302, "", "").header("location", "/again");
    let server = looping.serve().await.unwrap();
    let error = refused(request(&server)).await;
    assert!(matches!(error.kind(), ErrorKind::Redirect(_)), "{error:?}");
    assert!(!error.is_retryable());

    let moved = Fixture::response(307, "", "").header("location", "/there");
    let there = Fixture::new().event("done", "1");
    let server = Server::start([moved, there]).await.unwrap();
    request(&server).await.unwrap().close();
    let received = server.requests();
    assert_eq!(
        (received[1].method.as_str(), received[1].target.as_str()),
        ("POST", "/there")
    );
    assert_eq!(received[1].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn an_error_can_be_cloned_and_says_one_status() {
    let stated = r#"{"error":{"type":"overloaded_error","message":"later"}}"#;
    let cases = [
        (500, stated, Some(529)),
        (503, "busy", Some(503)),
        (400, r#"{"error":{"type":"odd"}}"#, Some(400)),
    ];
    for (status, body, expected) in cases {
        let server = Fixture::response(status, "application/json", body);
        let server = server.serve().await.unwrap();
        let error = request(&server).max_retries(0).await.unwrap_err().clone();
        assert_eq!(error.status(), expected, "{body}");
        assert_eq!(error.failure_info().unwrap().status, expected, "{body}");
        assert_eq!(error.http_status(), Some(status), "{body}");
        assert_eq!(
            error.status_code().map(|it| it.as_u16()),
            expected,
            "{body}"
        );
    }
    let failed = Fixture::new().event("error", stated).serve().await.unwrap();
    let error = request(&failed).await.unwrap().next().await.unwrap();
    let error = error.unwrap_err();
    assert_eq!(
        (error.status(), error.http_status()),
        (Some(529), Some(200))
    );
}
