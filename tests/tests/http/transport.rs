//! Connections that fail.

use std::error::Error as _;

use stream_events::testing::Fixture;
use stream_events::{ErrorKind, RequestExt};
use stream_events_tests::feed::{Feed, text};

use crate::{LONG, client, collect, refused, request};

#[tokio::test]
async fn h4_no_connection() {
    // A port that nobody listens on any more.
    let server = Fixture::new().serve().await.unwrap();
    let url = server.url();
    drop(server);
    tokio::task::yield_now().await;
    let request = client()
        .post(url)
        .body("")
        .stream_events::<Feed>()
        .max_retries(0);
    let error = refused(request).await;
    assert!(
        matches!(error.kind(), ErrorKind::Connect(_) | ErrorKind::Send(_)),
        "{error:?}"
    );
    assert!(error.is_retryable() && !error.is_timeout());
    assert!(error.source().is_some());
    assert_eq!((error.status(), error.request_id()), (None, None));
}

#[tokio::test]
async fn t2_what_arrived_comes_before_the_error() {
    let event = || Fixture::new().event("text", "a");
    let half = || event().bytes("event: text\ndata: ha");
    let short = || event().header("content-length", "1000");
    for fixture in [
        event().cut(),
        event().reset(),
        half().cut(),
        half().reset(),
        short().cut(),
    ] {
        let server = fixture.clone().serve().await.unwrap();
        let (seen, error) = collect(request(&server).await.unwrap()).await;
        let error = error.unwrap();
        // A reset may overtake what was sent before it; half an event never comes.
        assert!(
            seen == [text("a")] || seen.is_empty(),
            "{fixture:?}: {seen:?}"
        );
        assert!(
            matches!(error.kind(), ErrorKind::Transport(_)),
            "{fixture:?}: {error:?}"
        );
        assert!(error.is_retryable());
        assert_eq!(error.status(), Some(200));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn t2_right_after_the_headers() {
    for fixture in [Fixture::new().cut(), Fixture::new().reset()] {
        let server = fixture.serve().await.unwrap();
        match request(&server).max_retries(0).await {
            Ok(events) => {
                let (seen, error) = collect(events).await;
                assert!(seen.is_empty());
                assert!(matches!(error.unwrap().kind(), ErrorKind::Transport(_)));
            }
            // The reset overtook the headers.
            Err(error) => assert!(matches!(error.kind(), ErrorKind::Send(_)), "{error:?}"),
        }
    }
}

#[tokio::test]
async fn d12_an_end_without_the_declared_one_is_a_truncation() {
    let cut_off = Fixture::new()
        .event("text", "a")
        .event("text", "b")
        .bytes("event: do");
    let server = cut_off.header("request-id", "req_1").serve().await.unwrap();
    let (seen, error) = collect(request(&server).await.unwrap()).await;
    let error = error.unwrap();
    assert_eq!(seen.len(), 2);
    let ErrorKind::Truncated(truncated) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(truncated.events(), 2);
    assert_eq!(truncated.last_event_type(), Some("text"));
    assert!(truncated.inside_event());
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(
        error.to_string(),
        "the stream was cut off after 2 events, the last a `text`, inside the next \
         [request id req_1]"
    );
}

#[tokio::test]
async fn d5_e1_e4_a_failure_in_the_stream() {
    let overloaded = r#"{"error":{"type":"overloaded_error","message":"Overloaded"}}"#;
    let fixture = Fixture::new()
        .event("text", "a")
        .event("error", overloaded)
        .event("text", "b");
    let server = fixture.header("request-id", "req_1").serve().await.unwrap();
    let (seen, error) = collect(request(&server).await.unwrap()).await;
    let error = error.unwrap();
    assert_eq!(seen, [text("a")]);
    assert!(matches!(error.kind(), ErrorKind::Failure(_)), "{error:?}");
    assert_eq!(error.status(), Some(529));
    assert!(error.is_retryable());
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(
        error.failure().map(|failure| failure.0.as_str()),
        Some(overloaded)
    );
    assert_eq!(
        error.to_string(),
        "the API reported overloaded_error: Overloaded [request id req_1]"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn d5_a_failure_comes_before_the_reset_that_follows_it() {
    let fixture = Fixture::new()
        .event("text", "a")
        .event("error", "down")
        .delay(std::time::Duration::from_millis(100))
        .reset();
    let server = fixture.serve().await.unwrap();
    let (seen, error) = collect(request(&server).await.unwrap()).await;
    let error = error.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(error.to_string(), "the API reported a failure: down");
    assert_eq!((error.status(), error.is_retryable()), (None, false));
}

#[tokio::test]
async fn p15_an_event_beyond_the_limit() {
    let line = Fixture::new()
        .event("text", "a")
        .bytes("data: ")
        .bytes(vec![b'x'; 100_000]);
    let server = line.hang().serve().await.unwrap();
    let (seen, error) = collect(request(&server).max_event_bytes(10_000).await.unwrap()).await;
    let error = error.unwrap();
    assert_eq!(seen, [text("a")]);
    let ErrorKind::EventTooLarge(too_large) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(too_large.limit, 10_000);
    assert!(error.to_string().contains("max_event_bytes"));
    assert!(!error.is_retryable());
    tokio::time::timeout(LONG, server.all_closed())
        .await
        .expect("a closed connection");
}
