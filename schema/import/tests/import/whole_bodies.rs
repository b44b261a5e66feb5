//! Schemas of the whole body where those of messages are asked for.

use stream_events_import::{FindingKind, Importer};

fn description(media: &str, schemas: &str) -> Importer {
    let text = format!(
        r#"{{ "openapi": "3.1.0",
            "paths": {{ "/tides": {{ "get": {{ "responses": {{ "200": {{ "content": {{ "text/event-stream": {media} }} }} }} }} }} }},
            "components": {{ "schemas": {{ {schemas} }} }}
        }}"#
    );
    Importer::new("tides.json", &text).unwrap()
}

fn error(importer: &Importer) -> String {
    importer.import().unwrap_err().to_string()
}

const TIDE: &str = r##"
    "Tide": { "discriminator": { "propertyName": "way", "mapping": { "rise": "#/components/schemas/Rise", "fall": "#/components/schemas/Fall" } },
        "type": "object", "required": ["way"], "properties": { "way": { "type": "string" } } },
    "Rise": { "allOf": [{ "$ref": "#/components/schemas/Tide" }, { "properties": { "by": { "type": "number" } } }] },
    "Fall": { "allOf": [{ "$ref": "#/components/schemas/Tide" }] },
    "Text": { "type": "string", "format": "binary" }
"##;

#[test]
fn the_text_of_a_stream_is_no_message() {
    for schema in [
        r#"{ "type": "string" }"#,
        r#"{ "type": "string", "format": "binary", "description": "events" }"#,
        r#"{ "type": ["string", "null"] }"#,
        r#"{ "type": "string", "nullable": true }"#,
        r#"{ "anyOf": [{ "type": "string" }, { "type": "null" }] }"#,
        r#"{ "allOf": [{ "type": "string" }], "title": "Text" }"#,
        r##"{ "$ref": "#/components/schemas/Text" }"##,
        r##"{ "oneOf": [{ "$ref": "#/components/schemas/Text" }, { "type": "string" }] }"##,
        r#"{ "type": "array", "items": { "type": "string" } }"#,
        r#"{ "type": "string", "contentMediaType": "text/event-stream" }"#,
    ] {
        let importer = description(&format!(r#"{{ "schema": {schema} }}"#), TIDE);
        assert_eq!(importer.streams()[0].lacks, Some("text"), "{schema}");
        assert_eq!(
            error(&importer),
            "`GET /tides`: `type: string` describes the text of the whole stream, not a message; \
             name what describes its events with `--union`: `Tide`",
            "{schema}"
        );
        super::import(&importer.union("Tide"));
    }
}

#[test]
fn examples_and_recordings_of_a_text_show_at_least_what_its_events_are_called() {
    let stream = r#""event: rise\ndata: {\"by\": 1}\n\nevent: fall\ndata: {\"by\": 2}\n""#;
    let nameless = r#""data: {\"type\": \"rise\"}\n\ndata: {\"type\": \"fall\"}\n\n""#;
    for media in [
        format!(r#"{{ "schema": {{ "type": "string" }}, "example": {stream} }}"#),
        format!(
            r#"{{ "schema": {{ "type": "string" }}, "examples": {{ "day": {{ "value": {stream} }} }} }}"#
        ),
        format!(r#"{{ "schema": {{ "type": "string", "example": {stream} }} }}"#),
        format!(r#"{{ "schema": {{ "type": "string", "examples": [{nameless}] }} }}"#),
        format!(r#"{{ "example": {nameless} }}"#),
    ] {
        let said = error(&description(&media, TIDE));
        assert!(
            said.ends_with("; its examples show the events `rise`, `fall`"),
            "{said}"
        );
        assert!(!said.contains('\n'));
    }
    let importer = description(r#"{ "schema": { "type": "string" } }"#, TIDE);
    let said = error(&importer.recording("today.sse", "event: ebb\ndata: 1\n\n"));
    assert!(
        said.ends_with("; its examples show the events `ebb`"),
        "{said}"
    );
}

#[test]
fn a_text_is_never_widened_to_an_object() {
    let media = r#"{ "schema": { "type": "string", "example": { "by": 1 } } }"#;
    assert!(error(&description(media, "")).contains("describes the text of the whole stream"));
}

#[test]
fn a_text_with_a_schema_of_its_content_is_that() {
    let media = r##"{ "schema": { "type": "string", "contentMediaType": "application/json", "contentSchema": { "$ref": "#/components/schemas/Tide" } } }"##;
    let imported = super::import(&description(media, TIDE));
    let events: Vec<_> = imported.document.events.keys().collect();
    assert_eq!(events, ["rise", "fall"]);
}

#[test]
fn the_elements_of_an_array_are_the_messages() {
    let union = r##"{ "oneOf": [
        { "type": "object", "required": ["way"], "properties": { "way": { "const": "rise" } } },
        { "type": "object", "required": ["way"], "properties": { "way": { "enum": ["fall"] } } }
    ] }"##;
    let parts = format!(
        r##""Tides": {{ "type": "array", "items": {union} }}, "Some": {{ "$ref": "#/components/schemas/Tides" }}"##
    );
    for schema in [
        format!(r#"{{ "type": "array", "items": {union} }}"#),
        format!(r#"{{ "items": {union}, "minItems": 1 }}"#),
        format!(r#"{{ "type": ["array", "null"], "items": {union} }}"#),
        format!(
            r#"{{ "anyOf": [{{ "type": "null" }}, {{ "type": "array", "items": {union} }}] }}"#
        ),
        r##"{ "$ref": "#/components/schemas/Tides" }"##.to_owned(),
        r##"{ "allOf": [{ "$ref": "#/components/schemas/Some" }] }"##.to_owned(),
    ] {
        let imported = super::import(&description(
            &format!(r#"{{ "schema": {schema} }}"#),
            &parts,
        ));
        let events: Vec<_> = imported.document.events.keys().collect();
        assert_eq!(events, ["rise", "fall"], "{schema}");
        let assumed = imported.report.of(FindingKind::Assumed);
        let said = "an array describes the stream: its elements are the messages";
        assert!(assumed.into_iter().any(|it| it.message == said), "{schema}");
    }
}

#[test]
fn what_is_shown_of_an_array_is_shown_of_its_elements() {
    let media = r#"{ "schema": {
        "type": "array",
        "items": { "type": "object", "required": ["by"], "properties": { "by": { "type": "integer" } } },
        "example": [{ "by": 1 }, { "by": null }]
    } }"#;
    let imported = super::import(&description(media, ""));
    let relaxed: Vec<_> = imported.report.of(FindingKind::Relaxed).collect();
    assert_eq!(relaxed.len(), 1, "{relaxed:?}");
}

#[test]
fn an_array_for_each_message_stays_one() {
    let media = r#"{ "itemSchema": { "type": "array", "items": { "type": "object", "properties": { "by": { "type": "integer" } } } } }"#;
    let imported = super::import(&description(media, ""));
    let payload = imported.document.events["message"].payload.clone().unwrap();
    let json = imported.document.to_json();
    assert!(json.contains("items"), "{payload:?} {json}");
}
