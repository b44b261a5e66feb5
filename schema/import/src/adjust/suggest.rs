//! What a person should decide: what streams are known to do by convention only.

use std::collections::HashSet;

use crate::report::{FindingKind, Report};
use stream_events_schema::{Content, Dispatch, Handle, Sentinel};
use stream_events_schema::{Document, Event, JsonType, Schema, Types};

const ERRORS: &[&str] = &[
    "error",
    "errors",
    "exception",
    "response.error",
    "stream_error",
    "stream-error",
];
const PINGS: &[&str] = &[
    "ping",
    "heartbeat",
    "keepalive",
    "keep-alive",
    "keep_alive",
    "noop",
];
const ENDS: &[&str] = &[
    "done",
    "end",
    "complete",
    "completed",
    "finish",
    "finished",
    "stop",
    "close",
    "message_stop",
    "message-end",
    "message_end",
    "stream_end",
    "stream-end",
    "stream.end",
    "response.completed",
    "response.done",
    "conversation.response.done",
    "speech.audio.done",
    "transcript.text.done",
];

/// What the description says beside what the document has.
#[derive(Debug)]
pub(crate) struct Hints {
    /// Whether it says that `[DONE]` ends the stream.
    pub(crate) mentions_done: bool,
    pub(crate) failures: Vec<Failures>,
    /// The names of its schemas.
    pub(crate) schemas: HashSet<String>,
}

/// A stream that an operation answers with where it fails.
#[derive(Debug)]
pub(crate) struct Failures {
    pub(crate) operation: String,
    pub(crate) statuses: String,
    pub(crate) schema: String,
}

/// Suggests handling for events that are called as if they were special.
pub(crate) fn add(document: &Document, hints: &Hints, report: &mut Report) {
    for (name, event) in &document.events {
        if event.handle != Handle::Yield {
            continue;
        }
        let place = stream_events_schema::pointer::child("/events", name);
        let lower = name.to_ascii_lowercase();
        let handle = |names: &[&str]| names.contains(&lower.as_str());
        // `throttlingException`
        let what = if handle(ERRORS) || lower.ends_with("exception") {
            "by its name this is a failure: handle it as `fail`?"
        } else if handle(PINGS) {
            "by its name this only keeps the connection alive: handle it as `skip`?"
        } else if handle(ENDS) && event.content != Content::Text {
            "by its name this is the last event: handle it as `finish`?"
        } else {
            continue;
        };
        report.add(FindingKind::Suggestion, place, what);
    }
    if let Some(found) = failure_inside(document) {
        let event = found.event;
        let described = hints.schemas.contains(found.key);
        let union = document.source.as_ref().and_then(|it| it.union.as_deref());
        let schema = Some(found.key).filter(|_| described).or(union);
        let what = format!(
            "`/error` may be in `{event}`: if that is a failure, `--dispatch /error=error,={event} \
             --more error='{}' --handle error=fail`",
            schema.unwrap_or("SCHEMA")
        );
        let place = stream_events_schema::pointer::child("/events", event);
        report.add(FindingKind::Suggestion, place, what);
    }
    if let Some(place) = unread_failure(document) {
        let what = "say where its type and message are: `errors`";
        report.add(FindingKind::Suggestion, place, what);
    }
    if !document.events.contains_key("error") {
        for Failures {
            operation,
            statuses,
            schema,
        } in &hints.failures
        {
            let what = format!(
                "`{operation}` answers {statuses} with a stream of `{schema}`: if a stream that \
                 began well can fail so too, `--more error={schema}`"
            );
            report.add(FindingKind::Suggestion, "", what);
        }
    }
    let ended = document
        .sentinels
        .values()
        .any(|it| *it == Sentinel::Finish);
    if !ended && hints.mentions_done {
        let what = "the description mentions `[DONE]`: declare it as a sentinel that finishes?";
        report.add(FindingKind::Suggestion, "", what);
    }
}

/// An event that has an `error` in it at times.
struct Inside<'d> {
    event: &'d str,
    /// The key of its payload in `$defs`.
    key: &'d str,
}

/// The event that is whatever a stream sends, if a failure may be part of it.
fn failure_inside(document: &Document) -> Option<Inside<'_>> {
    let is_told = |entry: &Dispatch| matches!(entry, Dispatch::Has { pointer, .. } if pointer.as_str() == "/error");
    if document.dispatch.iter().any(is_told) || document.events.contains_key("error") {
        return None;
    }
    let mut entries = document.dispatch.iter();
    let event = entries.find_map(|entry| match entry {
        Dispatch::Always(event_type) => Some(event_type.as_str()),
        _ => None,
    })?;
    let payload = document.events.get(event)?.payload.as_ref()?.keywords()?;
    let key = payload.reference.as_deref()?.strip_prefix("#/$defs/")?;
    let schema = document.definitions.get(key)?.keywords()?;
    let error = schema.properties.as_ref()?.get("error")?;
    // One that is always there makes the event a failure.
    let always = schema.required.iter().any(|name| name == "error") && !may_be_null(error);
    (!always).then_some(Inside { event, key })
}

fn may_be_null(schema: &Schema) -> bool {
    let Some(keywords) = schema.keywords() else {
        return true;
    };
    let types = keywords.types.as_ref().map_or(&[][..], Types::as_slice);
    let mut branches = keywords.one_of.iter().chain(&keywords.any_of).flatten();
    types.contains(&JsonType::Null) || branches.any(may_be_null)
}

/// A failure that comes without its type and message, as no rule leads to them.
fn unread_failure(document: &Document) -> Option<String> {
    let rules = &document.errors;
    let unread = rules.types.is_empty()
        && rules.message_pointers.is_empty()
        && rules.status_pointers.is_empty();
    let fails = |event: &Event| event.handle == Handle::Fail && event.content == Content::Json;
    let mut events = document.events.iter();
    let (name, _) = events.find(|(_, event)| unread && fails(event))?;
    Some(stream_events_schema::pointer::child("/events", name))
}
