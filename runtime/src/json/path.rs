//! Where in a payload a decode failed.
//!
//! Nothing is tracked while decoding goes well, and nothing here is generic over the decoder: the
//! failed decode says at which byte it stopped, and the path is what a walk over the text up to
//! that byte has open. A union is decoded from a text of its own, so its error says how long that
//! text is and at which path in it the fault is.

use std::fmt;

use serde_json::Error;

use crate::Mismatch;

/// What is wrong with `data`, which failed to decode with `error`.
#[cold]
pub(crate) fn mismatch(event_type: &str, data: &str, error: &Error) -> Mismatch {
    mismatch_in(data, event_type, data, error)
}

/// The same, where what failed to decode was not `data` but a `text` made of it.
#[cold]
pub(crate) fn mismatch_in(text: &str, event_type: &str, data: &str, error: &Error) -> Mismatch {
    let (path, reason) = place(text, error);
    Mismatch::new(event_type, path, reason, data)
}

/// An error in the text of a union, as an error of what the union is part of.
#[cold]
pub(crate) fn in_union<E: serde::de::Error>(json: &str, error: &Error) -> E {
    let (path, reason) = place(json, error);
    E::custom(InUnion {
        reason: &reason,
        length: json.len(),
        path: &path,
    })
}

/// An error in a union, in words that can be taken apart again.
struct InUnion<'a> {
    reason: &'a str,
    /// Of the union's text.
    length: usize,
    /// Inside the union.
    path: &'a str,
}

const UNION: &str = " (in a union of ";
const BYTES: &str = " bytes";
const AT: &str = " at ";

impl fmt::Display for InUnion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            reason,
            length,
            path,
        } = self;
        let at = if path.is_empty() { "" } else { AT };
        write!(f, "{reason}{UNION}{length}{BYTES}{at}{path})")
    }
}

impl<'a> InUnion<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (reason, rest) = text.strip_suffix(')')?.rsplit_once(UNION)?;
        let (length, path) = rest.split_once(BYTES)?;
        Some(Self {
            reason,
            length: length.parse().ok()?,
            path: path.strip_prefix(AT).unwrap_or_default(),
        })
    }
}

/// The path of the value in which `error` stopped, and what is wrong there.
pub(super) fn place(json: &str, error: &Error) -> (String, String) {
    let (end, reason) = (stop(json, error), reason(error));
    let Some(union) = InUnion::parse(&reason) else {
        return (path_at(&json.as_bytes()[..end]), reason);
    };
    let end = union_end(&json.as_bytes()[..end], union.length);
    let mut path = path_at(&json.as_bytes()[..end]);
    if !path.is_empty() && !union.path.is_empty() && !union.path.starts_with('[') {
        path.push('.');
    }
    path.push_str(union.path);
    (path, union.reason.to_owned())
}

/// What serde says, without the place, which is a place in the payload and not in the stream.
fn reason(error: &Error) -> String {
    let mut reason = error.to_string();
    if let Some(place) = reason.rfind(" at line ") {
        reason.truncate(place);
    }
    reason
}

/// How much of the text was read when `error` came up.
fn stop(json: &str, error: &Error) -> usize {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', json.as_bytes())
            .nth(line - 2)
            .map_or(0, |at| at + 1),
    };
    (line_start + error.column()).min(json.len())
}

/// The end of the union of this length in which reading stopped. `serde_json` may have read one
/// byte more: the comma that follows it, or the end of what the union is the last part of.
fn union_end(read: &[u8], length: usize) -> usize {
    let read = read.trim_ascii_end();
    match read.last() {
        Some(b',') => read.len() - 1,
        Some(b'}' | b']') if read.len() - last_start(read) != length => read.len() - 1,
        _ => read.len(),
    }
}

/// Where the object or array starts that ends at the end of `json`.
fn last_start(json: &[u8]) -> usize {
    let mut open = Vec::new();
    let (mut at, mut last) = (0, 0);
    while at < json.len() {
        match json[at] {
            b'{' | b'[' => open.push(at),
            b'}' | b']' => last = open.pop().unwrap_or(0),
            b'"' => at += 1 + string(&json[at + 1..]).len(),
            _ => {}
        }
        at += 1;
    }
    last
}

/// A container that is open, and where in it we are.
enum Open<'a> {
    Object(Option<&'a [u8]>),
    Array(usize),
}

/// The path that is open at the end of `json`, which may be cut anywhere.
fn path_at(json: &[u8]) -> String {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while at < json.len() {
        match json[at] {
            b'{' => open.push(Open::Object(None)),
            b'[' => open.push(Open::Array(0)),
            b'}' | b']' => drop(open.pop()),
            b',' => match open.last_mut() {
                Some(Open::Object(key)) => *key = None,
                Some(Open::Array(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                let text = string(&json[at + 1..]);
                if let Some(Open::Object(key @ None)) = open.last_mut() {
                    *key = Some(text);
                }
                at += 1 + text.len();
            }
            _ => {}
        }
        at += 1;
    }
    render(&open)
}

/// The inside of the string at the start of `json`, up to its closing quote or the end.
fn string(json: &[u8]) -> &[u8] {
    let mut escaped = false;
    let end = json.iter().position(|&byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    &json[..end.unwrap_or(json.len())]
}

fn render(open: &[Open<'_>]) -> String {
    let mut path = String::new();
    for place in open {
        match place {
            Open::Object(None) => {}
            Open::Object(Some(key)) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(key));
            }
            Open::Array(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{path_at, union_end};

    #[test]
    fn the_path_is_what_is_open() {
        for (json, path) in [
            ("", ""),
            ("{", ""),
            (r#"{"a""#, "a"),
            (r#"{"a":1"#, "a"),
            (r#"{"a":1,"#, ""),
            (r#"{"a":{"b":[1,{"c":"x,}]\"" "#, "a.b[1].c"),
            (r#"{"a":{"b":2}"#, "a"),
            (r#"[[1,2],[3,"#, "[1][1]"),
        ] {
            assert_eq!(path_at(json.as_bytes()), path, "{json}");
        }
    }

    #[test]
    fn a_union_ends_before_what_it_is_the_last_part_of() {
        for (read, union, end) in [
            (r#"{"a":{"b":1}"#, r#"{"b":1}"#, 12),
            (r#"{"a":{"b":1} }"#, r#"{"b":1}"#, 13),
            (r#"{"a":"}"}"#, r#""}""#, 8),
            (r#"[{"a":[1]}"#, r#"{"a":[1]}"#, 10),
            (r#"[{"a":[1]}]"#, r#"{"a":[1]}"#, 10),
            (r#"{"a":1"#, "1", 6),
            (r#"[{"a":[1]}, "#, r#"{"a":[1]}"#, 10),
        ] {
            assert_eq!(union_end(read.as_bytes(), union.len()), end, "{read}");
        }
    }
}
