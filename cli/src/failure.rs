//! What failures say, by the `errors` of a document.

use serde_json::Value;
use stream_events_schema::{Checked, FailureType};

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

/// The beginning of a text.
pub(crate) fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
