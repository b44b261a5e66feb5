//! Code from `stream-events generate`, as a user who checks it in has it.
//!
//! The file is held in step with its document by the tests of `stream-events-cli`, which also say
//! how to write it anew. It is formatted with all the rest.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
#![allow(
    unreachable_pub,
    reason = "the code is public, and a test has no public"
)]

#[path = "generated/feed.rs"]
mod feed;

use feed::notes::{Change, Event, Failure, Note, NoteColor};
use feed::{Feed, FeedStream};
use stream_events::testing::Fixture;

/// Stands for the identifiers of the document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub String);

fn id(id: &str) -> NoteId {
    NoteId(id.to_owned())
}

#[tokio::test]
async fn a_generated_file_reads_streams() {
    let mut events: FeedStream = Fixture::new()
        .event("note.created", r#"{"id":"n1","color":"pink"}"#)
        .event(
            "note.changed",
            r#"{"id":"n1","changes":[{"type":"text","text":"Hi"}]}"#,
        )
        .event("note.deleted", "n1")
        .event("ping", "anything")
        .event("caught_up", "-")
        .event("note.archived", "{}")
        .event("bye", "-")
        .into_stream::<Feed>();
    let mut items = Vec::new();
    while let Some(event) = events.next().await {
        items.push(event.expect("all of it fits"));
    }
    let note = Note {
        id: id("n1"),
        color: NoteColor::Pink,
        text: None,
    };
    assert_eq!(items.remove(0), Event::NoteCreated(note));
    let Event::NoteChanged(changed) = items.remove(0) else {
        panic!("{items:?}")
    };
    assert_eq!(changed.id, id("n1"));
    assert!(matches!(&changed.changes[..], [Change::Text(it)] if it.text == "Hi"));
    assert_eq!(
        items[..2],
        [Event::NoteDeleted("n1".to_owned()), Event::CaughtUp]
    );
    assert_eq!(items[2].event_type(), "note.archived");
    assert_eq!(items[3..], [Event::Goodbye]);
}

#[tokio::test]
async fn a_generated_file_reads_failures() {
    let mut events = Fixture::new()
        .event("error", r#"{"code":"busy","text":"Later."}"#)
        .into_stream::<Feed>();
    let error = events
        .next()
        .await
        .expect("an item")
        .expect_err("a failure");
    assert_eq!(error.status(), Some(503));
    match error.failure() {
        Some(Failure::Trouble(trouble)) => assert_eq!(trouble.text.as_deref(), Some("Later.")),
        other => panic!("{other:?}"),
    }
}
