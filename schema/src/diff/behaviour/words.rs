//! Rules in words.

use indexmap::IndexMap;

use crate::document::Event;
use crate::pointer::Pointer;
use crate::shape::Type;
use crate::words::{
    Content, Cursor, Dispatch, Handle, Mismatch, Resume, Sentinel, Test, Unknown, Unterminated,
};

/// `, and the stream ends after it when /a is set`; empty for an event that ends nothing.
pub(super) fn and_ends(event: &Event<Type>) -> String {
    let ends = match event.handle {
        Handle::Finish => "the stream ends after it",
        Handle::Complete => "the answer is complete with it",
        _ => return String::new(),
    };
    match event.when.is_empty() {
        true => format!(", and {ends}"),
        false => format!(", and {ends} {}", conditions(&event.when)),
    }
}

pub(super) fn handled(event: &Event<Type>) -> String {
    let handle = event.handle.keyword();
    match event.when.is_empty() {
        true => handle.to_owned(),
        false => format!("{handle} {}", conditions(&event.when)),
    }
}

pub(super) fn becomes(handle: Handle) -> &'static str {
    match handle {
        Handle::Yield => "is an item of the stream",
        Handle::Skip => "is dropped",
        Handle::Fail => "ends the stream with an error",
        Handle::Finish => "is the last item of the stream",
        Handle::Complete => "completes the answer, and more may follow",
    }
}

pub(super) fn became(handle: Handle) -> &'static str {
    match handle {
        Handle::Yield => "was an item of the stream",
        Handle::Skip => "was dropped",
        Handle::Fail => "ended the stream with an error",
        Handle::Finish => "was the last item of the stream",
        Handle::Complete => "completed the answer, and more could follow",
    }
}

pub(super) fn content(content: Content) -> &'static str {
    match content {
        Content::Json => "JSON",
        Content::Text => "text",
        Content::None => "not read",
    }
}

/// When something applies: `always`, or `when /a is set and /b is "x"`.
pub(super) fn conditions(conditions: &IndexMap<Pointer, Test>) -> String {
    if conditions.is_empty() {
        return "always".to_owned();
    }
    let conditions = conditions.iter();
    let conditions: Vec<_> = conditions
        .map(|(pointer, test)| format!("{pointer} {test}"))
        .collect();
    format!("when {}", conditions.join(" and "))
}

pub(super) fn dispatch(entries: &[Dispatch]) -> String {
    let entries = entries.iter().map(|entry| match entry {
        Dispatch::Event => "the event field".to_owned(),
        Dispatch::Pointer(pointer) => pointer.to_string(),
        Dispatch::Has {
            pointer,
            event_type,
        } => format!("`{event_type}` where {pointer} is there"),
        Dispatch::Always(event_type) => format!("else `{event_type}`"),
    });
    entries.collect::<Vec<_>>().join(", then ")
}

pub(super) fn unknown(unknown: Unknown) -> String {
    match unknown {
        Unknown::Keep => "an item, `Unknown`",
        Unknown::Skip => "dropped",
        Unknown::Fail => "an error, and the stream ends",
    }
    .to_owned()
}

pub(super) fn mismatch(mismatch: Mismatch) -> String {
    match mismatch {
        Mismatch::Error => "an error, and the stream goes on",
        Mismatch::Keep => "an item, `Unknown`",
        Mismatch::Null => "an item, without what does not fit",
    }
    .to_owned()
}

pub(super) fn unterminated(unterminated: Unterminated) -> String {
    match unterminated {
        Unterminated::Discard => "discarded",
        Unterminated::Dispatch => "an event",
    }
    .to_owned()
}

pub(super) fn end(required: bool) -> String {
    match required {
        true => "an error, for it was cut off",
        false => "an end like any other",
    }
    .to_owned()
}

/// Why that is so, where it follows from what can end a stream.
pub(super) fn end_follows(can_end: bool) -> &'static str {
    match can_end {
        true => "an event or a sentinel can end the stream, and none could",
        false => "no event or sentinel can end the stream any more",
    }
}

pub(super) fn sentinel(sentinel: Option<Sentinel>) -> &'static str {
    match sentinel {
        None => "an event as any other",
        Some(Sentinel::Finish) => "the end of the stream",
        Some(Sentinel::Skip) => "dropped",
    }
}

pub(super) fn resume(resume: Option<&Resume>) -> String {
    match resume {
        None => "by Last-Event-ID".to_owned(),
        Some(Resume { cursor, query }) => match cursor {
            Cursor::Id => format!("by `{query}`, the last event ID"),
            Cursor::Pointer(pointer) => format!("by `{query}`, the last {pointer}"),
        },
    }
}

/// What is looked at in turn.
pub(super) fn list<T: ToString>(names: &[T]) -> String {
    match names {
        [] => "none".to_owned(),
        names => {
            let names: Vec<_> = names.iter().map(ToString::to_string).collect();
            names.join(", then ")
        }
    }
}

pub(super) fn text(text: Option<&str>) -> &str {
    text.unwrap_or("none")
}
