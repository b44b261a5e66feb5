//! The text of a document, and where in it something stands.

use std::ops::Range;

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;

use crate::pointer;

/// The text of a document with the name it is reported under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A text and its name, usually the path of its file.
    ///
    /// A byte order mark is dropped: editors hide it, so positions do not count it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self {
            name: name.into(),
            text,
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte range of what a JSON Pointer points to; `None` if nothing is there, or the text
    /// is not JSON.
    ///
    /// ```
    /// use stream_events_schema::{At, Source};
    ///
    /// let source = Source::new("a.json", r#"{ "a": [1, 22] }"#);
    /// assert_eq!(source.locate("/a", At::Key), Some(2..5));
    /// assert_eq!(source.locate("/a/1", At::Value), Some(11..13));
    /// ```
    #[must_use]
    pub fn locate(&self, pointer: &str, at: At) -> Option<Range<usize>> {
        locate(&crate::parse::syntax(self).ok()?, pointer, at)
    }
}

/// Which part of a member a diagnostic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum At {
    /// Its key; the value where there is none, as in an array.
    Key,
    /// Its value.
    Value,
}

/// [`Source::locate`] in a text that is parsed already.
pub(crate) fn locate(root: &Value<'_>, pointer: &str, at: At) -> Option<Range<usize>> {
    let mut member: Option<&ObjectProp<'_>> = None;
    let mut value = root;
    for segment in pointer::segments(pointer).ok()? {
        (member, value) = match value {
            Value::Object(object) => {
                let found = object.get(&segment)?;
                (Some(found), &found.value)
            }
            Value::Array(array) => (None, array.elements.get(segment.parse::<usize>().ok()?)?),
            _ => return None,
        };
    }
    let range = match (at, member) {
        (At::Key, Some(member)) => member.name.range(),
        _ => value.range(),
    };
    Some(range.start..range.end)
}

/// Where the lines of a text start, to turn byte offsets into lines and columns.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(index, byte)| match byte {
            b'\n' => true,
            // A CR alone ends a line too: to the parser it ends a comment.
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0)
            .chain(ends.map(|(index, _)| index + 1))
            .collect();
        Self { text, starts }
    }

    /// Line and column of a byte offset, from 1, columns in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).map_or(0, |index| self.starts[index]);
        let before = self.text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// The text of a line, counted from 1, without its end, and the offset where it starts.
    pub(crate) fn line(&self, line: usize) -> (&'a str, usize) {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return ("", self.text.len());
        };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        (self.text[start..end].trim_end_matches(['\r', '\n']), start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        let lines = Lines::new("a\nb\r\nc\rd");
        assert_eq!(
            [1, 2, 3, 4].map(|line| lines.line(line).0),
            ["a", "b", "c", "d"]
        );
        assert_eq!(lines.line(5).0, "");
        assert_eq!(lines.position(5), (3, 1));
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("äö1");
        assert_eq!(lines.position(4), (1, 3));
    }

    #[test]
    fn a_byte_order_mark_does_not_count() {
        let source = Source::new("a", "\u{feff}{\"a\":1}");
        assert_eq!(source.locate("/a", At::Key), Some(1..4));
    }
}
