//! How events are found in a schema and told apart.

use super::{dispatch, events, pointer};
use stream_events_import::Importer;
use stream_events_schema::{Content, Dispatch, End, Sentinel};

#[test]
fn unions_of_unions_are_flattened() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/Rest" }, { "type": "null" }] },
            "Rest": { "anyOf": [{ "$ref": "#/$defs/B" }, { "allOf": [{ "$ref": "#/$defs/Stream" }] }] },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "enum": ["b"] } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    assert_eq!(dispatch(&imported), r#"["event","/type"]"#);
}

#[test]
fn a_union_inside_itself_adds_nothing_to_it() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": {
                "required": ["type"],
                "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/Stream" }, { "$ref": "#/$defs/B" }]
            },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
}

#[test]
fn a_few_unions_cannot_stand_for_any_number_of_events() {
    let names: Vec<_> = (0..20).map(|number| format!("U{number}")).collect();
    let branches: Vec<_> = names
        .iter()
        .map(|name| format!(r##"{{ "$ref": "#/$defs/{name}" }}"##))
        .collect();
    let branches = branches.join(", ");
    let union = |name| format!(r#""{name}": {{ "required": ["{name}"], "oneOf": [{branches}] }}"#);
    let unions: Vec<_> = names.iter().map(union).collect();
    let importer = super::schema(&format!(
        r#"{{ "Stream": {{ "oneOf": [{{ "properties": {{ "type": {{ "const": "a" }} }} }}, {branches}] }}, {} }}"#,
        unions.join(", ")
    ));
    let said = super::lines(&super::import(&importer));
    let said = said
        .iter()
        .any(|line| line.contains("more than 2000 branches"));
    assert!(said);
}

#[test]
fn what_stands_beside_a_union_is_in_every_event() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "required": ["seq"], "properties": { "seq": { "type": "integer" } }, "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } }
        }"##,
    ));
    for key in ["A", "B"] {
        let keywords = imported.document.definitions[key].keywords().unwrap();
        assert!(
            keywords.properties.as_ref().unwrap().contains_key("seq"),
            "{key}"
        );
        assert_eq!(keywords.required, ["seq"]);
    }
}

#[test]
fn a_base_that_lists_all_tags_leaves_them_to_the_mapping() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }], "discriminator": { "propertyName": "t", "mapping": { "a": "#/$defs/A", "b": "#/$defs/B", "c": "#/$defs/B" } } },
            "Base": { "properties": { "t": { "type": "string", "enum": ["a", "b", "old"] } } },
            "A": { "allOf": [{ "$ref": "#/$defs/Base" }, { "properties": { "x": { "type": "string" } } }] },
            "B": { "allOf": [{ "$ref": "#/$defs/Base" }] }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b", "c"]);
    let json = stream_events_schema::Json::from(&imported.document.definitions["A"]).to_string();
    assert!(json.contains(r#""t":{"const":"a"}"#), "{json}");
}

#[test]
fn a_discriminator_without_a_union_means_what_extends_it() {
    let text = r##"{
        "swagger": "2.0",
        "definitions": {
            "Stream": { "type": "object", "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
            "cat": { "allOf": [{ "$ref": "#/definitions/Stream" }, { "properties": { "lives": { "type": "integer" } } }] },
            "dog": { "allOf": [{ "$ref": "#/definitions/Stream" }] }
        }
    }"##;
    let imported = super::import(&Importer::new("a.json", text).unwrap().union("Stream"));
    assert_eq!(events(&imported), ["cat", "dog"]);
    assert_eq!(dispatch(&imported), r#"["event","/kind"]"#);
    assert!(
        super::lines(&imported)[0]
            .ends_with("its `kind` is `cat`, its name, since nothing says more")
    );
}

#[test]
fn an_event_with_a_property_of_its_own_is_told_by_it() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "anyOf": [{ "$ref": "#/$defs/Chunk" }, { "$ref": "#/$defs/Failure" }] },
            "Chunk": { "properties": { "text": { "type": "string" } } },
            "Failure": { "required": ["error"], "properties": { "error": { "type": "string" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["message", "error"]);
    assert_eq!(
        dispatch(&imported),
        r#"[{"has":"/error","type":"error"},{"type":"message"}]"#
    );
}

#[test]
fn an_envelope_without_a_name_is_told_by_what_it_carries() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "properties": {
                "event": { "type": "string" }, "id": { "type": "string" },
                "data": { "anyOf": [{ "$ref": "#/$defs/Reading" }, { "$ref": "#/$defs/Failure" }] }
            } },
            "Reading": { "required": ["value"], "properties": { "value": { "type": "number" } } },
            "Failure": { "required": ["error"], "properties": { "error": { "type": "string" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["message", "error"]);
    assert_eq!(
        dispatch(&imported),
        r#"[{"has":"/error","type":"error"},{"type":"message"}]"#
    );
}

#[test]
fn what_nothing_names_is_left_to_unknown_events() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }, { "$ref": "#/$defs/Other" }] },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } },
            "Other": { "properties": { "type": { "type": "string" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    assert!(super::lines(&imported).iter().any(|line| {
        line == "dropped: /$defs/Other: nothing says what it is called: it arrives as an unknown event"
    }));
}

#[test]
fn a_name_deep_in_the_data_can_be_asked_for() {
    let importer = super::schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] },
            "A": { "properties": { "meta": { "properties": { "name": { "const": "a" } } } } },
            "B": { "properties": { "meta": { "properties": { "name": { "const": "b" } } } } }
        }"##,
    );
    let named = Dispatch::Pointer(pointer("/meta/name"));
    let imported = super::import(&importer.dispatch(vec![named]));
    assert_eq!(events(&imported), ["a", "b"]);
}

