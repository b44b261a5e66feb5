//! White space between JSON texts, and JSON texts that say where they end.

use std::ops::Range;

use serde::de::IgnoredAny;

/// A space, a tab or a carriage return.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// The same, or a line feed.
pub(super) fn is_white(byte: u8) -> bool {
    is_blank(byte) || byte == b'\n'
}

/// The bytes without those at their end of which this holds.
pub(super) fn trimmed(bytes: &[u8], is_trimmed: fn(u8) -> bool) -> Range<usize> {
    let end = bytes.iter().rposition(|it| !is_trimmed(*it));
    0..end.map_or(0, |end| end + 1)
}

/// Whether a value says itself where it ends: an object, an array or a string, as numbers and words do
/// not.
pub(super) fn is_delimited(json: &[u8]) -> bool {
    matches!(json.first(), Some(b'{' | b'[' | b'"'))
}

/// Whether nothing can be missing of a text at the end of a stream: it is one JSON value, which is
/// delimited or has white space after it.
pub(super) fn is_whole(text: &str, is_ended: bool) -> bool {
    (is_ended || is_delimited(text.as_bytes())) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}
