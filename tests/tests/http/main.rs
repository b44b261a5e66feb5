//! Streams over HTTP, on loopback. Names carry the rows of the behaviour that they assert.

mod clients;
mod closing;
mod content;
mod cursors;
mod display;
mod recorded;
mod resumption;
mod retries;
mod sent;
mod status;
mod timeouts;
mod transport;

use std::future::IntoFuture;
use std::time::Duration;

use stream_events::testing::Server;
use stream_events::{AsyncStream, Error, RequestExt, RetryPolicy, StreamRequest};
use stream_events_tests::feed::{Event, Failure, Feed};

/// Long enough for anything on loopback; only failing tests wait for it.
const LONG: Duration = Duration::from_secs(10);

fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
}

/// A request that waits next to nothing between retries.
fn request(server: &Server) -> StreamRequest<Feed> {
    let quick = RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(1));
    client()
        .post(server.url())
        .body("{}")
        .stream_events::<Feed>()
        .retry(quick)
}

/// All that comes, and what ended it.
async fn collect(mut events: AsyncStream<Feed>) -> (Vec<Event>, Option<Error<Failure>>) {
    let mut seen = Vec::new();
    let all = async {
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => seen.push(event),
                Err(error) => {
                    assert!(error.ends_stream(), "{error}");
                    for _ in 0..3 {
                        assert!(events.next().await.is_none(), "an item after {error}");
                    }
                    return Some(error);
                }
            }
        }
        for _ in 0..3 {
            assert!(events.next().await.is_none());
        }
        None
    };
    let error = tokio::time::timeout(LONG, all).await.expect("an end");
    (seen, error)
}

/// The error that a request ends in.
async fn refused(request: StreamRequest<Feed>) -> Error<Failure> {
    let outcome = tokio::time::timeout(LONG, request.into_future())
        .await
        .expect("an outcome");
    outcome.expect_err("a refusal")
}
