//! Examples and recordings against what a description says.

use stream_events_import::{FindingKind, Imported, Importer};
use stream_events_schema::{Json, Make, Pointer, Source, parse};

fn relaxed(definitions: &str) -> Vec<String> {
    let imported = super::import(&super::schema(definitions).event("it"));
    let lines = super::relaxed(&imported.document);
    assert_eq!(
        lines.len(),
        imported.report.of(FindingKind::Relaxed).count()
    );
    lines
}

#[test]
fn what_an_example_contradicts_is_relaxed() {
    let lines = relaxed(
        r##"{ "Stream": {
            "type": "object",
            "required": ["a", "b", "c", "d", "list"],
            "properties": {
                "a": { "type": "string" },
                "b": { "type": "string" },
                "c": { "type": "integer" },
                "d": { "$ref": "#/$defs/Word" },
                "list": { "type": "array", "items": { "type": "string" } },
                "optional": { "type": "string" }
            },
            "examples": [{ "b": null, "c": 1.5, "d": 7, "optional": null }]
        }, "Word": { "type": "string", "enum": ["x", "y"] } }"##,
    );
    let at = "/$defs/Stream/examples/0";
    assert_eq!(
        lines,
        [
            format!("optional /$defs/Stream/properties/a: not in {at}"),
            format!("nullable /$defs/Stream/properties/b: /b is null in {at}"),
            format!("any-number /$defs/Stream/properties/c: /c is no whole number in {at}"),
            format!("or-number /$defs/Word: /d is a number in {at}"),
        ],
        "a list that is not there is empty, and what is not required may be null"
    );
}

#[test]
fn examples_may_be_text_or_kept_in_extensions() {
    let lines = relaxed(
        r##"{ "Stream": {
            "type": "object", "required": ["a", "b"],
            "properties": { "a": { "type": "string" }, "b": { "type": "string" } },
            "x-docs": { "example": "{ \"a\": \"1\" }\n\n{ \"b\": \"1\" }\n\n{ ..." }
        } }"##,
    );
    assert_eq!(lines.len(), 2, "{lines:?}");
}

#[test]
fn one_sloppy_example_does_not_outweigh_the_others() {
    let imported = super::import(
        &super::schema(
            r##"{ "Stream": {
                "type": "object", "properties": { "at": { "type": "integer", "example": "soon" }, "name": { "type": "string", "example": 12 } },
                "examples": [{ "at": 1 }, { "at": "2024-01-01" }]
            } }"##,
        )
        .event("it"),
    );
    assert!(super::relaxed(&imported.document).is_empty());
    assert!(imported.report.of(FindingKind::Assumed).count() > 0);
}

#[test]
fn recordings_relax_too() {
    let importer = super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
            "A": { "required": ["type", "n"], "properties": { "type": { "const": "a" }, "n": { "type": "integer" } } },
            "B": { "required": ["type", "n"], "properties": { "type": { "const": "b" }, "n": { "type": "integer" } } }
        }"##,
    );
    let stream = "event: a\ndata: {}\n\n: comment\n\ndata: {\"type\":\"b\",\ndata: \"n\":\"7\"}\n\nevent: c\ndata: x\n\n";
    let imported = super::import(&importer.recording("today.sse", stream));
    assert_eq!(
        super::relaxed(&imported.document),
        [
            "optional /$defs/A/properties/n: not in today.sse",
            "or-string /$defs/B/properties/n: /n is a string in today.sse"
        ],
        "the event's name stands for its tag"
    );
}

#[test]
fn what_an_example_contradicts_inside_a_union_is_relaxed_too() {
    let lines = relaxed(
        r##"{
            "Stream": {
                "type": "object", "properties": {
                    "told": { "type": "array", "items": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] } },
                    "mixed": { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "integer" } }] }
                },
                "examples": [{ "told": [{ "type": "a", "n": "1" }, { "type": "b" }], "mixed": [1.5, null] }]
            },
            "A": { "required": ["type", "n"], "properties": { "type": { "const": "a" }, "n": { "type": "integer" } } },
            "B": { "required": ["type", "n"], "properties": { "type": { "const": "b" }, "n": { "type": "integer" } } }
        }"##,
    );
    let at = "/$defs/Stream/examples/0";
    let mixed = "/$defs/Stream/properties/mixed/anyOf/1/items";
    assert_eq!(
        lines,
        [
            format!("or-string /$defs/A/properties/n: /told/0/n is a string in {at}"),
            format!("optional /$defs/B/properties/n: not in {at}"),
            format!("any-number {mixed}: /mixed/0 is no whole number in {at}"),
            format!("nullable {mixed}: /mixed/1 is null in {at}"),
        ]
    );
}

#[test]
fn an_example_beside_a_branch_is_compared_with_the_branch() {
    let lines = relaxed(
        r##"{
            "Stream": { "type": "object", "properties": { "part": { "oneOf": [
                { "required": ["type", "n"], "properties": { "type": { "const": "a" }, "n": { "type": "integer", "example": 1.5 } } },
                { "required": ["type"], "properties": { "type": { "const": "b" } } }
            ] } } }
        }"##,
    );
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("any-number /$defs/Stream/properties/part/oneOf/0/properties/n:"));
}

