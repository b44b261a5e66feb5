//! Case 24: how long a failure asks to wait, in its body or in the stream.

use std::time::{Duration, Instant};

use stream_events::testing::{Fixture, Server};
use stream_events::{
    AsyncStream, Error, RequestExt, RetryPolicy, StreamEvents, StreamRequest, UnknownEvent, replay,
};

/// What an API says of its quota.
#[derive(Debug, serde::Deserialize)]
pub struct Quota {}

/// A feed that says in its failures how long to wait.
#[derive(Debug, StreamEvents)]
#[stream_events(
    fail("busy" = Quota),
    errors(
        type("/error/kind"),
        type_status("quota" = 429),
        retry_after("/error/wait", "/error/details/*/retryDelay", "/error/text")
    )
)]
pub enum Feed {
    /// Something.
    #[event("some")]
    Some,
    /// The end.
    #[event("done", handle = "finish")]
    Done,
    /// Anything else.
    #[event(unknown)]
    Unknown(UnknownEvent),
}

fn hello() -> Fixture {
    Fixture::new().event("some", "1").event("done", "")
}

fn refusing(error: &str) -> Fixture {
    let body = format!("{{\"error\":{error}}}");
    Fixture::response(429, "application/json", body)
}

fn request(server: &Server) -> StreamRequest<Feed> {
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let quick = RetryPolicy::new()
        .backoff(Duration::from_millis(1), Duration::from_millis(1))
        .max_retry_after(Duration::from_secs(5));
    client
        .post(server.url())
        .body("{}")
        .stream_events::<Feed>()
        .retry(quick)
}

async fn outcome(request: StreamRequest<Feed>) -> (Result<(), Error<FeedFailure>>, Duration) {
    let begun = Instant::now();
    let outcome = tokio::time::timeout(Duration::from_secs(20), request.send()).await;
    let outcome = outcome.expect("an outcome");
    (outcome.map(AsyncStream::close), begun.elapsed())
}

#[tokio::test]
async fn case_24_the_wait_in_the_body_is_kept() {
    for error in [
        r#"{"wait":0.3}"#,
        r#"{"wait":"300ms"}"#,
        r#"{"wait":null,"details":[{"a":1},{"retryDelay":"0.3s"},{"retryDelay":"4s"}]}"#,
        r#"{"text":"Too many. Please try again in 300ms, or in 4s."}"#,
    ] {
        let server = Server::start([refusing(error), hello()])
            .await
            .expect("a server");
        let (outcome, waited) = outcome(request(&server)).await;
        outcome.expect("a stream");
        assert_eq!(server.requests().len(), 2, "{error}");
        assert!(
            waited >= Duration::from_millis(300) && waited < Duration::from_secs(3),
            "{error}: {waited:?}"
        );
    }
}

