//! One value out of plain JSON.

use std::borrow::Cow;

use super::{OPEN, PlainReader};
use crate::json::pointer::Found;

/// The string or integer at `way` in an object, if all that comes before it is plain.
pub(in crate::json) fn find<'a>(json: &'a str, way: &[&str]) -> Option<Found<'a>> {
    found(seek(json, way)?)
}

/// The reader before the value at `way`.
fn seek<'a>(json: &'a str, way: &[&str]) -> Option<PlainReader<'a>> {
    let mut json = PlainReader::new(json);
    for step in way {
        let mut separator = OPEN;
        while json.key(&mut separator)?? != *step {
            json.skip()?;
        }
    }
    Some(json)
}

#[inline]
fn found(mut json: PlainReader<'_>) -> Option<Found<'_>> {
    let found = if json.peek()? == b'"' {
        Found::String(Cow::Borrowed(json.verbatim()?))
    } else {
        Found::Integer(Cow::Borrowed(json.digits()?))
    };
    // Not the start of something else, such as a fraction.
    matches!(json.peek()?, b',' | b'}').then_some(found)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::json::pointer::Found;

    fn found(json: &str) -> String {
        match find(json, &["a", "b"]) {
            Some(Found::String(text) | Found::Integer(text)) => text.into_owned(),
            Some(Found::Other) => "other".to_owned(),
            None => "left to serde".to_owned(),
        }
    }

    #[test]
    fn what_is_plain_is_found() {
        for (json, value) in [
            (r#"{"a":{"b":"x"}}"#, "x"),
            (r#"{"a":{"b":12}}"#, "12"),
            (r#" { "c" : "\"" , "a" : { "d" : [ ] , "b" : "x" } "#, "x"),
            (r#"{"c":1.5,"a":{"b":"x"}}"#, "left to serde"),
            (r#"{"c":{"a":1},"a":{"b":"x"}}"#, "left to serde"),
            (r#"{"a":{"b":1.5}}"#, "left to serde"),
            (r#"{"a":{"b":-1}}"#, "left to serde"),
            (r#"{"a":{"b":"\n"}}"#, "left to serde"),
            (r#"{"a":{"b":null}}"#, "left to serde"),
            (r#"{"a":{"b":{}}}"#, "left to serde"),
            (r#"{"a":{}}"#, "left to serde"),
            (r#"{"a":"b"}"#, "left to serde"),
            (r#"{"c":"\x","a":{"b":"x"}}"#, "left to serde"),
            (r#"{"a":{"b":12"#, "left to serde"),
        ] {
            assert_eq!(found(json), value, "{json}");
        }
    }
}
