//! One mistake, one message: nothing is said about what only follows from a mistake.

use stream_events_schema::{Check, read};

/// Documents with one mistake each.
const MISTAKES: &[(Check, &str)] = &[
    // Words and lists that cannot be read.
    (
        Check::UnknownKeyword,
        r#"{ "events": { "a": { "handel": "skip" } } }"#,
    ),
    (
        Check::WrongKind,
        r#"{ "end": "required", "events": { "a": { "handle": 1 }, "b": { "handle": "skip" } } }"#,
    ),
    (
        Check::WrongKind,
        r#"{ "end": "required", "events": { "a": 1, "b": { "handle": "skip" } } }"#,
    ),
    (
        Check::UnknownValue,
        r#"{ "end": "required", "events": { "a": { "handle": "skip" } }, "sentinels": { "x": "finsh" } }"#,
    ),
    (
        Check::WrongKind,
        r#"{ "end": "required", "events": { "a": { "handle": "skip" } }, "sentinels": [] }"#,
    ),
    (
        Check::UnknownKeyword,
        r#"{ "end": "required", "dispatch": [{ "type": "a" }], "event": { "a": { "handle": "finish" } },
             "resume": { "cursor": "/id", "query": "after" } }"#,
    ),
    (
        Check::NoEvents,
        r#"{ "events": {}, "resume": { "cursor": "/id", "query": "after" } }"#,
    ),
    (
        Check::WrongKind,
        r#"{ "dispatch": [{ "type": 1 }, { "type": "a" }], "events": { "a": { "handle": "skip" } } }"#,
    ),
    (
        Check::UnknownValue,
        r#"{ "events": { "a": { "content": "txt", "when": { "/x": true }, "handle": "finish" } } }"#,
    ),
    (
        Check::UnknownKeyword,
        r#"{ "events": { "a": { "paylod": { "type": "string" } } },
             "resume": { "cursor": "/id", "query": "after" } }"#,
    ),
    // Subschemas that cannot be read, and what looks into them.
    (
        Check::WrongKind,
        r##"{ "events": { "a": { "payload": { "$ref": "#/$defs/A" } } }, "$defs": [] }"##,
    ),
    (
        Check::UnknownKeyword,
        r##"{ "events": { "a": { "payload": { "$ref": "#/$defs/A" } } }, "definitions": { "A": true } }"##,
    ),
    (
        Check::WrongKind,
        r#"{ "events": { "a": { "handle": "finish", "payload": 1, "when": { "/x": ["y"] } } },
             "resume": { "cursor": "/id", "query": "after" } }"#,
    ),
    (
        Check::WrongKind,
        r#"{ "events": { "a": { "handle": "finish", "payload": { "properties": { "x": [] } },
                                 "when": { "/x/y": ["z"] } } } }"#,
    ),
    (
        Check::UnknownValue,
        r#"{ "events": { "a": { "handle": "finish", "payload": { "properties": { "x": { "type": "strin" } } },
                                 "when": { "/x": ["z"] } } },
             "resume": { "cursor": "/x", "query": "after" } }"#,
    ),
    (
        Check::WrongKind,
        r##"{ "events": { "a": { "payload": { "required": ["x", "y"], "properties": [] } } } }"##,
    ),
    // Types with a mistake, and what is made of them.
    (
        Check::DanglingReference,
        r##"{ "events": { "a": { "handle": "finish", "payload": { "$ref": "#/$defs/No" }, "when": { "/x": true } } },
             "resume": { "cursor": "/x", "query": "after" } }"##,
    ),
    (
        Check::DanglingReference,
        r##"{ "events": { "a": { "payload": { "allOf": [{ "$ref": "#/$defs/No" }, { "required": ["x"] }] } } } }"##,
    ),
    (
        Check::DanglingReference,
        r##"{ "events": { "a": { "payload": { "allOf": [
                { "properties": { "x": { "$ref": "#/$defs/No" } } },
                { "properties": { "x": { "type": "string" } }, "required": ["x"] }
            ] } } } }"##,
    ),
    (
        Check::DanglingReference,
        r##"{ "events": { "a": { "payload": { "$ref": "#/$defs/U" } } }, "$defs": {
            "U": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/No" }], "discriminator": { "propertyName": "t" } },
            "A": { "required": ["t"], "properties": { "t": { "const": "a" } } }
        } }"##,
    ),
    (
        Check::UnsupportedConstruct,
        r##"{ "events": { "a": { "handle": "finish", "when": { "/u/x": true }, "payload": { "properties": { "u": { "$ref": "#/$defs/U" } } } } },
             "$defs": { "U": { "oneOf": [{ "type": "string" }, { "not": { "type": "integer" } }] } } }"##,
    ),
    (
        Check::Discriminator,
        r##"{ "events": { "a": { "handle": "finish", "when": { "/u/t": ["a"] }, "payload": { "properties": { "u": { "$ref": "#/$defs/U" } } } } },
            "resume": { "cursor": "/u/t", "query": "after" }, "$defs": {
            "U": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }], "discriminator": { "propertyName": "t" } },
            "A": { "required": ["t"], "properties": { "t": { "const": "a" } } },
            "B": { "properties": { "b": true } }
        } }"##,
    ),
    (
        Check::ReferenceCycle,
        r##"{ "events": { "a": { "handle": "finish", "payload": { "$ref": "#/$defs/A" }, "when": { "/x": true } } },
            "resume": { "cursor": "/x", "query": "after" }, "$defs": {
            "A": { "allOf": [{ "$ref": "#/$defs/B" }, { "required": ["x"] }] },
            "B": { "oneOf": [{ "$ref": "#/$defs/A" }, { "type": "null" }] },
            "C": { "allOf": [{ "$ref": "#/$defs/A" }, { "properties": { "y": true } }] }
        } }"##,
    ),
    (
        Check::AliasCycle,
        r##"{ "events": { "a": { "handle": "finish", "payload": { "$ref": "#/$defs/A" }, "when": { "/0/x": true } } },
            "resume": { "cursor": "/x", "query": "after" },
            "$defs": { "A": { "type": "array", "items": { "$ref": "#/$defs/B" } }, "B": { "anyOf": [{ "$ref": "#/$defs/A" }, { "type": "null" }] } } }"##,
    ),
    (
        Check::AllOfConflict,
        r##"{ "events": { "a": { "handle": "finish", "payload": { "$ref": "#/$defs/A" }, "when": { "/x": ["y"] } } },
            "resume": { "cursor": "/x/z", "query": "after" }, "$defs": {
            "A": { "allOf": [{ "properties": { "x": { "type": "string" } } }, { "properties": { "x": { "type": "integer" } } }] }
        } }"##,
    ),
    (
        Check::AllOfConflict,
        r##"{ "events": { "a": { "payload": { "$ref": "#/$defs/B" } } }, "$defs": {
            "A": { "allOf": [{ "type": "string" }, { "type": "integer" }] },
            "B": { "allOf": [{ "$ref": "#/$defs/A" }, { "properties": { "b": true }, "required": ["c"] }] },
            "C": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] }
        } }"##,
    ),
    (
        Check::RecursiveInline,
        r##"{ "events": { "a": { "handle": "finish", "payload": { "$ref": "#/$defs/A" }, "when": { "/x/x/y": ["z"] } } },
            "resume": { "cursor": "/x/x/y", "query": "after" }, "$defs": {
            "A": { "properties": { "x": { "allOf": [{ "$ref": "#/$defs/A" }, { "properties": { "z": true } }] } } }
        } }"##,
    ),
    (
        Check::NeverValid,
        r#"{ "events": { "a": { "handle": "fail", "payload": { "properties": { "type": false } } } },
             "errors": { "type": ["/type"] } }"#,
    ),
    (
        Check::UnsupportedConstruct,
        r#"{ "events": { "a": { "handle": "skip" } }, "errors": { "type": ["/x"], "body": { "not": true } } }"#,
    ),
];

#[test]
fn one_mistake_gives_one_message() {
    for (check, text) in MISTAKES {
        let mistakes = read("a.json", text).expect_err(text);
        let found: Vec<_> = mistakes.iter().map(|mistake| mistake.check).collect();
        assert_eq!(found, [*check], "{text}\n{mistakes}");
    }
}

/// What is said about one part of a document is said whatever is wrong with another.
#[test]
fn a_mistake_hides_no_other() {
    let text = r##"{
        "end": "required",
        "events": {
            "a": { "payload": { "properties": { "x": 1 } } },
            "b": { "handle": "skip", "when": { "/x": true } }
        },
        "resume": { "cursor": "/y", "query": "after" },
        "$defs": { "A": { "type": "strin" }, "B": { "$ref": "#/$defs/No" } }
    }"##;
    let mistakes = read("a.json", text).expect_err(text);
    let found: Vec<_> = mistakes.iter().map(|mistake| mistake.check).collect();
    let expected = [
        Check::EndNeverComes,
        Check::WrongKind,
        Check::WhenWithoutEnd,
        Check::CursorPointer,
        Check::UnknownValue,
        Check::DanglingReference,
    ];
    assert_eq!(found, expected, "{mistakes}");
}
