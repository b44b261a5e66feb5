//! What is the same for every request and every HTTP client.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http_body::Frame;
use stream_events::testing::{Fixture, Server};
use stream_events::{
    ErrorKind, ReconnectPolicy, RequestExt, ResponseExt, RetryPolicy, StreamOptions, StreamRequest,
    TimeoutKind,
};
use stream_events_tests::feed::{Event, Feed, text};

use crate::{client, collect};

fn at_once() -> ReconnectPolicy {
    ReconnectPolicy::new().max_wait(Duration::ZERO)
}

fn end() -> Fixture {
    Fixture::new().event("text", "end").event("done", "1")
}

/// A body that no other thread may look at, cut as it likes, with trailers.
struct Frames(Vec<Frame<Bytes>>, std::cell::Cell<u8>);

impl Frames {
    fn new<const N: usize>(data: [&'static str; N]) -> Self {
        let mut frames: Vec<_> = data.map(|it| Frame::data(Bytes::from(it))).into();
        frames.push(Frame::trailers(http::HeaderMap::new()));
        frames.reverse();
        Self(frames, std::cell::Cell::default())
    }
}

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.1.set(self.1.get() + 1);
        Poll::Ready(self.0.pop().map(Ok))
    }
}

fn response(status: u16, content_type: &'static str, body: Frames) -> http::Response<Frames> {
    let mut response = http::Response::new(body);
    *response.status_mut() = http::StatusCode::from_u16(status).expect("a status");
    let content_type = HeaderValue::from_static(content_type);
    response.headers_mut().insert("content-type", content_type);
    let id = HeaderValue::from_static("req_7");
    response.headers_mut().insert("request-id", id);
    response
}

#[tokio::test]
async fn any_response_is_read_as_a_stream() {
    let body = Frames::new(["event: text\nda", "ta: a\n\nevent: done\ndata: 1\n\n"]);
    let response = response(200, "text/event-stream", body);
    let events = response.stream_events::<Feed>().await.expect("a stream");
    assert_eq!(events.response().request_id(), Some("req_7"));
    let (seen, error) = collect(events).await;
    assert_eq!(seen, [text("a"), Event::Done(1)]);
    assert!(error.is_none());
}

#[tokio::test]
async fn any_response_is_checked() {
    let overloaded = r#"{"error":{"type":"overloaded_error","message":"later"}}"#;
    let cases = [
        (529, "application/json", overloaded, "status"),
        (200, "text/html", "<html>", "content type"),
        (204, "text/event-stream", "", "no content"),
    ];
    for (status, content_type, body, expected) in cases {
        let response = response(status, content_type, Frames::new([body]));
        let error = response.stream_events::<Feed>().await.unwrap_err();
        assert_eq!(error.request_id(), Some("req_7"), "{expected}");
        match (expected, error.kind()) {
            ("status", ErrorKind::Status(status)) => {
                assert_eq!(
                    status.info().error_type.as_deref(),
                    Some("overloaded_error")
                );
                assert_eq!(status.body().text(), overloaded);
            }
            ("content type", ErrorKind::ContentType(error)) => {
                assert_eq!(error.body().text(), body);
            }
            ("no content", ErrorKind::NoContent) => {}
            (_, kind) => panic!("{expected}: {kind:?}"),
        }
    }
}

