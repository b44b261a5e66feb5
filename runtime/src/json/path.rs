//! Where in a payload a decode failed.
//!
//! Nothing is tracked while decoding goes well, and nothing here is generic over the decoder: the
//! failed decode says at which byte it stopped, and the path is what a walk over the text up to
//! that byte has open.

use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Error, Value};

use crate::DecodeError;

/// What is wrong with `data`, which failed to decode as `T` with `error`.
#[cold]
pub(crate) fn misfit<T: DeserializeOwned>(
    event_type: &str,
    data: &str,
    tags: &[&str],
    error: &Error,
) -> DecodeError {
    if error.is_data() && !tags.is_empty() {
        // An entry that came before its union's tag was decoded apart, at no known place. With
        // every tag first nothing is decoded apart, and the same decoder stops at the same fault.
        let tags_first = serde_json::from_str::<Value>(data).and_then(|value| {
            serde_json::to_string(&TagsFirst {
                value: &value,
                tags,
            })
        });
        if let Ok(text) = tags_first
            && let Err(error) = serde_json::from_str::<T>(&text)
        {
            return DecodeError::new(event_type, path(&text, &error), reason(&error), data);
        }
    }
    DecodeError::new(event_type, path(data, error), reason(error), data)
}

/// What serde says, without the place, which is a place in the payload and not in the stream.
pub(super) fn reason(error: &Error) -> String {
    let mut reason = error.to_string();
    if let Some(place) = reason.rfind(" at line ") {
        reason.truncate(place);
    }
    reason
}

/// The path of the value in which `error` stopped.
fn path(json: &str, error: &Error) -> String {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', json.as_bytes())
            .nth(line - 2)
            .map_or(0, |at| at + 1),
    };
    let end = (line_start + error.column()).min(json.len());
    path_at(&json.as_bytes()[..end])
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

/// Writes a value with the tags of every object first.
struct TagsFirst<'a> {
    value: &'a Value,
    tags: &'a [&'a str],
}

impl Serialize for TagsFirst<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inside = |value| TagsFirst {
            value,
            tags: self.tags,
        };
        match self.value {
            Value::Array(values) => serializer.collect_seq(values.iter().map(inside)),
            Value::Object(entries) => {
                let is_tag = |key: &String| self.tags.contains(&key.as_str());
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries.iter().filter(|(key, _)| is_tag(key)) {
                    map.serialize_entry(key, value)?;
                }
                for (key, value) in entries.iter().filter(|(key, _)| !is_tag(key)) {
                    map.serialize_entry(key, &inside(value))?;
                }
                map.end()
            }
            scalar => scalar.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::path_at;

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
}