#[test]
fn an_example_that_nothing_would_let_in_is_reported() {
    let imported = super::import(
        &super::schema(
            r##"{
                "Stream": {
                    "type": "object",
                    "properties": { "part": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] } },
                    "examples": [{ "part": { "n": 1 } }, { "part": { "type": 7 } }]
                },
                "A": { "required": ["type"], "properties": { "type": { "const": "a" } } },
                "B": { "required": ["type"], "properties": { "type": { "const": "b" } } }
            }"##,
        )
        .event("it"),
    );
    assert!(super::relaxed(&imported.document).is_empty());
    let mut assumed = imported.report.of(FindingKind::Assumed);
    let said = |finding: &str| finding.contains("expected an object with `type`");
    assert!(assumed.any(|it| said(&it.message)));
}

/// An event `a` whose `n` is said to be an integer, in a stream with an example.
fn shown(stream: &str) -> Imported {
    let text = format!(
        r##"{{ "openapi": "3.1.0",
            "paths": {{ "/log": {{ "get": {{ "responses": {{ "200": {{ "content": {{ "text/event-stream": {{
                "schema": {{ "$ref": "#/components/schemas/Log" }}, "example": {stream}
            }} }} }} }} }} }} }},
            "components": {{ "schemas": {{
                "Log": {{ "oneOf": [{{ "$ref": "#/components/schemas/A" }}, {{ "$ref": "#/components/schemas/B" }}] }},
                "A": {{ "required": ["type", "n"], "properties": {{ "type": {{ "const": "a" }}, "n": {{ "type": "integer" }} }} }},
                "B": {{ "required": ["type", "m"], "properties": {{ "type": {{ "const": "b" }}, "m": {{ "type": "string" }} }} }}
            }} }}
        }}"##,
        stream = serde_json::to_string(stream).unwrap()
    );
    super::import(&Importer::new("log.json", &text).unwrap())
}

#[test]
fn messages_without_blank_lines_between_them_are_several() {
    for stream in [
        "data: {\"type\":\"a\",\"n\":null}\ndata: {\"type\":\"b\"}\n",
        "data: {\"type\":\"a\",\"n\":null}\ndata: {\"type\":\"b\"}\ndata: [DONE]\n\n",
        "data: [START]\ndata: {\"type\":\"b\"}\ndata: {\"type\":\"a\",\"n\":null}",
        "event: a\ndata: {\"type\":\"a\",\"n\":null}\nevent: b\ndata: {\"type\":\"b\"}",
        "event: a\ndata: {\"n\":null}\nid: 1\nevent: b\ndata: {}\n\nevent: b\ndata: {\"m\":\"x\"}\n",
        "data:{\"type\":\"a\",\"n\":null}\r\ndata:{\"type\":\"b\"}\r\n",
        "data: {\"type\":\"a\",\"n\":null} data: {\"type\":\"b\"}",
        "data: {\"type\":\"b\"}  data: {\"type\":\"a\",\"n\":null} data: [DONE]\n",
        ": three of them\ndata: {\"type\":\"a\",\"n\":1}\ndata: {\"type\":\"a\",\"n\":null}\ndata: {\"type\":\"b\"}\n",
    ] {
        let imported = shown(stream);
        let mut lines = super::relaxed(&imported.document);
        lines.sort_unstable();
        assert_eq!(lines.len(), 2, "{stream} {lines:?}");
        assert!(
            lines[0].starts_with("nullable /$defs/A/properties/n"),
            "{lines:?}"
        );
        assert!(
            lines[1].starts_with("optional /$defs/B/properties/m"),
            "{lines:?}"
        );
    }
}

#[test]
fn one_message_in_several_lines_stays_one() {
    for stream in [
        "data: {\"type\":\"a\",\"n\":null,\"also\":\"x data: y\"}\n\n",
        "data: {\"type\":\"a\",\ndata: \"n\":null}\n\n",
        "event: a\ndata: {\ndata:   \"n\":\ndata: null}\n\n",
        "data: {\"n\":null,\ndata: \"type\":\"a\"}\nevent: a\n\n",
    ] {
        let lines = super::relaxed(&shown(stream).document);
        assert_eq!(lines.len(), 1, "{stream} {lines:?}");
    }
}

#[test]
fn examples_may_be_lists_of_messages() {
    let text = r##"{ "openapi": "3.2.0",
        "paths": { "/log": { "get": { "responses": { "200": { "content": { "text/event-stream": {
            "itemSchema": { "properties": { "event": { "const": "a" }, "data": { "$ref": "#/components/schemas/A" } } },
            "examples": { "two": { "value": [{ "event": "a", "data": { "n": 1 } }, { "event": "a", "data": { "n": null } }] } }
        } } } } } } },
        "components": { "schemas": { "A": { "required": ["n"], "properties": { "n": { "type": "integer" } } } } }
    }"##;
    let imported = super::import(&Importer::new("log.json", text).unwrap());
    assert_eq!(super::relaxed(&imported.document).len(), 1);
}

