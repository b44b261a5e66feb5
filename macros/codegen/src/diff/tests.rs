//! What the generated code shows and the documents do not.

use stream_events_schema::diff::Change;

fn changes(old: &str, new: &str) -> Vec<String> {
    let read = |name, text| match stream_events_schema::read(name, text) {
        Ok(checked) => checked,
        Err(mistakes) => panic!("{mistakes}"),
    };
    let line = |it: &Change| {
        format!(
            "{} {} {} {}",
            it.kind,
            it.subject,
            it.impact.name(),
            it.place.pointer
        )
    };
    let diff = super::diff(&read("old.json", old), &read("new.json", new)).unwrap();
    diff.changes().iter().map(line).collect()
}

/// Two documents that differ in `$defs`; their event `a` carries a `T`.
fn types(old: &str, new: &str, expected: &[&str]) {
    let document = |definitions: &str| {
        format!(
            r##"{{
                "dispatch": ["event", "/type"],
                "events": {{ "a": {{ "payload": {{ "$ref": "#/$defs/T" }} }} }},
                "$defs": {{ {definitions} }}
            }}"##
        )
    };
    assert_eq!(
        changes(&document(old), &document(new)),
        expected,
        "\n{old}\n{new}"
    );
}

fn object(key: &str, fields: &str) -> String {
    format!(r#""{key}": {{ "type": "object", "properties": {{ {fields} }} }}"#)
}

#[test]
fn a_payload_that_grows_is_boxed() {
    let strings = |count: usize| {
        let fields = (0..count).map(|at| format!(r#""f{at}": {{ "type": "string" }}"#));
        object("T", &fields.collect::<Vec<_>>().join(", "))
    };
    types(
        &strings(5),
        &strings(6),
        &[
            "field-added T.f5 literals /$defs/T/properties/f5",
            "boxed a breaking /events/a",
        ],
    );
    types(
        &strings(6),
        &strings(5),
        &[
            "field-removed T.f5 breaking /$defs/T/properties/f5",
            "boxed a breaking /events/a",
        ],
    );
}

#[test]
fn a_tag_is_no_field() {
    types(
        &object("T", r#""x": true"#),
        &object("T", r#""x": true, "type": { "const": "a" }"#),
        &["field-added T.type none /$defs/T/properties/type"],
    );
}

#[test]
fn a_field_that_becomes_a_tag_is_gone() {
    // Once `U` and `V` are told apart by `kind`, it is no field of theirs any more.
    let branch = |key: &str| {
        format!(
            r#""{key}": {{ "type": "object", "required": ["kind"], "properties": {{
                "kind": {{ "const": "{key}" }}, "x": true
            }} }}"#
        )
    };
    let document = |schema: &str| {
        let field = format!(r#""u": {schema}"#);
        format!("{}, {}, {}", object("T", &field), branch("U"), branch("V"))
    };
    let reference = |key: &str| format!(r##"{{ "$ref": "#/$defs/{key}" }}"##);
    let union = format!(r#"{{ "oneOf": [{}, {}] }}"#, reference("U"), reference("V"));
    types(
        &document(&reference("U")),
        &document(&union),
        &[
            "type-changed T.u breaking /$defs/T/properties/u",
            "rust-name U.kind breaking /$defs/U/properties/kind",
            "rust-name V.kind breaking /$defs/V/properties/kind",
        ],
    );
}

#[test]
fn a_name_made_from_others_changes_with_them() {
    // `T.us` needs a name of its own, and `TUs` is taken.
    let inline = object(
        "T",
        r#""us": { "type": "object", "properties": { "x": true } }"#,
    );
    let taken = format!("{inline}, {}", object("TUs", r#""y": true"#));
    types(
        &inline,
        &taken,
        &[
            "type-added TUs none /$defs/TUs",
            "rust-name T.us breaking /$defs/T/properties/us",
        ],
    );
}

#[test]
fn a_type_that_moves_and_keeps_its_name_changes_nothing() {
    let inline = object(
        "T",
        r#""us": { "type": "object", "properties": { "x": true } }"#,
    );
    let reference = |key: &str| {
        let field = format!(r##""us": {{ "$ref": "#/$defs/{key}" }}"##);
        format!("{}, {}", object("T", &field), object(key, r#""x": true"#))
    };
    types(
        &inline,
        &reference("TUs"),
        &["type-added TUs none /$defs/TUs"],
    );
    types(
        &inline,
        &reference("Other"),
        &[
            "type-added Other none /$defs/Other",
            "rust-type T.us breaking /$defs/T/properties/us",
        ],
    );
}

#[test]
fn a_first_failure_makes_the_failure_a_type() {
    let event = r#""a": { "content": "text" }"#;
    let document = |more: &str| format!(r#"{{ "events": {{ {event}{more} }} }}"#);
    let failing = document(r#", "b": { "handle": "fail", "content": "text" }"#);
    assert_eq!(
        changes(&document(""), &failing),
        [
            "event-added b behaviour /events/b",
            "rust-type Failure breaking ",
        ]
    );
}

#[test]
fn what_the_documents_tell_is_told_once() {
    let union = |values: &[&str]| {
        let branches = values.iter().map(|value| {
            format!(
                r#"{{ "type": "object", "required": ["t"], "properties": {{
                    "t": {{ "const": "{value}" }}, "x": true
                }} }}"#
            )
        });
        let field = format!(
            r#""u": {{ "oneOf": [{}] }}"#,
            branches.collect::<Vec<_>>().join(", ")
        );
        object("T", &field)
    };
    types(
        &union(&["a", "b"]),
        &union(&["b", "c"]),
        &[
            "variant-removed T.u[a] breaking /$defs/T/properties/u/oneOf/0",
            "variant-added T.u[c] matches /$defs/T/properties/u/oneOf/1",
        ],
    );
    types(
        &object("T", r#""x": { "type": "string" }"#),
        &object(
            "T",
            r#""x": { "type": "object", "properties": { "y": true } }"#,
        ),
        &["type-changed T.x breaking /$defs/T/properties/x"],
    );
}
