//! What `final_snapshot` gives after each kind of end.

use stream_events::testing::Fixture;
use stream_events::{ErrorKind, FoldErrorKind};

use crate::talk::{Endless, Error, Talk, Value};
use crate::{done, whole};

type Final = Result<Value, stream_events::FinalError<Value, String>>;

async fn end(fixture: Fixture) -> Final {
    let stream = fixture.into_stream::<Talk>().with_snapshot();
    stream.final_snapshot().await
}

/// What the fold says, and how many items there were.
fn fold_error(end: Final) -> (FoldErrorKind, Option<usize>) {
    let error = end.unwrap_err();
    let items = error.value().map(|it| it.items.len());
    match error.into_error().into_kind() {
        ErrorKind::Fold(error) => (error.kind().clone(), items),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn after_a_declared_end_it_is_the_value() {
    for fixture in [
        done(whole()),
        done(whole()).cut(),
        whole().event("end", "{}"),
        whole().event("enough", "{}"),
        whole().event("enough", "{}").event("ping", "{}"),
        // Nothing that follows the end counts.
        done(whole()).event("text", r#"{"index":9,"piece":"x"}"#),
    ] {
        let name = format!("{fixture:?}");
        let value = end(fixture)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let texts: Vec<_> = value.items.iter().map(|it| &*it.text).collect();
        assert_eq!(texts, ["Hello", "tool"], "{name}");
        let input = value.items[1].input.value().unwrap();
        assert_eq!(input, &serde_json::json!({ "a": 1 }));
    }
}

#[tokio::test]
async fn after_a_cut_or_a_failure_it_is_the_streams_error_with_the_value_so_far() {
    let cut = end(whole().cut()).await.unwrap_err();
    assert!(
        matches!(cut.error().kind(), ErrorKind::Transport(_)),
        "{cut}"
    );
    assert_eq!(cut.value().unwrap().items.len(), 2);
    let short = end(whole()).await.unwrap_err();
    assert!(
        matches!(short.error().kind(), ErrorKind::Truncated(_)),
        "{short}"
    );
    assert_eq!(short.into_value().unwrap().items.len(), 2);
    let failed = end(whole().event("error", "sorry")).await.unwrap_err();
    assert_eq!(failed.error().failure().unwrap(), "sorry");
    assert_eq!(failed.value().unwrap().items.len(), 2);
    // `?` makes it the stream's own error.
    let error: Error = failed.into();
    assert!(error.ends_stream());
    // Even where a frozen value is not final anyway.
    let frozen = whole().event("text", r#"{"index":9,"piece":"x"}"#);
    let both = end(frozen.event("error", "sorry")).await.unwrap_err();
    assert!(both.error().failure().is_some());
}

#[tokio::test]
async fn a_cut_call_has_no_value() {
    let cut = Fixture::new()
        .event("start", r#"{"id":"a"}"#)
        .event("item", r#"{"index":0,"text":""}"#);
    for fixture in [cut.clone().cut(), cut.clone(), done(cut.clone())] {
        let value = match end(fixture).await {
            Ok(value) => value,
            Err(error) => error.into_value().unwrap(),
        };
        assert!(value.items[0].input.value().is_err(), "never closed");
    }
}

#[tokio::test]
async fn what_never_began_is_no_value() {
    assert_eq!(
        fold_error(end(done(Fixture::new())).await),
        (FoldErrorKind::BeforeStart, None)
    );
    assert_eq!(
        fold_error(end(done(Fixture::new().event("ping", "{}"))).await),
        (FoldErrorKind::BeforeStart, None)
    );
}

#[tokio::test]
async fn after_an_event_that_was_lost_it_is_lost() {
    let lost = |name: &str, data: &str| done(whole().event(name, data));
    for fixture in [lost("text", "["), lost("whole", "[]")] {
        assert_eq!(
            fold_error(end(fixture).await),
            (FoldErrorKind::Lost, Some(2))
        );
    }
    // Nothing is made of these.
    for fixture in [
        lost("ping", "?"),
        lost("new", "{}"),
        whole().event("done", "?"),
    ] {
        assert!(end(fixture).await.is_ok());
    }
}

#[tokio::test]
async fn after_an_error_it_is_that_error_unless_the_value_was_thawed() {
    let frozen = || whole().event("text", r#"{"index":9,"piece":"x"}"#);
    let (kind, items) = fold_error(end(done(frozen())).await);
    assert!(matches!(kind, FoldErrorKind::Gap { index: 9, .. }));
    assert_eq!(items, Some(2));
    let thawed = done(frozen().event("whole", r#"{"id":"b"}"#));
    assert_eq!(end(thawed).await.unwrap().id, "b!");
}

#[tokio::test]
async fn where_no_end_is_declared_any_clean_one_will_do() {
    let clean = whole().into_stream::<Endless>().with_snapshot();
    assert_eq!(clean.final_snapshot().await.unwrap().items.len(), 2);
    let cut = whole().cut().into_stream::<Endless>().with_snapshot();
    let error = cut.final_snapshot().await.unwrap_err();
    assert!(matches!(error.error().kind(), ErrorKind::Transport(_)));
}

#[tokio::test]
async fn a_stream_whose_error_was_read_has_no_final_value() {
    for fixture in [whole().cut(), whole().event("error", "sorry"), whole()] {
        let mut stream = fixture.into_stream::<Talk>().with_snapshot();
        while stream.next().await.is_some() {}
        let (kind, items) = fold_error(stream.final_snapshot().await);
        assert_eq!((kind, items), (FoldErrorKind::Unfinished, Some(2)));
    }
    let mut stream = done(whole()).into_stream::<Talk>().with_snapshot();
    while stream.next().await.is_some() {}
    assert!(stream.final_snapshot().await.is_ok());
}
