//! Streams that are no server-sent events: what their media types say, and what describes them.

mod choice;
mod ends;
mod shown;

use super::{dispatch, events, import, lines, payload, says};
use stream_events_import::{DeclaredStream, Imported, Importer};
use stream_events_schema::{Content, Framing};

const SCHEMAS: &str = r##"{
    "Crate": { "type": "object", "required": ["weight"], "properties": { "weight": { "type": "number" } } },
    "Move": { "oneOf": [{ "$ref": "#/components/schemas/Lift" }, { "$ref": "#/components/schemas/Drop" }] },
    "Lift": { "type": "object", "required": ["type"], "properties": { "type": { "const": "lift" }, "by": { "type": "integer" } } },
    "Drop": { "type": "object", "required": ["type"], "properties": { "type": { "const": "drop" } } }
}"##;

/// A description whose `GET /crane` answers with this content.
fn crane(content: &str) -> Importer {
    let text = format!(
        r#"{{ "openapi": "3.2.0",
            "paths": {{ "/crane": {{ "get": {{
                "operationId": "watchCrane", "responses": {{ "200": {{ "content": {{ {content} }} }} }}
            }} }} }},
            "components": {{ "schemas": {SCHEMAS} }}
        }}"#
    );
    Importer::new("dock.json", &text).unwrap()
}

fn listed(importer: &Importer) -> Vec<String> {
    let line = |it: DeclaredStream| {
        let framing = it.framing.keyword();
        format!(
            "{} = {} ({framing}, {})",
            it.operation, it.union, it.media_type
        )
    };
    importer.streams().into_iter().map(line).collect()
}

const MOVE: &str = r##"{ "$ref": "#/components/schemas/Move" }"##;
const CRATE: &str = r##"{ "$ref": "#/components/schemas/Crate" }"##;

#[test]
fn a_media_type_says_the_framing_and_is_kept_if_it_is_none_of_the_framings_own() {
    for (media_type, framing, kept) in [
        ("application/x-ndjson", Framing::JsonLines, None),
        ("application/jsonl", Framing::JsonLines, None),
        ("Application/JSONL; charset=utf-8", Framing::JsonLines, None),
        (
            "application/ndjson",
            Framing::JsonLines,
            Some("application/ndjson"),
        ),
        (
            "application/x-jsonl",
            Framing::JsonLines,
            Some("application/x-jsonl"),
        ),
        (
            "application/json-lines",
            Framing::JsonLines,
            Some("application/json-lines"),
        ),
        (
            "application/jsonlines",
            Framing::JsonLines,
            Some("application/jsonlines"),
        ),
        (
            "application/x-json-stream",
            Framing::JsonLines,
            Some("application/x-json-stream"),
        ),
        (
            "application/stream+json;q=1",
            Framing::JsonLines,
            Some("application/stream+json"),
        ),
        (
            "application/json;stream=watch",
            Framing::JsonLines,
            Some("application/json"),
        ),
        ("application/json-seq", Framing::JsonSeq, None),
        (
            "application/geo+json-seq",
            Framing::JsonSeq,
            Some("application/geo+json-seq"),
        ),
        (
            "application/vnd.amazon.eventstream",
            Framing::AwsEventStream,
            None,
        ),
    ] {
        let imported = import(&crane(&format!(
            r#""{media_type}": {{ "itemSchema": {MOVE} }}"#
        )));
        let document = &imported.document;
        assert_eq!(document.framing, framing, "{media_type}");
        assert_eq!(
            document.http.media_types,
            Vec::from_iter(kept),
            "{media_type}"
        );
        assert_eq!(events(&imported), ["lift", "drop"], "{media_type}");
        let told = match framing {
            Framing::AwsEventStream => r#"["event","/type"]"#,
            _ => r#"["/type"]"#,
        };
        assert_eq!(dispatch(&imported), told, "{media_type}");
    }
}

