//! How streams that are no server-sent events end.

use super::super::{dispatch, import, says};
use super::{CRATE, MOVE, SCHEMAS, crane};
use stream_events_import::{FindingKind, Imported, Importer};
use stream_events_schema::Sentinel;

#[test]
fn a_text_that_ends_the_stream_is_one_that_can_come() {
    let media = |media_type: &str, schema: &str, text: &str| {
        import(&crane(&format!(
            r#""{media_type}": {{ "schema": {schema}, "x-speakeasy-sse-sentinel": "{text}" }}"#
        )))
    };
    let sentinels = |imported: &Imported| {
        let sentinels = imported.document.sentinels.clone();
        Vec::from_iter(sentinels)
    };
    let ended = media("application/jsonl", MOVE, "[OVER]");
    assert_eq!(sentinels(&ended), [("[OVER]".to_owned(), Sentinel::Finish)]);
    for (media_type, text) in [
        ("application/jsonl", " "),
        ("application/jsonl", "over "),
        ("application/jsonl", "a\\nb"),
        ("application/json-seq", "a\\u001eb"),
        ("application/vnd.amazon.eventstream", "[OVER]"),
    ] {
        let imported = media(media_type, MOVE, text);
        assert_eq!(sentinels(&imported), [], "{media_type} {text}");
        assert_eq!(imported.report.of(FindingKind::Dropped).count(), 1);
    }
    // A text among items of JSON is JSON.
    let union = format!(r#"{{ "oneOf": [{CRATE}, {{ "const": "over" }}] }}"#);
    let imported = import(&crane(&format!(
        r#""application/jsonl": {{ "itemSchema": {union} }}"#
    )));
    assert_eq!(
        sentinels(&imported),
        [("\"over\"".to_owned(), Sentinel::Finish)]
    );
}

#[test]
fn the_end_that_other_operations_mention_is_not_that_of_lines() {
    let text = |about: &str| {
        format!(
            r#"{{ "openapi": "3.1.0", "info": {{ "description": "Some end with [DONE]." }},
                "paths": {{ "/crane": {{ "get": {{ "description": "{about}", "responses": {{ "200": {{ "content": {{
                    "application/jsonl": {{ "schema": {CRATE} }}
                }} }} }} }} }} }},
                "components": {{ "schemas": {SCHEMAS} }}
            }}"#
        )
    };
    for (about, suggested) in [("Lines.", false), ("Ends with [DONE].", true)] {
        let imported = import(&Importer::new("dock.json", &text(about)).unwrap());
        assert_eq!(says(&imported, "mentions `[DONE]`"), suggested, "{about}");
    }
}

#[test]
fn a_failure_that_comes_instead_is_told_by_what_it_has() {
    let union = format!(
        r#"{{ "anyOf": [{CRATE}, {{ "type": "object", "required": ["error"], "properties": {{ "error": {{ "type": "string" }} }} }}] }}"#
    );
    let imported = import(
        &crane(&format!(
            r#""application/x-ndjson": {{ "schema": {union} }}"#
        ))
        .event("crate"),
    );
    assert_eq!(
        dispatch(&imported),
        r#"[{"has":"/error","type":"error"},{"type":"crate"}]"#
    );
    assert!(says(
        &imported,
        "by its name this is a failure: handle it as `fail`?"
    ));
}
