//! What messages mean by a document, and why data does not decode.
//!
//! That this is what generated code does is held by the suite `interpret` of `tests/`.

use stream_events_schema::interpret::{Data, Interpreter};
use stream_events_schema::{Checked, read};

pub(super) fn checked(text: &str) -> Checked {
    read("a.json", text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// A document whose event `a` has this payload.
pub(super) fn with_payload(payload: &str, definitions: &str) -> Checked {
    checked(&format!(
        r#"{{ "events": {{ "a": {{ "payload": {payload} }} }}, "$defs": {{ {definitions} }} }}"#
    ))
}

/// Why data does not decode as the payload.
pub(super) fn mismatches(document: &Checked, data: &str) -> Vec<String> {
    let interpreter = Interpreter::new(document);
    let meaning = interpreter.message(Some("a"), data);
    let mismatches = meaning.mismatches().iter();
    mismatches
        .map(|it| format!("{it} ({})", it.place()))
        .collect()
}

#[test]
fn every_shape_says_what_it_expected_and_what_it_found() {
    for (schema, data, expected) in [
        (
            "true",
            "[1e400]",
            "at /0: expected a number that `f64` holds, found a larger one",
        ),
        (
            r#"{ "type": "null" }"#,
            "0",
            "expected null, found a number",
        ),
        (
            r#"{ "type": "boolean" }"#,
            "null",
            "expected a boolean, found null",
        ),
        (
            r#"{ "type": "integer" }"#,
            "1.5",
            "expected an integer, found a number that is not whole",
        ),
        (
            r#"{ "type": "integer" }"#,
            "9223372036854775808",
            "expected an integer from -2^63 to 2^63 - 1, found one beyond that",
        ),
        (
            r#"{ "type": "integer", "format": "uint64" }"#,
            "-1",
            "expected an integer from 0 to 2^64 - 1, found one beyond that",
        ),
        (
            r#"{ "type": "number" }"#,
            "1e400",
            "expected a number that `f64` holds, found a larger one",
        ),
        (
            r#"{ "enum": ["a"] }"#,
            "1",
            "expected a string, found a number",
        ),
        (
            r#"{ "type": "string" }"#,
            r#""\ud83d""#,
            "expected a text, found half of a surrogate pair",
        ),
        (
            r#"{ "type": ["string", "null"] }"#,
            "1",
            "expected a string, found a number",
        ),
        (
            r#"{ "type": "object" }"#,
            "[]",
            "expected an object, found an array",
        ),
        (
            r#"{ "type": ["string", "array"], "items": true }"#,
            "{}",
            "expected a string or an array, found an object",
        ),
        (
            r#"{ "properties": { "b": { "type": "string" } }, "required": ["b"] }"#,
            "{}",
            "expected an object with `b`, found one without it",
        ),
        ("{}", "[1", "expected JSON, found a fault at byte 2"),
    ] {
        let document = with_payload(schema, "");
        let expected = format!("{expected} (/events/a/payload)");
        assert_eq!(mismatches(&document, data), [expected], "{schema}");
    }
}

#[test]
fn a_value_decodes_where_the_generated_code_has_room_for_it() {
    for (schema, data) in [
        (r#"{ "type": "number" }"#, "18446744073709551616"),
        (
            r#"{ "type": "integer", "format": "uint64" }"#,
            "18446744073709551615",
        ),
        (r#"{ "enum": ["a"] }"#, r#""new""#),
        (
            r#"{ "properties": { "b": { "type": "string" } } }"#,
            r#"{ "b": null }"#,
        ),
        (r#"{ "properties": { "b": true } }"#, r#"{ "c": 1e400 }"#),
        (
            r#"{ "required": ["b"], "properties": { "b": { "type": "array", "items": true } } }"#,
            "{}",
        ),
    ] {
        let document = with_payload(schema, "");
        assert_eq!(mismatches(&document, data), [""; 0], "{schema}");
    }
}

const UNION: &str = r##"
    "Union": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
    "A": {
        "required": ["type", "n"],
        "properties": { "type": { "const": "a" }, "n": { "type": "integer" } }
    },
    "B": { "properties": { "type": { "const": "b" }, "list": { "$ref": "#/$defs/List" } } },
    "List": { "type": "array", "items": { "$ref": "#/$defs/Union" } }
"##;

#[test]
fn what_is_inside_a_union_is_looked_at() {
    let document = with_payload(r##"{ "$ref": "#/$defs/List" }"##, UNION);
    let found = |data: &str| mismatches(&document, data);
    assert_eq!(
        found(r#"[{ "type": "a", "n": "1" }, { "list": [{ "type": "a" }], "type": "b" }]"#),
        [
            "at /0/n: expected an integer, found a string (/$defs/A/properties/n)",
            "at /1/list/0: expected an object with `n`, found one without it (/$defs/A)",
        ]
    );
    assert_eq!(
        found(r#"[{ "type": "new", "n": "1" }, { "list": [] }, {}]"#),
        [""; 0]
    );
    assert_eq!(
        found(r#"[{ "type": 1 }]"#),
        ["at /0/type: expected a string, found a number (/$defs/Union)"]
    );
}

#[test]
fn what_is_not_declared_may_be_any_json_on_either_side_of_a_tag() {
    let document = with_payload(r##"{ "$ref": "#/$defs/Union" }"##, UNION);
    assert_eq!(
        mismatches(&document, r#"{ "type": "b", "new": 1e400 }"#),
        [""; 0]
    );
    assert_eq!(
        mismatches(&document, r#"{ "new": 1e400, "type": "b" }"#),
        [""; 0]
    );
    assert_eq!(
        mismatches(&document, r#"{ "n": 1e400, "type": "a" }"#).len(),
        1
    );
}

#[test]
fn a_property_that_only_tells_where_its_object_belongs_need_not_be_there() {
    let document = with_payload(r##"{ "$ref": "#/$defs/A" }"##, UNION);
    assert_eq!(mismatches(&document, r#"{ "n": 1 }"#), [""; 0]);
    let named = r#"{ "required": ["is"], "properties": { "is": { "const": "a" } } }"#;
    assert_eq!(mismatches(&with_payload(named, ""), "{}"), [""; 0]);
    let other = r#"{ "required": ["is"], "properties": { "is": { "const": "b" } } }"#;
    assert_eq!(mismatches(&with_payload(other, ""), "{}").len(), 1);
}

#[test]
fn the_type_at_a_place_is_found_inside_unions_too() {
    let document = with_payload(
        r#"{ "anyOf": [
            { "type": "string" },
            { "required": ["k"], "properties": { "k": { "const": "x" }, "v": { "type": "integer" } } },
            { "required": ["k"], "properties": { "k": { "const": "y" }, "v": { "type": "string" } } }
        ] }"#,
        "",
    );
    let interpreter = Interpreter::new(&document);
    let place = "/events/a/payload/anyOf/2/properties/v";
    let ty = interpreter.type_at(place).expect("it has become a type");
    assert_eq!(ty.pointer, place);
    assert!(interpreter.decode(ty, &Data::parse(r#""a""#)).decodes());
    assert!(!interpreter.decode(ty, &Data::parse("1")).decodes());
    assert!(interpreter.type_at("/events/a/payload/anyOf/3").is_none());
}
