//! Streams that are asked for again.

use std::time::{Duration, Instant};

use stream_events::testing::{Fixture, Server};
use stream_events::{Error, MessageKind, ReconnectPolicy, RequestExt, StreamEnd, StreamRequest};
use stream_events_tests::feed::{EndlessFeed, Event, Failure, Feed, text};

use crate::{LONG, client, collect, request};

fn said(data: &str) -> Fixture {
    Fixture::new().event("text", data)
}

fn done() -> Fixture {
    said("end").event("done", "1")
}

fn soon() -> ReconnectPolicy {
    ReconnectPolicy::new().reconnection_time(Duration::from_millis(1))
}

fn no_content() -> Fixture {
    Fixture::response(204, "", "")
}

/// What came, and the error that ended it, be it before the first event.
async fn read(request: StreamRequest<Feed>) -> (Vec<Event>, Option<Error<Failure>>) {
    match request.await {
        Ok(events) => collect(events).await,
        Err(error) => (Vec::new(), Some(error)),
    }
}

fn endless(server: &Server, policy: ReconnectPolicy) -> StreamRequest<EndlessFeed> {
    let request = client().get(server.url()).stream_events::<EndlessFeed>();
    request.reconnect(policy)
}

/// How many events come, and whether the last item is an error.
async fn count(request: StreamRequest<EndlessFeed>) -> (usize, bool) {
    let all = async {
        let mut events = request.await.expect("a stream");
        let mut seen = 0;
        while let Some(event) = events.next().await {
            match event {
                Ok(_) => seen += 1,
                Err(_) => return (seen, true),
            }
        }
        (seen, false)
    };
    tokio::time::timeout(LONG, all).await.expect("an end")
}

#[tokio::test]
async fn until_the_first_event_everything_that_may_pass_is_retried() {
    let overloaded = r#"{"error":{"type":"overloaded_error"}}"#;
    let failing = [
        Fixture::new().cut(),
        Fixture::new().reset(),
        Fixture::new(),
        Fixture::new().event("ping", "").cut(),
        Fixture::new().event("error", overloaded),
        Fixture::new().hang(),
    ];
    for fixture in failing {
        let name = format!("{fixture:?}");
        let server = Server::start([fixture, done()]).await.unwrap();
        let request = request(&server).idle_timeout(Duration::from_millis(200));
        let (seen, error) = read(request.retry_until_first_event()).await;
        assert!(
            seen.len() == 2 && error.is_none(),
            "{name}: {seen:?} {error:?}"
        );
        assert_eq!(server.requests().len(), 2, "{name}");
    }
}

#[tokio::test]
async fn retries_and_reconnects_are_counted_apart() {
    let server = Fixture::new().cut().serve().await.unwrap();
    let soon = soon().max_wait(Duration::from_millis(1)).max_reconnects(3);
    let request = request(&server).retry_until_first_event().reconnect(soon);
    let (_, error) = read(request).await;
    let error = error.expect("an error");
    assert_eq!((error.retries(), error.reconnects()), (2, 3));
    assert_eq!(server.requests().len(), 1 + 2 + 3);
}

#[tokio::test]
async fn a_wait_longer_than_the_policys_ends_the_stream() {
    let refusal = Fixture::response(503, "", "").header("retry-after", "61");
    let server = Server::start([said("first").cut(), refusal, done()])
        .await
        .unwrap();
    let (seen, error) = collect(request(&server).reconnect(soon()).await.unwrap()).await;
    let error = error.expect("an error");
    assert_eq!(seen.len(), 1);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    assert_eq!((server.requests().len(), error.reconnects()), (2, 1));
}

