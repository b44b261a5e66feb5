//! Failures that a description only hints at.

use stream_events_import::{FindingKind, Imported, Importer};
use stream_events_schema::{Dispatch, Handle};

fn suggestions(imported: &Imported) -> Vec<String> {
    let suggested = imported.report.of(FindingKind::Suggestion);
    suggested.map(ToString::to_string).collect()
}

fn piece(error: &str, required: &str) -> Importer {
    let text = format!(
        r##"{{ "openapi": "3.1.0",
            "paths": {{ "/weave": {{ "post": {{ "responses": {{ "200": {{ "content": {{ "text/event-stream": {{ "schema": {{ "$ref": "#/components/schemas/Piece" }} }} }} }} }} }} }} }},
            "components": {{ "schemas": {{
                "Piece": {{ "type": "object", "required": ["thread" {required}], "properties": {{ "thread": {{ "type": "string" }}, "error": {error} }} }},
                "Snag": {{ "type": "object", "properties": {{ "row": {{ "type": "integer" }} }} }},
                "Message": {{ "type": "object", "required": ["data"], "properties": {{ "data": {{ "$ref": "#/components/schemas/Piece" }} }} }},
                "End": {{ "type": "object", "required": ["data"], "properties": {{ "data": {{ "const": "[END]" }} }} }},
                "All": {{ "oneOf": [{{ "$ref": "#/components/schemas/End" }}, {{ "$ref": "#/components/schemas/Message" }}] }}
            }} }}
        }}"##
    );
    Importer::new("loom.json", &text).unwrap()
}

#[test]
fn a_failure_that_may_be_inside_a_chunk_is_suggested() {
    let said = "suggestion: /events/message: `/error` may be in `message`: if that is a failure, \
                `--dispatch /error=error,=message --more error='Piece' --handle error=fail`";
    for error in [
        r#"{ "type": "object", "properties": { "row": { "type": "integer" } } }"#,
        r##"{ "$ref": "#/components/schemas/Snag" }"##,
        r#"{ "type": "string" }"#,
        r#"{ "type": ["string", "null"] }"#,
    ] {
        for union in ["Piece", "POST /weave", "All"] {
            let importer = piece(error, "").union(union);
            assert_eq!(
                suggestions(&super::import(&importer)),
                [said],
                "{error} {union}"
            );
        }
    }
    let nullable =
        r##"{ "anyOf": [{ "$ref": "#/components/schemas/Snag" }, { "type": "null" }] }"##;
    let imported = super::import(&piece(nullable, r#", "error""#));
    assert_eq!(suggestions(&imported), [said]);
}

#[test]
fn what_was_suggested_can_be_done_and_is_not_suggested_again() {
    let importer = piece(r##"{ "$ref": "#/components/schemas/Snag" }"##, "")
        .union("All")
        .dispatch(vec![
            Dispatch::Has {
                pointer: super::pointer("/error"),
                event_type: "error".to_owned(),
            },
            Dispatch::Always("message".to_owned()),
        ])
        .more("error", "Piece")
        .handle("error", Handle::Fail);
    let imported = super::import(&importer);
    assert_eq!(super::events(&imported), ["message", "error"]);
    let again = suggestions(&imported);
    assert!(
        !again.iter().any(|it| it.contains("--dispatch")),
        "{again:?}"
    );
}

#[test]
fn an_error_that_is_always_there_or_one_of_many_events_is_not_suggested() {
    let always = piece(r#"{ "type": "string" }"#, r#", "error""#);
    assert!(suggestions(&super::import(&always)).is_empty());
    let tagged = super::schema(
        r##"{ "Stream": { "oneOf": [
            { "properties": { "kind": { "const": "woven" }, "error": { "type": "string" } } },
            { "properties": { "kind": { "const": "cut" } } }
        ] } }"##,
    );
    assert!(suggestions(&super::import(&tagged)).is_empty());
}
