//! Importing again what people have worked on since.

use super::pointer;
use stream_events_import::{FindingKind, Importer, Report};
use stream_events_schema::{
    Content, Document, FailureType, Handle, Make, Relaxation, Schema, Sentinel, Source, Test, parse,
};

const BEFORE: &str = r##"{
    "Stream": { "oneOf": [{ "$ref": "#/$defs/Started" }, { "$ref": "#/$defs/Stopped" }] },
    "Started": { "type": "object", "required": ["type", "id", "by"], "properties": {
        "type": { "const": "started" }, "id": { "type": "string" }, "by": { "type": "string" },
        "place": { "type": "object", "properties": { "x": { "type": "number" } } }
    } },
    "Stopped": { "type": "object", "required": ["type"], "properties": { "type": { "const": "stopped" } } }
}"##;

const AFTER: &str = r##"{
    "Stream": { "oneOf": [{ "$ref": "#/$defs/Paused" }, { "$ref": "#/$defs/Started" }] },
    "Started": { "type": "object", "required": ["type", "id", "by"], "properties": {
        "type": { "const": "started" }, "id": { "type": "integer" }, "by": { "type": "string" }, "since": { "type": "string" },
        "place": { "type": "object", "properties": { "x": { "type": "number" }, "y": { "type": "number" } } }
    } },
    "Paused": { "type": "object", "required": ["type"], "properties": { "type": { "const": "paused" } } }
}"##;

/// What a person made of the first import.
const WORKED_ON: &str = r##"{
    "$schema": "https://github.com/stream-events/stream-events/schema/v1/event-schema.json",
    "title": "Things", "description": "Ours.", "version": "3",
    "source": { "file": "schema.json", "url": "https://example.com/schema.json", "union": "Stream", "hash": "sha256:0", "relaxations": [{ "at": "/$defs/Started/properties/by", "make": "optional", "because": "seen without" }, { "at": "/$defs/Started/properties/extra", "make": "optional", "because": "as we know them" }] },
    "dispatch": ["/type", { "has": "/error", "type": "failed" }],
    "events": {
        "started": { "name": "Begun", "description": "It begins.", "payload": { "$ref": "#/$defs/Started" } },
        "stopped": { "handle": "finish", "payload": { "$ref": "#/$defs/Stopped" } },
        "failed": { "handle": "fail", "payload": { "$ref": "#/$defs/Failure" } }
    },
    "unknown": "skip", "mismatch": "keep", "end": "optional",
    "sentinels": { "bye": "finish" },
    "errors": { "message": ["/error"], "body": { "$ref": "#/$defs/Body" } },
    "http": { "request_id_headers": ["x-id"] },
    "resume": { "cursor": "/id", "query": "after" },
    "$defs": {
        "Started": { "name": "BegunData", "description": "Data of the beginning.", "type": "object", "required": ["type", "id"], "properties": {
            "type": { "const": "started" }, "id": { "type": ["string", "null"], "description": "Which." }, "by": { "type": "string" },
            "place": { "$ref": "#/$defs/Place", "description": "Where." }, "extra": { "type": "boolean" }
        } },
        "Stopped": { "type": "object", "required": ["type"], "properties": { "type": { "const": "stopped" } } },
        "Place": { "description": "A place.", "type": "object", "properties": { "x": { "type": "number", "description": "East." } } },
        "Failure": { "type": "object", "required": ["error"], "properties": { "error": { "type": "string" } } },
        "Body": { "type": "object", "properties": { "error": { "type": "string" } } }
    }
}"##;

fn worked_on() -> Document {
    parse(&Source::new("things.json", WORKED_ON)).unwrap()
}

pub(super) fn said(report: &Report) -> Vec<String> {
    report.iter().map(ToString::to_string).collect()
}

/// What the first import made.
pub(super) fn base() -> Document {
    let mut base = without_union(BEFORE)
        .union("Stream")
        .import()
        .unwrap()
        .document;
    // One of its relaxations is from a recording that the next import has no more.
    let started = base.definitions.get_mut("Started").unwrap();
    let Schema::Object(started) = started else {
        panic!("an object")
    };
    started.required.retain(|it| it != "by");
    base.source.as_mut().unwrap().relaxations = vec![Relaxation {
        at: pointer("/$defs/Started/properties/by"),
        make: Make::Optional,
        because: "seen without".to_owned(),
    }];
    base
}

fn without_union(definitions: &str) -> Importer {
    Importer::new("schema.json", &format!("{{ \"$defs\": {definitions} }}")).unwrap()
}