#[tokio::test]
async fn case_24_a_wait_beyond_the_policy_is_told_at_once() {
    for (error, seconds) in [
        (r#"{"wait":5.001}"#, 5.001),
        (r#"{"details":[{"retryDelay":"58s"}]}"#, 58.0),
        (r#"{"text":"Try again in 1m12.5s."}"#, 72.5),
    ] {
        let server = Server::start([refusing(error), hello()])
            .await
            .expect("a server");
        let (outcome, waited) = outcome(request(&server)).await;
        let refused = outcome.expect_err("a refusal");
        assert_eq!(
            (server.requests().len(), refused.retries()),
            (1, 0),
            "{error}"
        );
        assert_eq!(
            refused.retry_after(),
            Some(Duration::from_secs_f64(seconds)),
            "{error}"
        );
        assert!(
            refused.is_retryable() && waited < Duration::from_secs(3),
            "{error}"
        );
        // What was read for the wait is in the error, too.
        let body = format!("{{\"error\":{error}}}");
        let stream_events::ErrorKind::Status(status) = refused.kind() else {
            panic!("{refused:?}")
        };
        assert_eq!(
            (status.body().text(), status.body().is_complete()),
            (&*body, true)
        );
        assert!(status.failure().is_some());
    }
}

#[tokio::test]
async fn case_24_headers_come_first() {
    let busy = refusing(r#"{"wait":58}"#).header("retry-after-ms", "1");
    let server = Server::start([busy, hello()]).await.expect("a server");
    outcome(request(&server)).await.0.expect("a stream");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn case_24_what_is_no_wait_is_not_heeded() {
    for error in [
        r#"{"wait":-5}"#,
        r#"{"wait":1e400}"#,
        r#"{"wait":99999999999999999999999}"#,
        r#"{"wait":"-5s"}"#,
        r#"{"wait":"NaN"}"#,
        r#"{"wait":"99999999999999999999999h"}"#,
        r#"{"wait":"18446744073709551615s1s"}"#,
        r#"{"wait":true}"#,
        r#"{"text":"in no time"}"#,
        r#"{"details":"58s"}"#,
    ] {
        let server = Server::start([refusing(error), hello()])
            .await
            .expect("a server");
        let (outcome, waited) = outcome(request(&server)).await;
        outcome.expect("a stream");
        assert!(waited < Duration::from_secs(3), "{error}: {waited:?}");
    }
}

#[tokio::test]
async fn case_24_the_last_refusal_has_its_body() {
    let server = refusing(r#"{"wait":0.001,"kind":"quota"}"#)
        .serve()
        .await
        .expect("a server");
    let refused = outcome(request(&server)).await.0.expect_err("a refusal");
    assert_eq!((server.requests().len(), refused.retries()), (3, 2));
    assert_eq!(
        refused
            .failure_info()
            .and_then(|it| it.error_type.as_deref()),
        Some("quota")
    );
    assert_eq!(refused.retry_after(), Some(Duration::from_millis(1)));
}

#[tokio::test]
async fn case_24_a_body_beyond_the_limit_is_cut_as_ever() {
    let server = refusing(r#"{"wait":0.001,"kind":"quota"}"#)
        .serve()
        .await
        .expect("a server");
    let refused = outcome(request(&server).error_body_limit(10))
        .await
        .0
        .expect_err("a refusal");
    let stream_events::ErrorKind::Status(status) = refused.kind() else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (status.body().text(), status.body().is_complete()),
        ("{\"error\":{", false)
    );
    assert_eq!((server.requests().len(), refused.retry_after()), (3, None));
}

#[test]
fn case_24_a_failure_in_the_stream_tells_its_wait() {
    let stream = "event: busy\ndata: {\"error\":{\"kind\":\"quota\",\"text\":\"Full. Try again in 11.054s.\"}}\n\n";
    let source = futures::stream::iter([bytes::Bytes::from(stream)]);
    let mut events = futures::executor::block_on_stream(Feed::from_bytes(source));
    let Some(Err(error)) = events.next() else {
        panic!("a failure")
    };
    assert_eq!(error.retry_after(), Some(Duration::from_secs_f64(11.054)));
    assert_eq!((error.status(), error.is_retryable()), (Some(429), true));
    assert_eq!(replay::<Feed>(stream).len(), 1);
}

#[tokio::test]
async fn case_24_a_failure_that_comes_first_is_waited_for() {
    let busy = |wait: &str| {
        let data = format!("{{\"error\":{{\"kind\":\"quota\",\"wait\":{wait}}}}}");
        Fixture::new().event("busy", &data)
    };
    let server = Server::start([busy("0.3"), hello()])
        .await
        .expect("a server");
    let (opened, waited) = outcome(request(&server).retry_until_first_event()).await;
    opened.expect("a stream");
    assert!(waited >= Duration::from_millis(300), "{waited:?}");
    assert_eq!(server.requests().len(), 2);

    let server = Server::start([busy("\"58s\""), hello()])
        .await
        .expect("a server");
    let refused = outcome(request(&server).retry_until_first_event())
        .await
        .0
        .expect_err("a failure");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(refused.retry_after(), Some(Duration::from_secs(58)));
}
