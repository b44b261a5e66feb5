//! Which responses are streams, and what their operations say of them.

use stream_events_import::{DeclaredStream, FindingKind, Imported, Importer};
use stream_events_schema::Sentinel;

fn description(version: &str, paths: &str, schemas: &str) -> Importer {
    let text = format!(
        r#"{{ "openapi": "{version}", "paths": {paths}, "components": {{ "schemas": {schemas} }} }}"#
    );
    Importer::new("harbour.json", &text).unwrap()
}

fn listed(importer: &Importer) -> Vec<String> {
    let line = |stream: DeclaredStream| match stream.lacks {
        None => format!("{} = {}", stream.operation, stream.union),
        Some(lack) => format!("{} = {} ({lack})", stream.operation, stream.union),
    };
    importer.streams().into_iter().map(line).collect()
}

fn error(importer: &Importer) -> String {
    importer.import().unwrap_err().to_string()
}

const BOATS: &str = r##"{
    "Boat": { "oneOf": [
        { "type": "object", "required": ["kind"], "properties": { "kind": { "const": "sail" } } },
        { "type": "object", "required": ["kind"], "properties": { "kind": { "const": "tug" } } }
    ] },
    "Mooring": { "type": "object", "properties": { "pier": { "type": "string" } } },
    "Storm": { "type": "object", "required": ["force"], "properties": { "force": { "type": "integer" } } }
}"##;

#[test]
fn a_stream_without_a_schema_is_listed_and_says_what_may_describe_it() {
    for media in [
        r#"{}"#,
        r#"{ "schema": {} }"#,
        r#"{ "schema": true }"#,
        r#"{ "schema": { "description": "what comes in" } }"#,
        r#"{ "itemSchema": {} }"#,
        r#"{ "example": "data: {}\n\n" }"#,
    ] {
        let paths = format!(
            r##"{{ "/quay": {{ "get": {{ "operationId": "watch", "responses": {{ "200": {{ "content": {{
                "text/event-stream": {media},
                "application/json": {{ "schema": {{ "$ref": "#/components/schemas/Mooring" }} }}
            }} }} }} }} }} }}"##
        );
        let importer = description("3.2.0", &paths, BOATS);
        assert_eq!(listed(&importer), ["GET /quay = GET /quay (no schema)"]);
        let said = "`GET /quay` declares a stream without a schema; name what describes its events \
                    with `--union`: `Boat`, `Mooring`";
        assert_eq!(error(&importer), said, "{media}");
        for name in ["GET /quay", "watch", "#/paths/~1quay/get"] {
            let importer = description("3.2.0", &paths, BOATS).union(name);
            assert!(error(&importer).contains("`Boat`, `Mooring`"), "{name}");
        }
        super::import(&importer.union("Boat"));
    }
}

#[test]
fn what_the_operation_names_and_unions_come_before_other_objects() {
    let paths = r##"{ "/quay": { "get": { "description": "Answers with `Ship` objects.", "responses": { "200": { "content": {
        "text/event-stream": {},
        "application/json": { "schema": { "$ref": "#/components/schemas/Boat" } }
    } } } } } }"##;
    let ships = BOATS.replace("\"Mooring\":", r#""Ship": { "anyOf": [{ "properties": { "a": {} } }, { "properties": { "b": {} } }] }, "Mooring":"#);
    let said = error(&description("3.1.0", paths, &ships));
    assert!(said.ends_with("`--union`: `Ship`, `Boat`"), "{said}");
}

#[test]
fn a_stream_of_a_description_without_schemas_has_none_to_name() {
    let paths = r#"{ "/quay": { "get": { "responses": { "200": { "content": { "text/event-stream": {} } } } } } }"#;
    let said = error(&description("3.1.0", paths, "{}"));
    assert_eq!(
        said,
        "`GET /quay` declares a stream without a schema; the description has no schema to name: write the document by hand"
    );
}

