//! Which properties are taken for the names of events, where none is declared to be.

use super::{dispatch, events, import, payload, says, schema};
use stream_events_import::Importer;

fn api(version: &str, stream: &str, schemas: &str) -> Importer {
    let text = format!(
        r##"{{ "openapi": "{version}", "paths": {{}}, "components": {{ "schemas": {{ "Stream": {stream}, {schemas} }} }} }}"##
    );
    Importer::new("kiln.json", &text).unwrap().union("Stream")
}

const MESSAGE: &str = r#"[{"type":"message"}]"#;

#[test]
fn one_kind_of_object_beside_the_end_has_no_tag() {
    for cause in [
        r#"{ "type": "string", "enum": ["cold", "burnt"], "nullable": true }"#,
        r#"{ "type": "string", "enum": ["cold", "burnt"] }"#,
        r#"{ "type": ["string", "null"], "enum": ["cold", "burnt", null] }"#,
        r#"{ "anyOf": [{ "enum": ["cold", "burnt"] }, { "type": "null" }] }"#,
        r#"{ "type": "string", "enum": ["cold"] }"#,
        r##"{ "$ref": "#/components/schemas/Cause" }"##,
    ] {
        for key in ["cause", "type", "kind", "event_type"] {
            for keyword in ["oneOf", "anyOf"] {
                let firing = format!(
                    r##""Cause": {{ "type": "string", "enum": ["cold", "burnt"] }},
                    "Firing": {{ "type": "object", "required": ["heat", "{key}"], "properties": {{ "heat": {{ "type": "number" }}, "{key}": {cause} }} }}"##
                );
                let bare = format!(
                    r##"{{ "{keyword}": [{{ "$ref": "#/components/schemas/Firing" }}, {{ "type": "string", "enum": ["[DONE]"] }}] }}"##
                );
                let wrapped = format!(
                    r##"{{ "{keyword}": [
                        {{ "type": "object", "required": ["data"], "properties": {{ "data": {{ "const": "[DONE]" }} }} }},
                        {{ "type": "object", "required": ["data"], "properties": {{ "data": {{ "$ref": "#/components/schemas/Firing" }} }} }}
                    ] }}"##
                );
                for stream in [bare, wrapped] {
                    let imported = import(&api("3.1.0", &stream, &firing));
                    assert_eq!(events(&imported), ["message"], "{key}: {cause}");
                    assert_eq!(dispatch(&imported), MESSAGE);
                    assert!(imported.document.sentinels.contains_key("[DONE]"));
                    assert_eq!(
                        payload(&imported, "message"),
                        r##"{"$ref":"#/$defs/Firing"}"##
                    );
                }
            }
        }
    }
}

/// Two kinds of objects, `state` of which is as given.
fn two(first: &str, second: &str, required: &str) -> Importer {
    schema(&format!(
        r##"{{
            "Stream": {{ "oneOf": [{{ "$ref": "#/$defs/Batch" }}, {{ "$ref": "#/$defs/Alarm" }}] }},
            "Batch": {{ "required": ["pots" {required}], "properties": {{ "pots": {{ "type": "integer" }}, "state": {first} }} }},
            "Alarm": {{ "required": ["bell" {required}], "properties": {{ "bell": {{ "type": "string" }}, "state": {second} }} }},
            "Word": {{ "type": "string", "enum": ["open", "shut"] }}
        }}"##
    ))
}