#[tokio::test]
async fn a_function_sends_the_request_as_often_as_the_options_say() {
    let sent = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&sent);
    let request = StreamRequest::<Feed>::sent_by(move |attempt| {
        let number = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            Ok(match number {
                0 => return Err(io::Error::other("no connection")),
                1 => {
                    assert_eq!((attempt.retries, attempt.reconnects), (1, 0));
                    assert_eq!(attempt.resume, None);
                    let body = Frames::new(["id: 7\nevent: text\ndata: a\n\n"]);
                    response(200, "text/event-stream", body)
                }
                _ => {
                    let resume = attempt.resume.expect("where to go on");
                    assert_eq!(resume.last_event_id, Some(HeaderValue::from_static("7")));
                    assert_eq!(attempt.reconnects, 1);
                    let body = Frames::new(["event: done\ndata: 1\n\n"]);
                    response(200, "text/event-stream", body)
                }
            })
        }
    });
    let none = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let events = request.retry(none).reconnect(at_once()).await;
    let (seen, error) = collect(events.expect("a stream")).await;
    assert_eq!(seen, [text("a"), Event::Done(1)]);
    assert!(error.is_none());
    assert_eq!(sent.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn what_a_function_cannot_do_is_said() {
    let send = |_| async { Err::<http::Response<Frames>, _>(io::Error::other("unused")) };
    let request = StreamRequest::<Feed>::sent_by(send);
    let request = request.before_send(|request| async { Ok::<_, io::Error>(request) });
    let error = request.await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::InvalidRequest(_)),
        "{error}"
    );
}

#[tokio::test]
async fn each_request_is_prepared_before_it_is_sent() {
    let busy = Fixture::response(503, "text/plain", "").header("retry-after-ms", "1");
    let server = Server::start([busy, Fixture::new().event("text", "a").cut(), end()]);
    let server = server.await.unwrap();
    let tokens = Arc::new(AtomicU32::new(0));
    let request = client().get(server.url()).stream_events::<Feed>();
    let request = request
        .before_send(move |mut request| {
            let token = tokens.fetch_add(1, Ordering::Relaxed);
            async move {
                request.headers_mut().insert("x-token", token.into());
                Ok::<_, io::Error>(request)
            }
        })
        .reconnect(at_once());
    let (seen, _) = collect(request.send().await.unwrap()).await;
    assert_eq!(seen[..2], [text("a"), text("end")]);
    let received = server.requests();
    let tokens = received.iter().map(|it| it.header("x-token"));
    assert_eq!(
        tokens.collect::<Vec<_>>(),
        [Some("0"), Some("1"), Some("2")]
    );
}

#[tokio::test]
async fn a_request_that_cannot_be_prepared_is_not_sent() {
    let server = end().serve().await.unwrap();
    let request = client().get(server.url()).stream_events::<Feed>();
    let refuse = |_| async { Err::<reqwest::Request, _>(io::Error::other("no token")) };
    let error = request.before_send(refuse).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::InvalidRequest(_)),
        "{error}"
    );
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn options_are_kept_and_used_again() {
    let options = StreamOptions::new()
        .idle_timeout(Duration::from_millis(100))
        .max_retries(0);
    for _ in 0..2 {
        let server = Fixture::new().hang().serve().await.unwrap();
        let request = client().get(server.url()).stream_events::<Feed>();
        let mut events = request.options(&options).await.unwrap();
        let error = events.next().await.expect("an item").unwrap_err();
        let ErrorKind::Timeout(timeout) = error.kind() else {
            panic!("{error}")
        };
        assert_eq!(timeout.kind(), TimeoutKind::Bytes);
    }
    let busy = Fixture::response(503, "text/plain", "");
    let server = busy.serve().await.unwrap();
    let request = client().get(server.url()).stream_events::<Feed>();
    request.options(&options).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn waits_are_measured() {
    let pause = Duration::from_millis(60);
    let fixture = Fixture::new().delay(pause).event("text", "a");
    let fixture = fixture.event("ping", "").delay(pause).event("ping", "");
    let server = fixture
        .delay(pause)
        .event("done", "1")
        .serve()
        .await
        .unwrap();
    let mut events = client()
        .get(server.url())
        .stream_events::<Feed>()
        .await
        .unwrap();
    let before = events.stats();
    assert_eq!((before.first_event, before.longest_gap), (None, None));
    while events.next().await.is_some() {}
    let stats = events.stats();
    assert!(stats.first_event.is_some_and(|it| it >= pause), "{stats:?}");
    // Pings are no events: both pauses are one gap.
    assert!(
        stats.longest_gap.is_some_and(|it| it >= 2 * pause),
        "{stats:?}"
    );
}
