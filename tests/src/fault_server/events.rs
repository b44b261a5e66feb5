//! The events most rows send.

/// The media type of an event stream, as a header.
pub(super) const SSE: (&str, &str) = ("content-type", "text/event-stream");

/// The media type of JSON, as a header.
pub(super) const JSON: (&str, &str) = ("content-type", "application/json");

/// The first of [`THREE`].
pub(super) const ONE: &str = "id: 1\nevent: msg\ndata: {\"n\":1}\n\n";

const TWO: &str = "id: 2\nevent: msg\ndata: {\"n\":2}\n\n";

/// The end that many APIs send.
pub(super) const DONE: &str = "data: [DONE]\n\n";

/// Two messages and `[DONE]`.
pub(super) const THREE: [&str; 3] = [ONE, TWO, DONE];

/// The beginning of an event that is cut off.
pub(super) const HALF: &str = "id: 2\nevent: msg\ndata: {\"n\":";

/// A failure as an API words it.
pub(super) const OVERLOADED: &str =
    r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#;

/// A numbered message.
pub(super) fn msg(n: u64) -> String {
    format!("id: {n}\nevent: msg\ndata: {{\"n\":{n}}}\n\n")
}
