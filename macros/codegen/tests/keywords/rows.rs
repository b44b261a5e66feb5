//! The rows, in the order of the meta-schema.

mod document;
mod event;
mod schema;
mod snapshot;

use super::row::Row;

/// Keywords of a subschema that say nothing about the type.
pub(crate) const SILENT: &[&str] = &[
    "$comment",
    "$schema",
    "title",
    "default",
    "examples",
    "example",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependentRequired",
    "readOnly",
    "writeOnly",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "externalDocs",
    "xml",
];

/// Keywords that hold others, which have the rows.
pub(crate) const OUTER: &[&str] = &["source", "errors", "http"];

pub(crate) fn rows() -> Vec<Row> {
    [
        document::rows(),
        snapshot::rows(),
        event::rows(),
        schema::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A document whose event `message` is an item, and `end` the last one.
pub(crate) fn document(members: &str) -> String {
    with_events(r#""message": { "content": "text" }"#, members)
}

/// A document with this event, and `end`.
fn event(event: &str) -> String {
    with_events(&format!(r#""message": {event}"#), "")
}

fn with_events(events: &str, members: &str) -> String {
    let end = r#""end": { "handle": "finish", "content": "none" }"#;
    format!(r#"{{ "events": {{ {events}, {end} }} {members} }}"#)
}

/// A document whose event has an object with this property.
pub(crate) fn property(schema: &str) -> String {
    payload(&format!(
        r#"{{ "type": "object", "properties": {{ "x": {schema}, "y": true }} }}"#
    ))
}

/// A document whose event has this payload, with types to refer to.
fn payload(schema: &str) -> String {
    with_events(
        &format!(r#""message": {{ "payload": {schema} }}"#),
        r#", "$defs": {
            "A": { "type": "object", "required": ["kind"], "properties": {
                "kind": { "const": "a" }, "n": { "type": "integer" } } },
            "B": { "type": "object", "required": ["kind"], "properties": {
                "kind": { "const": "b" }, "n": { "type": "string" } } }
        }"#,
    )
}

fn row(
    keyword: &'static str,
    change: &'static str,
    (old, new): (String, String),
    expected: &'static str,
) -> Row {
    Row {
        keyword,
        change,
        old,
        new,
        expected,
    }
}
