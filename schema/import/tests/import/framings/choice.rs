//! Which of several streams is meant.

use super::super::{import, lines, says};
use super::{CRATE, MOVE, SCHEMAS, crane, listed};
use stream_events_import::Importer;
use stream_events_schema::{Dispatch, Framing};

#[test]
fn server_sent_events_are_the_first_choice_of_an_operation() {
    let importer = crane(&format!(
        r#""application/ndjson": {{ "schema": {MOVE} }}, "text/event-stream": {{ "schema": {MOVE} }},
           "application/json": {{ "schema": {CRATE} }}"#
    ));
    assert_eq!(
        listed(&importer),
        [
            "GET /crane = Move (sse, text/event-stream)",
            "GET /crane = GET /crane application/ndjson (jsonl, application/ndjson)"
        ]
    );
    let other = "assumed: /paths/~1crane/get/responses/200/content/application~1ndjson: the same \
                 also comes as `application/ndjson`: ask for `GET /crane application/ndjson` to have \
                 it so";
    let pointer = "/paths/~1crane/get/responses/200";
    for union in [
        None,
        Some("Move"),
        Some("GET /crane"),
        Some("watchCrane"),
        Some(pointer),
    ] {
        let importer = importer.clone();
        let imported = import(&match union {
            Some(union) => importer.union(union),
            None => importer,
        });
        assert_eq!(imported.document.framing, Framing::Sse, "{union:?}");
        assert!(imported.document.http.media_types.is_empty());
        assert!(says(&imported, other), "{union:?} {:?}", lines(&imported));
    }
    for union in [
        "GET /crane application/ndjson",
        "watchCrane application/ndjson",
        "watchCrane application/NDJSON; charset=utf-8",
        "#/paths/~1crane/get/responses/200/content/application~1ndjson",
    ] {
        let imported = import(&importer.clone().union(union));
        assert_eq!(imported.document.framing, Framing::JsonLines, "{union}");
        assert_eq!(imported.document.http.media_types, ["application/ndjson"]);
        assert!(!says(&imported, "also comes as"), "{union}");
    }
    for union in [
        "GET /crane application/json-seq",
        "GET /crane application/json",
        "watchCrane ",
    ] {
        let error = importer.clone().union(union).import().unwrap_err();
        let said = format!("the description has no `{union}`");
        assert!(error.to_string().starts_with(&said), "{error}");
    }
}

#[test]
fn media_types_of_one_framing_are_one_stream() {
    let importer = crane(&format!(
        r#""application/x-ndjson": {{ "schema": {MOVE} }}, "application/jsonl": {{ "schema": {MOVE} }}"#
    ));
    let imported = import(&importer);
    assert!(imported.document.http.media_types.is_empty());
    assert!(!says(&imported, "also comes as"));
    let importer = crane(&format!(
        r#""application/jsonl": {{ "schema": {MOVE} }}, "application/x-jsonl": {{ "schema": {MOVE} }}"#
    ));
    let media_types = import(&importer).document.http.media_types;
    assert_eq!(media_types, ["application/jsonl", "application/x-jsonl"]);
}

#[test]
fn the_first_is_the_first_choice_where_there_are_no_server_sent_events() {
    let importer = crane(&format!(
        r#""application/jsonl": {{ "schema": {MOVE} }}, "application/json-seq": {{ "schema": {MOVE} }}"#
    ));
    assert_eq!(
        listed(&importer),
        [
            "GET /crane = Move (jsonl, application/jsonl)",
            "GET /crane = GET /crane application/json-seq (json-seq, application/json-seq)"
        ]
    );
    for union in [
        "Move",
        "GET /crane",
        "watchCrane",
        "GET /crane application/json-seq",
    ] {
        let imported = import(&importer.clone().union(union));
        let is_sequence = union.ends_with("json-seq");
        let framing = match is_sequence {
            true => Framing::JsonSeq,
            false => Framing::JsonLines,
        };
        assert_eq!(imported.document.framing, framing, "{union}");
        let other = "also comes as `application/json-seq`";
        assert_eq!(says(&imported, other), !is_sequence, "{union}");
    }
}

#[test]
fn streams_of_several_operations_are_asked_for() {
    let content = |media_type: &str, schema: &str| {
        format!(
            r##"{{ "get": {{ "responses": {{ "200": {{ "content": {{ "{media_type}": {{ "schema": {schema} }} }} }} }} }} }}"##
        )
    };
    let text = format!(
        r#"{{ "openapi": "3.1.0", "components": {{ "schemas": {SCHEMAS} }}, "paths": {{
            "/live": {}, "/log": {}, "/crates": {}
        }} }}"#,
        content("text/event-stream", MOVE),
        content("application/jsonl", MOVE),
        content("application/json-seq", CRATE)
    );
    let importer = Importer::new("dock.json", &text).unwrap();
    assert_eq!(
        listed(&importer),
        [
            "GET /live = Move (sse, text/event-stream)",
            "GET /log = GET /log (jsonl, application/jsonl)",
            "GET /crates = Crate (json-seq, application/json-seq)"
        ]
    );
    for stream in importer.streams() {
        let imported = import(&importer.clone().union(&stream.union));
        assert_eq!(imported.document.framing, stream.framing);
    }
    assert_eq!(
        importer.import().unwrap_err().to_string(),
        "no `--union` given; the streams it declares are `Move`, `GET /log`, `Crate`"
    );
}

#[test]
fn the_name_of_an_element_is_as_good_as_its_list() {
    let importer = crane(&format!(
        r#""application/json-seq": {{ "schema": {{ "type": "array", "items": {CRATE} }} }}"#
    ));
    let imported = import(&importer.union("Crate"));
    assert_eq!(imported.document.framing, Framing::JsonSeq);
}

#[test]
fn a_media_type_may_be_described_elsewhere() {
    let text = format!(
        r##"{{ "openapi": "3.2.0",
            "paths": {{ "/crane": {{ "get": {{ "responses": {{ "200": {{ "content": {{
                "application/json-seq": {{ "$ref": "#/components/mediaTypes/Moves" }}
            }} }} }} }} }} }},
            "components": {{
                "mediaTypes": {{ "Moves": {{ "itemSchema": {MOVE} }} }},
                "schemas": {SCHEMAS}
            }}
        }}"##
    );
    let importer = Importer::new("dock.json", &text).unwrap();
    let pointer = "#/paths/~1crane/get/responses/200/content/application~1json-seq";
    for union in [
        "Move",
        "GET /crane",
        pointer,
        "#/components/mediaTypes/Moves",
    ] {
        let imported = import(&importer.clone().union(union));
        assert_eq!(imported.document.framing, Framing::JsonSeq, "{union}");
    }
}

#[test]
fn what_names_no_event_is_refused() {
    let by_name = crane(&format!(r#""application/jsonl": {{ "schema": {CRATE} }}"#));
    let error = by_name
        .dispatch(vec![Dispatch::Event])
        .import()
        .unwrap_err();
    assert!(error.diagnostics().is_some());
    let said = "`event` is the name of a message, which has none";
    assert!(error.to_string().contains(said), "{error}");
    let nothing = crane(
        r#""application/jsonl": { "itemSchema": { "required": ["a"], "oneOf": [{ "type": "null" }] } }"#,
    );
    let error = nothing.more("error", "Crate").import().unwrap_err();
    let said = "`--dispatch` has to say which messages are what `--more` adds";
    assert!(error.to_string().ends_with(said), "{error}");
}