#[test]
fn examples_in_the_objects_of_openapi_are_unwrapped() {
    let value = r#"{ "a": "1", "n": null }"#;
    for examples in [
        format!(r#""examples": [{{ "one": {{ "summary": "One.", "value": {value} }} }}]"#),
        format!(r#""examples": [{{ "summary": "One.", "value": {value} }}]"#),
        format!(r#""examples": [{{ "value": {value} }}, {{ "a": "2", "n": 1 }}]"#),
        format!(
            r#""examples": [{{ "one": {{ "value": {value} }}, "two": {{ "description": "Two.", "value": {value} }} }}]"#
        ),
        format!(r#""examples": {{ "one": {{ "summary": "One.", "value": {value} }} }}"#),
        format!(
            r#""example": {{ "one": {{ "summary": "One.", "value": {value}, "x-order": 1 }} }}"#
        ),
    ] {
        for stream in [
            format!(
                r#"{{ "type": "object", "required": ["a", "n"], "properties": {{ "a": {{ "type": "string" }}, "n": {{ "type": "integer" }} }}, {examples} }}"#
            ),
            format!(
                r##"{{ "allOf": [{{ "$ref": "#/$defs/Base" }}, {{ "required": ["n"], "properties": {{ "n": {{ "type": "integer" }} }} }}], {examples} }}"##
            ),
        ] {
            let base =
                r#""Base": { "required": ["a"], "properties": { "a": { "type": "string" } } }"#;
            let lines = relaxed(&format!(r#"{{ "Stream": {stream}, {base} }}"#));
            assert_eq!(lines.len(), 1, "{examples}: {lines:?}");
            assert!(lines[0].starts_with("nullable /$defs/Stream/properties/n: /n is null in "));
        }
    }
}

#[test]
fn values_that_look_like_the_objects_of_openapi_are_values() {
    for stream in [
        r#"{ "type": "object", "required": ["a", "value"], "properties": { "a": { "type": "string" }, "value": { "type": "object" } }, "examples": [{ "value": { "a": "x" } }] }"#,
        r#"{ "type": "object", "required": ["a", "money"], "properties": { "a": { "type": "string" }, "money": { "type": "object" } }, "examples": [{ "money": { "value": { "a": "x" } } }] }"#,
        r#"{ "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } }, "examples": [{ "other": { "value": { "a": "x" }, "unit": "kg" } }] }"#,
    ] {
        let lines = relaxed(&format!(r#"{{ "Stream": {stream} }}"#));
        assert_eq!(lines.len(), 1, "{stream}: {lines:?}");
        assert!(lines[0].starts_with("optional /$defs/Stream/properties/a: "));
    }
    let map = r#"{ "type": "object", "additionalProperties": { "type": "object", "required": ["value"], "properties": { "value": { "type": "integer" } } }, "examples": [{ "b": { "value": null } }] }"#;
    let lines = relaxed(&format!(
        r#"{{ "Stream": {{ "properties": {{ "map": {map} }} }} }}"#
    ));
    assert_eq!(lines.len(), 1, "{lines:?}");
}

#[test]
fn what_was_relaxed_survives_writing_reading_and_an_update_whatever_properties_are_called() {
    let keys = [
        "a: b",
        "/",
        "~",
        "~1",
        "\"",
        "'",
        "",
        "\n",
        "a\n: b",
        "ä ",
        "optional /x: y",
    ];
    let json = |key: &&str| Json::from(*key).to_string();
    let required: Vec<_> = keys.iter().map(json).collect();
    let properties: Vec<_> = required
        .iter()
        .map(|key| format!(r#"{key}: {{ "type": "integer" }}"#))
        .collect();
    let stream = |example: &str| {
        super::schema(&format!(
            r#"{{ "Stream": {{ "type": "object", "required": [{}], "properties": {{ {} }}{example} }} }}"#,
            required.join(", "),
            properties.join(", ")
        ))
        .event("it")
    };
    let shown = stream(r#", "examples": [{}]"#);
    let document = super::import(&shown).document;
    let relaxed = document.source.as_ref().unwrap().relaxations.clone();
    assert_eq!(relaxed.len(), keys.len());
    for key in keys {
        let at = Pointer::new(["$defs", "Stream", "properties", key]);
        assert!(
            relaxed
                .iter()
                .any(|it| it.at == at && it.make == Make::Optional),
            "{at} {relaxed:?}"
        );
    }

    let read = parse(&Source::new("it.json", document.to_json())).unwrap();
    assert_eq!(read, document);

    // Nothing shows any more why; that it was relaxed before is enough.
    let updated = stream("").update(&read, Some(&read)).unwrap().document;
    assert_eq!(updated.source.as_ref().unwrap().relaxations, relaxed);
    assert_eq!(updated.definitions, document.definitions);
}
