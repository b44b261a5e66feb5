//! What was asked for counts, and switches off what would have been found out.

use super::{dispatch, events, import, payload, pointer, says, schema};
use stream_events_import::{FindingKind, Importer};
use stream_events_schema::{Dispatch, Handle, Test};

fn always(name: &str) -> Dispatch {
    Dispatch::Always(name.to_owned())
}

fn at(pointer: &str) -> Dispatch {
    Dispatch::Pointer(self::pointer(pointer))
}

fn has(pointer: &str, name: &str) -> Dispatch {
    Dispatch::Has {
        pointer: self::pointer(pointer),
        event_type: name.to_owned(),
    }
}

/// Two kinds of objects that `kind` tells apart, and so do their own properties.
fn pair() -> Importer {
    schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/Ripe" }, { "$ref": "#/$defs/Picked" }], "discriminator": { "propertyName": "kind" } },
            "Ripe": { "required": ["kind", "tree"], "properties": { "kind": { "const": "ripe" }, "tree": { "type": "string" } } },
            "Picked": { "required": ["kind", "crate"], "properties": { "kind": { "const": "picked" }, "crate": { "type": "integer" } } }
        }"##,
    )
}

#[test]
fn a_dispatch_that_was_asked_for_is_the_only_one() {
    let imported = import(&pair().dispatch(vec![always("fruit")]));
    assert_eq!(events(&imported), ["fruit"]);
    assert_eq!(dispatch(&imported), r#"[{"type":"fruit"}]"#);
    assert_eq!(
        payload(&imported, "fruit"),
        r##"{"anyOf":[{"$ref":"#/$defs/Ripe"},{"$ref":"#/$defs/Picked"}]}"##
    );

    let imported = import(&pair().dispatch(vec![has("/tree", "on-tree"), always("fruit")]));
    assert_eq!(events(&imported), ["on-tree", "fruit"]);

    let imported = import(&pair().dispatch(vec![at("/kind")]));
    assert_eq!(events(&imported), ["ripe", "picked"]);
    assert_eq!(dispatch(&imported), r#"["/kind"]"#);

    // The event field has the names that the data has.
    let imported = import(&pair().dispatch(vec![Dispatch::Event]));
    assert_eq!(events(&imported), ["ripe", "picked"]);
    assert_eq!(dispatch(&imported), r#"["event"]"#);
}

#[test]
fn each_pointer_that_was_asked_for_names_what_it_can() {
    let importer = schema(
        r##"{ "Stream": { "oneOf": [
            { "properties": { "op": { "const": "add" } } },
            { "properties": { "op": { "const": "drop" } } },
            { "properties": { "note": { "const": "rain" } } }
        ] } }"##,
    );
    let imported = import(&importer.clone().dispatch(vec![at("/note"), at("/op")]));
    assert_eq!(events(&imported), ["add", "drop", "rain"]);
    let imported = import(&importer.dispatch(vec![at("/op")]));
    assert_eq!(events(&imported), ["add", "drop"]);
    assert!(says(&imported, "it arrives as an unknown event"));
}

#[test]
fn a_dispatch_that_names_nothing_imports_nothing() {
    let error = pair().dispatch(vec![at("/colour")]).import().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`/$defs/Stream` describes no event: `--dispatch` leads to a name in none of its schemas"
    );
    let imported = import(&pair().dispatch(vec![has("/tree", "on-tree")]));
    assert_eq!(events(&imported), ["on-tree"]);
    assert!(says(&imported, "dropped: /$defs/Picked"));
}

#[test]
fn a_kind_of_chunk_can_be_given_any_name() {
    let importer = schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/Crate" }, { "const": "[END]" }] },
            "Crate": { "required": ["why"], "properties": { "why": { "enum": ["full", "late"] } } }
        }"##,
    );
    let importer = importer.event("crate").dispatch(vec![always("crate")]);
    let imported = import(&importer.handle("crate", Handle::Complete).when(
        "crate",
        pointer("/why"),
        Test::Present,
    ));
    assert_eq!(events(&imported), ["crate"]);
    assert_eq!(dispatch(&imported), r#"[{"type":"crate"}]"#);
}

/// A chunk with or without a failure in it.
fn chunk(error: &str, required: &str) -> Importer {
    schema(&format!(
        r##"{{
            "Stream": {{ "required": ["id" {required}], "properties": {{ "id": {{ "type": "string" }}, "error": {error}, "done": {{ "type": "boolean" }} }} }},
            "Failure": {{ "required": ["text"], "properties": {{ "text": {{ "type": "string" }} }} }}
        }}"##
    ))
}

