//! What a person should decide: what streams are known to do by convention only.

use super::file::File;
use super::report::{FindingKind, Report};
use crate::checked::{Content, Handle};
use crate::document::Document;
use crate::json::Json;

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
pub(super) fn add(file: &File, document: &Document, report: &mut Report) {
    for (name, event) in &document.events {
        if event.handle != Handle::Yield {
            continue;
        }
        let place = crate::pointer::child("/events", name);
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
    let done = !document.sentinels.contains_key("[DONE]") && mentions(&file.root, "[DONE]");
    if done {
        let what = "the description mentions `[DONE]`: declare it as a sentinel that finishes?";
        report.add(FindingKind::Suggestion, "", what);
    }
}

fn mentions(json: &Json, text: &str) -> bool {
    match json {
        Json::String(string) => string.contains(text),
        Json::Array(values) => values.iter().any(|value| mentions(value, text)),
        Json::Object(members) => members.values().any(|value| mentions(value, text)),
        _ => false,
    }
}
