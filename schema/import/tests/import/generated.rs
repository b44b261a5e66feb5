//! Descriptions that nobody wrote: what is imported passes the checks and becomes code.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use stream_events_import::{ImportError, Importer};

/// Names of schemas; two of them are the same in Rust, and some are names of what is always there.
const NAMES: &[&str] = &[
    "Stream",
    "Event",
    "Unknown",
    "tool-call",
    "ToolCall",
    "Page[Item]",
    "String",
    "Self",
    "a.b",
    "é",
    "1",
];

/// Names of properties and events.
const KEYS: &[&str] = &[
    "type",
    "event",
    "data",
    "id",
    "error",
    "kind",
    "a",
    "A",
    "a-b",
    "a_b",
    "a/b",
    "a: b",
    "self",
    "_",
    "",
    "1",
    "ü",
    "x.y",
    "unknown",
    "message",
    "$ref",
    "fn",
    "~",
    "properties",
];

fn name() -> impl Strategy<Value = String> {
    select(NAMES).prop_map(str::to_owned)
}

fn key() -> impl Strategy<Value = String> {
    select(KEYS).prop_map(str::to_owned)
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => key().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => select(vec![0, 1, 2]).prop_map(Value::from),
        1 => select(vec![0.5, 1.0, 1e300, -0.0]).prop_map(Value::from),
        1 => Just(json!(u64::MAX)),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ]
}

/// Any value, for examples.
fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 12, 3, |value| {
        prop_oneof![
            prop::collection::vec(value.clone(), 0..3).prop_map(Value::from),
            members(key(), value, 0..4).prop_map(Value::from),
        ]
    })
}

fn members(
    keys: impl Strategy<Value = String>,
    values: impl Strategy<Value = Value>,
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((keys, values), count).prop_map(|members| members.into_iter().collect())
}

fn reference() -> impl Strategy<Value = Value> {
    prop_oneof![
        12 => name().prop_map(|name| format!("#/$defs/{name}").replace('[', "%5B")),
        1 => name().prop_map(|name| format!("#/$defs/{name}/properties/a")),
        1 => Just("#".to_owned()),
        1 => Just("#/$defs".to_owned()),
        1 => Just("other.json#/A".to_owned()),
        1 => Just("https://example.com/a.json".to_owned()),
        1 => Just("#anchor".to_owned()),
    ]
    .prop_map(|reference| json!({ "$ref": reference }))
}

fn leaf() -> impl Strategy<Value = Value> {
    let types = || {
        select(vec![
            "string", "integer", "number", "boolean", "object", "array", "null", "any",
        ])
    };
    prop_oneof![
        3 => types().prop_map(|one| json!({ "type": one })),
        1 => (types(), types()).prop_map(|(one, other)| json!({ "type": [one, other] })),
        3 => scalar().prop_map(|value| json!({ "const": value })),
        2 => prop::collection::vec(scalar(), 0..4).prop_map(|values| json!({ "enum": values })),
        1 => (types(), prop::collection::vec(scalar(), 1..3)).prop_map(|(one, values)| json!({ "type": one, "enum": values })),
        4 => reference(),
        1 => any::<bool>().prop_map(Value::from),
        1 => value(),
    ]
}

fn schema() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 24, 4, |schema| {
        let several = || prop::collection::vec(schema.clone(), 0..4);
        prop_oneof![
            4 => object(schema.clone()),
            2 => several().prop_map(|all| json!({ "allOf": all })),
            3 => several().prop_map(|one| json!({ "oneOf": one })),
            2 => several().prop_map(|any| json!({ "anyOf": any })),
            1 => (several(), key()).prop_map(|(one, tag)| json!({ "oneOf": one, "discriminator": { "propertyName": tag } })),
            1 => (several(), key(), members(key(), name().prop_map(Value::from), 0..3))
                .prop_map(|(one, tag, mapping)| json!({ "anyOf": one, "discriminator": { "propertyName": tag, "mapping": mapping } })),
            1 => schema.clone().prop_map(|items| json!({ "type": "array", "items": items })),
            1 => several().prop_map(|items| json!({ "prefixItems": items })),
            1 => schema.clone().prop_map(|other| json!({ "type": "object", "additionalProperties": other })),
            1 => (schema.clone(), schema.clone()).prop_map(|(one, other)| beside(one, other)),
            1 => (schema.clone(), value()).prop_map(|(one, example)| beside(one, json!({ "examples": [example] }))),
            1 => schema.clone().prop_map(|one| beside(one, json!({ "nullable": true, "description": "*/ \"}\n `", "not": {} }))),
        ]
    })
}

