//! JSON or YAML to [`Json`].

mod yaml;

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use stream_events_schema::{Json, Number};

/// Where and why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) reason: String,
}

/// Reads a description.
pub(super) fn read(text: &str) -> Result<Json, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json = json(text);
    match json {
        Ok(json) => Ok(json),
        // Files called `.yaml` that hold JSON are common, so the text decides, not the name.
        Err(error) => yaml::read(text).map_err(|unreadable| {
            if !text.trim_start().starts_with('{') {
                return unreadable;
            }
            let reason = error.to_string();
            let reason = reason
                .split(" at line ")
                .next()
                .unwrap_or_default()
                .to_owned();
            Unreadable {
                line: error.line(),
                column: error.column(),
                reason,
            }
        }),
    }
}

/// Reads JSON.
pub(super) fn json(text: &str) -> Result<Json, serde_json::Error> {
    serde_json::from_str::<Tree>(text).map(|tree| tree.0)
}

/// Reads JSON values one after another, as far as they go.
pub(super) fn json_values(text: &str) -> Vec<Json> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Tree>();
    values.map_while(Result::ok).map(|tree| tree.0).collect()
}

struct Tree(Json);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree(Json::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree(Json::Boolean(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree(Json::Number(Number::Integer(value))))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        let number = i64::try_from(value).map_or(Number::Unsigned(value), Number::Integer);
        Ok(Tree(Json::Number(number)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Tree, E> {
        if !value.is_finite() {
            return Err(E::custom("a number is too large"));
        }
        Ok(Tree(Json::Number(Number::Float(value))))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree(Json::String(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree(Json::String(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut values = Vec::new();
        while let Some(Tree(value)) = seq.next_element()? {
            values.push(value);
        }
        Ok(Tree(Json::Array(values)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = IndexMap::new();
        while let Some((key, Tree(value))) = map.next_entry::<String, Tree>()? {
            // Of two values with one key the last counts, as for every reader of JSON.
            members.insert(key, value);
        }
        Ok(Tree(Json::Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(yaml: &str, json: &str) {
        assert_eq!(read(yaml), Ok(super::json(json).unwrap()), "{yaml}");
    }

    #[test]
    fn scalars_are_those_of_yaml_1_2() {
        same(
            "[no, yes, on, ~, True, 1, -2, +3, 0x10, 0o10, 1.5, 1e3, .5]",
            r#"["no","yes","on",null,true,1,-2,3,16,8,1.5,1000.0,0.5]"#,
        );
        same(
            "['1', \"true\", !!str 1, 1.2.3, 2024-01-01, -x, .]",
            r#"["1","true","1","1.2.3","2024-01-01","-x","."]"#,
        );
    }

    #[test]
    fn keys_are_the_text_they_are_written_as() {
        same(
            "200: a\n1.10: b\ntrue: c\nnull: d\n",
            r#"{"200":"a","1.10":"b","true":"c","null":"d"}"#,
        );
    }

    #[test]
    fn anchors_and_merge_keys_are_followed() {
        same(
            "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [*a, {z: 4}]}\nd: *a\n",
            r#"{"a":{"x":1,"y":2},"b":{"y":3,"x":1},"c":{"x":1,"y":2,"z":4},"d":{"x":1,"y":2}}"#,
        );
    }

    #[test]
    fn aliases_cannot_stand_for_any_amount_of_memory() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let inner = vec![format!("*a{}", level - 1); 10].join(", ");
            text.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
        }
        assert_eq!(
            read(&text).unwrap_err().reason,
            "the aliases stand for too much"
        );
    }

    #[test]
    fn what_looks_like_json_is_complained_about_as_json() {
        let unreadable = read("{\n  \"a\": [1, }\n}").unwrap_err();
        assert_eq!((unreadable.line, unreadable.column), (2, 12));
    }
}
