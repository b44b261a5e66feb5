//! Servers that end each connection after an event or two (case 23).

use std::time::{Duration, Instant};

use stream_events::testing::{Fixture, Server};
use stream_events::{ReconnectPolicy, RequestExt, StreamRequest};
use stream_events_tests::feed::EndlessFeed;

use crate::client;

const HUNDRED_MS: Duration = Duration::from_millis(100);

fn request(server: &Server, policy: ReconnectPolicy) -> StreamRequest<EndlessFeed> {
    let request = client().get(server.url()).stream_events::<EndlessFeed>();
    request.reconnect(policy)
}

fn event(id: &str, retry: u64) -> Fixture {
    let id = if id.is_empty() {
        String::new()
    } else {
        format!("id: {id}\n")
    };
    Fixture::new().bytes(format!("retry: {retry}\n{id}event: text\ndata: a\n\n"))
}

/// How many events come until the stream ends, and whether that was an error; `None` if this time was
/// over before.
async fn read_for(request: StreamRequest<EndlessFeed>, time: Duration) -> (usize, Option<bool>) {
    let (mut seen, mut failed) = (0, false);
    let read = async {
        let mut events = request.await.expect("a stream");
        while let Some(event) = events.next().await {
            match event {
                Ok(_) => seen += 1,
                Err(_) => failed = true,
            }
        }
    };
    let ended = tokio::time::timeout(time, read).await.is_ok();
    (seen, ended.then_some(failed))
}

#[tokio::test]
async fn case_23_the_same_id_again_and_again_is_no_progress() {
    let server = Server::start([event("7", 0)]).await.unwrap();
    let three = Duration::from_secs(3);
    let (_, ended) = read_for(request(&server, ReconnectPolicy::new()), three).await;
    assert_eq!(ended, None);
    let requests = server.requests().len();
    assert!((3..=12).contains(&requests), "{requests} requests");
}

#[tokio::test]
async fn case_23_a_row_without_progress_ends() {
    let server = Server::start([event("7", 0)]).await.unwrap();
    let policy = ReconnectPolicy::new().max_reconnects(3);
    let (seen, ended) = read_for(request(&server, policy), Duration::from_secs(10)).await;
    assert_eq!((seen, ended), (4, Some(true)));
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn case_23_a_new_id_is_progress_and_no_wait_is_under_100_ms() {
    let ids = (0..6).map(|id| event(&id.to_string(), 0));
    let no_more = Fixture::response(204, "", "");
    let server = Server::start(ids.chain([no_more])).await.unwrap();
    let policy = ReconnectPolicy::new().max_reconnects(1);
    let begun = Instant::now();
    let (seen, ended) = read_for(request(&server, policy), Duration::from_secs(10)).await;
    assert_eq!((seen, ended), (6, Some(false)));
    assert!(begun.elapsed() >= HUNDRED_MS * 6);
    // Each made progress, so the wait did not double.
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn case_23_in_a_stream_without_ids_any_message_is_progress() {
    let no_more = Fixture::response(204, "", "");
    let events = std::iter::repeat_with(|| event("", 0)).take(4);
    let server = Server::start(events.chain([no_more])).await.unwrap();
    let policy = ReconnectPolicy::new().max_reconnects(1);
    let (seen, ended) = read_for(request(&server, policy), Duration::from_secs(10)).await;
    assert_eq!((seen, ended), (4, Some(false)));
}

#[tokio::test]
async fn case_23_messages_without_an_id_are_no_progress_once_there_was_one() {
    let server = Server::start([event("1", 0), event("", 0)]).await.unwrap();
    let policy = ReconnectPolicy::new().max_reconnects(2);
    let (seen, ended) = read_for(request(&server, policy), Duration::from_secs(10)).await;
    assert_eq!((seen, ended), (3, Some(true)));
}

#[tokio::test]
async fn case_23_an_empty_id_does_not_make_a_stream_one_that_never_had_an_id() {
    let both = Fixture::new()
        .bytes("retry: 0\nid: 7\nevent: text\ndata: a\n\n")
        .bytes("id:\nevent: text\ndata: b\n\n");
    let server = Server::start([both]).await.unwrap();
    let policy = ReconnectPolicy::new().max_reconnects(2);
    let (seen, ended) = read_for(request(&server, policy), Duration::from_secs(10)).await;
    assert_eq!((seen, ended), (6, Some(true)));
}

#[tokio::test]
async fn case_23_a_connection_that_lasts_resets_the_wait() {
    let empty = || Fixture::new().bytes("retry: 0\n\n");
    let lasting = || {
        Fixture::new()
            .bytes("retry: 0\n\n")
            .delay(Duration::from_millis(600))
    };
    let no_more = Fixture::response(204, "", "");
    let server = Server::start([empty(), empty(), empty(), lasting().bytes(":\n"), no_more]).await;
    let server = server.unwrap();
    let begun = Instant::now();
    let (_, ended) = read_for(
        request(&server, ReconnectPolicy::new()),
        Duration::from_secs(10),
    )
    .await;
    assert_eq!(ended, Some(false));
    // 100 + 200 + 400 and the connection's 600, and then 100 again and not 800.
    let elapsed = begun.elapsed();
    assert!(elapsed >= Duration::from_millis(1400), "{elapsed:?}");
    assert!(elapsed < Duration::from_millis(2000), "{elapsed:?}");
}

#[tokio::test]
async fn case_23_a_wait_beyond_the_policys_is_told_and_not_waited() {
    let busy = Fixture::response(503, "text/plain", "later").header("retry-after", "3600");
    let server = Server::start([event("1", 0), busy]).await.unwrap();
    let mut events = request(&server, ReconnectPolicy::new()).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(events.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}
