//! What a person should decide: what streams are known to do by convention only.

use crate::report::{FindingKind, Report};
use stream_events_schema::{Content, Handle, Sentinel};
use stream_events_schema::{Document, Event};

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

/// Suggests handling for events that are called as if they were special.
///
/// `said`: the description says that `[DONE]` ends the stream.
pub(crate) fn add(document: &Document, said: bool, report: &mut Report) {
    for (name, event) in &document.events {
        if event.handle != Handle::Yield {
            continue;
        }
        let place = stream_events_schema::pointer::child("/events", name);
        let handle = |names: &[&str]| names.contains(&name.to_ascii_lowercase().as_str());
        let what = if handle(ERRORS) {
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
    if let Some(place) = unread_failure(document) {
        let what = "say where its type and message are: `errors`";
        report.add(FindingKind::Suggestion, place, what);
    }
    let ended = document
        .sentinels
        .values()
        .any(|it| *it == Sentinel::Finish);
    if !ended && said {
        let what = "the description mentions `[DONE]`: declare it as a sentinel that finishes?";
        report.add(FindingKind::Suggestion, "", what);
    }
}

/// A failure that comes without its type and message, as no rule leads to them.
fn unread_failure(document: &Document) -> Option<String> {
    let rules = &document.errors;
    let unread = rules.type_pointers.is_empty()
        && rules.message_pointers.is_empty()
        && rules.status_pointer.is_none();
    let fails = |event: &Event| event.handle == Handle::Fail && event.content == Content::Json;
    let mut events = document.events.iter();
    let (name, _) = events.find(|(_, event)| unread && fails(event))?;
    Some(stream_events_schema::pointer::child("/events", name))
}