fn object(schema: impl Strategy<Value = Value> + Clone) -> impl Strategy<Value = Value> {
    let required = prop::collection::vec(key(), 0..4);
    let properties = members(key(), schema, 0..5);
    (properties, required, any::<bool>()).prop_map(|(properties, required, typed)| {
        let mut object = json!({ "properties": properties, "required": required });
        if typed {
            object["type"] = json!("object");
        }
        object
    })
}

/// The keywords of two schemas in one.
fn beside(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        for (key, value) in other {
            one.entry(key).or_insert(value);
        }
    }
    one
}

/// Objects with a tag, in a union.
fn events() -> impl Strategy<Value = Value> {
    let event = (key(), schema(), key()).prop_map(|(name, inner, tag)| {
        json!({
            "type": "object",
            "required": [tag],
            "properties": { tag: { "const": name }, "a": inner }
        })
    });
    prop::collection::vec(prop_oneof![3 => event, 1 => schema()], 1..5)
        .prop_map(|events| json!({ "oneOf": events }))
}

/// Objects that describe messages, in a union.
fn envelopes() -> impl Strategy<Value = Value> {
    let envelope = (key(), schema()).prop_map(|(name, data)| {
        json!({ "properties": { "event": { "const": name }, "data": data }, "required": ["event"] })
    });
    prop::collection::vec(envelope, 1..4).prop_map(|events| json!({ "oneOf": events }))
}

fn description() -> impl Strategy<Value = Value> {
    let stream = prop_oneof![4 => events(), 2 => envelopes(), 3 => schema()];
    (stream, members(name(), schema(), 0..6)).prop_map(|(stream, mut others)| {
        others.insert("Stream".to_owned(), stream);
        json!({ "$defs": others })
    })
}

/// The same as an API description, with a stream that has examples.
fn api() -> impl Strategy<Value = Value> {
    (description(), value(), any::<bool>()).prop_map(|(schemas, example, item)| {
        let keyword = if item { "itemSchema" } else { "schema" };
        let text = schemas["$defs"]
            .to_string()
            .replace("#/$defs/", "#/components/schemas/");
        let schemas: Value = serde_json::from_str(&text).unwrap();
        json!({
            "openapi": "3.2.0",
            "paths": { "/a": { "get": { "responses": { "200": { "content": { "text/event-stream": {
                keyword: { "$ref": "#/components/schemas/Stream" },
                "example": example,
                "x-speakeasy-sse-sentinel": "[DONE]"
            } } } } } } },
            "components": { "schemas": schemas }
        })
    })
}

/// The same with a stream that is no server-sent events.
fn framed() -> impl Strategy<Value = Value> {
    let media_types = select(vec![
        "application/x-ndjson",
        "application/ndjson;charset=utf-8",
        "application/geo+json-seq",
        "application/vnd.amazon.eventstream",
    ]);
    (api(), media_types).prop_map(|(mut api, media_type)| {
        let content = &mut api["paths"]["/a"]["get"]["responses"]["200"]["content"];
        let media = content["text/event-stream"].take();
        *content = json!({ media_type: media });
        api
    })
}

fn imports(description: &Value, options: impl Fn(Importer) -> Importer) {
    let importer = Importer::new("description.json", &description.to_string());
    match importer.and_then(|importer| options(importer.union("Stream")).import()) {
        Ok(imported) => super::sound(&imported.document),
        Err(error) => refuses(&error),
    }
}

fn refuses(error: &ImportError) {
    assert!(error.diagnostics().is_none(), "{error}");
    assert!(!error.to_string().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn schemas_are_imported_soundly_or_not_at_all(description in description()) {
        imports(&description, |importer| importer);
        imports(&description, |importer| importer.no_descriptions().event("it"));
    }

    #[test]
    fn apis_are_imported_soundly_or_not_at_all(description in api()) {
        imports(&description, |importer| importer);
    }
    #[test]
    fn streams_of_other_framings_are_imported_soundly_or_not_at_all(description in framed()) {
        let importer = Importer::new("description.json", &description.to_string()).unwrap();
        match importer.import() {
            Ok(_) => drop(super::import(&importer)),
            Err(error) => refuses(&error),
        }
    }
}