#[test]
fn an_operation_without_a_stream_is_told_from_one_that_is_not_there() {
    let paths = r##"{ "/quay": { "post": { "operationId": "moor", "description": "Streams a `Boat`.", "responses": {
        "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Mooring" } } } }
    } } } }"##;
    for name in ["POST /quay", "moor", "/paths/~1quay/post"] {
        let importer = description("3.1.0", paths, BOATS).union(name);
        assert_eq!(
            error(&importer),
            format!(
                "`{name}` declares no response that is a stream, such as `text/event-stream` or \
                 `application/x-ndjson`; name what describes its events with `--union`: `Boat`"
            )
        );
    }
    let importer = description("3.1.0", paths, BOATS).union("GET /quay");
    assert!(error(&importer).starts_with("the description has no `GET /quay`"));
}

#[test]
fn swagger_2_says_apart_from_the_response_that_it_is_a_stream() {
    let text = |all: &str, own: &str, response: &str| {
        format!(
            r##"{{
                "swagger": "2.0", {all}
                "paths": {{ "/quay": {{ "get": {{ {own}
                    "responses": {{
                        "200": {response},
                        "404": {{ "description": "no", "schema": {{ "$ref": "#/definitions/Storm" }} }}
                    }}
                }} }} }},
                "responses": {{ "Boats": {{ "description": "ok", "schema": {{ "$ref": "#/definitions/Mooring" }} }} }},
                "definitions": {BOATS}
            }}"##
        )
    };
    let mooring = r##"{ "description": "ok", "schema": { "$ref": "#/definitions/Mooring" } }"##;
    let shared = r##"{ "$ref": "#/responses/Boats" }"##;
    let events = r#""produces": ["application/json", "text/event-stream; charset=utf-8"],"#;
    let json = r#""produces": ["application/json"],"#;
    for (all, own, response) in [
        ("", events, mooring),
        ("", events, shared),
        (events, "", mooring),
        (json, events, mooring),
    ] {
        let importer = Importer::new("harbour.json", &text(all, own, response)).unwrap();
        assert_eq!(listed(&importer), ["GET /quay = Mooring"], "{all} {own}");
        let imported = super::import(&importer);
        assert!(imported.document.definitions.contains_key("Mooring"));
    }
    for (all, own) in [("", ""), ("", json), (events, json)] {
        let importer = Importer::new("harbour.json", &text(all, own, mooring)).unwrap();
        assert!(importer.streams().is_empty(), "{all} {own}");
    }
    let bare = text("", events, r#"{ "description": "ok" }"#);
    let importer = Importer::new("harbour.json", &bare).unwrap();
    assert_eq!(listed(&importer), ["GET /quay = GET /quay (no schema)"]);
}

#[test]
fn an_example_of_swagger_2_is_of_its_media_type() {
    let text = r##"{
        "swagger": "2.0",
        "paths": { "/quay": { "get": { "produces": ["text/event-stream"], "responses": { "200": {
            "schema": { "$ref": "#/definitions/Boat" },
            "examples": {
                "application/json": { "name": 1 },
                "text/event-stream": "data: { \"name\": null }\n\n"
            }
        } } } } },
        "definitions": { "Boat": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } } }
    }"##;
    let imported = super::import(&Importer::new("harbour.json", text).unwrap());
    assert_eq!(imported.report.of(FindingKind::Relaxed).count(), 1);
}

