//! Snapshots, and what is told of them.

use super::{compare, documents};

/// A document with a snapshot, whose event `more` has these rules. Its payloads are so large that they are
/// boxed whatever becomes of their fields.
fn document(ty: &str, more: &str) -> String {
    format!(
        r##"{{
            "snapshot": {{ "type": {{ "$ref": "#/$defs/{ty}" }} }},
            "events": {{
                "begin": {{
                    "payload": {{ "$ref": "#/$defs/{ty}" }}, "apply": [{{ "start": "" }}]
                }},
                "more": {{ "payload": {{ "$ref": "#/$defs/More" }}, "apply": [{more}] }}
            }},
            "$defs": {{
                "{ty}": {{ "required": ["list"], "properties": {{
                    "text": {{ "type": "string" }},
                    "title": {{ "type": "string" }},
                    "author": {{ "type": "string" }},
                    "input": {{ "type": ["object", "null"] }},
                    "list": {{ "type": "array", "items": {{ "type": "object" }} }},
                    "map": {{ "$ref": "#/$defs/Inner" }}
                }} }},
                "Inner": {{ "properties": {{ "input": {{ "type": "object" }} }} }},
                "More": {{ "required": ["at", "text"], "properties": {{
                    "at": {{ "type": "integer" }}, "text": {{ "type": "string" }}
                }} }}
            }}
        }}"##
    )
}

#[track_caller]
fn rules(old: &str, new: &str, expected: &[&str]) {
    documents(&document("Note", old), &document("Note", new), expected);
}

#[test]
fn a_snapshot_that_is_gone_breaks_code_and_a_new_one_does_not() {
    let with = document("Note", "");
    let without = with
        .replace(
            r##""snapshot": { "type": { "$ref": "#/$defs/Note" } },"##,
            "",
        )
        .replace(r#", "apply": [{ "start": "" }]"#, "")
        .replace(r#", "apply": []"#, "");
    documents(&with, &without, &["snapshot document breaking, behaviour"]);
    documents(&without, &with, &["snapshot document none"]);
    let gone = compare(&with, &without);
    let change = &gone.diff.changes()[0];
    assert_eq!(change.place.pointer, "/snapshot");
    assert_eq!(
        change.reason,
        "nothing adds the events up any more; the types of the snapshot are gone"
    );
    assert!(change.advice.contains("`Fold`"), "{}", change.advice);
}

/// A snapshot that comes with JSON text changes the types of fields.
#[test]
fn fields_that_become_json_text_break_code() {
    let input = r#"{ "append_json": "/text", "to": "/input" }"#;
    let with = document("Note", input);
    let without = with
        .replace(
            r##""snapshot": { "type": { "$ref": "#/$defs/Note" } },"##,
            "",
        )
        .replace(r#", "apply": [{ "start": "" }]"#, "")
        .replace(&format!(r#", "apply": [{input}]"#), "");
    documents(
        &without,
        &with,
        &["snapshot document none", "rust-type Note.input breaking"],
    );
    rules(
        "",
        input,
        &["apply more behaviour", "rust-type Note.input breaking"],
    );
    rules(
        input,
        "",
        &["apply more behaviour", "rust-type Note.input breaking"],
    );
    rules(
        "",
        r#"{ "append_json": "/text", "to": "/list/{/at}" }"#,
        &["apply more behaviour", "rust-type Note.list breaking"],
    );
    rules(
        "",
        r#"{ "append_json": "/text", "to": "/map/input" }"#,
        &["apply more behaviour", "rust-type Inner.input breaking"],
    );
    // Another rule for the same place changes no type.
    rules(
        input,
        &format!("{input}, {input}"),
        &["apply more behaviour"],
    );
    let comparison = compare(&document("Note", ""), &document("Note", input));
    let message = &comparison.diff.changes()[1].message;
    assert_eq!(
        message,
        "`Note::input` is JSON text that comes in pieces now"
    );
}

#[test]
fn changes_are_variants() {
    let set = r#"{ "set": "/text", "to": "/text" }"#;
    let telling = r#"{ "set": "/text", "to": "/text", "emit": "text" }"#;
    rules(
        set,
        telling,
        &["apply more behaviour", "emit document matches"],
    );
    rules(
        telling,
        set,
        &["apply more behaviour", "emit document breaking"],
    );
    // Under another name, with a piece, and with an index.
    rules(
        telling,
        &telling.replace(r#""emit": "text""#, r#""emit": "word""#),
        &[
            "apply more behaviour",
            "emit document breaking",
            "emit document matches",
        ],
    );
    rules(
        telling,
        &telling.replace("\"set\"", "\"append\""),
        &["apply more behaviour", "emit document breaking"],
    );
    let element = r#"{ "in": "/list/{/at}", "emit": "text", "apply": [] }"#;
    rules(
        telling,
        element,
        &["apply more behaviour", "emit document breaking"],
    );
    let comparison = compare(&document("Note", telling), &document("Note", element));
    let change = &comparison.diff.changes()[1];
    assert_eq!(
        change.message,
        "the change `text` has another form: fields, `value`"
    );
    assert_eq!(change.place.pointer, "/events/more/apply/0/emit");
    // Where a rule stands does not matter.
    let scope = format!(r#"{{ "apply": [{telling}] }}"#);
    rules(telling, &scope, &["apply more behaviour"]);
}

#[test]
fn a_type_that_only_has_another_key_is_the_same_snapshot() {
    let (old, new) = (document("Note", ""), document("Letter", ""));
    documents(&old, &new, &["type-renamed Letter breaking"]);
    let other = document("Note", "").replace(
        r##""snapshot": { "type": { "$ref": "#/$defs/Note" } }"##,
        r##""snapshot": { "type": { "$ref": "#/$defs/Inner" } }"##,
    );
    let other = other.replace(r#"{ "start": "" }"#, r#"{ "start": { "new": {} } }"#);
    documents(
        &document("Note", ""),
        &other,
        &[
            "apply begin behaviour",
            "snapshot document breaking, behaviour",
        ],
    );
}
