//! A table of rules: two documents, and every change between them with its impact.

use super::{Diff, Verdict, diff};
use crate::read;

/// `kind subject impact`, a line each.
fn changes(diff: &Diff) -> Vec<String> {
    let line = |it: &super::Change| format!("{} {} {}", it.kind, it.subject, it.impact.name());
    diff.changes().iter().map(line).collect()
}

fn compare(old: &str, new: &str) -> Diff {
    let read = |name, text| match read(name, text) {
        Ok(checked) => checked,
        Err(mistakes) => panic!("{mistakes}"),
    };
    diff(&read("old.json", old), &read("new.json", new))
}

/// Two documents that differ in one entry of `$defs` or none.
fn types(old: &str, new: &str, expected: &[&str]) {
    let document = |definitions: &str| {
        format!(
            r##"{{
                "events": {{ "a": {{ "payload": {{ "$ref": "#/$defs/T" }} }} }},
                "$defs": {{ {definitions} }}
            }}"##
        )
    };
    let found = compare(&document(old), &document(new));
    assert_eq!(changes(&found), expected, "\n{old}\n{new}");
}

/// Two objects `T` with these properties; a key with `!` is required.
fn fields(old: &str, new: &str, expected: &[&str]) {
    let object = |fields: &str| {
        let mut required = Vec::new();
        let mut properties = Vec::new();
        for field in fields.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            let (key, schema) = field.split_once(' ').unwrap();
            if let Some(key) = key.strip_suffix('!') {
                required.push(format!("\"{key}\""));
            }
            properties.push(format!("\"{}\": {schema}", key.trim_end_matches('!')));
        }
        format!(
            r#""T": {{ "type": "object", "required": [{}], "properties": {{ {} }} }}"#,
            required.join(", "),
            properties.join(", ")
        )
    };
    types(&object(old), &object(new), expected);
}

/// Two documents with these events, and a type `T` and a type `U` to use.
fn events(old: &str, new: &str, expected: &[&str]) {
    rules(
        &format!(r#""events": {{ {old} }}"#),
        &format!(r#""events": {{ {new} }}"#),
        expected,
    );
}

/// Two documents with these members.
fn rules(old: &str, new: &str, expected: &[&str]) {
    let document = |members: &str| {
        format!(
            r#"{{ {members}, "$defs": {{
                "T": {{ "type": "object", "properties": {{ "x": {{ "type": "string" }} }} }},
                "U": {{ "type": "object", "properties": {{ "y": {{ "type": "string" }} }} }}
            }} }}"#
        )
    };
    let found = compare(&document(old), &document(new));
    assert_eq!(changes(&found), expected, "\n{old}\n{new}");
}

const A: &str = r##""a": { "payload": { "$ref": "#/$defs/T" } }"##;

#[test]
fn events_are_added_and_removed() {
    let with = |more: &str| format!("{A}, {more}");
    let yielded = r#""b": { "content": "text" }"#;
    events(A, A, &[]);
    events(A, &with(yielded), &["event-added b matches"]);
    events(&with(yielded), A, &["event-removed b breaking"]);
    let skipped = r#""b": { "handle": "skip" }"#;
    events(A, &with(skipped), &["event-added b behaviour"]);
    events(&with(skipped), A, &["event-removed b behaviour"]);
    events(yielded, skipped, &["event-handle b breaking"]);
    events(skipped, yielded, &["event-handle b matches"]);
    let failing = r#""b": { "handle": "fail", "content": "text" }"#;
    events(A, &with(failing), &["event-added b behaviour"]);
    events(yielded, failing, &["event-handle b breaking"]);
    events(skipped, failing, &["event-handle b behaviour"]);
}

#[test]
fn how_an_event_ends_a_stream_is_behaviour() {
    let finish = r##""a": { "handle": "finish", "payload": { "$ref": "#/$defs/T" } }"##;
    let when = r##""a": { "handle": "finish", "when": { "/x": true },
        "payload": { "$ref": "#/$defs/T" } }"##;
    let only_stop = r##""a": { "handle": "finish", "when": { "/x": ["stop"] },
        "payload": { "$ref": "#/$defs/T" } }"##;
    events(
        A,
        finish,
        &["event-handle a behaviour", "end document behaviour"],
    );
    events(finish, when, &["event-when a behaviour"]);
    events(when, only_stop, &["event-when a behaviour"]);
}

