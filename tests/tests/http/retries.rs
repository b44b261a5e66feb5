//! What is sent again, and what is not.

use std::time::{Duration, Instant};

use stream_events::testing::{Fixture, Server};
use stream_events::{ErrorKind, RequestExt, RetryPolicy};
use stream_events_tests::feed::Feed;

use crate::{client, collect, refused, request};

fn hello() -> Fixture {
    Fixture::new().event("text", "hello").event("done", "1")
}

fn failing(status: u16) -> Fixture {
    Fixture::response(status, "text/plain", "no")
}

#[tokio::test]
async fn r1_two_retries_and_then_the_error() {
    let server = failing(500).serve().await.unwrap();
    let error = refused(request(&server)).await;
    assert_eq!(server.requests().len(), 3);
    assert_eq!(error.retries(), 2);
    assert_eq!(
        error.to_string(),
        "the server answered 500: no, after 2 retries"
    );

    let server = failing(500).serve().await.unwrap();
    let error = refused(request(&server).max_retries(0)).await;
    assert_eq!((server.requests().len(), error.retries()), (1, 0));
}

#[tokio::test]
async fn r2_by_status() {
    for status in [408, 409, 429, 500, 502, 503, 504, 529] {
        let server = Server::start([failing(status), hello()]).await.unwrap();
        let (seen, _) = collect(request(&server).await.unwrap()).await;
        assert_eq!((seen.len(), server.requests().len()), (2, 2), "{status}");
    }
    for status in [400, 401, 403, 404, 413, 422] {
        let server = Server::start([failing(status), hello()]).await.unwrap();
        refused(request(&server)).await;
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn r2_the_server_may_decide() {
    let retry = failing(400).header("x-should-retry", "true");
    let server = Server::start([retry, hello()]).await.unwrap();
    request(&server).await.unwrap().close();
    assert_eq!(server.requests().len(), 2);

    let never = failing(500).header("x-should-retry", "false");
    let server = Server::start([never, hello()]).await.unwrap();
    let error = refused(request(&server)).await;
    assert_eq!(server.requests().len(), 1);
    assert!(!error.is_retryable());

    let opened = hello().header("x-should-retry", "true");
    let server = opened.serve().await.unwrap();
    request(&server).await.unwrap().close();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn r2_r3_connections_that_fail_before_the_headers() {
    let server = Server::start([Fixture::hang_up(), hello()]).await.unwrap();
    let (seen, _) = collect(request(&server).await.unwrap()).await;
    assert_eq!((seen.len(), server.requests().len()), (2, 2));

    let server = Fixture::hang_up().serve().await.unwrap();
    let error = refused(request(&server)).await;
    assert!(matches!(error.kind(), ErrorKind::Send(_)), "{error:?}");
    assert_eq!((server.requests().len(), error.retries()), (3, 2));
    assert!(error.is_retryable());
}

#[tokio::test]
async fn r2_headers_that_take_too_long() {
    let server = Server::start([Fixture::no_answer(), hello()])
        .await
        .unwrap();
    let limited = request(&server).headers_timeout(Duration::from_millis(100));
    let (seen, _) = collect(limited.await.unwrap()).await;
    assert_eq!((seen.len(), server.requests().len()), (2, 2));
}

#[tokio::test]
async fn r4_the_servers_wait_is_heeded() {
    let wait = failing(429)
        .header("retry-after-ms", "250")
        .header("retry-after", "30");
    let server = Server::start([wait, hello()]).await.unwrap();
    let begun = Instant::now();
    request(&server).await.unwrap().close();
    let waited = begun.elapsed();
    assert!(
        waited >= Duration::from_millis(250) && waited < Duration::from_secs(5),
        "{waited:?}"
    );
}

#[tokio::test]
async fn r4_nonsense_is_not_heeded() {
    for value in ["soon", "-5", "NaN", "inf", "0", ""] {
        let server = Server::start([failing(429).header("retry-after", value), hello()])
            .await
            .unwrap();
        let begun = Instant::now();
        request(&server).await.unwrap().close();
        assert!(begun.elapsed() < Duration::from_secs(5), "{value}");
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn r4_a_wait_that_is_too_long_is_reported_at_once() {
    for (header, value) in [("retry-after", "999999"), ("retry-after-ms", "60001")] {
        let server = Server::start([failing(429).header(header, value), hello()])
            .await
            .unwrap();
        let error = refused(request(&server)).await;
        assert_eq!((server.requests().len(), error.retries()), (1, 0));
        let wait = error.retry_after().expect("a wait");
        assert!(wait > Duration::from_secs(60), "{header}: {wait:?}");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn r5_without_one_the_wait_is_the_policys() {
    let server = Server::start([failing(503), hello()]).await.unwrap();
    let begun = Instant::now();
    let request = client().get(server.url()).stream_events::<Feed>();
    request.retry(RetryPolicy::new()).await.unwrap().close();
    let waited = begun.elapsed();
    assert!(
        waited >= Duration::from_millis(375) && waited < Duration::from_secs(3),
        "{waited:?}"
    );
}

#[tokio::test]
async fn r6_nothing_is_sent_again_after_the_headers() {
    let broken = [
        Fixture::new().cut(),
        Fixture::new().event("text", "a").cut(),
        Fixture::new().event("text", "a").reset(),
        Fixture::new().event("error", "{}"),
        Fixture::new(),
        Fixture::response(200, "text/html", "<html>"),
    ];
    for fixture in broken {
        let server = Server::start([fixture, hello()]).await.unwrap();
        if let Ok(events) = request(&server).await {
            let (_, error) = collect(events).await;
            assert!(error.is_some());
        }
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn r6_a_body_that_cannot_be_cloned_is_not_sent_again_and_the_error_says_so() {
    let server = failing(500).serve().await.unwrap();
    // A body that is a stream of its own: made of a response, as a proxy would.
    let upload = Fixture::response(200, "text/plain", "upload")
        .serve()
        .await
        .unwrap();
    let upload = client().get(upload.url()).send().await.unwrap();
    let request = client()
        .post(server.url())
        .body(reqwest::Body::from(upload));
    let error = refused(request.stream_events::<Feed>()).await;
    assert_eq!((server.requests().len(), error.retries()), (1, 0));
    assert_eq!(server.requests()[0].text(), "upload");
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "the server answered 500: no, not retried because the request's body cannot be sent twice"
    );
}

#[tokio::test]
async fn a_retried_body_is_the_same_body() {
    let server = Server::start([failing(500), hello()]).await.unwrap();
    let request = client()
        .post(server.url())
        .body("the same")
        .header("x-key", "k");
    request.stream_events::<Feed>().await.unwrap().close();
    let received = server.requests();
    assert_eq!(received[0].text(), received[1].text());
    assert_eq!(received[0].header("x-key"), received[1].header("x-key"));
}
