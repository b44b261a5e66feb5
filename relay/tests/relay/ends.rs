//! How runs end, as their readers see it: nothing is a clean end that was none.

use std::time::Duration;

use futures::StreamExt as _;
use stream_events_relay::{AttachError, CutError, EndKind, MemoryLog, Relay};

use crate::upstream::{
    BYE, Feed, all, key, memory, messages, numbers, start, update, upstream, within,
};

#[tokio::test]
async fn the_document_says_what_an_end_is() {
    let failure = "event: error\ndata: no\n\n";
    let cases: [(&str, bool, EndKind); 6] = [
        (BYE, false, EndKind::Complete),
        // What follows the declared end is no part of the stream.
        (
            "event: bye\ndata: {}\n\nevent: update\ndata: {\"n\":9}\n\n",
            false,
            EndKind::Complete,
        ),
        (failure, false, EndKind::Failed),
        ("", false, EndKind::Truncated),
        ("event: bye\ndata: {", false, EndKind::Truncated),
        ("", true, EndKind::Truncated),
    ];
    for (index, (last, breaks, kind)) in cases.into_iter().enumerate() {
        let relay = memory();
        let (upstream, run) = start(&relay, "a").await;
        let live = tokio::spawn(all(run.body::<Feed>().await.expect("a body")));
        upstream.update(0);
        upstream.send(last);
        if breaks {
            upstream.fail();
        }
        drop(upstream);
        let end = within(run.ended()).await.expect("an end");
        assert_eq!(end.kind, kind, "{index}: {end}");
        assert_eq!(end.reason.is_empty(), kind.is_clean(), "{index}: {end}");
        let late = all(run.body::<Feed>().await.expect("a body")).await;
        for (text, ended) in [late, live.await.expect("no panic")] {
            assert_eq!(numbers(&text), [0], "{index}");
            assert_eq!(text.contains(failure), kind == EndKind::Failed, "{index}");
            match ended {
                Ok(()) => assert!(kind.is_clean(), "{index}"),
                Err(CutError::Ended(end)) => assert_eq!(end.kind, kind, "{index}"),
                Err(error) => panic!("{index}: {error}"),
            }
            let (last, _) = messages(&text).pop().expect("a message");
            let behind = relay.attach::<Feed>(&key("a"), Some(&last)).await;
            match behind {
                Err(AttachError::Over) => assert!(kind.is_clean(), "{index}"),
                Err(AttachError::CutOff(end)) => assert_eq!(end.kind, kind, "{index}"),
                other => panic!("{index}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn a_subscription_is_told_of_a_cut() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let mut events = relay
        .subscribe::<Feed>(&key("a"), None)
        .await
        .expect("events");
    upstream.update(0);
    within(events.next())
        .await
        .expect("an item")
        .expect("an event");
    run.cancel().await.expect("cancelled");
    let error = within(events.next())
        .await
        .expect("an item")
        .expect_err("no clean end");
    assert!(format!("{error:?}").contains("Cancelled"), "{error:?}");
}

#[tokio::test]
async fn a_run_that_is_too_long_is_cut_and_says_so() {
    let relay = memory().max_bytes(10_000);
    let (upstream, run) = start(&relay, "a").await;
    let body = tokio::spawn(all(run.body::<Feed>().await.expect("a body")));
    for n in 0..1000 {
        upstream.update(n);
    }
    upstream.end();
    let end = within(run.ended()).await.expect("an end");
    assert_eq!(end.kind, EndKind::Truncated);
    assert!(end.reason.contains("10000 bytes"), "{end}");
    assert_eq!(upstream.connections(), 0);
    let (text, ended) = body.await.expect("no panic");
    let numbers = numbers(&text);
    let expected: Vec<usize> = (0..numbers.len()).collect();
    assert_eq!(numbers, expected, "what came before is there");
    assert!(ended.is_err());
}

#[tokio::test]
async fn a_log_without_room_ends_its_run_and_no_other() {
    let relay = Relay::new(MemoryLog::with_capacity(20_000)).retry(None);
    let (upstream, run) = start(&relay, "a").await;
    for n in 0..1000 {
        upstream.update(n);
    }
    let end = within(run.ended()).await.expect("an end");
    assert_eq!(end.kind, EndKind::Truncated);
    assert!(end.reason.contains("no room"), "{end}");
    let (text, ended) = all(run.body::<Feed>().await.expect("a body")).await;
    let numbers = numbers(&text);
    let expected: Vec<usize> = (0..numbers.len()).collect();
    assert_eq!(numbers, expected);
    assert!(ended.is_err());
}

#[tokio::test]
async fn a_writer_that_is_gone_leaves_a_cut_that_another_instance_tells() {
    let log = MemoryLog::new();
    let lease = Duration::from_millis(300);
    let there = Relay::new(log.clone()).lease(lease).retry(None);
    // An instance whose runtime is gone, and all of its tasks with it.
    let lost = tokio::task::spawn_blocking({
        let here = Relay::new(log).lease(lease);
        move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let upstream = runtime.block_on(async {
                let (sender, opened) = upstream();
                here.start(&key("a"), opened).await.expect("it starts");
                sender.send(update(0));
                tokio::time::sleep(Duration::from_millis(50)).await;
                sender
            });
            runtime.shutdown_background();
            upstream
        }
    });
    let _upstream = lost.await.expect("no panic");
    let body = there.attach::<Feed>(&key("a"), None).await.expect("a body");
    let (text, ended) = all(body).await;
    assert_eq!(numbers(&text), [0]);
    let Err(CutError::Ended(end)) = ended else {
        panic!("{ended:?}");
    };
    assert_eq!(end.kind, EndKind::Abandoned);
    assert_eq!(there.stats().abandoned, 1);
}

#[tokio::test]
async fn readers_leave_an_instance_that_shuts_down_and_writers_finish() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let mut body = run.body::<Feed>().await.expect("a body");
    upstream.update(0);
    within(body.next()).await.expect("a chunk").expect("bytes");
    let shut_down = tokio::spawn({
        let relay = relay.clone();
        async move { relay.shut_down(Duration::from_secs(10)).await }
    });
    let cut = within(body.next()).await.expect("an item");
    assert!(matches!(cut, Err(CutError::ShuttingDown)), "{cut:?}");
    upstream.update(1);
    upstream.end();
    within(shut_down).await.expect("no panic");
    let end = within(run.ended()).await.expect("an end");
    assert_eq!(end.kind, EndKind::Complete);
}

#[tokio::test]
async fn what_does_not_finish_in_time_is_truncated() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    upstream.update(0);
    within(relay.shut_down(Duration::from_millis(50))).await;
    let end = within(run.ended()).await.expect("an end");
    assert_eq!(end.kind, EndKind::Truncated);
    assert_eq!(upstream.connections(), 0);
}

#[tokio::test]
async fn a_deleted_run_cuts_its_readers_and_stops_its_writer() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let body = run.body::<Feed>().await.expect("a body");
    upstream.update(0);
    tokio::time::sleep(Duration::from_millis(20)).await;
    relay.delete(&key("a")).await.expect("deleted");
    upstream.update(1);
    let (text, ended) = all(body).await;
    assert_eq!(numbers(&text), [0]);
    assert!(matches!(ended, Err(CutError::Gone)), "{ended:?}");
    within(async {
        while upstream.connections() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_run_without_messages_is_told_by_its_status() {
    for (is_cancelled, status) in [(true, 204), (false, 410)] {
        let relay = memory();
        let (upstream, run) = start(&relay, "a").await;
        match is_cancelled {
            true => run.cancel().await.expect("cancelled"),
            false => drop(upstream),
        }
        within(run.ended()).await.expect("an end");
        // A browser would ask again and again for a body in which there is nothing.
        let error = run.body::<Feed>().await.expect_err("nothing to read");
        assert_eq!(error.status(), status, "{error}");
    }
}

#[tokio::test]
async fn a_large_last_message_is_seen_to_be_the_last() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let text = "x".repeat(100_000);
    upstream.send(format!("event: error\ndata: {text}\n\n"));
    within(run.ended()).await.expect("an end");
    let (text, ended) = all(run.body::<Feed>().await.expect("a body")).await;
    assert!(ended.is_ok());
    let (last, _) = messages(&text).pop().expect("a message");
    let behind = relay.attach::<Feed>(&key("a"), Some(&last)).await;
    assert!(matches!(behind, Err(AttachError::Over)), "{behind:?}");
}

#[tokio::test]
async fn a_problem_names_the_end_and_keeps_the_secrets_of_the_upstream() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    upstream.update(0);
    upstream.fail();
    within(run.ended()).await.expect("an end");
    let (text, _) = all(run.body::<Feed>().await.expect("a body")).await;
    let (last, _) = messages(&text).pop().expect("a message");
    let error = relay
        .attach::<Feed>(&key("a"), Some(&last))
        .await
        .expect_err("cut off");
    assert!(error.to_string().contains("reset"), "{error}");
    let response = error.into_http();
    assert_eq!(response.status(), 410);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    let problem = response.into_body();
    assert!(problem.contains("\"end\":\"truncated\""), "{problem}");
    assert!(!problem.contains("reset"), "{problem}");
}
