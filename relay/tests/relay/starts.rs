//! Who starts a run, and whom it asks.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::future::join_all;
use stream_events::MessageStream;
use stream_events_relay::{AttachError, LogError, MemoryLog, Relay, StartError};

use crate::upstream::{Feed, all, key, memory, numbers, start, upstream, within};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_starts_on_two_instances_ask_the_upstream_once() {
    let log = MemoryLog::new();
    let instances = [Relay::new(log.clone()), Relay::new(log)];
    let asked = Arc::new(AtomicUsize::new(0));
    let (sender, opened) = upstream();
    let opened = Arc::new(std::sync::Mutex::new(Some(opened)));
    let starts = (0..100).map(|it| {
        let relay = instances[it % 2].clone();
        let (asked, opened) = (Arc::clone(&asked), Arc::clone(&opened));
        tokio::spawn(async move {
            let open = async move {
                asked.fetch_add(1, Ordering::SeqCst);
                let opened = opened.lock().expect("no panic").take();
                opened.expect("it is asked once").await
            };
            let run = relay.start(&key("a"), open).await.expect("it starts");
            let (text, end) = all(run.body::<Feed>().await.expect("a body")).await;
            (run.is_new(), numbers(&text), end.is_ok())
        })
    });
    let starts: Vec<_> = starts.collect();
    for n in 0..50 {
        sender.update(n);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    sender.end();
    let ended = within(join_all(starts)).await;
    let ended: Vec<_> = ended.into_iter().map(|it| it.expect("no panic")).collect();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(ended.iter().filter(|it| it.0).count(), 1);
    let expected: Vec<usize> = (0..50).collect();
    assert!(
        ended
            .iter()
            .all(|(_, numbers, is_ok)| *numbers == expected && *is_ok)
    );
}

#[tokio::test]
async fn a_run_goes_on_when_nobody_waits_for_it() {
    let relay = memory();
    let (sender, opened) = upstream();
    {
        let run = key("a");
        let start = relay.start(&run, opened);
        // The client went away before the upstream had answered.
        let _ = tokio::time::timeout(Duration::ZERO, start).await;
    }
    sender.update(0);
    sender.end();
    within(async {
        while relay.attach::<Feed>(&key("a"), None).await.is_err() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    within(relay.ended(&key("a"))).await.expect("an end");
    let body = relay.attach::<Feed>(&key("a"), None).await.expect("a body");
    assert_eq!(numbers(&all(body).await.0), [0]);
}

#[tokio::test]
async fn an_upstream_that_refuses_leaves_no_run() {
    let relay = memory();
    let refused = async {
        Err::<MessageStream<Feed, futures::stream::Empty<Vec<u8>>>, _>("too many requests")
    };
    let error = relay.start(&key("a"), refused).await.expect_err("refused");
    assert!(matches!(error, StartError::Upstream("too many requests")));
    let attached = relay.attach::<Feed>(&key("a"), None).await;
    assert!(matches!(attached, Err(AttachError::Unknown)));
    let (_upstream, run) = start(&relay, "a").await;
    assert!(run.is_new(), "the key can be started again");
}

#[tokio::test]
async fn a_run_is_cancelled_on_any_instance_within_a_second() {
    let log = MemoryLog::new();
    let (here, there) = (Relay::new(log.clone()), Relay::new(log).retry(None));
    let (upstream, run) = start(&here, "a").await;
    upstream.update(0);
    let body = there.attach::<Feed>(&key("a"), None).await.expect("a body");
    assert_eq!(upstream.connections(), 1);
    there.cancel(&key("a")).await.expect("cancelled");
    let began = std::time::Instant::now();
    let end = within(run.ended()).await.expect("an end");
    assert_eq!(end.kind.as_str(), "cancelled");
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(
        upstream.connections(),
        0,
        "the upstream's connection is closed"
    );
    let (text, end) = all(body).await;
    assert_eq!(numbers(&text), [0]);
    assert!(end.is_ok(), "{end:?}");
    // Once more changes nothing.
    there.cancel(&key("a")).await.expect("it is there");
    assert!(matches!(there.cancel(&key("b")).await, Err(LogError::Gone)));
}

#[tokio::test]
async fn a_run_can_be_cancelled_before_the_upstream_answers() {
    let relay = memory();
    let never = std::future::pending::<
        Result<MessageStream<Feed, futures::stream::Empty<Vec<u8>>>, &str>,
    >();
    let start = tokio::spawn({
        let relay = relay.clone();
        async move { relay.start(&key("a"), never).await }
    });
    within(async {
        while relay.cancel(&key("a")).await.is_err() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let started = within(start).await.expect("no panic");
    assert!(matches!(started, Err(StartError::Cancelled)), "{started:?}");
}