#[test]
fn only_what_succeeds_is_a_stream_of_the_api() {
    let answer = |schema: &str| {
        format!(
            r##"{{ "content": {{ "text/event-stream": {{ "schema": {{ "$ref": "#/components/schemas/{schema}" }} }} }} }}"##
        )
    };
    let (mooring, storm) = (answer("Mooring"), answer("Storm"));
    for (responses, listed_as) in [
        (
            format!(r#""200": {mooring}, "422": {storm}, "500": {storm}"#),
            "Mooring",
        ),
        (
            format!(r#""4XX": {storm}, "default": {storm}, "2XX": {mooring}"#),
            "Mooring",
        ),
        (
            format!(r#""200": {mooring}, "201": {mooring}, "default": {storm}"#),
            "Mooring",
        ),
        (
            format!(r#""default": {mooring}, "503": {storm}"#),
            "Mooring",
        ),
    ] {
        let paths = format!(r#"{{ "/quay": {{ "post": {{ "responses": {{ {responses} }} }} }} }}"#);
        let importer = description("3.0.3", &paths, BOATS);
        assert_eq!(
            listed(&importer),
            [format!("POST /quay = {listed_as}")],
            "{responses}"
        );
        let imported = super::import(&importer);
        let suggests_more = |imported: &Imported| {
            let mut suggested = imported.report.of(FindingKind::Suggestion);
            suggested.any(|it| it.message.contains("`--more error=Storm`"))
        };
        assert!(suggests_more(&imported), "{responses}");
        let with_error = super::import(&importer.more("error", "Storm"));
        assert!(!suggests_more(&with_error));
    }
}

#[test]
fn failures_that_look_like_the_stream_are_no_others() {
    let media = r##"{ "content": { "text/event-stream": { "schema": { "$ref": "#/components/schemas/Mooring" } } } }"##;
    let paths = format!(
        r#"{{ "/quay": {{ "get": {{ "responses": {{ "200": {media}, "500": {media} }} }} }} }}"#
    );
    let imported = super::import(&description("3.0.3", &paths, BOATS));
    assert_eq!(imported.report.of(FindingKind::Suggestion).count(), 0);
}

#[test]
fn additional_operations_are_operations() {
    let paths = r##"{ "/quay": { "additionalOperations": { "SUBSCRIBE": { "responses": { "200": { "content": {
        "text/event-stream": { "schema": { "$ref": "#/components/schemas/Boat" } }
    } } } } } } }"##;
    let importer = description("3.2.0", paths, BOATS);
    assert_eq!(listed(&importer), ["SUBSCRIBE /quay = Boat"]);
}

/// `/calm` and `/ended` answer with the same schema; an extension ends one of them.
fn two_ends(ended: &str) -> Importer {
    let schema = r##""schema": { "$ref": "#/components/schemas/Mooring" }"##;
    let media = |more: &str| {
        format!(
            r#"{{ "get": {{ "responses": {{ "200": {{ "content": {{ "text/event-stream": {{ {more} {schema} }} }} }} }} }} }}"#
        )
    };
    let paths = format!(
        r#"{{ "/calm": {}, "/ended": {} }}"#,
        media(""),
        media(ended)
    );
    description("3.1.0", &paths, BOATS)
}

#[test]
fn an_end_is_that_of_the_operation_it_is_said_of() {
    let importer = || two_ends(r#""x-speakeasy-sse-sentinel": "[OVER]","#);
    assert_eq!(
        listed(&importer()),
        ["GET /calm = GET /calm", "GET /ended = GET /ended"]
    );
    let calm = super::import(&importer().union("GET /calm"));
    assert!(calm.document.sentinels.is_empty());
    assert_eq!(calm.document.end, None);
    let ended = super::import(&importer().union("GET /ended"));
    assert_eq!(ended.document.sentinels["[OVER]"], Sentinel::Finish);
    let either = super::import(&importer().union("Mooring"));
    assert!(either.document.sentinels.is_empty());
    let said = either.report.of(FindingKind::Suggestion);
    assert!(said.into_iter().any(|it| {
        it.message
            .contains("`[OVER]` ends the stream of `GET /ended`")
    }));
}

#[test]
fn an_end_that_all_streams_of_a_schema_have_is_that_of_the_schema() {
    let importer = two_ends("");
    assert_eq!(
        listed(&importer),
        ["GET /calm = Mooring", "GET /ended = Mooring"]
    );
    let text = r##"{ "openapi": "3.1.0",
        "paths": {
            "/a": { "get": { "responses": { "200": { "content": { "text/event-stream": { "x-speakeasy-sse-sentinel": "[OVER]", "schema": { "$ref": "#/components/schemas/Boat" } } } } } } },
            "/b": { "get": { "x-fern-streaming": { "terminator": "[OVER]", "response-stream": { "$ref": "#/components/schemas/Boat" } } } }
        },
        "components": { "schemas": { "Boat": { "type": "object", "properties": { "name": { "type": "string" } } } } }
    }"##;
    let imported = super::import(&Importer::new("harbour.json", text).unwrap());
    assert_eq!(imported.document.sentinels["[OVER]"], Sentinel::Finish);
}