#[tokio::test]
async fn until_the_first_event_nothing_else_is() {
    let invalid = r#"{"error":{"type":"invalid_request_error"}}"#;
    let failing = [
        Fixture::new().event("error", invalid),
        Fixture::new().event("forbidden", ""),
        said("first").cut(),
        Fixture::new().event("number", "mismatch").cut(),
    ];
    for fixture in failing {
        let name = format!("{fixture:?}");
        let server = Server::start([fixture, done()]).await.unwrap();
        let mut ended = false;
        match request(&server).retry_until_first_event().await {
            Ok(mut events) => {
                while let Some(event) = events.next().await {
                    ended |= event.is_err_and(|error| error.ends_stream());
                }
            }
            Err(error) => ended = error.ends_stream(),
        }
        assert!(ended, "{name}");
        assert_eq!(server.requests().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn retries_before_and_after_the_headers_are_one_budget() {
    let busy = Fixture::response(503, "text/plain", "no");
    let cut = Fixture::new().cut();
    let server = Server::start([busy.clone(), cut, busy, done()])
        .await
        .unwrap();
    let request = request(&server).retry_count_header("x-retries");
    let (seen, error) = read(request.retry_until_first_event()).await;
    let error = error.expect("the last attempt's error");
    assert!(seen.is_empty() && error.status() == Some(503), "{error}");
    assert_eq!(error.retries(), 2);
    let received = server.requests();
    let counts = received.iter().map(|request| request.header("x-retries"));
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [Some("0"), Some("1"), Some("2")]
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_cloned_is_not_sent_again_and_the_error_says_so() {
    let server = Server::start([Fixture::new().cut(), done()]).await.unwrap();
    let upload = Fixture::response(200, "text/plain", "upload")
        .serve()
        .await
        .unwrap();
    for reconnects in [false, true] {
        let upload = client().get(upload.url()).send().await.unwrap();
        let request = client()
            .post(server.url())
            .body(reqwest::Body::from(upload));
        let request = request.stream_events::<Feed>();
        let request = match reconnects {
            true => request.reconnect(soon()),
            false => request.retry_until_first_event(),
        };
        let sent = server.requests().len();
        let (_, error) = read(request).await;
        if sent == 0 {
            let error = error.expect("a cut").to_string();
            assert!(error.contains("body cannot be sent twice"), "{error}");
        }
        assert_eq!(server.requests().len(), sent + 1);
    }
}

#[tokio::test]
async fn a_stream_goes_on_after_a_cut_a_timeout_and_a_truncation() {
    for fixture in [said("a").cut(), said("a").hang(), said("a")] {
        let server = Server::start([fixture, done()]).await.unwrap();
        let request = request(&server).idle_timeout(Duration::from_millis(100));
        let (seen, error) = collect(request.reconnect(soon()).await.unwrap()).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(seen[..2], [text("a"), text("end")]);
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn half_an_event_is_not_glued_to_the_next_connection() {
    let half = said("a").bytes("event: text\ndata: ha").cut();
    let server = Server::start([half, done()]).await.unwrap();
    let (seen, error) = collect(request(&server).reconnect(soon()).await.unwrap()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen[..2], [text("a"), text("end")]);
}

#[tokio::test]
async fn a_stream_that_begins_again_begins_with_the_id_it_began_with() {
    let server = Server::start([Fixture::new().cut(), said("a").cut(), done()]);
    let server = server.await.unwrap();
    let request = client().get(server.url()).header("last-event-id", "7");
    let request = request.stream_events::<Feed>().retry_until_first_event();
    let (seen, error) = collect(request.reconnect(soon()).await.unwrap()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen[..2], [text("a"), text("end")]);
    let received = server.requests();
    let ids = received.iter().map(|it| it.header("last-event-id"));
    assert_eq!(ids.collect::<Vec<_>>(), [Some("7"); 3]);
}

#[tokio::test]
async fn after_a_complete_event_an_end_is_the_end_and_a_cut_is_not() {
    let complete = Fixture::new().event("result", "a");
    let server = Server::start([complete.clone(), done()]).await.unwrap();
    let (seen, error) = collect(request(&server).reconnect(soon()).await.unwrap()).await;
    assert!(error.is_none() && seen.len() == 1, "{seen:?} {error:?}");
    assert_eq!(server.requests().len(), 1);

    let server = Server::start([complete.cut(), done()]).await.unwrap();
    let (seen, error) = collect(request(&server).reconnect(soon()).await.unwrap()).await;
    assert!(error.is_none() && seen.len() == 3, "{seen:?} {error:?}");
}

#[tokio::test]
async fn reconnects_that_fail_are_tried_again() {
    let busy = Fixture::response(503, "text/plain", "no");
    let server = Server::start([said("a"), busy, Fixture::hang_up(), said("b"), no_content()]);
    let server = server.await.unwrap();
    assert_eq!(count(endless(&server, soon())).await, (2, false));
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn reconnects_that_are_refused_end_the_stream() {
    for refusal in [
        Fixture::response(401, "text/plain", "no"),
        Fixture::response(200, "text/html", "no"),
    ] {
        let server = Server::start([said("a"), refusal]).await.unwrap();
        assert_eq!(count(endless(&server, soon())).await, (1, true));
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn reconnects_without_a_message_are_bounded() {
    let server = Server::start([said("a"), Fixture::new()]).await.unwrap();
    assert_eq!(
        count(endless(&server, soon().max_reconnects(2))).await,
        (1, true)
    );
    assert_eq!(server.requests().len(), 3);

    let busy = Fixture::response(503, "text/plain", "no");
    let server = Server::start([said("a"), said("b"), busy]).await.unwrap();
    assert_eq!(
        count(endless(&server, soon().max_reconnects(2))).await,
        (2, true)
    );
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn the_servers_reconnection_time_is_waited() {
    let asks = Fixture::new().bytes("retry: 300\n\n").event("text", "a");
    let server = Server::start([asks, no_content()]).await.unwrap();
    let begun = Instant::now();
    assert_eq!(count(endless(&server, soon())).await, (1, false));
    assert!(begun.elapsed() >= Duration::from_millis(300));

    let asks = Fixture::new()
        .bytes(format!("retry: {}\n\n", u64::MAX))
        .event("text", "a");
    let server = Server::start([asks, no_content()]).await.unwrap();
    let bounded = soon().max_wait(Duration::from_millis(50));
    assert_eq!(count(endless(&server, bounded)).await, (1, false));
}

#[tokio::test]
async fn a_dropped_next_loses_no_reconnect() {
    let slow = said("b").headers_after(Duration::from_millis(200));
    let server = Server::start([said("a"), slow, no_content()])
        .await
        .unwrap();
    let mut events = endless(&server, soon()).await.unwrap().boxed_source();
    let mut seen = 0;
    let all = async {
        loop {
            match tokio::time::timeout(Duration::from_millis(10), events.next()).await {
                Ok(Some(event)) => seen += usize::from(event.is_ok()),
                Ok(None) => return seen,
                Err(_) => {}
            }
        }
    };
    assert_eq!(tokio::time::timeout(LONG, all).await.unwrap(), 2);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn the_last_response_is_the_one_to_be_asked() {
    let first = said("a").header("request-id", "req_1");
    let second = done().header("request-id", "req_2");
    let server = Server::start([first, second]).await.unwrap();
    let mut events = request(&server).reconnect(soon()).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), text("a"));
    assert_eq!(events.response().request_id(), Some("req_1"));
    assert_eq!(events.next().await.unwrap().unwrap(), text("end"));
    assert_eq!(events.response().request_id(), Some("req_2"));
}

#[tokio::test]
async fn messages_go_on_after_a_cut_as_events_do() {
    let server = Server::start([said("a").event("ping", "").cut(), done()]);
    let server = server.await.unwrap();
    let mut messages = request(&server).reconnect(soon()).messages().await.unwrap();
    let mut seen = Vec::new();
    while let Some(message) = messages.next().await {
        let message = message.unwrap();
        seen.push((message.message.event_type().to_owned(), message.kind));
    }
    let expected = [
        ("text", MessageKind::Yield),
        ("ping", MessageKind::Skip),
        ("text", MessageKind::Yield),
        ("done", MessageKind::Yield),
    ];
    assert_eq!(seen, expected.map(|(name, kind)| (name.to_owned(), kind)));
    assert_eq!(messages.end(), Some(StreamEnd::Declared));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn messages_before_the_first_event_are_those_of_the_last_attempt() {
    let first = Fixture::new().event("ping", "1").cut();
    let second = Fixture::new().event("ping", "2").event("ping", "3");
    let second = second.event("text", "a").event("done", "1");
    let server = Server::start([first, second]).await.unwrap();
    let request = request(&server).retry_until_first_event();
    let mut messages = request.messages().await.unwrap();
    let mut seen = Vec::new();
    while let Some(message) = messages.next().await {
        seen.push(message.unwrap().message.data().to_owned());
    }
    assert_eq!(seen, ["2", "3", "a", "1"]);
    assert_eq!(server.requests().len(), 2);
}
