//! A JSON Schema as `schemars` makes them → the subset that documents are written in.
//!
//! What only limits values is left out, since payloads are decoded and not validated. What has no
//! form in the subset becomes the next wider one that has: a tuple an array, a map with odd keys a
//! map. Nothing fails: whether the document holds together is for its check to say.

use serde_json::{Map, Value};
use stream_events_schema::{Json, JsonType, Number, Schema, SchemaObject, Types};

type Keywords = Map<String, Value>;

/// Keywords that change nothing about a type, kept as they are.
const HINTS: &[&str] = &[
    "title",
    "format",
    "default",
    "examples",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

pub(super) fn schema(schema: &Value) -> Schema {
    match schema {
        Value::Object(keywords) => match distributed(keywords) {
            Some(branches) => Schema::from(branches),
            None => Schema::from(object(keywords)),
        },
        other => Schema::Boolean(other.as_bool().unwrap_or(true)),
    }
}

fn object(keywords: &Keywords) -> SchemaObject {
    let mut schema = SchemaObject {
        additional_properties: additional(keywords),
        items: items(keywords),
        ..SchemaObject::default()
    };
    for (keyword, value) in keywords {
        match keyword.as_str() {
            "$ref" => schema.reference = text(value),
            "name" => schema.name = text(value),
            "description" => schema.description = text(value),
            "deprecated" => schema.deprecated = value.as_bool().unwrap_or_default(),
            "type" => schema.types = types(value),
            "const" => schema.constant = Some(json(value)),
            "enum" => schema.values = Some(list(value).iter().map(json).collect()),
            "required" => schema.required = list(value).iter().filter_map(text).collect(),
            "properties" => schema.properties = Some(properties(value)),
            "oneOf" => schema.one_of = Some(schemas(value)),
            "anyOf" => schema.any_of = Some(schemas(value)),
            "allOf" => schema.all_of = Some(schemas(value)),
            hint if HINTS.contains(&hint) || hint.starts_with("x-") => {
                schema.hints.insert(keyword.clone(), json(value));
            }
            _ => {}
        }
    }
    schema
}

/// A union with properties beside it, which are moved into every branch: an enum that is flattened
/// into a struct.
fn distributed(keywords: &Keywords) -> Option<SchemaObject> {
    let union = ["oneOf", "anyOf"]
        .into_iter()
        .find(|union| keywords.contains_key(*union))?;
    if !keywords.contains_key("properties") && !keywords.contains_key("$ref") {
        return None;
    }
    let (mut outside, mut inside) = (Keywords::new(), Keywords::new());
    for (keyword, value) in keywords {
        match keyword.as_str() {
            "title" | "description" | "deprecated" | "name" => {
                outside.insert(keyword.clone(), value.clone());
            }
            keyword if keyword == union => {}
            _ => {
                inside.insert(keyword.to_owned(), value.clone());
            }
        }
    }
    let branches = list(&keywords[union]).iter().map(|branch| {
        Schema::from(SchemaObject {
            all_of: Some(vec![schema(branch), Schema::from(object(&inside))]),
            ..SchemaObject::default()
        })
    });
    let mut schema = object(&outside);
    schema.one_of = Some(branches.collect());
    Some(schema)
}

fn properties<C: FromIterator<(String, Schema)>>(value: &Value) -> C {
    let properties = value.as_object().into_iter().flatten();
    properties
        .map(|(key, value)| (key.clone(), schema(value)))
        .collect()
}

/// The type of all other properties. `schemars` knows maps whose keys are numbers by a pattern.
fn additional(keywords: &Keywords) -> Option<Schema> {
    let patterns = keywords.get("patternProperties").and_then(Value::as_object);
    let Some(patterns) = patterns.filter(|patterns| !patterns.is_empty()) else {
        return keywords.get("additionalProperties").map(schema);
    };
    Some(any_of(patterns.values().map(schema)))
}

/// The type of the elements. Those of a tuple are each of some of its types.
fn items(keywords: &Keywords) -> Option<Schema> {
    match keywords.get("prefixItems") {
        Some(elements) => Some(any_of(list(elements).iter().map(schema))),
        None => keywords.get("items").map(schema),
    }
}

/// The one schema there is, or any of several.
fn any_of(schemas: impl Iterator<Item = Schema>) -> Schema {
    let mut distinct: Vec<Schema> = Vec::new();
    for schema in schemas {
        if !distinct.contains(&schema) {
            distinct.push(schema);
        }
    }
    match distinct.len() {
        0 => Schema::Boolean(true),
        1 => distinct.swap_remove(0),
        _ => Schema::from(SchemaObject {
            any_of: Some(distinct),
            ..SchemaObject::default()
        }),
    }
}

fn schemas(value: &Value) -> Vec<Schema> {
    list(value).iter().map(schema).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn types(value: &Value) -> Option<Types> {
    match value {
        Value::Array(types) => Some(Types::Many(types.iter().filter_map(json_type).collect())),
        one => json_type(one).map(Types::One),
    }
}

fn json_type(value: &Value) -> Option<JsonType> {
    Some(match value.as_str()? {
        "null" => JsonType::Null,
        "boolean" => JsonType::Boolean,
        "integer" => JsonType::Integer,
        "number" => JsonType::Number,
        "string" => JsonType::String,
        "array" => JsonType::Array,
        "object" => JsonType::Object,
        _ => return None,
    })
}

fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Boolean(*value),
        Value::Number(number) => number_of(number),
        Value::String(text) => Json::String(text.clone()),
        Value::Array(values) => Json::Array(values.iter().map(json).collect()),
        Value::Object(members) => Json::Object(
            members
                .iter()
                .map(|(key, value)| (key.clone(), json(value)))
                .collect(),
        ),
    }
}

fn number_of(number: &serde_json::Number) -> Json {
    let signed = number.as_i64().map(Number::Integer);
    let unsigned = || number.as_u64().map(Number::Unsigned);
    let float = || number.as_f64().map(Number::Float);
    signed
        .or_else(unsigned)
        .or_else(float)
        .map_or(Json::Null, Json::Number)
}