#[test]
fn an_envelope_may_carry_any_of_several_events() {
    let imported = super::import(&super::schema(
        r##"{
            "Stream": { "properties": {
                "event": { "type": "string", "enum": ["a", "b"] },
                "data": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] }
            } },
            "A": { "properties": { "type": { "const": "a" } } },
            "B": { "properties": { "type": { "const": "b" } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["a", "b"]);
    assert_eq!(dispatch(&imported), r#"["event","/type"]"#);
    assert_eq!(imported.document.definitions.len(), 2);
}

#[test]
fn an_envelope_may_be_data_if_one_says_so() {
    let importer = super::schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["event", "data"], "properties": { "event": { "const": "a" }, "data": { "type": "string" } } },
            { "required": ["event", "data"], "properties": { "event": { "const": "b" }, "data": { "type": "string" } } }
        ] } }"##,
    );
    let imported = super::import(&importer);
    assert_eq!(imported.document.events["a"].content, Content::Text);
    let imported = super::import(&importer.envelope(false));
    assert_eq!(imported.document.events["a"].content, Content::Json);
    assert_eq!(dispatch(&imported), r#"["event","/event"]"#);
}

#[test]
fn a_fixed_text_is_a_sentinel_if_one_says_so() {
    let importer = super::schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["event", "data"], "properties": { "event": { "const": "a" }, "data": { "type": "object" } } },
            { "required": ["event", "data"], "properties": { "event": { "const": "done" }, "data": { "const": "[DONE]" } } }
        ] } }"##,
    );
    let imported = super::import(&importer);
    assert_eq!(events(&imported), ["a", "done"]);
    assert!(
        imported.document.sentinels.is_empty(),
        "it is suggested, not guessed"
    );
    let imported = super::import(&importer.sentinel("[DONE]", Sentinel::Finish));
    assert_eq!(events(&imported), ["a"]);
    assert_eq!(imported.document.sentinels["[DONE]"], Sentinel::Finish);
}

#[test]
fn an_events_text_is_no_end_where_it_has_no_name() {
    let imported = super::import(&super::schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["event", "data"], "properties": { "event": { "const": "a" }, "data": { "const": "done" } } },
            { "required": ["data"], "properties": { "event": { "type": "string" }, "data": { "const": "done" } } }
        ] } }"##,
    ));
    assert!(imported.document.sentinels.is_empty());
    assert!(imported.document.events.contains_key("a"));
}

#[test]
fn names_that_sound_special_are_only_suggested() {
    let imported = super::import(&super::schema(
        r##"{ "Stream": { "oneOf": [
            { "properties": { "type": { "const": "error" } } },
            { "properties": { "type": { "const": "ping" } } },
            { "properties": { "type": { "const": "done" } } }
        ] } }"##,
    ));
    let handled = imported
        .document
        .events
        .values()
        .filter(|it| it.handle != Default::default());
    assert_eq!(handled.count(), 0);
    let lines = super::lines(&imported);
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.starts_with("suggestion: /events/"))
            .count(),
        3
    );
}

#[test]
fn extensions_of_generators_declare_what_ends_a_stream() {
    let text = r##"{
        "openapi": "3.1.0",
        "paths": { "/a": { "post": {
            "x-fern-streaming": { "format": "sse", "terminator": "[END]", "response-stream": { "$ref": "#/components/schemas/Piece" } }
        } } },
        "components": { "schemas": { "Piece": { "type": "object", "properties": { "text": { "type": "string" } } } } }
    }"##;
    let imported = super::import(&Importer::new("a.json", text).unwrap());
    assert_eq!(imported.document.sentinels["[END]"], Sentinel::Finish);
    assert_eq!(
        imported.document.end,
        Some(End::Optional),
        "an extension is not yet a recording"
    );
    assert_eq!(
        imported.document.source.unwrap().union.as_deref(),
        Some("Piece")
    );
}
