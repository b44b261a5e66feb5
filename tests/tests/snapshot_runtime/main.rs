//! What the events of a stream add up to: rules and folds by hand, over streams in memory and over HTTP.

mod by_hand;
mod cost;
mod ends;
mod errors;
mod http;
mod losses;
mod rules;
mod stream;
mod talk;

use std::fmt::Debug;

use bytes::Bytes;
use futures_core::Stream;
use stream_events::testing::Fixture;
use stream_events::{Fold, SnapshotStream, SourceItem, StreamEvents};

use talk::{Error, Event, Value};

/// A whole conversation of two items.
fn whole() -> Fixture {
    Fixture::new()
        .event("start", r#"{"id":"a"}"#)
        .event("item", r#"{"index":0,"text":""}"#)
        .event("text", r#"{"index":0,"piece":"Hello"}"#)
        .event("item", r#"{"index":2,"text":"to"}"#)
        .event("json", r#"{"index":2,"piece":"{\"a\":"}"#)
        .event("json", r#"{"index":2,"piece":"1}"}"#)
        .event("text", r#"{"index":2,"piece":"ol"}"#)
        .event("close", r#"{"index":2}"#)
        .event("close", r#"{"index":0}"#)
}

fn done(fixture: Fixture) -> Fixture {
    fixture.event("done", "{}")
}

/// What comes of a stream: each event's name and changes, each error, and the value after it.
async fn read<S, B, F>(stream: &mut SnapshotStream<S, B, F>) -> Vec<String>
where
    S: StreamEvents<Event = Event, Failure = String>,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
    F: Fold<Event = Event, Value = Value>,
    for<'a> F::Change<'a>: Debug,
{
    let mut seen = Vec::new();
    while let Some(item) = stream.next().await {
        seen.push(match item {
            Ok(step) => {
                let changes: Vec<_> = step.changes().map(|it| format!("{it:?}")).collect();
                format!("{} {}", step.event().name(), changes.join(", "))
                    .trim_end()
                    .to_owned()
            }
            Err(error) => format!("{}: {error}", ends(&error)),
        });
    }
    seen
}

fn ends(error: &Error) -> &'static str {
    match error.ends_stream() {
        true => "the end",
        false => "an error",
    }
}
