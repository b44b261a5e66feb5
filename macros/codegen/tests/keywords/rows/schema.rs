//! Keywords of a subschema.

use super::{payload, property, row};
use crate::row::Row;

fn properties(old: &str, new: &str) -> (String, String) {
    (property(old), property(new))
}

fn payloads(old: &str, new: &str) -> (String, String) {
    (payload(old), payload(new))
}

fn object(members: &str) -> String {
    format!(r#"{{ "type": "object", {members} }}"#)
}

fn objects(old: &str, new: &str) -> (String, String) {
    payloads(&object(old), &object(new))
}

const X: &str = r#""x": { "type": "string" }"#;
const YX: &str = r#""y": { "type": "string" }, "x": { "type": "string" }"#;
const XY: &str = r#""x": { "type": "string" }, "y": { "type": "string" }"#;

fn of_x(more: &str) -> String {
    format!(r#""properties": {{ {X} }} {more}"#)
}

fn of_yx(more: &str) -> String {
    format!(r#""properties": {{ {YX} }} {more}"#)
}

fn of_xy(more: &str) -> String {
    format!(r#""properties": {{ {XY} }} {more}"#)
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = references();
    rows.extend(values());
    rows.extend(of_objects());
    rows.extend(unions());
    rows.extend(numbers());
    rows
}

fn references() -> Vec<Row> {
    let a = r##"{ "$ref": "#/$defs/A" }"##;
    let b = r##"{ "$ref": "#/$defs/B" }"##;
    let string = r#"{ "type": "string" }"#;
    let with = |more: &str| properties(string, &format!(r#"{{ "type": "string", {more} }}"#));
    vec![
        row(
            "Keywords.$ref",
            "another type",
            properties(a, b),
            "breaking behaviour source forward backward",
        ),
        row(
            "Keywords.name",
            "any",
            objects(&of_x(""), &of_x(r#", "name": "Note""#)),
            "breaking source",
        ),
        row(
            "Keywords.description",
            "any",
            with(r#""description": "It.""#),
            "none",
        ),
        row(
            "Keywords.deprecated",
            "any",
            with(r#""deprecated": true"#),
            "none",
        ),
    ]
}

fn values() -> Vec<Row> {
    let of = |ty: &str| format!(r#"{{ "type": {ty} }}"#);
    let ty = |old, new| properties(&of(old), &of(new));
    let required = |ty: &str| {
        object(&format!(
            r#""required": ["x"], "properties": {{ "x": {{ "type": {ty} }}, "y": true }}"#
        ))
    };
    let required = |old, new| payloads(&required(old), &required(new));
    let constant = |values: &str| {
        object(&format!(
            r#""required": ["x"], "properties": {{ "x": {{ "enum": [{values}] }}, "y": true }}"#
        ))
    };
    vec![
        row(
            "Keywords.type",
            "from `integer` to `number`",
            ty(r#""integer""#, r#""number""#),
            "breaking behaviour source forward",
        ),
        row(
            "Keywords.type",
            "from `number` to `integer`",
            ty(r#""number""#, r#""integer""#),
            "breaking behaviour source backward",
        ),
        row(
            "Keywords.type",
            "another type",
            ty(r#""string""#, r#""boolean""#),
            "breaking behaviour source forward backward",
        ),
        row(
            "Keywords.type",
            "one more type, beside several",
            ty(
                r#"["string", "boolean"]"#,
                r#"["string", "boolean", "integer"]"#,
            ),
            "behaviour matches forward",
        ),
        row(
            "Keywords.type",
            "one type less, beside several",
            ty(
                r#"["string", "boolean", "integer"]"#,
                r#"["string", "boolean"]"#,
            ),
            "breaking behaviour source backward",
        ),
        row(
            "Keywords.type",
            "`null` is added, to a required property",
            required(r#""string""#, r#"["string", "null"]"#),
            "breaking behaviour source forward",
        ),
        row(
            "Keywords.type",
            "`null` is removed, from a required property",
            required(r#"["string", "null"]"#, r#""string""#),
            "breaking behaviour source backward",
        ),
        row(
            "Keywords.type",
            "`null` is added or removed, of an optional property",
            ty(r#""string""#, r#"["string", "null"]"#),
            "none",
        ),
        row(
            "Keywords.const",
            "another value",
            properties(r#"{ "const": "a" }"#, r#"{ "const": "b" }"#),
            "breaking matches source",
        ),
        row(
            "Keywords.enum",
            "a value is added",
            properties(r#"{ "enum": ["a"] }"#, r#"{ "enum": ["a", "b"] }"#),
            "matches",
        ),
        row(
            "Keywords.enum",
            "a second value is added, to a required property",
            payloads(&constant(r#""a""#), &constant(r#""a", "b""#)),
            "breaking matches source",
        ),
        row(
            "Keywords.enum",
            "a value is removed",
            properties(r#"{ "enum": ["a", "b"] }"#, r#"{ "enum": ["a"] }"#),
            "breaking source",
        ),
        row(
            "Keywords.enum",
            "`type: string` gets an `enum`, or loses it",
            properties(&of(r#""string""#), r#"{ "enum": ["a"] }"#),
            "breaking source",
        ),
        row(
            "Keywords.items",
            "another type",
            properties(
                r#"{ "items": { "type": "string" } }"#,
                r#"{ "items": { "type": "boolean" } }"#,
            ),
            "breaking behaviour source forward backward",
        ),
    ]
}

fn of_objects() -> Vec<Row> {
    let nullable =
        |more: &str| format!(r#""properties": {{ "x": {{ "type": ["string", "null"] }} }} {more}"#);
    let y = r#", "required": ["y"]"#;
    let xy = r#", "required": ["x", "y"]"#;
    let closed = r#", "additionalProperties": false"#;
    let others = r#", "additionalProperties": { "type": "string" }"#;
    vec![
        row(
            "Keywords.required",
            "added",
            objects(&of_xy(""), &of_xy(y)),
            "breaking behaviour source backward",
        ),
        row(
            "Keywords.required",
            "added, to a property that may be null",
            objects(&nullable(""), &nullable(r#", "required": ["x"]"#)),
            "breaking source",
        ),
        row(
            "Keywords.required",
            "removed",
            objects(&of_xy(y), &of_xy("")),
            "breaking behaviour source forward",
        ),
        row(
            "Keywords.properties",
            "an optional one is added",
            objects(&of_x(""), &of_xy("")),
            "literals",
        ),
        row(
            "Keywords.properties",
            "a required one is added",
            objects(&of_x(""), &of_xy(y)),
            "breaking behaviour literals source backward",
        ),
        row(
            "Keywords.properties",
            "two required ones change places",
            objects(&of_xy(xy), &of_yx(xy)),
            "breaking source",
        ),
        row(
            "Keywords.properties",
            "an optional one is removed",
            objects(&of_xy(""), &of_x("")),
            "breaking source",
        ),
        row(
            "Keywords.properties",
            "a required one is removed",
            objects(&of_xy(y), &of_x("")),
            "breaking behaviour source forward",
        ),
        row(
            "Keywords.additionalProperties",
            "to `false`, or back",
            objects(&of_x(""), &of_x(closed)),
            "none",
        ),
        row(
            "Keywords.additionalProperties",
            "a type is added",
            objects(&of_x(""), &of_x(others)),
            "literals",
        ),
        row(
            "Keywords.additionalProperties",
            "a type is removed",
            objects(&of_x(others), &of_x("")),
            "breaking source",
        ),
    ]
}

fn unions() -> Vec<Row> {
    let branch = |value: &str, more: &str| {
        format!(
            r#"{{ "type": "object", "required": ["kind", "other"], "properties": {{
                "kind": {{ "const": "{value}" }}, "other": {{ "const": "{value}{more}" }}
            }} }}"#
        )
    };
    let union = |keyword: &str, values: &[&str], more: &str| {
        let branches: Vec<_> = values.iter().map(|value| branch(value, "")).collect();
        format!(r#"{{ "{keyword}": [{}] {more} }}"#, branches.join(", "))
    };
    let both = |keyword: &str, old: &[&str], new: &[&str]| {
        payloads(&union(keyword, old, ""), &union(keyword, new, ""))
    };
    let tag = |tag: &str| {
        let more = format!(r#", "discriminator": {{ "propertyName": "{tag}" }}"#);
        union("oneOf", &["a", "b"], &more)
    };
    let reference = r##"{ "$ref": "#/$defs/A" }"##;
    let all = |more: &str| format!(r#"{{ "allOf": [{reference}, {more}] }}"#);
    vec![
        row(
            "Keywords.oneOf",
            "a branch is added",
            both("oneOf", &["a", "b"], &["a", "b", "c"]),
            "matches",
        ),
        row(
            "Keywords.oneOf",
            "a branch is removed",
            both("oneOf", &["a", "b", "c"], &["a", "b"]),
            "breaking source",
        ),
        row(
            "Keywords.anyOf",
            "as `oneOf`",
            both("anyOf", &["a", "b"], &["a", "b", "c"]),
            "matches",
        ),
        row(
            "Keywords.allOf",
            "as the properties that it puts together",
            payloads(
                &all(r#"{ "properties": { "x": true } }"#),
                &all(r#"{ "properties": { "x": true, "y": true } }"#),
            ),
            "literals",
        ),
        row(
            "Keywords.discriminator",
            "the one that is found, added or removed",
            payloads(&union("oneOf", &["a", "b"], ""), &tag("kind")),
            "none",
        ),
        row(
            "Discriminator.propertyName",
            "another property",
            payloads(&tag("kind"), &tag("other")),
            "breaking behaviour literals source",
        ),
    ]
}

fn numbers() -> Vec<Row> {
    let integer = |more: &str| format!(r#"{{ "type": "integer" {more} }}"#);
    let both = |old: &str, new: &str| properties(&integer(old), &integer(new));
    let huge = r#", "maximum": 18446744073709551615"#;
    vec![
        row(
            "Keywords.format",
            "`uint64` of an integer, added or removed",
            both("", r#", "format": "uint64""#),
            "breaking behaviour source forward backward",
        ),
        row(
            "Keywords.format",
            "any other",
            both("", r#", "format": "int32""#),
            "none",
        ),
        row(
            "Keywords.maximum",
            "of an integer, above or below that of `i64`",
            both("", huge),
            "breaking behaviour source forward backward",
        ),
        row(
            "Keywords.maximum",
            "any other",
            both("", r#", "maximum": 5"#),
            "none",
        ),
        row(
            "Keywords.minimum",
            "of an integer with such a `maximum`, below or above 0",
            both(huge, &format!(r#"{huge}, "minimum": -1"#)),
            "breaking behaviour source forward backward",
        ),
        row(
            "Keywords.minimum",
            "any other",
            both("", r#", "minimum": 5"#),
            "none",
        ),
    ]
}
