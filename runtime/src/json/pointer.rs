//! Looking into data for a single value, without decoding it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::fast;
pub(crate) use super::fast::Place;
use super::key::Key;

/// The string at `way` in `json`; stops reading once it is found.
pub(crate) fn string<'a>(json: &'a str, way: &[&str]) -> Option<Cow<'a, str>> {
    match find(json, way)? {
        Found::String(string) => Some(string),
        Found::Integer(_) | Found::Boolean(_) | Found::Other => None,
    }
}

/// Whether something other than `null` stands at `way` in `json`.
pub(crate) fn present(json: &str, way: &[&str]) -> bool {
    way.iter().all(|key| may_have(json.as_bytes(), key)) && find(json, way).is_some()
}

/// Whether a value that says something stands at `way` in `json`: not `null`, `""` or `false`.
pub(crate) fn says(json: &str, way: &[&str]) -> bool {
    match find(json, way) {
        Some(Found::String(text)) => !text.is_empty(),
        Some(Found::Boolean(value)) => value,
        Some(Found::Integer(_) | Found::Other) => true,
        None => false,
    }
}

/// Whether some object in `json` may have this key.
///
/// A plain key is written as it is or with `\u` escapes, so most data can be told not to have it by
/// a substring search, which is much faster than reading JSON.
fn may_have(json: &[u8], key: &str) -> bool {
    if key.bytes().all(|byte| byte.is_ascii_digit()) {
        return true; // the index of an array, which is nowhere written
    }
    let plain = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let contains = |text: &[u8]| memchr::memmem::find(json, text).is_some();
    !plain || contains(key.as_bytes()) || contains(br"\u")
}

/// Something other than `null`.
pub(crate) enum Found<'a> {
    String(Cow<'a, str>),
    /// Its digits, as there is only one way to write them.
    Integer(Cow<'a, str>),
    Boolean(bool),
    Other,
}

/// What stands at `way` in `json`; stops reading once it is found.
pub(super) fn find<'a>(json: &'a str, way: &[&str]) -> Option<Found<'a>> {
    fast::find(json, way).or_else(|| find_any(json, way))
}

/// The same, by `serde_json` alone: for what is known not to be plain.
pub(crate) fn find_any<'a>(json: &'a str, way: &[&str]) -> Option<Found<'a>> {
    let mut found = None;
    let find = Find {
        way,
        found: &mut found,
    };
    let mut deserializer = serde_json::Deserializer::from_str(json);
    // An error is either malformed JSON, where nothing was found, or our own way to stop early.
    let _ = find.deserialize(&mut deserializer);
    found
}

struct Find<'f, 'w, 'a> {
    way: &'w [&'w str],
    found: &'f mut Option<Found<'a>>,
}

impl<'w, 'a> Find<'_, 'w, 'a> {
    /// The search for the rest of the way, if `key` is its first step.
    fn step(&mut self, key: &str) -> Option<Find<'_, 'w, 'a>> {
        let (first, way) = self.way.split_first()?;
        (*first == key).then_some(Find {
            way,
            found: self.found,
        })
    }

    fn arrive<E: de::Error>(self, found: Found<'a>) -> Result<(), E> {
        if self.way.is_empty() {
            *self.found = Some(found);
        }
        Ok(())
    }
}

/// What stops the reading once all is known.
fn stop<E: de::Error>() -> E {
    E::invalid_value(Unexpected::Unit, &"nothing more")
}

impl<'a> DeserializeSeed<'a> for Find<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Find<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.arrive(Found::Boolean(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.arrive(Found::Integer(value.to_string().into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.arrive(Found::Integer(value.to_string().into()))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.arrive(Found::Other)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'a str) -> Result<(), E> {
        self.arrive(Found::String(Cow::Borrowed(value)))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.arrive(Found::String(Cow::Owned(value.to_owned())))
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key<'a>>()? {
            match self.step(&key) {
                Some(rest) => {
                    map.next_value_seed(rest)?;
                    return Err(stop());
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        self.arrive(Found::Other)
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        loop {
            let more = match self.step(&index.to_string()) {
                Some(rest) => {
                    seq.next_element_seed(rest)?;
                    return Err(stop());
                }
                None => seq.next_element::<IgnoredAny>()?,
            };
            if more.is_none() {
                return self.arrive(Found::Other);
            }
            index += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{present, says, string};

    #[test]
    fn a_string_is_found_where_the_pointer_leads() {
        for (json, way, found) in [
            (r#"{"type":"a"}"#, &["type"][..], Some("a")),
            (r#"{"x":{"type":"no"},"type":"a"}"#, &["type"], Some("a")),
            (
                r#"{"x":[1,{"type":"\u0061"}]}"#,
                &["x", "1", "type"],
                Some("a"),
            ),
            (r#"{"type":1}"#, &["type"], None),
            (r#"{"type":["a"]}"#, &["type"], None),
            (r#""a""#, &["type"], None),
            (r#"[DONE]"#, &["type"], None),
            ("", &["type"], None),
        ] {
            assert_eq!(string(json, way).as_deref(), found, "{json}");
        }
    }

    #[test]
    fn some_values_say_nothing() {
        for value in [
            "1",
            "0",
            "-1",
            "0.0",
            "true",
            "\"a\"",
            "\" \"",
            "\"\\u0061\"",
            "[]",
            "{}",
        ] {
            assert!(
                says(&format!("{{\"a\":[{value}]}}"), &["a", "0"]),
                "{value}"
            );
            assert!(says(&format!("{{\"a\":{value}}}"), &["a"]), "{value}");
        }
        for value in ["null", "false", "\"\"", " null "] {
            assert!(
                !says(&format!("{{\"a\":[{value}]}}"), &["a", "0"]),
                "{value}"
            );
            assert!(!says(&format!("{{\"a\":{value}}}"), &["a"]), "{value}");
        }
        assert!(!says("{}", &["a"]));
        assert!(!says("a", &["a"]));
    }

    #[test]
    fn null_is_not_present() {
        assert!(present(r#"{"error":{}}"#, &["error"]));
        assert!(present(r#"{"\u0065rror":[]}"#, &["error"]));
        assert!(present(r#"{"a":{"error":0}}"#, &["a", "error"]));
        assert!(present(r#"{"a":[{"b":"c"}]}"#, &["a", "0", "b"]));
        assert!(!present(r#"{"error":null}"#, &["error"]));
        assert!(!present(r#"{"delta":"error"}"#, &["error"]));
        assert!(!present("error", &["error"]));
    }
}
