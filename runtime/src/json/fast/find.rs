//! One value out of plain JSON.

use std::borrow::Cow;

use super::{OPEN, PlainReader};
use crate::json::pointer::Found;

/// The string or integer at `way` in an object, if all that comes before it is plain.
pub(in crate::json) fn find<'a>(json: &'a str, way: &[&str]) -> Option<Found<'a>> {
    found(seek(json, way)?)
}

/// Where a value was found last: after this text, at whose place a stream's data mostly have it.
#[derive(Debug, Default)]
pub(crate) struct Place {
    before: String,
}

impl Place {
    /// More is not worth keeping.
    const MAX_BEFORE: usize = 256;

    /// The same as [`find`].
    pub(crate) fn find<'a>(&mut self, json: &'a str, way: &[&str]) -> Option<Found<'a>> {
        // What begins alike leads to the same place.
        if !self.before.is_empty()
            && let Some(rest) = json.strip_prefix(&*self.before)
        {
            return found(PlainReader::new(rest));
        }
        let reader = seek(json, way)?;
        self.before.clear();
        if reader.passed().len() <= Self::MAX_BEFORE {
            self.before.push_str(reader.passed());
        }
        found(reader)
    }
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
    use super::{Place, find};
    use crate::json::pointer::Found;

    fn found(json: &str) -> String {
        told(find(json, &["a", "b"]))
    }

    fn told(found: Option<Found<'_>>) -> String {
        match found {
            Some(Found::String(text) | Found::Integer(text)) => text.into_owned(),
            Some(Found::Boolean(_) | Found::Other) => "other".to_owned(),
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
    #[test]
    fn it_is_found_at_the_same_place_or_sought_again() {
        let mut place = Place::default();
        for json in [
            r#"{"c":1,"a":{"b":"x"}}"#,
            r#"{"c":1,"a":{"b":"y"}}"#,
            r#"{"c":1,"a":{"b":23 } }"#,
            r#"{"c":1,"a":{"b":1.5}}"#,
            r#"{"c":1,"a":{"b":"\n"}}"#,
            r#"{"c":1,"a":{"bb":5,"b":"z"}}"#,
            r#"{"c":1,"a":{"b":"#,
            r#"{"a":{"b":4}}"#,
            r#"{"a":{"b":5}}"#,
            r#"{}"#,
            "",
            r#"{"a":{"b":6}}"#,
        ] {
            let first = told(find(json, &["a", "b"]));
            assert_eq!(told(place.find(json, &["a", "b"])), first, "{json}");
            assert_eq!(told(place.find(json, &["a", "b"])), first, "{json}");
        }

        let long = format!(
            r#"{{"c":"{}","a":{{"b":7}}}}"#,
            "x".repeat(Place::MAX_BEFORE)
        );
        assert_eq!(told(place.find(&long, &["a", "b"])), "7");
        assert_eq!(place.before, "");
    }
}