#[test]
fn values_that_overlap_name_nothing() {
    let both = r#"{ "type": "string", "enum": ["open", "shut"] }"#;
    let one = r#"{ "const": "open" }"#;
    let more = r#"{ "enum": ["lost", "open"] }"#;
    let shared = r##"{ "$ref": "#/$defs/Word" }"##;
    for (first, second) in [
        (both, both),
        (both, one),
        (one, both),
        (more, both),
        (shared, shared),
    ] {
        let imported = import(&two(first, second, r#", "state""#));
        assert_eq!(events(&imported), ["pots", "bell"], "{first} {second}");
        assert_eq!(
            dispatch(&imported),
            r#"[{"has":"/pots","type":"pots"},{"has":"/bell","type":"bell"}]"#
        );
    }
}

#[test]
fn values_that_may_be_null_name_nothing() {
    let other = r#"{ "enum": ["lost"] }"#;
    for null in [
        r#"{ "type": "string", "enum": ["open"], "nullable": true }"#,
        r#"{ "type": ["string", "null"], "const": "open" }"#,
        r#"{ "type": ["null", "string"], "enum": [null, "open"] }"#,
        r#"{ "oneOf": [{ "type": "null" }, { "const": "open" }] }"#,
        r#"{ "anyOf": [{ "enum": ["open"] }, { "const": null }] }"#,
        r##"{ "allOf": [{ "$ref": "#/$defs/Word" }], "nullable": true }"##,
        r#"{ "enum": ["open"], "x-nullable": true }"#,
    ] {
        for (first, second) in [(null, other), (other, null), (null, null)] {
            let imported = import(&two(first, second, r#", "state""#));
            assert_eq!(events(&imported), ["pots", "bell"], "{first} {second}");
        }
    }
}

#[test]
fn what_may_be_missing_names_nothing_unless_it_has_one_value() {
    let (first, second) = (r#"{ "enum": ["open", "shut"] }"#, r#"{ "enum": ["lost"] }"#);
    assert_eq!(events(&import(&two(first, second, ""))), ["pots", "bell"]);
    let imported = import(&two(first, second, r#", "state""#));
    assert_eq!(events(&imported), ["open", "shut", "lost"]);
    let imported = import(&two(r#"{ "const": "open" }"#, second, ""));
    assert_eq!(events(&imported), ["open", "lost"]);
    assert_eq!(dispatch(&imported), r#"["event","/state"]"#);
    assert!(says(&imported, "assumed: `/state` names the events"));
}

#[test]
fn what_shares_everything_is_one_message() {
    let imported = import(&schema(
        r##"{
            "Stream": { "anyOf": [{ "$ref": "#/$defs/Batch" }, { "$ref": "#/$defs/Alarm" }] },
            "Batch": { "properties": { "at": { "type": "integer" }, "state": { "enum": ["open", "shut"] } } },
            "Alarm": { "properties": { "at": { "type": "string" }, "state": { "enum": ["shut", "lost"] } } }
        }"##,
    ));
    assert_eq!(events(&imported), ["message"]);
    assert_eq!(
        payload(&imported, "message"),
        r##"{"anyOf":[{"$ref":"#/$defs/Batch"},{"$ref":"#/$defs/Alarm"}]}"##
    );
    assert!(says(&imported, "2 schemas cannot be told apart"));
}

#[test]
fn two_objects_may_have_the_one_name_they_each_have() {
    let imported = import(&schema(
        r##"{ "Stream": { "oneOf": [
            { "required": ["act", "pots"], "properties": { "act": { "const": "fire" }, "pots": { "type": "integer" } } },
            { "required": ["act", "bell"], "properties": { "act": { "const": "fire" }, "bell": { "type": "string" } } },
            { "required": ["act"], "properties": { "act": { "const": "rest" } } }
        ] } }"##,
    ));
    assert_eq!(events(&imported), ["fire", "rest"]);
    assert!(says(&imported, "`fire` is described several times"));
}

#[test]
fn a_property_told_in_three_of_four_leaves_the_rest_unknown() {
    let branch =
        |name: &str| format!(r#"{{ "properties": {{ "kind": {{ "const": "{name}" }} }} }}"#);
    let imported = import(&schema(&format!(
        r#"{{ "Stream": {{ "oneOf": [{}, {{ "properties": {{ "kind": {{ "type": "string" }} }} }}, {}, {}] }} }}"#,
        branch("a"),
        branch("b"),
        branch("c")
    )));
    assert_eq!(events(&imported), ["a", "b", "c"]);
    assert!(says(&imported, "it arrives as an unknown event"));
}

#[test]
fn what_is_declared_to_tell_apart_counts_for_one_as_well() {
    for stream in [
        r##"{ "oneOf": [{ "$ref": "#/components/schemas/Firing" }], "discriminator": { "propertyName": "act" } }"##,
        r##"{ "anyOf": [{ "$ref": "#/components/schemas/Firing" }, { "const": "[DONE]" }], "discriminator": { "propertyName": "act" } }"##,
    ] {
        let firing = r#""Firing": { "type": "object", "required": ["act"], "properties": { "act": { "type": "string", "enum": ["fire"] } } }"#;
        let imported = import(&api("3.0.3", stream, firing));
        assert_eq!(events(&imported), ["fire"], "{stream}");
        assert_eq!(dispatch(&imported), r#"["event","/act"]"#);
    }
}

#[test]
fn what_is_left_by_a_default_mapping_is_no_event_of_its_own() {
    let default = |target: &str, order: [&str; 2]| {
        let branches =
            order.map(|name| format!(r##"{{ "$ref": "#/components/schemas/{name}" }}"##));
        let stream = format!(
            r##"{{ "oneOf": [{}], "discriminator": {{ "propertyName": "act", "defaultMapping": "{target}", "mapping": {{ "fire": "Firing" }} }} }}"##,
            branches.join(", ")
        );
        let schemas = r#"
            "Firing": { "type": "object", "required": ["act"], "properties": { "act": { "type": "string" } } },
            "Else": { "type": "object", "properties": { "act": { "type": "string" } } }"#;
        import(&api("3.2.0", &stream, schemas))
    };
    for target in ["Else", "#/components/schemas/Else"] {
        for order in [["Firing", "Else"], ["Else", "Firing"]] {
            let imported = default(target, order);
            assert_eq!(events(&imported), ["fire"], "{target} {order:?}");
            assert!(says(
                &imported,
                "dropped: /components/schemas/Else: nothing says what it is called: it arrives as \
                 an unknown event"
            ));
        }
    }
}
