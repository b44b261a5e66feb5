//! Examples and recordings of streams that are no server-sent events.

use super::super::{import, relaxed};
use super::{CRATE, MOVE, crane, listed};
use stream_events_import::Importer;

#[test]
fn swagger_2_says_the_framing_apart_from_the_response() {
    let text = |produces: &str| {
        format!(
            r##"{{ "swagger": "2.0", "produces": {produces},
                "paths": {{ "/crane": {{ "get": {{ "responses": {{ "200": {{
                    "schema": {{ "$ref": "#/definitions/Crate" }},
                    "examples": {{
                        "text/event-stream": "data: {{ \"weight\": true }}\n\n",
                        "application/x-ndjson": "{{ \"weight\": null }}\n{{ \"weight\": 1 }}\n"
                    }}
                }} }} }} }} }},
                "definitions": {{ "Crate": {{ "type": "object", "required": ["weight"], "properties": {{ "weight": {{ "type": "number" }} }} }} }}
            }}"##
        )
    };
    let importer = |produces: &str| Importer::new("dock.json", &text(produces)).unwrap();
    let lines = importer(r#"["application/json", "application/x-ndjson"]"#);
    assert_eq!(
        listed(&lines),
        ["GET /crane = Crate (jsonl, application/x-ndjson)"]
    );
    let imported = import(&lines);
    let example = "/paths/~1crane/get/responses/200/examples/application~1x-ndjson";
    assert_eq!(
        relaxed(&imported.document),
        [format!(
            "nullable /$defs/Crate/properties/weight: /weight is null in {example}"
        )]
    );

    let both =
        importer(r#"["application/x-ndjson", "text/event-stream", "application/x-ndjson;a=1"]"#);
    assert_eq!(
        listed(&both),
        [
            "GET /crane = Crate (sse, text/event-stream)",
            "GET /crane = GET /crane application/x-ndjson (jsonl, application/x-ndjson)"
        ]
    );
    // What is produced is part of what was imported.
    assert_eq!(both.is_current(&imported.document, None), Ok(false));
    let watch = importer(r#"["application/json", "application/json;stream=watch"]"#);
    assert_eq!(
        import(&watch).document.http.media_types,
        ["application/json"]
    );
}

#[test]
fn the_first_line_that_does_not_fit_is_seen_however_examples_are_written() {
    let example = |text: &str| serde_json::to_string(text).unwrap();
    for (media_type, example) in [
        (
            "application/jsonl",
            example("{\"weight\":1}\n{\"weight\":null}\n"),
        ),
        (
            "application/jsonl",
            example("{\"weight\":1}\r\n\r\n{\"weight\":null}\r\n..."),
        ),
        (
            "application/jsonl",
            example("{\n  \"weight\": 1\n}\n{\n  \"weight\": null\n}"),
        ),
        (
            "application/json-seq",
            example("\u{1e}{\"weight\":1}\n\u{1e}{\n\"weight\":null}\n"),
        ),
        (
            "application/jsonl",
            r#"[{ "weight": 1 }, { "weight": null }]"#.to_owned(),
        ),
        ("application/jsonl", r#"{ "weight": null }"#.to_owned()),
    ] {
        let media = format!(r#""{media_type}": {{ "itemSchema": {CRATE}, "example": {example} }}"#);
        let imported = import(&crane(&media));
        assert_eq!(relaxed(&imported.document).len(), 1, "{example}");
    }
    let none = import(&crane(&format!(
        r#""application/jsonl": {{ "itemSchema": {CRATE}, "example": "data: {{\"weight\":null}}\n\n" }}"#
    )));
    assert!(relaxed(&none.document).is_empty());
}

#[test]
fn recordings_are_read_by_the_framing() {
    let importer =
        |media_type: &str| crane(&format!(r#""{media_type}": {{ "itemSchema": {MOVE} }}"#));
    for (media_type, stream) in [
        (
            "application/x-ndjson",
            "{\"type\":\"drop\"}\n\n{\"type\":\"lift\",\"by\":\"9\"}\r\n",
        ),
        (
            "application/json-seq",
            "\u{1e}{\"type\":\"lift\",\n\"by\":\"9\"}\n",
        ),
    ] {
        let imported = import(&importer(media_type).recording("today", stream));
        assert_eq!(
            relaxed(&imported.document),
            ["or-string /$defs/Lift/properties/by: /by is a string in today"],
            "{media_type}"
        );
    }
    let undescribed = crane(r#""application/x-ndjson": {}"#);
    let error = undescribed
        .recording("today", "{\"type\":\"drop\"}\n")
        .import()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("its examples show the events `drop`"),
        "{error}"
    );
}
