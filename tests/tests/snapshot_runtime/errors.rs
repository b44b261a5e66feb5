//! Errors of the fold among the items of a stream.

use stream_events::{ErrorKind, FoldErrorKind};

use crate::talk::{Endless, Talk};
use crate::{done, read, whole};

#[tokio::test]
async fn an_error_is_the_item_after_its_event_and_the_events_go_on() {
    let fixture = done(
        whole()
            .event("text", r#"{"index":9,"piece":"x"}"#)
            .event("text", r#"{"index":9,"piece":"y"}"#)
            .event("text", r#"{"index":0,"piece":"z"}"#),
    );
    let mut stream = fixture.into_stream::<Talk>().with_snapshot();
    let seen = read(&mut stream).await;
    assert_eq!(
        seen[9..],
        [
            "text",
            "an error: event 10 (`text`), rule /events/text/apply/0: `/items` has 2 elements, and none \
             with the index 9",
            "text",
            "text",
            "done",
        ]
    );
    let kind = stream.error().unwrap().kind();
    assert!(matches!(kind, FoldErrorKind::Gap { index: 9, .. }));
    assert_eq!(stream.snapshot().unwrap().items[0].text, "Hello");
}

#[tokio::test]
async fn an_error_is_neither_the_end_nor_to_be_tried_again() {
    let fixture = whole().event("item", r#"{"index":0,"text":"x"}"#);
    let mut stream = fixture.into_stream::<Talk>().with_snapshot();
    let error = loop {
        if let Err(error) = stream.next().await.unwrap() {
            break error;
        }
    };
    assert!(matches!(error.kind(), ErrorKind::Fold(_)));
    assert!(!error.ends_stream() && !error.is_retryable());
    assert!(error.failure().is_none());
    assert_eq!(error.status(), error.http_status(), "that of the response");
}

#[tokio::test]
async fn an_error_of_the_last_event_comes_before_the_end() {
    let fixture = whole().event("item", r#"{"index":0,"text":"x"}"#);
    let mut stream = fixture.into_stream::<Endless>().with_snapshot();
    let seen = read(&mut stream).await;
    assert!(seen[10].starts_with("an error: "), "{seen:?}");
    assert_eq!(seen.len(), 11);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_frozen_value_is_thawed_by_a_new_one() {
    let fixture = whole()
        .event("item", r#"{"index":0,"text":"x"}"#)
        .event("start", r#"{"id":"b"}"#)
        .event("item", r#"{"index":0,"text":"x"}"#);
    let mut stream = fixture.into_stream::<Endless>().with_snapshot();
    let seen = read(&mut stream).await;
    assert!(seen[10].starts_with("an error: "));
    assert_eq!(seen[11], "start Restarted");
    assert!(seen[12].starts_with("item Item { index: 0"));
    assert_eq!(seen.len(), 13);
    assert!(stream.error().is_none());
    assert_eq!(stream.final_snapshot().await.unwrap().id, "b");
}
