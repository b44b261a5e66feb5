//! What failures say, by the `errors` of a document.

use serde_json::Value;
use stream_events_schema::{Checked, FailureType, Framing};

use crate::io::{is_array_end, is_aside};
use crate::out::one_line;

/// How much of a failure is quoted that says no message.
const QUOTED: usize = 300;

/// The type and the message of a failure, as far as the document finds them in its data, or else the data.
pub(crate) fn words(document: &Checked, event: &str, data: &str) -> String {
    found(document, Some(event), data).unwrap_or_else(|| excerpt(data))
}

/// The type and the message of a failure, if the document finds its message.
pub(crate) fn found(document: &Checked, event: Option<&str>, data: &str) -> Option<String> {
    let data: Value = serde_json::from_str(data.trim()).ok()?;
    let errors = &document.errors;
    let text = |pointer: &str| match data.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut messages = errors.message_pointers.iter();
    let message = messages.find_map(|it| text(it.as_str()))?;
    let kind = errors.types.iter().find_map(|it| match it {
        FailureType::Event => event.map(str::to_owned),
        FailureType::Pointer(pointer) => text(pointer.as_str()),
    });
    Some(match kind {
        Some(kind) => format!("{kind}: {message}"),
        None => message,
    })
}

/// The failure that bytes behind the last message are, in words, if they are one.
pub(crate) fn in_place(document: &Checked, rest: &[u8]) -> Option<String> {
    let words = found(document, None, &String::from_utf8_lossy(rest))?;
    Some(format!("a failure in place of events: {}", quoted(&words)))
}

/// What bytes behind the last message say, if they are a failure, or if there is no message and they are no beginning
/// of a stream.
pub(crate) fn in_place_of_events(
    document: &Checked,
    rest: &[u8],
    has_messages: bool,
) -> Option<String> {
    if let Some(failure) = in_place(document, rest) {
        return Some(failure);
    }
    let text = String::from_utf8_lossy(rest);
    let begins_event = match document.framing {
        Framing::Sse => is_quiet(document, rest),
        Framing::JsonArray => text.trim_start().starts_with('['),
        Framing::JsonLines | Framing::JsonSeq => text
            .trim_start_matches(['\u{1e}', ' ', '\r', '\n'])
            .starts_with('{'),
        Framing::AwsEventStream => true,
    };
    let is_event = has_messages || text.trim().is_empty() || begins_event;
    (!is_event).then(|| format!("text in place of events: {}", quoted(&text)))
}

/// Whether bytes are no more than signs of life, or the beginning of a first event.
pub(crate) fn is_quiet(document: &Checked, rest: &[u8]) -> bool {
    let text = String::from_utf8_lossy(rest);
    let text = text.trim_start_matches('\u{feff}');
    match document.framing {
        Framing::Sse => text.lines().all(|it| is_aside(it) || begins_event(it)),
        Framing::JsonArray => is_array_end(rest),
        _ => false,
    }
}

/// Whether a line of server-sent events is one of an event.
fn begins_event(line: &str) -> bool {
    let field = line.split(':').next().unwrap_or_default();
    ["event", "data"].contains(&field)
}

/// The beginning of what others say, in one line.
pub(crate) fn quoted(text: &str) -> String {
    excerpt(&one_line(text))
}

/// The beginning of a text.
pub(crate) fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
