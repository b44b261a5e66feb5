//! Texts of documents, changed piece by piece.

use stream_events_schema::{Document, Source, parse, rewrite};

fn read(text: &str) -> Document {
    parse(&Source::new("a.json", text)).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The text, changed to say what another one says.
fn rewritten(text: &str, other: &str) -> String {
    let written = rewrite(&Source::new("a.json", text), &read(other)).expect("a document");
    assert_eq!(read(&written), read(other), "{written}");
    written
}

#[test]
fn what_stays_the_same_stays_as_it_is_written() {
    for text in [
        "// A.\n{\"events\":{\"b\":{\"handle\":\"skip\"},\"a\":{\"handle\":\"skip\"},},}\n",
        "{ \"unknown\": \"keep\", \"events\": { \"a\": { \"content\": \"none\", \"handle\": \"yield\" } } }",
    ] {
        assert_eq!(rewritten(text, text), text);
    }
}

#[test]
fn members_are_added_where_people_would() {
    for (text, other, expected) in [
        // On one line, where there is room.
        (
            "{ \"events\": { \"a\": { \"content\": \"none\" } } }",
            r#"{ "title": "T", "events": { "a": { "content": "none" }, "b": { "content": "text" } } }"#,
            "{ \"events\": { \"a\": { \"content\": \"none\" }, \"b\": { \"content\": \"text\" } }, \"title\": \"T\" }",
        ),
        // On lines, behind comments.
        (
            "{\n  \"events\": {\n    \"a\": { \"content\": \"none\" } // one\n    // two\n  }\n}\n",
            r#"{ "events": { "a": { "content": "none" }, "b": { "content": "text" } } }"#,
            "{\n  \"events\": {\n    \"a\": { \"content\": \"none\" }, // one\n    \"b\": { \"content\": \"text\" }\n    // two\n  }\n}\n",
        ),
        // Behind trailing commas.
        (
            "{\n\t\"events\": {\n\t\t\"a\": { \"content\": \"none\" }, // one\n\t},\n}\n",
            r#"{ "end": "optional", "events": { "a": { "content": "none" }, "b": { "content": "text" } } }"#,
            "{\n\t\"events\": {\n\t\t\"a\": { \"content\": \"none\" }, // one\n\t\t\"b\": { \"content\": \"text\" },\n\t},\n\t\"end\": \"optional\",\n}\n",
        ),
        // With the line breaks that the text has.
        (
            "{\r\n  \"events\": {\r\n    \"a\": { \"content\": \"none\" }\r\n  }\r\n}",
            r#"{ "events": { "a": { "content": "none" }, "b": { "content": "text" } } }"#,
            "{\r\n  \"events\": {\r\n    \"a\": { \"content\": \"none\" },\r\n    \"b\": { \"content\": \"text\" }\r\n  }\r\n}",
        ),
    ] {
        assert_eq!(rewritten(text, other), expected);
    }
}

#[test]
fn a_line_that_becomes_too_long_is_broken() {
    let text = r#"{
  "events": {
    "a": { "payload": { "properties": { "one": { "type": "string" }, /* 2 */ "two": { "type": "string" } } } }
  }
}
"#;
    let other = text.replace("/* 2 */", "").replace(
        r#"{ "type": "string" } } }"#,
        r#"{ "type": "string" }, "three": { "type": "integer" } } }"#,
    );
    let expected = r#"{
  "events": {
    "a": { "payload": { "properties": {
      "one": { "type": "string" }, /* 2 */
      "two": { "type": "string" },
      "three": { "type": "integer" }
    } } }
  }
}
"#;
    assert_eq!(rewritten(text, &other), expected);
}

#[test]
fn members_change_and_go() {
    let document = |payload: &str| {
        format!(
            "{{\n  // Ours.\n  \"events\": {{\n    \"a\": {{ \"payload\": {payload} }}\n  }}\n}}\n"
        )
    };
    for (old, new) in [
        (r#"{ "const": "x" }"#, r#"{ "enum": ["x", "y"] }"#),
        (
            r#"{ "required": ["a", "b"], "properties": { "b": true, "a": true } }"#,
            r#"{ "required": ["b"], "properties": { "b": true, "a": true } }"#,
        ),
        (
            r#"{ "type": "object", "required": ["a"], "properties": { "a": true } }"#,
            r#"{ "type": "object", "properties": { "a": true } }"#,
        ),
        (
            r#"{ "properties": { "a": true }, "required": ["a"] }"#,
            r#"{ "properties": { "a": true } }"#,
        ),
        (
            r#"{ "type": "integer" }"#,
            r#"{ "type": ["integer", "null"] }"#,
        ),
        (
            r#"{ "enum": ["b", "a"] }"#,
            r#"{ "enum": ["b", "a", "c"] }"#,
        ),
        (r#"{ "type": "string" }"#, "true"),
        (
            r#"{ "properties": {} }"#,
            r#"{ "properties": { "a": true } }"#,
        ),
    ] {
        assert_eq!(rewritten(&document(old), &document(new)), document(new));
    }
}

#[test]
fn any_change_says_what_was_asked_for() {
    let shipped = ["openai-chat-completions", "mastodon", "anthropic-messages"];
    let texts = shipped.map(|name| {
        let path = format!(
            "{}/../apis/documents/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::read_to_string(path).expect("a document")
    });
    for one in &texts {
        for other in &texts {
            rewritten(one, other);
        }
    }
}
