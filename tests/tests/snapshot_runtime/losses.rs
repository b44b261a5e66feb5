//! What was lost on a stream.

use crate::talk::Talk;
use crate::{done, whole};

#[tokio::test]
async fn what_was_lost_is_listed_with_number_event_path_and_reason() {
    let fixture = whole()
        .event("text", r#"{"index":"0","piece":"x"}"#)
        .event("ping", "?")
        .event("text", "[")
        .event("whole", "[]")
        .event("new", "{}");
    let mut stream = done(fixture).into_stream::<Talk>().with_snapshot();
    while stream.next().await.is_some() {}
    let losses = stream.losses();
    let told: Vec<_> = losses
        .first()
        .iter()
        .map(|it| (it.number, &*it.event_type, &*it.path))
        .collect();
    assert_eq!(
        told,
        [
            (10, "text", "index"),
            (10, "text", "index"),
            (12, "text", ""),
            (13, "whole", ""),
        ]
    );
    assert!(losses.first().iter().all(|it| !it.reason.is_empty()));
    assert!(losses.has_lost_event());
}

#[tokio::test]
async fn the_first_64_are_kept_and_all_are_counted() {
    let mut fixture = whole();
    for _ in 0..100 {
        fixture = fixture.event("text", "[");
    }
    let mut stream = done(fixture).into_stream::<Talk>().with_snapshot();
    while stream.next().await.is_some() {}
    assert_eq!(stream.losses().count(), 100);
    assert_eq!(stream.losses().first().len(), 64);
    assert_eq!(stream.losses().first()[0].number, 10);
}

#[tokio::test]
async fn what_only_lost_a_part_is_final() {
    let fixture = whole().event("text", r#"{"index":"0","piece":"x"}"#);
    let stream = done(fixture).into_stream::<Talk>().with_snapshot();
    let value = stream.final_snapshot().await.unwrap();
    assert_eq!(value.items[0].text, "Hello", "no default took its place");
}
