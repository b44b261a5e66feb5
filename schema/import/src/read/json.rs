//! JSON or YAML to [`Json`].

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use stream_events_schema::{Json, Number};

/// Reads JSON.
pub(crate) fn json(text: &str) -> Result<Json, serde_json::Error> {
    serde_json::from_str::<Tree>(text).map(|tree| tree.0)
}

/// Reads JSON values one after another, as far as they go.
pub(crate) fn json_values(text: &str) -> Vec<Json> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Tree>();
    values.map_while(Result::ok).map(|tree| tree.0).collect()
}

/// Reads JSON values one after another, all of them.
pub(crate) fn all_values(text: &str) -> Result<Vec<Json>, serde_json::Error> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Tree>();
    values.map(|tree| tree.map(|it| it.0)).collect()
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

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
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
        while let Some(key) = map.next_key::<String>()? {
            if members.contains_key(&key) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
            let Tree(value) = map.next_value()?;
            members.insert(key, value);
        }
        Ok(Tree(Json::Object(members)))
    }
}