#[test]
fn what_an_event_carries_is_its_type() {
    let other = r##""a": { "payload": { "$ref": "#/$defs/U" } }"##;
    let text = r#""a": { "content": "text" }"#;
    let nothing = r#""a": { "content": "none" }"#;
    events(A, other, &["type-changed a breaking"]);
    events(A, text, &["event-content a breaking"]);
    events(nothing, A, &["event-content a breaking"]);
    let inline =
        r#""a": { "payload": { "type": "object", "properties": { "x": { "type": "string" } } } }"#;
    events(A, inline, &[]);
    events(
        inline,
        other,
        &["field-removed a.x breaking", "field-added a.y literals"],
    );
}

#[test]
fn names_are_compared_as_they_are_spelled() {
    let named = |name: &str| format!(r#""some.event": {{ "name": "{name}", "content": "text" }}"#);
    let plain = r#""some.event": { "content": "text" }"#;
    events(plain, &named("SomeEvent"), &[]);
    events(plain, &named("Other"), &["name some.event breaking"]);
    events(
        &named("Other"),
        &named("Another"),
        &["name some.event breaking"],
    );
    types(
        r#""T": { "type": "object", "properties": { "a": true } }"#,
        r#""T": { "name": "Thing", "type": "object", "properties": { "a": true } }"#,
        &["name T breaking"],
    );
}

#[test]
fn rules_of_the_stream_are_behaviour() {
    let with = |more: &str| format!(r#""events": {{ {A} }}, {more}"#);
    let plain = format!(r#""events": {{ {A} }}"#);
    for (more, change) in [
        (r#""dispatch": ["/type"]"#, "dispatch document behaviour"),
        (r#""unknown": "fail""#, "unknown document behaviour"),
        (r#""mismatch": "keep""#, "mismatch document behaviour"),
        (
            r#""sentinels": { "-": "skip" }"#,
            "sentinel document behaviour",
        ),
        (
            r#""errors": { "message": ["/m"] }"#,
            "failure-rules document behaviour",
        ),
        (
            r#""errors": { "status": "/s" }"#,
            "failure-rules document behaviour",
        ),
        (
            r##""errors": { "body": { "$ref": "#/$defs/T" } }"##,
            "failure-body error body behaviour",
        ),
        (
            r#""http": { "request_id": ["x-id"] }"#,
            "request-id document behaviour",
        ),
        (
            r#""resume": { "cursor": "id", "query": "after" }"#,
            "resume document behaviour",
        ),
        (r#""title": "T""#, "title document none"),
        (r#""version": "2""#, "version document none"),
        (r#""description": "Things.""#, "description document none"),
    ] {
        rules(&plain, &with(more), &[change]);
        rules(&with(more), &plain, &[change]);
    }
    let statuses = |status| {
        with(&format!(
            r#""errors": {{ "type": ["/t"], "statuses": {{ "busy": {status} }} }}"#
        ))
    };
    rules(
        &statuses(429),
        &statuses(529),
        &["failure-status document behaviour"],
    );
    rules(
        &with(r#""end": "optional", "sentinels": { "[DONE]": "finish" }"#),
        &with(r#""sentinels": { "[DONE]": "finish" }"#),
        &["end document behaviour"],
    );
}

#[test]
fn fields_are_added_and_removed() {
    fields(
        "w true",
        r#"w true; x {"type": "string"}"#,
        &["field-added T.x literals"],
    );
    fields(
        "w true",
        r#"w true; x! {"type": "string"}"#,
        &["field-added T.x literals"],
    );
    fields("", "w true", &["type-changed T breaking"]);
    fields(
        r#"x {"type": "string"}"#,
        r#"y {"type": "string"}"#,
        &["field-removed T.x breaking", "field-added T.y literals"],
    );
}

#[test]
fn presence_is_the_type_where_it_makes_an_option() {
    let breaking: &[&str] = &["field-presence T.x breaking"];
    let none: &[&str] = &["field-presence T.x none"];
    let optional = r#"x {"type": "string"}"#;
    let required = r#"x! {"type": "string"}"#;
    let nullable = r#"x! {"type": ["string", "null"]}"#;
    let both = r#"x {"type": ["string", "null"]}"#;
    fields(optional, required, breaking);
    fields(required, optional, breaking);
    fields(required, nullable, breaking);
    fields(nullable, required, breaking);
    fields(required, both, breaking);
    fields(optional, nullable, none);
    fields(nullable, optional, none);
    fields(optional, both, none);
    fields(both, nullable, none);
    let list = r#"x! {"type": "array", "items": {"type": "string"}}"#;
    let optional_list = r#"x {"type": "array", "items": {"type": "string"}}"#;
    fields(list, optional_list, breaking);
}

#[test]
fn another_type_is_one_change_whatever_else_changes() {
    let changed: &[&str] = &["type-changed T.x breaking"];
    fields(
        r#"x! {"type": "string"}"#,
        r#"x! {"type": "integer"}"#,
        changed,
    );
    fields(
        r#"x! {"type": "string"}"#,
        r#"x {"type": ["integer", "null"]}"#,
        changed,
    );
    fields(
        r#"x! {"type": "integer"}"#,
        r#"x! {"type": "number"}"#,
        changed,
    );
    fields(
        r#"x! {"type": "string"}"#,
        r#"x! {"enum": ["a", "b"]}"#,
        changed,
    );
    fields("x! true", r#"x! {"type": "object"}"#, changed);
    fields(
        r#"x! {"type": "array", "items": {"type": "string"}}"#,
        r#"x! {"type": "array", "items": {"type": "boolean"}}"#,
        &["type-changed T.x[*] breaking"],
    );
    fields(
        r#"x! {"type": "object", "additionalProperties": {"type": "string"}}"#,
        r#"x! {"type": "object", "additionalProperties": {"type": ["string", "null"]}}"#,
        &["type-changed T.x{*} breaking"],
    );
    let message = compare(
        r#"{ "events": { "a": { "payload": { "type": "object", "properties": { "x": { "type": "string" } } } } } }"#,
        r#"{ "events": { "a": { "payload": { "type": "object", "required": ["x"], "properties": { "x": { "type": "integer" } } } } } }"#,
    );
    assert_eq!(
        message.changes()[0].message,
        "`a.x` was optional string and is integer"
    );
}

#[test]
fn inside_an_inline_type_every_part_is_compared() {
    let object = |fields: &str| format!(r#"x! {{"type": "object", "properties": {{ {fields} }}}}"#);
    fields(
        &object(r#""a": true"#),
        &object(r#""a": true, "b": true"#),
        &["field-added T.x.b literals"],
    );
}

#[test]
fn values_and_variants() {
    fields(
        r#"x! {"enum": ["a", "b"]}"#,
        r#"x! {"enum": ["b", "c"]}"#,
        &[
            "value-removed T.x[a] breaking",
            "value-added T.x[c] matches",
        ],
    );
    fields(
        r#"x! {"const": "a"}"#,
        r#"x! {"enum": ["a", "c"]}"#,
        &["value-added T.x[c] matches"],
    );

    let union = |values: &[&str]| {
        let branches = values.iter().map(|value| {
            format!(
                r#"{{"type": "object", "required": ["type"], "properties": {{"type": {{"const": "{value}"}}, "x": true}}}}"#
            )
        });
        format!(
            r#""T": {{"oneOf": [{}]}}"#,
            branches.collect::<Vec<_>>().join(", ")
        )
    };
    types(
        &union(&["a", "b"]),
        &union(&["c", "b"]),
        &[
            "variant-removed T[a] breaking",
            "variant-added T[c] matches",
        ],
    );
    types(&union(&["a", "b"]), &union(&["b", "a"]), &[]);

    let kinds = |kinds: &str| format!(r#""T": {{"type": [{kinds}]}}"#);
    types(
        &kinds(r#""string", "boolean""#),
        &kinds(r#""string", "integer""#),
        &[
            "variant-removed T[boolean] breaking",
            "variant-added T[number] matches",
        ],
    );
}

#[test]
fn the_tag_and_its_values() {
    let union = |tag: &str, values: &str| {
        format!(
            r#""T": {{"oneOf": [
                {{"type": "object", "required": ["{tag}"], "properties": {{"{tag}": {{"enum": [{values}]}}, "x": true}}}},
                {{"type": "object", "required": ["{tag}"], "properties": {{"{tag}": {{"const": "z"}}, "y": true}}}}
            ]}}"#
        )
    };
    types(
        &union("t", r#""a", "b""#),
        &union("t", r#""a""#),
        &[
            "variant-values T[a] behaviour",
            "value-removed T[a].t[b] breaking",
        ],
    );
    types(
        &union("t", r#""a", "b""#),
        &union("t", r#""b""#),
        &[
            "variant-renamed T[b] breaking",
            "value-removed T[b].t[a] breaking",
        ],
    );
}

#[test]
fn types_are_added_removed_and_renamed() {
    let object = |key: &str, fields: &str| {
        format!(r#""{key}": {{"type": "object", "properties": {{ {fields} }}}}"#)
    };
    let reference = |key: &str| object("T", &format!(r##""u": {{"$ref": "#/$defs/{key}"}}"##));
    let with = |key: &str, fields: &str| format!("{}, {}", reference(key), object(key, fields));
    types(
        &with("U", r#""x": true"#),
        &with("V", r#""x": true"#),
        &["type-renamed V breaking"],
    );
    types(
        &with("U", r#""x": true"#),
        &with("V", r#""y": true"#),
        &[
            "type-changed T.u breaking",
            "type-removed U breaking",
            "type-added V none",
        ],
    );
    // Through each other, and not where there are two to choose from.
    let chain = |one: &str, two: &str| {
        format!(
            "{}, {}, {}",
            reference(one),
            object(one, &format!(r##""v": {{"$ref": "#/$defs/{two}"}}"##)),
            object(two, r#""x": true"#),
        )
    };
    types(
        &chain("U", "V"),
        &chain("X", "Y"),
        &["type-renamed X breaking", "type-renamed Y breaking"],
    );
    let twice = format!(
        "{}, {}",
        with("V", r#""x": true"#),
        object("W", r#""x": true"#)
    );
    types(
        &with("U", r#""x": true"#),
        &twice,
        &[
            "type-changed T.u breaking",
            "type-removed U breaking",
            "type-added V none",
            "type-added W none",
        ],
    );
}

#[test]
fn names_for_other_types_are_looked_through() {
    let text = r##""x": { "$ref": "#/$defs/Text" }"##;
    let object = |field: &str| {
        format!(
            r#""T": {{"type": "object", "properties": {{ {field} }}}}, "Text": {{"type": "string"}}"#
        )
    };
    types(&object(text), &object(r#""x": { "type": "string" }"#), &[]);
}

#[test]
fn documentation_changes_nothing() {
    fields(
        r#"x {"type": "string"}"#,
        r#"x {"type": "string", "description": "It.", "deprecated": true}"#,
        &["deprecated T.x none", "description T.x none"],
    );
}

#[test]
fn one_breaking_change_makes_the_verdict() {
    let none = compare(
        r#"{"events": {"a": {"handle": "skip"}}}"#,
        r#"{"events": {"a": {"handle": "skip"}}}"#,
    );
    assert!(none.is_empty());
    assert_eq!(none.verdict(), Verdict::Compatible);
    let gone = compare(
        r#"{"events": {"a": {"content": "text"}, "b": {"content": "text"}}}"#,
        r#"{"events": {"a": {"content": "text"}, "c": {"content": "text"}}}"#,
    );
    assert_eq!(gone.verdict(), Verdict::Breaking);
}
