//! Waits that are limited, each apart.

use std::time::{Duration, Instant};

use stream_events::testing::Fixture;
use stream_events::{Error, ErrorKind, RequestExt, TimeoutKind};
use stream_events_tests::feed::{Event, Failure, Feed, text};

use crate::{LONG, client, collect, refused, request};

const MS: Duration = Duration::from_millis(1);

fn waited_for(error: &Error<Failure>) -> TimeoutKind {
    assert!(error.is_timeout() && error.ends_stream());
    match error.kind() {
        ErrorKind::Timeout(timeout) => timeout.kind(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn t1_headers() {
    let server = Fixture::no_answer().serve().await.unwrap();
    let error = refused(request(&server).max_retries(0).headers_timeout(100 * MS)).await;
    assert_eq!(waited_for(&error), TimeoutKind::Headers);
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "no response headers came in time (limit 100ms)"
    );
    tokio::time::timeout(LONG, server.all_closed())
        .await
        .expect("a closed connection");

    let server = Fixture::new()
        .event("done", "1")
        .headers_after(200 * MS)
        .serve()
        .await
        .unwrap();
    request(&server)
        .headers_timeout(LONG)
        .await
        .unwrap()
        .close();
    request(&server)
        .headers_timeout(None)
        .await
        .unwrap()
        .close();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_client_that_is_always_late_times_out_too() {
    let server = Fixture::new()
        .event("text", "hello")
        .hang()
        .serve()
        .await
        .unwrap();
    let mut events = request(&server).idle_timeout(50 * MS).await.unwrap();
    events.next().await.unwrap().unwrap();
    let busy = async {
        loop {
            std::thread::sleep(400 * MS);
            tokio::task::yield_now().await;
        }
    };
    let error = tokio::time::timeout(LONG, async {
        tokio::select! {
            item = events.next() => item.unwrap().unwrap_err(),
            () = busy => unreachable!(),
        }
    });
    assert_eq!(
        waited_for(&error.await.expect("a timeout")),
        TimeoutKind::Bytes
    );
}

#[tokio::test]
async fn t1_first_event() {
    let pings = Fixture::new()
        .delay(20 * MS)
        .event("ping", "")
        .comment("x")
        .forever();
    let server = pings.serve().await.unwrap();
    let begun = Instant::now();
    let events = request(&server)
        .first_event_timeout(200 * MS)
        .idle_timeout(LONG)
        .await
        .unwrap();
    let (seen, error) = collect(events).await;
    assert!(seen.is_empty());
    assert_eq!(waited_for(&error.unwrap()), TimeoutKind::FirstEvent);
    assert!(begun.elapsed() >= 200 * MS);
    tokio::time::timeout(LONG, server.all_closed())
        .await
        .expect("a closed connection");

    // It is about the first event only.
    let slow = Fixture::new()
        .event("text", "a")
        .delay(400 * MS)
        .event("done", "1");
    let server = slow.serve().await.unwrap();
    let (seen, error) = collect(
        request(&server)
            .first_event_timeout(200 * MS)
            .await
            .unwrap(),
    )
    .await;
    assert_eq!((seen.len(), error.is_none()), (2, true));
}

#[tokio::test]
async fn t2_byte_idle() {
    let server = Fixture::new()
        .event("text", "a")
        .hang()
        .serve()
        .await
        .unwrap();
    let (seen, error) = collect(request(&server).idle_timeout(150 * MS).await.unwrap()).await;
    let error = error.unwrap();
    assert_eq!(seen, [text("a")]);
    assert_eq!(waited_for(&error), TimeoutKind::Bytes);
    assert!(error.is_retryable());
    assert_eq!(error.to_string(), "the stream went silent (limit 150ms)");
    tokio::time::timeout(LONG, server.all_closed())
        .await
        .expect("a closed connection");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn t2_any_byte_ends_a_silence() {
    let dripping = Fixture::new().bytes("event: done\ndata: 1\n\n").chunks(1);
    let mut slow = Fixture::new();
    for byte in "event: done\ndata: 1\n\n".bytes() {
        slow = slow.delay(30 * MS).bytes(vec![byte]);
    }
    for fixture in [dripping, slow] {
        let server = fixture.serve().await.unwrap();
        let events = request(&server).idle_timeout(250 * MS).await.unwrap();
        let (seen, error) = collect(events).await;
        assert_eq!(seen, [Event::Done(1)]);
        assert!(error.is_none());
    }
}

#[tokio::test]
async fn t1_event_idle_is_not_put_off_by_pings() {
    let alive = Fixture::new().event("text", "a");
    let mut alive = alive.delay(20 * MS);
    for _ in 0..200 {
        alive = alive
            .comment("still here")
            .event("ping", "{")
            .delay(20 * MS);
    }
    let server = alive.hang().serve().await.unwrap();
    let events = request(&server)
        .event_idle_timeout(300 * MS)
        .idle_timeout(LONG)
        .await
        .unwrap();
    let (seen, error) = collect(events).await;
    assert_eq!(seen, [text("a")]);
    assert_eq!(waited_for(&error.unwrap()), TimeoutKind::Event);

    // Without a limit of its own, the first event is an event like the others.
    let server = Fixture::new()
        .delay(20 * MS)
        .comment("x")
        .forever()
        .serve()
        .await
        .unwrap();
    let events = request(&server).event_idle_timeout(200 * MS).await.unwrap();
    let (_, error) = collect(events).await;
    assert_eq!(waited_for(&error.unwrap()), TimeoutKind::Event);
}

#[tokio::test]
async fn t1_a_slow_reader_causes_no_timeout() {
    let steady = Fixture::new()
        .event("text", "a")
        .event("text", "b")
        .event("done", "1");
    let server = steady.serve().await.unwrap();
    let request = request(&server)
        .idle_timeout(60 * MS)
        .event_idle_timeout(60 * MS);
    let mut events = request.first_event_timeout(60 * MS).await.unwrap();
    let mut seen = 0;
    tokio::time::sleep(400 * MS).await;
    while let Some(event) = events.next().await {
        event.unwrap();
        seen += 1;
        tokio::time::sleep(150 * MS).await;
    }
    assert_eq!(seen, 3);
}

#[tokio::test]
async fn t1_a_reader_that_was_away_in_mid_wait_causes_no_timeout() {
    let later = Fixture::new()
        .event("text", "a")
        .delay(200 * MS)
        .event("ping", "")
        .event("done", "1");
    let server = later.serve().await.unwrap();
    let request = request(&server)
        .idle_timeout(300 * MS)
        .event_idle_timeout(300 * MS);
    let mut events = request.await.unwrap();
    events.next().await.unwrap().unwrap();
    // The wait begins, is given up, and nobody reads for longer than the limits.
    assert!(tokio::time::timeout(20 * MS, events.next()).await.is_err());
    tokio::time::sleep(900 * MS).await;
    assert_eq!(events.next().await.unwrap().unwrap(), Event::Done(1));
}

#[tokio::test]
async fn t2_the_clients_own_timeout_in_mid_stream_is_told_apart() {
    let server = Fixture::new()
        .event("text", "a")
        .hang()
        .serve()
        .await
        .unwrap();
    let request = client()
        .get(server.url())
        .timeout(200 * MS)
        .stream_events::<Feed>();
    let (seen, error) = collect(request.await.unwrap()).await;
    let error = error.unwrap();
    assert_eq!(seen, [text("a")]);
    assert_eq!(waited_for(&error), TimeoutKind::Client);
    assert!(!error.is_retryable());

    let server = Fixture::no_answer().serve().await.unwrap();
    let request = client()
        .get(server.url())
        .timeout(100 * MS)
        .stream_events::<Feed>();
    let error = refused(request.max_retries(1)).await;
    assert_eq!(waited_for(&error), TimeoutKind::Client);
    assert!(error.is_retryable());
    assert_eq!((server.requests().len(), error.retries()), (2, 1));
}

#[tokio::test]
async fn limits_beyond_what_a_clock_can_count_are_none() {
    let server = Fixture::new()
        .delay(50 * MS)
        .event("done", "1")
        .serve()
        .await
        .unwrap();
    let request = request(&server)
        .headers_timeout(Duration::MAX)
        .first_event_timeout(Duration::MAX)
        .event_idle_timeout(Duration::MAX)
        .error_body_timeout(Duration::MAX)
        .idle_timeout(Duration::MAX);
    let (seen, error) = collect(request.await.unwrap()).await;
    assert_eq!((seen.len(), error.is_none()), (1, true));
}
