//! The meta-schema of documents.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::document::Document;

/// The JSON Schema (draft 2020-12) that documents follow, for editors and validators.
///
/// It says less than [`check`](crate::check()), which knows how the parts hang together.
///
/// ```
/// let schema = stream_events_schema::meta_schema();
/// assert_eq!(schema["properties"]["events"]["minProperties"], 1);
/// ```
#[must_use]
pub fn meta_schema() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(words))
        .with_transform(RecursiveTransform(unwrapped));
    let mut schema = settings.into_generator().into_root_schema_for::<Document>();
    if let Some(keywords) = schema.pointer_mut("/$defs/Keywords/properties") {
        add_hints(keywords);
    }
    schema.insert("title".to_owned(), json!("Event stream document"));
    // Not the model's words, which are for whoever makes documents in code.
    schema.insert(
        "description".to_owned(),
        json!("What an API sends over a server-sent event stream."),
    );
    schema.to_value()
}

/// Doc comments are wrapped, descriptions are not.
fn unwrapped(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description
            .replace('\n', " ")
            .replace("`OpenAPI`", "OpenAPI");
    }
}

/// The hints are one field of the model, but keywords of their own in a document.
fn add_hints(properties: &mut Value) {
    if let Value::Object(properties) = properties {
        for hint in crate::parse::hints() {
            properties.insert((*hint).to_owned(), json!({ "description": effect(hint) }));
        }
    }
}

/// What a hint does; `check::values` decides it.
fn effect(hint: &str) -> &'static str {
    match hint {
        "format" => {
            "An integer with `uint64` or `uint` is a `u64` in Rust. Otherwise changes nothing about \
             the type."
        }
        "maximum" => {
            "An integer whose maximum is above that of `i64` is a `u64` in Rust, unless its \
             `minimum` is negative. Otherwise changes nothing about the type."
        }
        "minimum" => {
            "If negative, `maximum` does not make an integer a `u64` in Rust. Otherwise changes \
             nothing about the type."
        }
        _ => "Changes nothing about the type.",
    }
}

/// An optional keyword may be left out; it may not be null.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|one| one != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(branches)) = object.get_mut("anyOf") {
        branches.retain(|branch| *branch != json!({ "type": "null" }));
        if let [Value::Object(one)] = branches.as_slice() {
            let one = one.clone();
            object.remove("anyOf");
            object.extend(one);
        }
    }
}

/// A list of constants with a description each: editors complete the constants of `enum`, and
/// show the descriptions next to it.
fn words(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let Some(Value::Array(branches)) = object.get("oneOf") else {
        return;
    };
    let word = |branch: &Value| {
        let word = branch.get("const")?.as_str()?.to_owned();
        Some((word, branch.get("description")?.as_str()?.to_owned()))
    };
    let Some(words) = branches.iter().map(word).collect::<Option<Vec<_>>>() else {
        return;
    };
    let (values, descriptions): (Vec<_>, Vec<_>) = words.into_iter().unzip();
    object.remove("oneOf");
    object.extend(Map::from_iter([
        ("type".to_owned(), json!("string")),
        ("enum".to_owned(), json!(values)),
        ("markdownEnumDescriptions".to_owned(), json!(descriptions)),
    ]));
}

impl JsonSchema for crate::words::Dispatch {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dispatch".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One place where a message's event type is looked for.",
            "anyOf": [
                {
                    "description": "The message's `event` field, when it is there and not empty.",
                    "const": "event",
                },
                {
                    "description": "A JSON Pointer to a string in the data.",
                    "type": "string",
                    "pattern": "^/",
                },
                {
                    "type": "object",
                    "properties": {
                        "has": {
                            "description": "A JSON Pointer: the entry applies when something \
                                other than null is there. Without it the entry always applies.",
                            "type": "string",
                            "pattern": "^(/|$)",
                        },
                        "type": {
                            "description": "The event type, one of `events`.",
                            "type": "string",
                        },
                    },
                    "required": ["type"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

impl JsonSchema for crate::pointer::Pointer {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pointer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl JsonSchema for crate::words::Cursor {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cursor".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Where a message says how far the stream has come with it.",
            "anyOf": [
                { "description": "The last event ID.", "const": "id" },
                {
                    "description": "A JSON Pointer to a string or an integer in the data.",
                    "type": "string",
                    "pattern": "^(/|$)",
                },
            ],
        })
    }
}

impl JsonSchema for crate::words::Test {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Test".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What must hold where the pointer points to.",
            "anyOf": [
                { "description": "It is there and not null.", "const": true },
                {
                    "description": "It is one of these strings.",
                    "type": "array",
                    "items": { "type": "string" },
                    "minItems": 1,
                },
            ],
        })
    }
}
