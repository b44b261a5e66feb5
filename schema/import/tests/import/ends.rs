//! Fixed texts that end a stream, and words that do not.

use super::{events, import, payload, says, schema};
use stream_events_schema::Content;

#[test]
fn a_list_of_words_is_no_list_of_ends() {
    for stream in [
        r#"{ "anyOf": [{ "const": "read" }, { "const": "edit" }, { "type": "string" }] }"#,
        r#"{ "oneOf": [{ "enum": ["read", "edit"] }, { "enum": ["other"] }] }"#,
        r#"{ "anyOf": [{ "enum": ["read", "edit"] }, { "type": "string" }, { "type": "null" }] }"#,
    ] {
        let imported = import(&schema(&format!(r#"{{ "Stream": {stream} }}"#)));
        assert!(imported.document.sentinels.is_empty(), "{stream}");
        assert!(!says(&imported, "taken to end"));
    }
}

#[test]
fn one_word_beside_any_text_ends_it() {
    for stream in [
        r#"{ "anyOf": [{ "type": "string" }, { "const": "[OVER]" }] }"#,
        r#"{ "oneOf": [{ "enum": ["[OVER]"] }, { "type": "string" }] }"#,
        r#"{ "oneOf": [{ "properties": { "data": { "type": "string" } }, "required": ["data"] }, { "properties": { "data": { "const": "[OVER]" } } }] }"#,
    ] {
        let imported = import(&schema(&format!(r#"{{ "Stream": {stream} }}"#)));
        assert!(
            imported.document.sentinels.contains_key("[OVER]"),
            "{stream}"
        );
        assert_eq!(
            imported.document.events["message"].content,
            Content::Text,
            "{stream}"
        );
    }
}

#[test]
fn words_beside_objects_end_them() {
    let imported = import(&schema(
        r##"{ "Stream": { "anyOf": [{ "properties": { "a": {} } }, { "enum": ["[OVER]", "[OUT]"] }] } }"##,
    ));
    assert_eq!(events(&imported), ["message"]);
    assert_eq!(imported.document.sentinels.len(), 2);
}

#[test]
fn an_event_that_is_text_and_json_is_what_comes_first() {
    let text = r#"{ "properties": { "event": { "const": "a" }, "data": { "type": "string" } } }"#;
    let json = r#"{ "properties": { "event": { "const": "a" }, "data": { "type": "object", "properties": { "b": {} } } } }"#;
    let imported = import(&schema(&format!(
        r#"{{ "Stream": {{ "oneOf": [{text}, {json}] }} }}"#
    )));
    assert_eq!(imported.document.events["a"].content, Content::Text);
    assert!(says(
        &imported,
        "dropped: /$defs/Stream/oneOf/1: `a` is described several times, and once its data is JSON"
    ));
    let imported = import(&schema(&format!(
        r#"{{ "Stream": {{ "oneOf": [{json}, {text}] }} }}"#
    )));
    assert!(payload(&imported, "a").contains("object"));
    assert!(says(&imported, "once its data is text"));
}