#[test]
fn one_json_text_and_parts_of_a_body_are_no_streams() {
    for media_type in ["application/json", "multipart/mixed", "text/plain"] {
        let importer = crane(&format!(r#""{media_type}": {{ "itemSchema": {MOVE} }}"#));
        assert_eq!(listed(&importer), [""; 0], "{media_type}");
    }
}

#[test]
fn an_item_is_described_in_three_ways() {
    for (media, said) in [
        (format!(r#"{{ "itemSchema": {CRATE} }}"#), None),
        (format!(r#"{{ "schema": {CRATE} }}"#), None),
        (
            format!(r#"{{ "schema": {{ "type": "array", "items": {CRATE} }} }}"#),
            Some("an array describes the stream: its elements are the messages"),
        ),
        // The items are what is asked for, whatever all of them are.
        (
            format!(
                r#"{{ "schema": {{ "type": "array", "items": {MOVE} }}, "itemSchema": {CRATE} }}"#
            ),
            None,
        ),
    ] {
        let imported = import(&crane(&format!(r#""application/jsonl": {media}"#)));
        assert_eq!(dispatch(&imported), r#"[{"type":"message"}]"#, "{media}");
        assert_eq!(
            payload(&imported, "message"),
            r##"{"$ref":"#/$defs/Crate"}"##
        );
        let named = "/components/schemas/Crate: no event name declared; using `message`; `--event` names it";
        assert!(says(&imported, named), "{:?}", lines(&imported));
        assert_eq!(
            said.is_some_and(|said| says(&imported, said)),
            said.is_some()
        );
    }
    let named =
        import(&crane(&format!(r#""application/jsonl": {{ "schema": {CRATE} }}"#)).event("crate"));
    assert_eq!(dispatch(&named), r#"[{"type":"crate"}]"#);
    assert!(named.report.is_empty(), "{:?}", lines(&named));
}

#[test]
fn items_of_json_have_no_fields_of_messages() {
    let item = r#"{ "type": "object", "required": ["event", "data"], "properties": {
        "event": { "enum": ["lift", "drop"] }, "data": { "type": "object", "properties": { "by": { "type": "integer" } } }
    } }"#;
    for (keyword, wish) in [
        ("itemSchema", None),
        ("schema", None),
        ("itemSchema", Some(true)),
    ] {
        let importer = crane(&format!(
            r#""application/x-ndjson": {{ "{keyword}": {item} }}"#
        ));
        let importer = match wish {
            Some(wish) => importer.envelope(wish),
            None => importer,
        };
        let imported = import(&importer);
        assert_eq!(events(&imported), ["message"]);
        assert!(payload(&imported, "message").contains("$ref"));
        assert!(imported.document.to_json().contains("\"data\": {"));
        let said = "messages of `jsonl` have no fields: the objects are the data";
        assert_eq!(says(&imported, said), wish.is_some());
    }
}

#[test]
fn items_may_be_texts_and_lists_and_bodies_may_not() {
    let strings = r#"{ "type": "string" }"#;
    let says_it = |imported: &Imported, text: &str| imported.document.to_json().contains(text);
    for media in [
        format!(r#"{{ "itemSchema": {strings} }}"#),
        format!(r#"{{ "schema": {{ "type": "array", "items": {strings} }} }}"#),
    ] {
        let imported = import(&crane(&format!(r#""application/jsonl": {media}"#)));
        assert!(says_it(&imported, r#""Message": { "type": "string" }"#));
        assert_eq!(imported.document.events["message"].content, Content::Json);
    }
    let importer = crane(&format!(
        r#""application/jsonl": {{ "schema": {strings} }}"#
    ));
    assert_eq!(importer.streams()[0].lacks, Some("text"));
    let list = r#"{ "itemSchema": { "type": "array", "items": { "type": "integer" } } }"#;
    let imported = import(&crane(&format!(r#""application/jsonl": {list}"#)));
    assert!(says_it(&imported, r#""type": "array""#));
}

#[test]
fn members_of_an_amazon_union_are_events() {
    let member = |name: &str, schema: &str| {
        format!(
            r#"{{ "type": "object", "required": ["{name}"], "properties": {{ "{name}": {schema} }} }}"#
        )
    };
    let media = |one: &str, other: &str| {
        crane(&format!(
            r#""application/vnd.amazon.eventstream": {{ "schema": {{ "oneOf": [{one}, {other}] }} }}"#
        ))
    };
    let stopped = member(
        "stopped",
        r#"{ "type": "object", "properties": { "why": { "type": "string" } } }"#,
    );
    let imported = import(&media(&member("moved", CRATE), &stopped));
    assert_eq!(events(&imported), ["moved", "stopped"]);
    assert_eq!(dispatch(&imported), r#"["event"]"#);
    assert_eq!(payload(&imported, "moved"), r##"{"$ref":"#/$defs/Crate"}"##);
    let refused = import(&media(
        &member("moved", CRATE),
        &member("tideException", CRATE),
    ));
    let failure = "/events/tideException: by its name this is a failure: handle it as `fail`?";
    assert!(says(&refused, failure), "{:?}", lines(&refused));
    // The same elsewhere is told by what it has.
    let lines = crane(&format!(
        r#""application/jsonl": {{ "schema": {{ "oneOf": [{}, {stopped}] }} }}"#,
        member("moved", CRATE)
    ));
    let told = r#"[{"has":"/moved","type":"moved"},{"has":"/stopped","type":"stopped"}]"#;
    assert_eq!(dispatch(&import(&lines)), told);
}

#[test]
fn an_extension_may_say_that_a_response_is_lines() {
    let text = |format: &str, content: &str| {
        format!(
            r#"{{ "openapi": "3.1.0", "components": {{ "schemas": {SCHEMAS} }},
                "paths": {{ "/crane": {{ "get": {{
                    "x-fern-streaming": {{ {format} "response-stream": {MOVE} }},
                    "responses": {{ "200": {{ "content": {{ {content} }} }} }}
                }} }} }}
            }}"#
        )
    };
    let json = format!(r#""application/json": {{ "schema": {CRATE} }}"#);
    for (format, content, expected) in [
        (
            r#""format": "json","#,
            json.as_str(),
            "jsonl, application/json",
        ),
        (r#""format": "json","#, "", "jsonl, application/x-ndjson"),
        (
            r#""format": "sse","#,
            json.as_str(),
            "sse, text/event-stream",
        ),
        ("", json.as_str(), "sse, text/event-stream"),
    ] {
        let importer = Importer::new("dock.json", &text(format, content)).unwrap();
        assert_eq!(
            listed(&importer),
            [format!("GET /crane = Move ({expected})")]
        );
        import(&importer);
    }
}
