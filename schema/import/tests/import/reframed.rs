//! Updates of documents whose streams changed their framing, or got another by hand.

use super::relaxed;
use stream_events_import::{FindingKind, Importer};
use stream_events_schema::{Dispatch, Document, Framing, Handle, Sentinel};

fn ferry(media_type: &str) -> Importer {
    let text = format!(
        r##"{{ "openapi": "3.2.0",
            "paths": {{ "/ferry": {{ "get": {{ "responses": {{ "200": {{ "content": {{ "{media_type}": {{
                "schema": {{ "$ref": "#/components/schemas/Ferry" }}
            }} }} }} }} }} }} }},
            "components": {{ "schemas": {{
                "Ferry": {{ "oneOf": [{{ "$ref": "#/components/schemas/Left" }}, {{ "$ref": "#/components/schemas/Docked" }}] }},
                "Left": {{ "type": "object", "required": ["type"], "properties": {{ "type": {{ "const": "left" }} }} }},
                "Docked": {{ "type": "object", "required": ["type"], "properties": {{ "type": {{ "const": "docked" }}, "pier": {{ "type": "integer" }} }} }}
            }} }}
        }}"##
    );
    Importer::new("ferry.json", &text).unwrap()
}

fn imported(importer: &Importer) -> Document {
    super::import(importer).document
}

#[test]
fn a_framing_that_the_description_changed_is_taken() {
    for (old, new) in [
        ("text/event-stream", "application/x-ndjson"),
        ("application/x-ndjson", "text/event-stream"),
        ("application/x-ndjson", "application/geo+json-seq"),
        ("application/ndjson", "application/vnd.amazon.eventstream"),
        ("application/vnd.amazon.eventstream", "application/jsonl"),
    ] {
        let base = imported(&ferry(old));
        let fresh = imported(&ferry(new));
        let mut edited = base.clone();
        edited.events["left"].handle = Handle::Skip;
        assert_eq!(ferry(new).is_current(&edited, Some(&base)), Ok(false));
        let updated = ferry(new).update(&edited, Some(&base)).unwrap();
        assert_eq!(
            updated.report.of(FindingKind::Conflict).count(),
            0,
            "{old} {new}"
        );
        let document = &updated.document;
        assert_eq!(document.framing, fresh.framing, "{old} {new}");
        assert_eq!(document.dispatch, fresh.dispatch, "{old} {new}");
        assert_eq!(document.http, fresh.http, "{old} {new}");
        assert_eq!(document.events["left"].handle, Handle::Skip);
        assert_eq!(
            ferry(new).is_current(document, Some(&updated.base)),
            Ok(true)
        );
    }
}

#[test]
fn what_was_asked_for_stays_in_another_framing() {
    let options = |importer: Importer| {
        importer
            .dispatch(vec![
                Dispatch::Event,
                Dispatch::Pointer(super::pointer("/type")),
            ])
            .sentinel("[OVER]", Sentinel::Finish)
            .sentinel(" ", Sentinel::Skip)
            .handle("docked", Handle::Finish)
    };
    let base = imported(&options(ferry("text/event-stream")));
    let updated = ferry("application/jsonl")
        .update(&base, Some(&base))
        .unwrap();
    let document = updated.document;
    assert_eq!(document.framing, Framing::JsonLines);
    assert_eq!(
        document.dispatch,
        [Dispatch::Pointer(super::pointer("/type"))]
    );
    let sentinels: Vec<_> = document.sentinels.keys().collect();
    assert_eq!(sentinels, ["[OVER]"], "a blank line is no message");
    assert_eq!(document.events["docked"].handle, Handle::Finish);
}

#[test]
fn a_framing_that_people_chose_stays() {
    let base = imported(&ferry("text/event-stream"));
    let mut edited = base.clone();
    edited.framing = Framing::JsonLines;
    edited.dispatch = vec![Dispatch::Pointer(super::pointer("/type"))];
    edited.http.media_types = vec!["application/json".to_owned()];
    let importer = || ferry("text/event-stream");
    let recorded = importer().recording("today.jsonl", "{\"type\":\"docked\",\"pier\":\"3\"}\n");
    for (importer, loosened) in [(importer(), 0), (recorded, 1)] {
        let updated = importer.update(&edited, Some(&base)).unwrap();
        assert_eq!(updated.document.framing, Framing::JsonLines);
        assert_eq!(updated.document.dispatch, edited.dispatch);
        assert_eq!(updated.document.http, edited.http);
        assert_eq!(relaxed(&updated.document).len(), loosened);
    }
}

#[test]
fn recordings_and_checks_work_for_lines() {
    let importer = || ferry("application/x-ndjson");
    let base = imported(&importer());
    let recorded = importer().recording("today.jsonl", "{\"type\":\"docked\",\"pier\":\"3\"}\n");
    assert_eq!(recorded.is_current(&base, Some(&base)), Ok(false));
    let updated = recorded.update(&base, Some(&base)).unwrap();
    assert_eq!(
        relaxed(&updated.document),
        ["or-string /$defs/Docked/properties/pier: /pier is a string in today.jsonl"]
    );
    let current = importer().is_current(&updated.document, Some(&updated.base));
    assert_eq!(current, Ok(true));
}