#[test]
fn a_name_that_another_schema_describes_is_given_to_nothing_else() {
    for error in [
        r#"{ "type": "object", "properties": { "code": { "type": "integer" } } }"#,
        r##"{ "$ref": "#/$defs/Failure" }"##,
        r##"{ "anyOf": [{ "$ref": "#/$defs/Failure" }, { "type": "null" }] }"##,
        r#"{ "type": "string", "nullable": true }"#,
    ] {
        for more in ["Stream", "Failure"] {
            let importer = chunk(error, "")
                .dispatch(vec![has("/error", "error"), always("chunk")])
                .more("error", more)
                .handle("error", Handle::Fail)
                .handle("chunk", Handle::Complete)
                .when("chunk", pointer("/done"), Test::Present);
            let imported = import(&importer);
            assert_eq!(events(&imported), ["chunk", "error"], "{error} {more}");
            assert_eq!(
                payload(&imported, "error"),
                format!(r##"{{"$ref":"#/$defs/{more}"}}"##)
            );
            assert_eq!(
                payload(&imported, "chunk"),
                r##"{"$ref":"#/$defs/Stream"}"##
            );
        }
    }
}

#[test]
fn an_update_gives_a_name_to_what_has_it() {
    let importer = chunk(r##"{ "$ref": "#/$defs/Failure" }"##, "");
    let first = importer
        .clone()
        .dispatch(vec![has("/error", "error"), always("chunk")])
        .more("error", "Failure");
    let document = import(&first).document;
    let updated = importer.update(&document, None).unwrap();
    assert_eq!(updated.document.to_json(), document.to_json());
}

#[test]
fn what_must_have_a_property_is_named_by_it() {
    let importer = chunk(r##"{ "$ref": "#/$defs/Failure" }"##, r#", "error""#);
    let imported = import(&importer.dispatch(vec![has("/error", "error")]));
    assert_eq!(events(&imported), ["error"]);

    let importer = schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["id"], "properties": { "id": {}, "error": { "type": "string" } } },
            { "required": ["error"], "properties": { "error": { "type": "string" } } }
        ] } }"##,
    );
    let imported = import(&importer.dispatch(vec![has("/error", "error"), always("chunk")]));
    assert_eq!(events(&imported), ["chunk", "error"]);
}

#[test]
fn a_schema_of_its_own_replaces_what_a_union_says_of_an_event() {
    let importer = schema(
        r##"{
            "Stream": { "oneOf": [
                { "properties": { "kind": { "const": "ripe" } } },
                { "properties": { "kind": { "const": "error" }, "loose": {} } },
                { "properties": { "kind": { "enum": ["picked", "sold"] } }, "required": ["kind"] }
            ] },
            "Failure": { "required": ["text"], "properties": { "text": { "type": "string" } } }
        }"##,
    );
    let imported = import(
        &importer
            .clone()
            .more("error", "Failure")
            .more("sold", "Failure"),
    );
    assert_eq!(events(&imported), ["ripe", "picked", "error", "sold"]);
    assert_eq!(
        payload(&imported, "error"),
        r##"{"$ref":"#/$defs/Failure"}"##
    );
    assert_eq!(imported.report.of(FindingKind::Replaced).count(), 2);
}

#[test]
fn a_name_made_up_for_an_event_is_not_one_that_was_added() {
    let importer = schema(
        r##"{
            "Stream": { "anyOf": [
                { "required": ["tree"], "properties": { "tree": { "type": "string" } } },
                { "required": ["error"], "properties": { "error": { "type": "string" } } }
            ] },
            "Failure": { "required": ["text"], "properties": { "text": { "type": "string" } } }
        }"##,
    );
    let imported = import(&importer.clone().more("error", "Failure"));
    assert_eq!(events(&imported), ["message", "error_2", "error"]);
    assert_eq!(
        payload(&imported, "error"),
        r##"{"$ref":"#/$defs/Failure"}"##
    );

    let only = schema(
        r#"{ "Stream": { "properties": { "tree": {} } }, "Other": { "properties": { "x": {} } } }"#,
    );
    let imported = import(
        &only
            .more("message", "Other")
            .dispatch(vec![always("message")]),
    );
    assert_eq!(events(&imported), ["message"]);
    assert_eq!(
        payload(&imported, "message"),
        r##"{"$ref":"#/$defs/Other"}"##
    );
    assert!(says(&imported, "dropped: /$defs/Stream"));
}
