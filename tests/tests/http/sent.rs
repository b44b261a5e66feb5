//! What a request says, and what its response tells.

use reqwest::header::{ACCEPT, HeaderMap};
use stream_events::testing::{Fixture, Server};
use stream_events::{RequestExt, ResponseExt};
use stream_events_tests::feed::{Event, Feed, text};

use crate::{client, collect, request};

fn hello() -> Fixture {
    Fixture::new().event("text", "hello").event("done", "1")
}

#[tokio::test]
async fn hd_an_accept_that_allows_event_streams_is_kept() {
    for (sent, received) in [
        (
            "application/json, text/event-stream",
            "application/json, text/event-stream",
        ),
        ("*/*", "*/*"),
        ("application/json", "text/event-stream"),
        ("text/event-stream;q=0, */*", "text/event-stream"),
    ] {
        let server = hello().serve().await.unwrap();
        let request = client().get(server.url()).header(ACCEPT, sent);
        request.stream_events::<Feed>().await.unwrap().close();
        assert_eq!(server.requests()[0].header("accept"), Some(received));
    }
}

#[tokio::test]
async fn hd_an_accept_that_does_not_is_replaced() {
    let server = hello().serve().await.unwrap();
    let request = client()
        .post(server.url())
        .header(ACCEPT, "application/json")
        .body("{\"a\":1}");
    collect(request.stream_events::<Feed>().await.unwrap()).await;

    let [received] = &server.requests()[..] else {
        panic!("one request")
    };
    let accepts: Vec<_> = received
        .headers
        .iter()
        .filter(|(name, _)| name == "accept")
        .collect();
    assert_eq!(accepts.len(), 1);
    assert_eq!(received.header("accept"), Some("text/event-stream"));
    assert_eq!(
        (received.method.as_str(), received.target.as_str()),
        ("POST", "/")
    );
    assert_eq!(received.text(), "{\"a\":1}");
}

#[tokio::test]
async fn r7_retries_are_counted_in_a_header_if_asked() {
    let error = Fixture::response(500, "", "");
    let server = Server::start([error.clone(), error, hello()])
        .await
        .unwrap();
    request(&server)
        .retry_count_header("X-Retry-Count")
        .await
        .unwrap()
        .close();
    let counts: Vec<_> = server
        .requests()
        .iter()
        .map(|received| received.header("x-retry-count").map(str::to_owned))
        .collect();
    assert_eq!(counts, ["0", "1", "2"].map(|count| Some(count.to_owned())));

    let server = hello().serve().await.unwrap();
    request(&server).await.unwrap().close();
    assert!(
        server.requests()[0]
            .headers
            .iter()
            .all(|(name, _)| !name.contains("retry"))
    );
}

#[tokio::test]
async fn r7_a_header_of_the_callers_own_is_left_alone() {
    let server = hello().serve().await.unwrap();
    let request = client().get(server.url()).header("x-retry-count", "mine");
    request
        .stream_events::<Feed>()
        .retry_count_header("x-retry-count")
        .await
        .unwrap()
        .close();
    assert_eq!(server.requests()[0].header("x-retry-count"), Some("mine"));
}

#[tokio::test]
async fn o1_the_response_is_there_to_be_asked() {
    let fixture = hello()
        .header("x-request-id", "req_1")
        .header("x-other", "o");
    let server = fixture.serve().await.unwrap();
    let events = request(&server).await.unwrap();
    let response = events.response();
    assert_eq!(response.status(), Some(200));
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.headers()["x-other"], "o");

    let (seen, error) = collect(events).await;
    assert_eq!(seen, [text("hello"), Event::Done(1)]);
    assert!(error.is_none());
}

#[tokio::test]
async fn o1_the_first_request_id_header_wins() {
    let fixture = hello()
        .header("x-request-id", "second")
        .header("request-id", "first");
    let server = fixture.serve().await.unwrap();
    let events = request(&server).await.unwrap();
    assert_eq!(events.response().request_id(), Some("first"));
}

#[tokio::test]
async fn o7_a_response_from_elsewhere_is_a_stream_too() {
    let server = hello().serve().await.unwrap();
    let response = client().get(server.url()).send().await.unwrap();
    let (seen, _) = collect(response.stream_events::<Feed>().await.unwrap()).await;
    assert_eq!(seen, [text("hello"), Event::Done(1)]);

    let server = Fixture::response(404, "text/plain", "no")
        .serve()
        .await
        .unwrap();
    let response = client().get(server.url()).send().await.unwrap();
    let error = response
        .stream_events::<Feed>()
        .max_event_bytes(9)
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(404));
}

#[tokio::test]
async fn invalid_requests_are_the_callers() {
    use stream_events::ErrorKind;
    for request in [
        client().get("not a url").stream_events::<Feed>(),
        client()
            .get("http://localhost/")
            .header("a", "\n")
            .stream_events::<Feed>(),
        client()
            .get("http://localhost/")
            .stream_events::<Feed>()
            .retry_count_header("a b"),
    ] {
        let error = crate::refused(request).await;
        assert!(
            matches!(error.kind(), ErrorKind::InvalidRequest(_)),
            "{error:?}"
        );
        assert!(!error.is_retryable());
        assert_eq!(error.retries(), 0);
    }
}

#[test]
fn streams_of_a_fixture_know_its_headers() {
    let events = hello().header("Request-ID", "req_2").into_stream::<Feed>();
    assert_eq!(events.response().request_id(), Some("req_2"));
    let headers: &HeaderMap = events.response().headers();
    assert_eq!(headers["content-type"], "text/event-stream");
}