#[test]
fn what_people_added_is_kept() {
    let updated = without_union(AFTER)
        .update(&worked_on(), Some(&base()))
        .unwrap();
    let document = &updated.document;
    super::sound(document);
    let before = worked_on();
    assert_eq!(document.schema, before.schema);
    assert_eq!(
        (&document.title, &document.description, &document.version),
        (&before.title, &before.description, &before.version)
    );
    let url = |document: &Document| document.source.as_ref().unwrap().url.clone();
    assert!(url(document).is_some());
    assert_eq!(url(document), url(&before));
    assert_eq!(document.dispatch, before.dispatch);
    assert_eq!(
        (document.unknown, document.mismatch, document.end),
        (before.unknown, before.mismatch, before.end)
    );
    assert_eq!(document.sentinels, before.sentinels);
    assert_eq!(document.errors, before.errors);
    assert_eq!(document.http, before.http);
    assert!(document.resume.is_some());
    assert_eq!(document.resume, before.resume);

    let events: Vec<_> = document.events.keys().collect();
    assert_eq!(
        events,
        ["started", "stopped", "failed", "paused"],
        "in the order they had, then what is new"
    );
    assert_eq!(document.events["started"], before.events["started"]);
    assert_eq!(document.events["failed"], before.events["failed"]);

    let started = document.definitions["Started"].keywords().unwrap();
    assert_eq!(started.name.as_deref(), Some("BegunData"));
    assert_eq!(
        started.description.as_deref(),
        Some("Data of the beginning.")
    );
    assert_eq!(started.required, ["type", "id"], "`by` was made optional");
    let properties = started.properties.as_ref().unwrap();
    let property = |key: &str| stream_events_schema::Json::from(&properties[key]).to_string();
    assert_eq!(
        property("id"),
        r#"{"description":"Which.","type":["integer","null"]}"#
    );
    assert_eq!(property("since"), r#"{"type":"string"}"#);
    assert_eq!(property("extra"), r#"{"type":"boolean"}"#);
    assert_eq!(
        property("place"),
        r##"{"$ref":"#/$defs/Place","description":"Where."}"##
    );
    let place = stream_events_schema::Json::from(&document.definitions["Place"]).to_string();
    assert_eq!(
        place,
        r#"{"description":"A place.","type":"object","properties":{"x":{"description":"East.","type":"number"},"y":{"type":"number"}}}"#,
        "a type that people named follows the description too"
    );
}

#[test]
fn an_update_says_what_it_kept_and_what_is_new() {
    let updated = without_union(AFTER)
        .update(&worked_on(), Some(&base()))
        .unwrap();
    assert_eq!(
        said(&updated.report),
        [
            "conflict: /events/stopped: the description no longer has what was edited by hand",
            "kept: /$defs/Stopped: the description no longer has it, but the document refers to it",
            "kept: /events/failed: the description does not have the event",
            "kept: /$defs/Started/properties/extra: the description does not have the property",
            "suggestion: /events/paused: the event is new: how it is handled is to be decided",
        ]
    );
    assert_eq!(
        super::relaxed(&updated.document),
        [
            "optional /$defs/Started/properties/by: seen without",
            "optional /$defs/Started/properties/extra: as we know them"
        ]
    );
}

#[test]
fn an_update_of_an_update_changes_nothing() {
    let importer = without_union(AFTER);
    let once = importer.update(&worked_on(), Some(&base())).unwrap();
    let twice = importer.update(&once.document, Some(&once.base)).unwrap();
    assert_eq!(once.document.to_json(), twice.document.to_json());
    assert_eq!(once.base.to_json(), twice.base.to_json());
    assert_eq!(importer.is_current(&once.document, None), Ok(true));
}

#[test]
fn a_change_is_noticed_and_prose_is_none() {
    let imported = super::schema(BEFORE).import().unwrap();
    assert_eq!(
        super::schema(BEFORE).is_current(&imported.document, None),
        Ok(true)
    );
    assert_eq!(
        super::schema(AFTER).is_current(&imported.document, None),
        Ok(false)
    );
    let prose = BEFORE.replace(
        r#""Stopped": {"#,
        r#""Stopped": { "description": "New words.","#,
    );
    assert_eq!(
        super::schema(&prose).is_current(&imported.document, None),
        Ok(true)
    );
    let elsewhere = BEFORE.replacen('{', r#"{ "Unrelated": { "type": "string" },"#, 1);
    assert_eq!(
        super::schema(&elsewhere).is_current(&imported.document, None),
        Ok(true)
    );
    let deep = BEFORE.replace(
        r#""x": { "type": "number" }"#,
        r#""x": { "type": "integer" }"#,
    );
    assert_eq!(
        super::schema(&deep).is_current(&imported.document, None),
        Ok(false)
    );
}

#[test]
fn content_that_people_chose_is_kept() {
    let imported = super::schema(BEFORE).import().unwrap().document;
    let mut existing = imported.clone();
    let stopped = existing.events.get_mut("stopped").unwrap();
    stopped.content = Content::None;
    stopped.payload = None;
    stopped.handle = Handle::Finish;
    let updated = super::schema(BEFORE)
        .update(&existing, Some(&imported))
        .unwrap();
    assert_eq!(updated.document.events["stopped"].content, Content::None);
    assert_eq!(updated.kept, 3, "the content, the payload and the handle");
    super::sound(&updated.document);
}

#[test]
fn options_win_over_what_is_there() {
    let importer = super::schema(BEFORE).sentinel("[DONE]", Sentinel::Finish);
    let updated = importer.update(&worked_on(), Some(&base())).unwrap();
    let sentinels: Vec<_> = updated.document.sentinels.keys().collect();
    assert_eq!(sentinels, ["bye", "[DONE]"]);
    assert_eq!(
        updated.document.events["stopped"].payload,
        Some(Schema::reference("Stopped"))
    );
}

/// An update of what was worked on, with a condition, and what it says but for what it kept.
fn handled(importer: &Importer) -> (Document, Vec<String>) {
    let condition = r#""handle": "finish", "when": { "/type": ["stopped"] },"#;
    let text = WORKED_ON.replace(r#""handle": "finish","#, condition);
    let existing = parse(&Source::new("things.json", text)).unwrap();
    assert_eq!(existing.events["stopped"].when.len(), 1);
    let updated = importer.update(&existing, Some(&base())).unwrap();
    super::sound(&updated.document);
    let mut lines = said(&updated.report);
    lines.retain(|line| !line.starts_with("kept: ") && !line.starts_with("conflict: "));
    (updated.document, lines)
}

#[test]
fn handling_that_is_asked_for_wins() {
    // Nobody wrote any, and only the document has the property.
    let importer = without_union(BEFORE).handle("started", Handle::Complete);
    let (document, lines) = handled(&importer.when("started", pointer("/extra"), Test::Present));
    assert_eq!(document.events["started"].handle, Handle::Complete);
    assert_eq!(document.events["started"].when["/extra"], Test::Present);
    assert_eq!(lines, [""; 0]);

    // An event that only the document has, and one that is new.
    let importer = without_union(AFTER).handle("failed", Handle::Yield);
    let (document, lines) = handled(&importer.handle("paused", Handle::Finish));
    assert_eq!(document.events["failed"].handle, Handle::Yield);
    assert_eq!(document.events["paused"].handle, Handle::Finish);
    assert_eq!(lines, ["replaced: /events/failed/handle: it was `fail`"]);

    for importer in [
        without_union(AFTER).handle("stoped", Handle::Skip),
        without_union(AFTER).when("stoped", pointer("/type"), Test::Present),
    ] {
        let error = importer
            .update(&worked_on(), Some(&base()))
            .unwrap_err()
            .to_string();
        assert!(error.ends_with("did you mean `stopped`?"), "{error}");
    }
}

#[test]
fn conditions_stay_while_they_may() {
    let (document, lines) = handled(&without_union(BEFORE).handle("stopped", Handle::Complete));
    assert_eq!(document.events["stopped"].when.len(), 1);
    assert_eq!(lines, ["replaced: /events/stopped/handle: it was `finish`"]);

    let asked = without_union(BEFORE).when("stopped", pointer("/type"), Test::Present);
    let (document, lines) = handled(&asked);
    assert_eq!(document.events["stopped"].handle, Handle::Finish);
    assert_eq!(document.events["stopped"].when["/type"], Test::Present);
    let was = "replaced: /events/stopped/when: it was `/type=stopped`";
    assert_eq!(lines, [was]);

    let (document, lines) = handled(&without_union(BEFORE).handle("stopped", Handle::Skip));
    assert_eq!(document.events["stopped"].handle, Handle::Skip);
    assert_eq!(document.events["stopped"].when.len(), 0);
    assert_eq!(
        lines,
        ["replaced: /events/stopped/handle: it was `finish`", was]
    );
}

#[test]
fn a_document_without_descriptions_stays_without() {
    let described = r#""Stopped": { "description": "It is over.","#;
    let importer = super::schema(&BEFORE.replace(r#""Stopped": {"#, described));
    let bare = super::import(&importer.clone().no_descriptions()).document;
    let updated = importer.update(&bare, Some(&bare)).unwrap().document;
    super::sound(&updated);
    assert_eq!(updated, bare);
    let whole = super::import(&importer).document;
    assert_ne!(whole.definitions, bare.definitions);
    assert_eq!(
        importer.update(&whole, Some(&whole)).unwrap().document,
        whole
    );
    let left_out = importer
        .no_descriptions()
        .update(&whole, Some(&whole))
        .unwrap()
        .document;
    assert_eq!(left_out.source.unwrap().descriptions, Some(false));
}

#[test]
fn nothing_is_suggested_that_the_document_does_already() {
    let done = || super::schema(&BEFORE.replace(r#""stopped""#, r#""done""#));
    let imported = super::import(&done().handle("done", Handle::Finish));
    let updated = done()
        .update(&imported.document, Some(&imported.document))
        .unwrap();
    assert_eq!(updated.report.of(FindingKind::Suggestion).count(), 0);

    let mut failing = super::import(&done().handle("done", Handle::Fail));
    let suggestion = "suggestion: /events/done: say where its type and message are: `errors`";
    assert!(super::lines(&failing).contains(&suggestion.to_owned()));
    failing.document.errors.types = vec![FailureType::Pointer(pointer("/type"))];
    let updated = done().update(&failing.document, None).unwrap();
    assert_eq!(updated.report.of(FindingKind::Suggestion).count(), 0);
}
