//! Streams of steps, and of events.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures::StreamExt;
use futures_core::FusedStream as _;
use stream_events::testing::Fixture;
use stream_events::{AsyncStream, SnapshotStream};

use crate::talk::{Event, Talk};
use crate::{done, read, whole};

#[tokio::test]
async fn a_step_has_the_event_its_changes_and_the_value_after_it() {
    let mut stream = done(whole()).into_stream::<Talk>().with_snapshot();
    assert!(stream.snapshot().is_none());
    let mut texts = String::new();
    let mut shared = Vec::new();
    while let Some(step) = stream.next().await {
        let mut step = step.unwrap();
        for change in step.changes() {
            if let crate::talk::Change::Text { delta, .. } = change {
                texts.push_str(delta);
            }
        }
        assert!(step.snapshot().is_some());
        shared.push(step.shared().unwrap());
        if let Event::Done = step.into_event() {
            texts.push('.');
        }
    }
    assert_eq!(texts, "Hellool.");
    let lengths: Vec<_> = shared.iter().map(|it| it.items.len()).collect();
    assert_eq!(lengths, [0, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
    assert!(stream.open().is_empty());
    assert_eq!(stream.get_ref().stats().yielded, 10);
    assert_eq!(*stream.shared().unwrap(), *stream.snapshot().unwrap());
}

#[tokio::test]
async fn a_running_value_is_what_folding_the_prefix_gives() {
    let mut stream = done(whole()).into_stream::<Talk>().with_snapshot();
    let mut events: Vec<Event> = Vec::new();
    while let Some(step) = stream.next().await {
        let step = step.unwrap();
        let value = step.snapshot().cloned();
        events.push(step.into_event());
        let mut anew = stream_events::Snapshot::<Talk>::new();
        for event in &events {
            anew.apply(event).unwrap();
        }
        assert_eq!(anew.value(), value.as_ref());
        assert_eq!(anew.open(), stream.open());
    }
}

#[tokio::test]
async fn as_a_stream_it_yields_the_events_and_folds_them_all_the_same() {
    let fixture = || done(whole().event("item", r#"{"index":0,"text":"x"}"#));
    let mut stream = fixture().into_stream::<Talk>().with_snapshot();
    let mut seen = Vec::new();
    while let Some(item) = StreamExt::next(&mut stream).await {
        seen.push(match item {
            Ok(event) => event.name().to_owned(),
            Err(error) => format!("{:?}", error.kind())
                .split('(')
                .next()
                .unwrap()
                .to_owned(),
        });
    }
    assert_eq!(seen[8..], ["close", "item", "Fold", "done"]);
    assert!(stream.is_terminated());
    assert_eq!(stream.snapshot().unwrap().items.len(), 2);
    assert!(stream.error().is_some());

    let mut steps = fixture().into_stream::<Talk>().with_snapshot();
    assert_eq!(read(&mut steps).await.len(), seen.len());
}

#[tokio::test]
async fn it_is_not_terminated_before_its_last_error_was_told() {
    let fixture = whole().event("item", r#"{"index":0,"text":"x"}"#);
    let stream = fixture.into_stream::<Talk>().with_snapshot();
    let mut stream = pin!(stream);
    let mut items = 0;
    while !stream.is_terminated() {
        if StreamExt::next(&mut stream).await.is_some() {
            items += 1;
        }
    }
    assert_eq!(items, 9 + 2 + 1, "with the error, and the truncation");
}

#[tokio::test]
async fn nothing_is_lost_where_a_step_is_not_waited_for() {
    let mut fixture = Fixture::new().event("start", r#"{"id":"a"}"#);
    fixture = fixture.event("item", r#"{"index":0,"text":""}"#);
    for _ in 0..50 {
        fixture = fixture
            .delay(Duration::from_millis(2))
            .event("text", r#"{"index":0,"piece":"x"}"#);
    }
    let stream = done(fixture).chunks(5).into_stream::<Talk>();
    let mut stream = stream.with_snapshot();
    let (mut steps, mut ticks) = (0, 0);
    loop {
        tokio::select! {
            step = stream.next() => match step {
                Some(step) => {
                    drop(step.unwrap());
                    steps += 1;
                }
                None => break,
            },
            () = tokio::time::sleep(Duration::from_micros(300)) => ticks += 1,
        }
    }
    assert_eq!(steps, 53);
    assert!(ticks > 0);
    let value = stream.final_snapshot().await.unwrap();
    assert_eq!(value.items[0].text, "x".repeat(50));
}

#[test]
fn a_step_that_is_there_is_ready_at_once() {
    let source = futures::stream::iter(["event: start\ndata: {\"id\":\"a\"}\n\n"]);
    let mut stream = AsyncStream::<Talk, _>::from_bytes(source).with_snapshot();
    let mut next = pin!(stream.next());
    let mut cx = Context::from_waker(Waker::noop());
    let Poll::Ready(Some(Ok(step))) = next.as_mut().poll(&mut cx) else {
        panic!("not ready");
    };
    assert_eq!(step.event().name(), "start");
}

#[test]
fn it_can_be_sent_and_shared_between_threads() {
    fn check<T: Send + Sync + Unpin>(_: &T) {}

    fn sent<T: Send>(_: T) {}

    let mut stream: SnapshotStream<Talk, _, _> =
        done(whole()).into_stream::<Talk>().with_snapshot();
    check(&stream);
    sent(stream.next());
    sent(stream.final_snapshot());
}
