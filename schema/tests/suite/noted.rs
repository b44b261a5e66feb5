//! Documents that can be used, and what is noted about them, as files; and what is not noted.
//!
//! `BLESS=1 cargo test -p stream-events-schema --all-features` writes what is said.

use stream_events_schema::{Check, read};

#[cfg(feature = "render")]
use super::broken::{documents_in, name, rendered};

#[cfg(feature = "render")]
#[test]
fn what_is_noted_is_what_was_agreed() {
    let bless = std::env::var_os("BLESS").is_some();
    for path in documents_in("noted") {
        let text = std::fs::read_to_string(&path).unwrap();
        let checked = read(&name(&path), &text).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        for note in checked.notes() {
            let context = format!("{}: {note:?}", name(&path));
            assert!(note.position.is_some(), "{context}");
            assert!(!note.label.is_empty() && !note.help.is_empty(), "{context}");
        }
        let said = rendered(checked.notes());
        let golden = path.with_extension("txt");
        if bless {
            std::fs::write(&golden, &said).unwrap();
        }
        let agreed = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(said, agreed, "{}", name(&path));
    }
}

/// Whether a pointer is noted in a document with these rules whose failing event `error` has a
/// payload of this schema.
fn is_noted(rules: &str, schema: &str) -> bool {
    let text = format!(
        r#"{{ {rules}, "events": {{ "error": {{ "handle": "fail", "payload": {schema} }} }} }}"#
    );
    let checked = read("a.json", &text).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    checked
        .notes()
        .iter()
        .any(|note| note.check == Check::LostPointer)
}

#[test]
fn pointers_that_may_find_something_are_not_noted() {
    let object = r#"{ "properties": { "code": { "type": "string" } } }"#;
    let rules = |type_pointers: &str| format!(r#""errors": {{ "type": [{type_pointers}] }}"#);
    assert!(is_noted(&rules(r#""/type""#), object));
    // The second is for the bodies of a proxy, say.
    assert!(!is_noted(&rules(r#""/code", "/error/type""#), object));
    // An older spelling, beside the one that is meant.
    assert!(!is_noted(&rules(r#""/code", "/cod""#), object));

    let body = r#""errors": { "type": ["/type"], "body": { "properties": { "type": true } } }"#;
    assert!(!is_noted(body, object));
    let anything = [
        "true",
        r#"{ "type": "object" }"#,
        r#"{ "additionalProperties": { "type": "string" } }"#,
        r#"{ "properties": { "code": true }, "additionalProperties": { "type": "string" } }"#,
        r#"{ "properties": { "code": true }, "additionalProperties": true }"#,
        r#"{ "anyOf": [{ "properties": { "a": true } }, { "properties": { "b": true } }] }"#,
    ];
    for schema in anything {
        assert!(!is_noted(&rules(r#""/type""#), schema), "{schema}");
        assert!(!is_noted(r#""dispatch": ["/type"]"#, schema), "{schema}");
    }

    assert!(is_noted(r#""dispatch": ["/type"]"#, object));
    assert!(!is_noted(r#""dispatch": ["event", "/type"]"#, object));
    assert!(!is_noted(
        r#""dispatch": ["/type", { "type": "error" }]"#,
        object
    ));
}

#[test]
fn rules_for_failures_of_which_nothing_is_said_are_not_noted() {
    let text = r#"{ "events": { "ping": { "handle": "skip" } }, "errors": { "type": ["/type"] } }"#;
    assert!(read("a.json", text).unwrap().notes().is_empty());
    let text = r#"{
        "events": {
            "error": { "handle": "fail", "payload": { "properties": { "text": true } } },
            "fatal": { "handle": "fail" }
        },
        "errors": { "type": ["/type"] }
    }"#;
    assert!(read("a.json", text).unwrap().notes().is_empty());
}
