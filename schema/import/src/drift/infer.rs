//! A schema that values fit.

use indexmap::IndexMap;
use stream_events_schema::{Json, JsonType, Number, Schema, SchemaObject};

use crate::convert::unions;

/// What is known of some values.
#[derive(Debug, Clone, Default)]
pub(super) struct Inferred {
    null: bool,
    boolean: bool,
    number: Option<Digits>,
    string: bool,
    elements: Option<Box<Inferred>>,
    properties: Option<IndexMap<String, Inferred>>,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Digits {
    Whole,
    Any,
}

impl Inferred {
    pub(super) fn add(&mut self, value: &Json) {
        match value {
            Json::Null => self.null = true,
            Json::Boolean(_) => self.boolean = true,
            Json::String(_) => self.string = true,
            Json::Number(number) => {
                let digits = match number {
                    Number::Integer(_) => Digits::Whole,
                    _ => Digits::Any,
                };
                self.number = self.number.max(Some(digits));
            }
            Json::Array(values) => {
                let elements = self.elements.get_or_insert_default();
                values.iter().for_each(|value| elements.add(value));
            }
            Json::Object(members) => {
                let properties = self.properties.get_or_insert_default();
                for (key, value) in members {
                    properties.entry(key.clone()).or_default().add(value);
                }
            }
        }
    }

    /// The schema. That a property came each time does not say that it always does: none is required.
    pub(super) fn schema(&self) -> Schema {
        let mut kinds = Vec::new();
        if self.boolean {
            kinds.push(unions::typed(JsonType::Boolean));
        }
        if let Some(digits) = self.number {
            kinds.push(unions::typed(match digits {
                Digits::Whole => JsonType::Integer,
                Digits::Any => JsonType::Number,
            }));
        }
        if self.string {
            kinds.push(unions::typed(JsonType::String));
        }
        if let Some(elements) = &self.elements {
            let items = Some(elements.schema()).filter(|it| !it.is_anything());
            kinds.push(SchemaObject {
                items,
                ..unions::typed(JsonType::Array)
            });
        }
        if let Some(properties) = &self.properties {
            let properties = properties.iter();
            let properties: IndexMap<_, _> = properties
                .map(|(key, values)| (key.clone(), values.schema()))
                .collect();
            kinds.push(SchemaObject {
                properties: Some(properties).filter(|it| !it.is_empty()),
                ..unions::typed(JsonType::Object)
            });
        }
        let mut kinds: Vec<_> = kinds.into_iter().map(Schema::from).collect();
        let schema = match kinds.len() {
            // Only null came, or nothing: that says nothing of what else may come.
            0 => return Schema::Boolean(true),
            1 => kinds.remove(0),
            _ => Schema::from(SchemaObject {
                any_of: Some(kinds),
                ..SchemaObject::default()
            }),
        };
        match self.null {
            true => unions::nullable(schema),
            false => schema,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Inferred;
    use crate::read::json::json;
    use stream_events_schema::Json;

    fn inferred(values: &[&str]) -> String {
        let mut inferred = Inferred::default();
        for value in values {
            inferred.add(&json(value).expect("JSON"));
        }
        Json::from(&inferred.schema()).to_string()
    }

    #[test]
    fn a_schema_is_what_all_values_fit() {
        for (values, schema) in [
            (&["1", "2"][..], r#"{"type":"integer"}"#),
            (&["1", "2.5"], r#"{"type":"number"}"#),
            (&["18446744073709551615"], r#"{"type":"number"}"#),
            (&["\"a\"", "null"], r#"{"type":["string","null"]}"#),
            (&["null"], "true"),
            (&["[]"], r#"{"type":"array"}"#),
            (
                &["[1]", "[null]"],
                r#"{"type":"array","items":{"type":["integer","null"]}}"#,
            ),
            (&["{}"], r#"{"type":"object"}"#),
            (
                &[r#"{"a":1}"#, r#"{"b":true,"a":0.5}"#],
                r#"{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"boolean"}}}"#,
            ),
            (
                &["1", "\"a\"", "null"],
                r#"{"anyOf":[{"type":"integer"},{"type":"string"},{"type":"null"}]}"#,
            ),
        ] {
            let found = inferred(values).replace(": ", ":").replace(", ", ",");
            assert_eq!(found, schema, "{values:?}");
        }
    }
}
