//! Types under other names, and names that stand for other things.

use super::{carrying, compare, documents, fields, object, types};

#[test]
fn types_are_added_removed_and_renamed() {
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
            "type-added V none",
            "type-removed U breaking",
        ],
    );
    // Through each other, and where it stands tells which of several it is.
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
        &["type-renamed V breaking", "type-added W none"],
    );
}

#[test]
fn a_renamed_type_is_one_change_however_often_it_is_used() {
    let document = |key: &str| {
        let reference = format!(r##"{{ "$ref": "#/$defs/{key}" }}"##);
        format!(
            r##"{{
                "events": {{
                    "a": {{ "payload": {reference} }},
                    "b": {{ "payload": {{ "$ref": "#/$defs/T" }} }},
                    "c": {{ "handle": "fail", "payload": {reference} }}
                }},
                "$defs": {{
                    "T": {{ "type": "object", "properties": {{
                        "x": {reference}, "y": {{ "items": {reference} }}
                    }} }},
                    "{key}": {{ "type": "object", "required": ["n"], "properties": {{
                        "inner": {{ "type": "object", "properties": {{ "z": true }} }},
                        "n": {{ "type": "string" }}
                    }} }}
                }}
            }}"##
        )
    };
    documents(&document("U"), &document("V"), &["type-renamed V breaking"]);
}

#[test]
fn a_key_that_changes_under_a_name_breaks_nothing() {
    let document = |key: &str| {
        format!(
            r##"{}, "{key}": {{ "name": "Alpha", "type": "object", "properties": {{ "x": true }} }}"##,
            object("T", &format!(r##""u": {{"$ref": "#/$defs/{key}"}}"##))
        )
    };
    types(
        &document("Alpha"),
        &document("Beta"),
        &["type-renamed Beta none"],
    );
}

#[test]
fn a_renamed_type_may_change_too() {
    let document = |key: &str, fields: &str| {
        let reference = format!(r##""u": {{"$ref": "#/$defs/{key}"}}"##);
        format!("{}, {}", object("T", &reference), object(key, fields))
    };
    types(
        &document("U", r#""x": true, "y": true"#),
        &document("V", r#""x": true, "y": true, "z": true"#),
        &["type-renamed V breaking", "field-added V.z literals"],
    );
}

#[test]
fn many_renamed_types_are_found_in_no_time() {
    let document = |prefix: &str| {
        let definitions = (0..400).map(|index| {
            object(
                &format!("{prefix}{index}"),
                &format!(r#""p{index}": true, "q": true"#),
            )
        });
        format!(
            "{}, {}",
            object("T", r#""x": true"#),
            definitions.collect::<Vec<_>>().join(", ")
        )
    };
    let comparison = compare(&carrying(&document("A")), &carrying(&document("B")));
    assert_eq!(comparison.diff.changes().len(), 400);
}

#[test]
fn names_are_compared_as_they_are_in_rust() {
    let named = |name: &str| {
        format!(r#"{{ "events": {{ "some.event": {{ {name} "content": "text" }} }} }}"#)
    };
    let other = named(r#""name": "Other","#);
    documents(&named(""), &named(r#""name": "SomeEvent","#), &[]);
    documents(&named(""), &other, &["name some.event breaking"]);
    documents(
        &other,
        &named(r#""name": "Another","#),
        &["name some.event breaking"],
    );
    types(
        r#""T": { "type": "object", "properties": { "a": true } }"#,
        r#""T": { "name": "Thing", "type": "object", "properties": { "a": true } }"#,
        &["name T breaking"],
    );
}

#[test]
fn names_for_other_types_are_looked_through() {
    let text = r##""x": { "$ref": "#/$defs/Text" }"##;
    let with = |field: &str| format!(r#"{}, "Text": {{"type": "string"}}"#, object("T", field));
    types(&with(text), &with(r#""x": { "type": "string" }"#), &[]);
    // But the name itself is there for code to use.
    let aliases = |of: &str| format!(r#"{}, "Text": {{"type": "{of}"}}"#, object("T", text));
    types(
        &aliases("string"),
        &aliases("boolean"),
        &["type-changed Text breaking, behaviour forward backward"],
    );
}

#[test]
fn the_same_name_in_rust_for_another_property_breaks_no_code() {
    fields(
        r#"foo_bar {"type": "string"}"#,
        r#"fooBar {"type": "string"}"#,
        &["wire-name T.fooBar behaviour"],
    );
    fields(
        r#"foo_bar! {"type": "string"}"#,
        r#"fooBar! {"type": "string"}"#,
        &["wire-name T.fooBar behaviour forward backward"],
    );
    let values = |one: &str, two: &str| format!(r#"x! {{"enum": ["{one}", "{two}"]}}"#);
    fields(
        &values("a_b", "aB"),
        &values("aB", "a_b"),
        &[
            "wire-name T.x[aB] behaviour",
            "wire-name T.x[a_b] behaviour",
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
        &["rust-name T.us breaking", "type-added TUs none"],
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
    types(&inline, &reference("TUs"), &[]);
    types(&inline, &reference("Other"), &["rust-name Other breaking"]);
}
