//! Where in the text of a document something stands.

use std::collections::HashMap;
use std::ops::Range;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use crate::diagnostic::Position;
use crate::pointer;
use crate::source::{At, Source};

/// Where everything in a document stands: made once, however many places are asked for.
///
/// ```
/// use stream_events_schema::{At, Source};
///
/// let source = Source::new("a.json", "{\n  \"a\": [1, 22]\n}");
/// let places = source.places();
/// let position = places.position("/a/1", At::Value).unwrap();
/// assert_eq!((position.line, position.column), (2, 12));
/// assert_eq!(&source.text()[position.start..position.end], "22");
/// assert_eq!(places.position("/a", At::Key).unwrap().column, 3);
/// assert_eq!(places.position("/b", At::Key), None);
/// ```
#[derive(Debug)]
pub struct Places<'a> {
    lines: Lines<'a>,
    /// By JSON Pointer. A text that is not JSON has none.
    members: HashMap<String, Member>,
}

#[derive(Debug)]
struct Member {
    /// Not in an array.
    key: Option<Range<usize>>,
    value: Range<usize>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        let mut members = HashMap::new();
        if let Ok(root) = crate::parse::syntax(source) {
            collect(&root, None, &mut String::new(), &mut members);
        }
        Self {
            lines: Lines::new(source.text()),
            members,
        }
    }

    /// Where it stands; `None` if nothing is there, or the text is not JSON.
    #[must_use]
    pub fn position(&self, pointer: &str, at: At) -> Option<Position> {
        let member = self.members.get(pointer)?;
        let range = match (at, &member.key) {
            (At::Key, Some(key)) => key,
            _ => &member.value,
        };
        Some(self.lines.position(range.clone()))
    }

    /// Where it stands, or else what it would be in.
    pub(crate) fn nearest(&self, pointer: &str, at: At) -> Option<Position> {
        let mut pointer = pointer;
        loop {
            if let Some(position) = self.position(pointer, at) {
                return Some(position);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }

    /// The line and column of a range of bytes.
    pub(crate) fn position_of(&self, range: Range<usize>) -> Position {
        self.lines.position(range)
    }
}

fn collect(
    value: &Value<'_>,
    key: Option<Range<usize>>,
    pointer: &mut String,
    members: &mut HashMap<String, Member>,
) {
    let range = value.range();
    let member = Member {
        key,
        value: range.start..range.end,
    };
    // Of a key that is written twice the first counts, as for the parser.
    members.entry(pointer.clone()).or_insert(member);
    let length = pointer.len();
    match value {
        Value::Object(object) => {
            for member in &object.properties {
                let key = member.name.range();
                pointer::push(pointer, member.name.as_str());
                collect(&member.value, Some(key.start..key.end), pointer, members);
                pointer.truncate(length);
            }
        }
        Value::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                pointer::push(pointer, &index.to_string());
                collect(element, None, pointer, members);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Lines and columns of a text. Lines end in LF, CRLF or CR, as for the parser.
#[derive(Debug)]
struct Lines<'a> {
    text: &'a str,
    /// Where lines start, and some places inside long ones: a document may be a single line.
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    offset: usize,
    line: usize,
    column: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        const APART: usize = 1024;
        let bytes = text.as_bytes();
        let mut at = Mark {
            offset: 0,
            line: 1,
            column: 1,
        };
        let mut marks = vec![at];
        let mut last = 0;
        for (index, byte) in bytes.iter().enumerate() {
            let next = bytes.get(index + 1);
            let ends = *byte == b'\n' || (*byte == b'\r' && next != Some(&b'\n'));
            at.offset = index + 1;
            if ends {
                at.line += 1;
                at.column = 1;
            } else if text.is_char_boundary(at.offset) {
                at.column += 1;
            }
            if ends || (at.offset - last >= APART && text.is_char_boundary(at.offset)) {
                last = at.offset;
                marks.push(at);
            }
        }
        Self { text, marks }
    }

    fn position(&self, range: Range<usize>) -> Position {
        let after = self
            .marks
            .partition_point(|mark| mark.offset <= range.start);
        let mark = self.marks[after.saturating_sub(1)];
        let between = self.text.get(mark.offset..range.start).unwrap_or_default();
        Position {
            line: mark.line,
            column: mark.column + between.chars().count(),
            start: range.start,
            end: range.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
        let position = Lines::new(text).position(offset..offset);
        (position.line, position.column)
    }

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        let text = "a\nb\r\nc\rd";
        let places = [0, 2, 5, 7].map(|offset| line_and_column(text, offset));
        assert_eq!(places, [(1, 1), (2, 1), (3, 1), (4, 1)]);
        assert_eq!(line_and_column(text, text.len()), (4, 2));
    }

    #[test]
    fn columns_count_characters_in_lines_of_any_length() {
        assert_eq!(line_and_column("äö1", 4), (1, 3));
        let long = "ä€".repeat(5_000);
        for (index, (offset, _)) in long.char_indices().enumerate() {
            assert_eq!(line_and_column(&long, offset), (1, index + 1));
            if index > 2_000 {
                break;
            }
        }
        assert_eq!(line_and_column(&long, long.len()), (1, 10_001));
    }

    #[test]
    fn a_byte_order_mark_does_not_count() {
        let source = Source::new("a", "\u{feff}{\"a\":1}");
        let position = source.places().position("/a", At::Key);
        assert_eq!(position.map(|it| it.start..it.end), Some(1..4));
    }

    #[test]
    fn keys_are_found_by_escaped_pointers() {
        let source = Source::new("a", r#"{ "a/b": { "~": 1 }, "a/b": 2 }"#);
        let text = |pointer: &str| {
            let position = source.places().position(pointer, At::Value).unwrap();
            source.text()[position.start..position.end].to_owned()
        };
        assert_eq!(text("/a~1b/~0"), "1");
        assert_eq!(text("/a~1b"), r#"{ "~": 1 }"#);
    }
}
