//! Text nobody meant as a document: errors, never a panic, never much time.

use std::time::{Duration, Instant};

use stream_events_schema::{Check, check, read};

fn first(text: &str) -> Check {
    read("hostile.json", text)
        .unwrap_err()
        .iter()
        .next()
        .unwrap()
        .check
}

#[test]
fn deep_nesting_is_refused() {
    assert_eq!(first(&"[".repeat(100_000)), Check::TooDeep);
    assert_eq!(first(&r#"{"a":"#.repeat(100_000)), Check::TooDeep);
}

#[test]
fn brackets_in_strings_and_comments_are_no_nesting() {
    let brackets = "[".repeat(1000);
    let text = format!(
        r#"{{ /* {brackets} */ // {brackets}
        "title": "{brackets}\"{brackets}", "events": {{ "a": {{ "handle": "skip" }} }} }}"#
    );
    assert!(read("a.json", &text).is_ok());
}

#[test]
fn cut_and_mangled_text_does_not_panic() {
    let text = include_str!("../broken/unsupported-constructs.json");
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let _ = read("cut.json", &text[..cut]);
        let _ = read("cut.json", &text[cut..]);
        for instead in ["null", "[]", "{}", "\"", "0", "\u{0}", "/*", "ä", "\\"] {
            let text = format!("{}{instead}{}", &text[..cut], &text[cut..]);
            let _ = read("mangled.json", &text);
        }
    }
}

#[test]
fn references_through_many_definitions_do_not_overflow_the_stack() {
    for link in [
        r##"{ "$ref": "#/$defs/NEXT" }"##,
        r##"{ "type": "array", "items": { "$ref": "#/$defs/NEXT" } }"##,
        r##"{ "oneOf": [{ "$ref": "#/$defs/NEXT" }, { "type": "string" }] }"##,
        r##"{ "oneOf": [{ "$ref": "#/$defs/NEXT" }, { "properties": { "type": { "const": "NEXT" } } }] }"##,
        r##"{ "allOf": [{ "$ref": "#/$defs/NEXT" }, { "properties": { "pNEXT": true } }] }"##,
        r##"{ "properties": { "p": { "allOf": [{ "$ref": "#/$defs/NEXT" }, { "properties": { "q": true } }] } } }"##,
    ] {
        let _ = read("chain.json", &chain(link, 400, "{ \"type\": \"object\" }"));
        let _ = read(
            "ring.json",
            &chain(link, 400, r##"{ "$ref": "#/$defs/0" }"##),
        );
    }
}

fn chain(link: &str, length: usize, last: &str) -> String {
    let mut text =
        r##"{ "events": { "a": { "payload": { "$ref": "#/$defs/0" } } }, "$defs": {"##.to_owned();
    for index in 0..length {
        let link = link.replace("NEXT", &(index + 1).to_string());
        text.push_str(&format!("\"{index}\": {link},\n"));
    }
    text.push_str(&format!("\"{length}\": {last} }} }}"));
    text
}

#[test]
fn unions_that_branch_twice_at_every_level_take_no_exponential_time() {
    let start = Instant::now();
    for link in [
        r##"{ "oneOf": [{ "$ref": "#/$defs/NEXT" }, { "$ref": "#/$defs/NEXT" }, { "type": "null" }] }"##,
        r##"{ "oneOf": [
            { "properties": { "type": { "const": "a" }, "p": { "oneOf": [{ "$ref": "#/$defs/NEXT" }, { "type": "string" }] } } },
            { "properties": { "type": { "const": "b" }, "p": { "oneOf": [{ "$ref": "#/$defs/NEXT" }, { "properties": { "type": { "const": "c" } } }] } } }
        ] }"##,
        r##"{ "properties": {
            "p": { "allOf": [{ "$ref": "#/$defs/NEXT" }, { "properties": { "q": true } }] },
            "r": { "allOf": [{ "$ref": "#/$defs/NEXT" }, { "properties": { "q": true } }] }
        } }"##,
    ] {
        let _ = read("twice.json", &chain(link, 60, "{ \"type\": \"object\" }"));
    }
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn pointers_through_unions_of_themselves_take_no_exponential_time() {
    let started = Instant::now();
    let way = "/next".repeat(200);
    let text = format!(
        r##"{{
            "dispatch": ["{way}/typ"],
            "events": {{ "a": {{ "handle": "fail", "payload": {{ "$ref": "#/$defs/Either" }} }} }},
            "errors": {{ "type": ["{way}/typ"] }},
            "resume": {{ "cursor": "{way}/type", "query": "after" }},
            "$defs": {{
                "Either": {{ "oneOf": [{{ "$ref": "#/$defs/A" }}, {{ "$ref": "#/$defs/B" }}] }},
                "A": {{
                    "required": ["type"],
                    "properties": {{ "type": {{ "const": "a" }}, "next": {{ "$ref": "#/$defs/Either" }} }}
                }},
                "B": {{
                    "required": ["type"],
                    "properties": {{ "type": {{ "const": "b" }}, "next": {{ "$ref": "#/$defs/Either" }} }}
                }}
            }}
        }}"##
    );
    let checked = read("unions.json", &text).unwrap();
    assert_eq!(checked.notes().len(), 2, "{}", checked.notes());
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn documents_from_code_are_as_bounded_as_texts() {
    use stream_events_schema::{Document, Event, Schema, SchemaObject};

    let mut schema = Schema::Boolean(true);
    for _ in 0..1_000 {
        schema = Schema::from(SchemaObject {
            items: Some(schema),
            ..SchemaObject::default()
        });
    }
    let mut document = Document::default();
    let event = Event {
        payload: Some(schema),
        ..Event::default()
    };
    document.events.insert("a".to_owned(), event);
    let mistakes = check(&document).unwrap_err();
    assert_eq!(mistakes.iter().next().unwrap().check, Check::TooDeep);
}
