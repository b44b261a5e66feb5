//! What readers get, and from where.

use futures::StreamExt as _;
use stream_events_relay::{AttachError, Cursor, MemoryLog, Relay};

use crate::upstream::{Feed, all, feed, key, memory, messages, numbers, start, update, within};

#[tokio::test]
async fn every_reader_gets_every_message_once_whenever_it_comes() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let early = run.body::<Feed>().await.expect("a body");
    let early = tokio::spawn(all(early));
    for n in 0..100 {
        upstream.update(n);
        if n == 50 {
            tokio::task::yield_now().await;
        }
    }
    let middle = relay.attach::<Feed>(&key("a"), None).await.expect("a body");
    let middle = tokio::spawn(all(middle));
    upstream.end();
    within(run.ended()).await.expect("an end");
    let late = all(run.body::<Feed>().await.expect("a body")).await;
    let early = early.await.expect("no panic");
    let middle = middle.await.expect("no panic");
    let expected: Vec<usize> = (0..100).collect();
    for (text, end) in [&early, &middle, &late] {
        assert_eq!(numbers(text), expected);
        assert!(end.is_ok());
        assert!(text.ends_with("event: bye\ndata: {}\n\n"));
    }
    assert_eq!(early.0, late.0);
}

#[tokio::test]
async fn a_reader_goes_on_behind_each_id_that_it_may_have_had() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    for n in 0..40 {
        upstream.update(n);
        if n % 7 == 0 {
            // A record ends here, and another begins.
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    }
    upstream.end();
    within(run.ended()).await.expect("an end");
    let (text, _) = all(run.body::<Feed>().await.expect("a body")).await;
    let ids: Vec<String> = messages(&text).into_iter().map(|it| it.0).collect();
    assert_eq!(ids.len(), 41);
    for (index, id) in ids.iter().enumerate() {
        match relay.attach::<Feed>(&key("a"), Some(id)).await {
            Ok(body) => {
                let (rest, end) = all(body).await;
                let expected: Vec<usize> = (index + 1..40).collect();
                assert_eq!(numbers(&rest), expected, "behind {id}");
                assert!(end.is_ok());
            }
            Err(error) => {
                assert!(matches!(error, AttachError::Over), "{error}");
                assert_eq!(index, 40);
            }
        }
    }
}

#[tokio::test]
async fn an_id_that_was_never_given_is_lost_and_not_silence() {
    let relay = memory();
    let (upstream, _) = start(&relay, "a").await;
    upstream.update(0);
    let mut body = relay.attach::<Feed>(&key("a"), None).await.expect("a body");
    let first = within(body.next()).await.expect("a chunk").expect("bytes");
    let (id, _) = messages(str::from_utf8(&first).expect("text")).remove(0);
    let real: Cursor = id.parse().expect("a cursor");
    let mut wrong = vec!["7".to_owned(), "x".to_owned(), "1-1.0".to_owned()];
    for (epoch, seq, message) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        let mut cursor = real;
        cursor.position.epoch += epoch;
        cursor.position.seq += seq;
        cursor.message += message;
        wrong.push(cursor.to_string());
    }
    // Where the run begins there is no message.
    wrong.push(format!("{}-1.0", real.position.epoch));
    for id in wrong {
        let attached = relay.attach::<Feed>(&key("a"), Some(&id)).await;
        assert!(
            matches!(attached, Err(AttachError::Lost)),
            "{id}: {attached:?}"
        );
    }
    let unknown = relay.attach::<Feed>(&key("b"), None).await;
    assert!(matches!(unknown, Err(AttachError::Unknown)));
    let unknown = relay.attach::<Feed>(&key("b"), Some(&id)).await;
    assert!(matches!(unknown, Err(AttachError::Lost)));
}

