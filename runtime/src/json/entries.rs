//! The entries of JSON text, each as the text that came.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::key::Key;

/// The text of the value at `way`, through objects and arrays.
pub(crate) fn at<'a>(json: &'a str, way: &[impl AsRef<str>]) -> Option<&'a str> {
    let mut way = way.iter();
    way.try_fold(json, |json, step| inside(json, step.as_ref()))
}

/// The texts of the values at `way`, in which `*` is every element of an array, in their order.
pub(crate) fn all_at<'a>(json: &'a str, way: &[impl AsRef<str>]) -> Vec<&'a str> {
    let mut found = vec![json];
    for step in way.iter().map(AsRef::as_ref) {
        let mut next = Vec::new();
        for json in found {
            match elements(json).filter(|_| step == "*") {
                Some(elements) => next.extend(elements.into_iter().map(RawValue::get)),
                None => next.extend(inside(json, step)),
            }
        }
        found = next;
    }
    found
}

/// The text of an entry of an object, or of an element of an array.
fn inside<'a>(json: &'a str, step: &str) -> Option<&'a str> {
    let inner = if let Ok(Entries(entries)) = serde_json::from_str(json) {
        entries.into_iter().find(|(key, _)| **key == *step)?.1
    } else {
        let index: usize = step.parse().ok()?;
        let element = elements(json)?.get(index).copied();
        element.filter(|_| index.to_string() == step)?
    };
    Some(inner.get())
}

fn elements(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok()
}

/// The same text without the entry at `way`, through objects; nothing if it has no such entry.
pub(crate) fn without(json: &str, way: &[&str]) -> Option<String> {
    let (first, rest) = way.split_first()?;
    let Entries(entries) = serde_json::from_str(json).ok()?;
    let mut found = false;
    let mut text = String::with_capacity(json.len());
    for (key, value) in entries {
        let inner = match (&*key == *first, rest) {
            (false, _) => None,
            (true, []) => {
                found = true;
                continue;
            }
            (true, rest) => without(value.get(), rest),
        };
        found |= inner.is_some();
        text.push(if text.is_empty() { '{' } else { ',' });
        text.push_str(&serde_json::to_string(&*key).ok()?);
        text.push(':');
        text.push_str(inner.as_deref().unwrap_or(value.get()));
    }
    if text.is_empty() {
        text.push('{');
    }
    text.push('}');
    found.then_some(text)
}

/// The entries of an object, in their order.
struct Entries<'a>(Vec<(Key<'a>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{all_at, at, without};

    #[test]
    fn a_value_is_the_text_that_came() {
        const JSON: &str = r#"{"a":{"b":[1.10,{ "c" : null }]},"\u0061b":"x","a":2}"#;
        for (way, value) in [
            (&[][..], Some(JSON)),
            (&["a", "b", "0"], Some("1.10")),
            (&["a", "b", "1", "c"], Some("null")),
            (&["ab"], Some("\"x\"")),
            (&["a", "b", "00"], None),
            (&["a", "b", "2"], None),
            (&["a", "c"], None),
            (&["ab", "c"], None),
        ] {
            assert_eq!(at(JSON, way), value, "{way:?}");
        }
        assert_eq!(at("{", &["a"]), None);
    }

    #[test]
    fn a_star_is_every_element_of_an_array() {
        const JSON: &str = r#"{"a":[{"b":1},{"c":[2]},{"b":[3,4]}],"*":{"*":5}}"#;
        for (way, values) in [
            (&["a", "*", "b"][..], &["1", "[3,4]"][..]),
            (&["a", "*", "b", "*"], &["3", "4"]),
            (&["a", "1", "c", "*"], &["2"]),
            (&["*", "*"], &["5"]),
            (&["*", "b"], &[]),
            (&[], &[JSON]),
        ] {
            assert_eq!(all_at(JSON, way), values, "{way:?}");
        }
        assert_eq!(all_at("[1,", &["*"]), [""; 0]);
    }

    #[test]
    fn an_entry_is_left_out_and_the_rest_is_as_it_came() {
        for (json, way, left) in [
            (
                r#"{"type":"a", "n": 1.10}"#,
                &["type"][..],
                Some(r#"{"n":1.10}"#),
            ),
            (
                r#"{"n":[ ],"\u0074ype":{"a":1}}"#,
                &["type"],
                Some(r#"{"n":[ ]}"#),
            ),
            (r#"{"type":1,"type":2}"#, &["type"], Some("{}")),
            (
                r#"{"a":{"b":{"type":"x","c":1},"d":2}}"#,
                &["a", "b", "type"],
                Some(r#"{"a":{"b":{"c":1},"d":2}}"#),
            ),
            (r#"{"a":{"type":1}}"#, &["type"], None),
            (r#"{"a":[{"type":1}]}"#, &["a", "0", "type"], None),
            (r#""type""#, &["type"], None),
            (r#"{"type":"#, &["type"], None),
            ("{}", &[], None),
        ] {
            assert_eq!(without(json, way).as_deref(), left, "{json}");
        }
    }
}