#[tokio::test]
async fn a_run_of_the_same_key_is_not_taken_for_the_one_before() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    upstream.update(0);
    upstream.end();
    within(run.ended()).await.expect("an end");
    let (text, _) = all(run.body::<Feed>().await.expect("a body")).await;
    let (id, _) = messages(&text).remove(0);
    relay.delete(&key("a")).await.expect("deleted");
    let (upstream, run) = start(&relay, "a").await;
    assert!(run.is_new());
    upstream.update(1);
    upstream.update(2);
    let attached = relay.attach::<Feed>(&key("a"), Some(&id)).await;
    assert!(matches!(attached, Err(AttachError::Lost)), "{attached:?}");
}

#[tokio::test]
async fn a_reader_that_stops_stops_nobody_and_gets_the_rest_later() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let mut stopped = run.body::<Feed>().await.expect("a body");
    upstream.update(0);
    within(stopped.next())
        .await
        .expect("a chunk")
        .expect("bytes");
    // Far more than a tail holds.
    let text = "x".repeat(1000);
    for n in 1..2000 {
        upstream.send(format!(
            "event: update\ndata: {{\"n\":{n},\"text\":\"{text}\"}}\n\n"
        ));
    }
    upstream.end();
    within(run.ended()).await.expect("an end");
    let (rest, end) = all(stopped).await;
    assert_eq!(messages(&rest).len(), 2000);
    assert!(end.is_ok());
    assert!(relay.stats().ranges > 0, "what is old comes from the log");
    assert_eq!(relay.stats().readers, 0);
}

#[tokio::test]
async fn a_subscription_has_the_events_and_the_ids_of_the_api() {
    let relay = memory();
    let (upstream, _) = start(&relay, "a").await;
    let mut events = relay
        .subscribe::<Feed>(&key("a"), None)
        .await
        .expect("a stream");
    upstream.send("event: update\nid: seven\ndata: {\"n\":7}\n\n");
    upstream.send("event: new\ndata: {\"any\":1}\n\n");
    let first = within(events.next())
        .await
        .expect("an event")
        .expect("an update");
    assert_eq!(first, feed::Event::Update(feed::Update::new(7)));
    assert_eq!(events.last_event_id(), "seven");
    let Some(Ok(feed::Event::Unknown(unknown))) = within(events.next()).await else {
        panic!("what nobody declared is there, too");
    };
    assert_eq!(
        (unknown.data.as_str(), unknown.last_event_id.as_str()),
        ("{\"any\":1}", "seven")
    );
    upstream.end();
    let bye = within(events.next()).await;
    assert!(matches!(bye, Some(Ok(feed::Event::Bye))), "{bye:?}");
    assert!(within(events.next()).await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_quiet_run_shows_signs_of_life() {
    let relay = memory();
    let (upstream, run) = start(&relay, "a").await;
    let mut body = run.body::<Feed>().await.expect("a body");
    for _ in 0..3 {
        let chunk = body.next().await.expect("a chunk").expect("bytes");
        assert_eq!(chunk, ":\n");
    }
    upstream.update(0);
    let chunk = body.next().await.expect("a chunk").expect("bytes");
    assert_eq!(numbers(str::from_utf8(&chunk).expect("text")), [0]);
    let _ = update(0);
}

/// A client that has seen an ID, or a wait, may take each blank line for the end of an event. openai's for Python does,
/// and fails at an event without data.
#[tokio::test(start_paused = true)]
async fn blank_lines_end_events_and_nothing_else() {
    let relay = Relay::new(MemoryLog::new());
    let (upstream, run) = start(&relay, "a").await;
    let mut body = run.body::<Feed>().await.expect("a body");
    let mut text = String::new();
    for n in 0..3 {
        // What comes first, and a sign of life.
        for _ in 0..2 {
            let chunk = body.next().await.expect("a chunk").expect("bytes");
            text.push_str(str::from_utf8(&chunk).expect("text"));
        }
        upstream.update(n);
    }
    upstream.end();
    let (rest, end) = all(body).await;
    text.push_str(&rest);
    assert!(end.is_ok());
    assert!(text.starts_with("retry: 1000\n:\nid: "), "{text}");
    let events: Vec<_> = text.split_terminator("\n\n").collect();
    assert_eq!(events.len(), 4, "{text}");
    for event in events {
        assert!(event.contains("\ndata: "), "{text}");
    }
}
