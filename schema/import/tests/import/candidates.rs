//! What is offered where a description declares no stream.

use stream_events_import::Importer;

fn candidates(text: &str) -> Vec<String> {
    Importer::new("orchard.json", text).unwrap().candidates()
}

const BRANCHES: &str = r#""oneOf": [{ "properties": { "a": {} } }, { "properties": { "b": {} } }]"#;

#[test]
fn unions_that_sound_like_events_come_first() {
    for (shelf, before) in [
        (
            "definitions",
            r#""$schema": "http://json-schema.org/draft-07/schema#","#,
        ),
        ("$defs", ""),
        ("definitions", r#""swagger": "2.0","#),
    ] {
        let text = format!(
            r#"{{ {before} "{shelf}": {{
                "Fruit": {{ {BRANCHES} }},
                "PickEvent": {{ {BRANCHES} }},
                "StreamEvent": {{ {BRANCHES} }},
                "EventName": {{ "type": "string" }},
                "Maybe": {{ "anyOf": [{{ "type": "string" }}, {{ "type": "null" }}] }}
            }} }}"#
        );
        assert_eq!(candidates(&text), ["StreamEvent", "PickEvent"], "{shelf}");
    }
    let api = format!(
        r#"{{ "openapi": "3.1.0", "paths": {{}}, "components": {{ "schemas": {{ "OrchardEvents": {{ {BRANCHES} }} }} }} }}"#
    );
    assert_eq!(candidates(&api), ["OrchardEvents"]);
}

#[test]
fn where_none_sounds_like_events_those_with_a_tag_are_offered_or_all() {
    let tagged = format!(
        r#"{{ "$defs": {{ "Fruit": {{ {BRANCHES} }}, "Pick": {{ {BRANCHES}, "discriminator": {{ "propertyName": "a" }} }} }} }}"#
    );
    assert_eq!(candidates(&tagged), ["Pick"]);
    let plain = format!(
        r#"{{ "$defs": {{ "Fruit": {{ {BRANCHES} }}, "Pick": {{ "type": "object" }} }} }}"#
    );
    assert_eq!(candidates(&plain), ["Fruit"]);
}

#[test]
fn where_there_is_no_union_an_object_that_sounds_like_an_event_is_offered() {
    let text = r#"{ "$defs": {
        "Fruit": { "type": "object" },
        "PickEvent": { "type": "object", "properties": { "a": {} } },
        "EventName": { "type": "string" }
    } }"#;
    assert_eq!(candidates(text), ["PickEvent"]);
}

#[test]
fn what_others_extend_is_offered_as_a_union_is() {
    let extended = r##"{ "swagger": "2.0", "definitions": {
        "Pick": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
        "Apple": { "allOf": [{ "$ref": "#/definitions/Pick" }, { "properties": { "red": { "type": "boolean" } } }] }
    } }"##;
    assert_eq!(candidates(extended), ["Pick"]);
    let mapped = r##"{ "openapi": "3.0.3", "components": { "schemas": {
        "PickEvent": { "properties": { "kind": { "type": "string" } }, "discriminator": { "propertyName": "kind", "mapping": { "apple": "#/components/schemas/Apple" } } },
        "Apple": { "properties": { "kind": { "type": "string" } } }
    } } }"##;
    assert_eq!(candidates(mapped), ["PickEvent"]);
    let lone = r##"{ "$defs": { "Pick": { "properties": { "kind": {} }, "discriminator": { "propertyName": "kind" } } } }"##;
    assert!(candidates(lone).is_empty());
}

#[test]
fn a_schema_that_is_the_description_is_asked_for_as_a_whole() {
    let text = format!(
        r#"{{ {BRANCHES}, "definitions": {{ "Fruit": {{ {BRANCHES} }}, "FruitEvent": {{ {BRANCHES} }} }} }}"#
    );
    assert_eq!(candidates(&text), ["#", "FruitEvent"]);
    super::import(&Importer::new("orchard.json", &text).unwrap().union("#"));
}

#[test]
fn every_candidate_can_be_asked_for() {
    let text = format!(
        r#"{{ "$defs": {{ "PickEvent": {{ {BRANCHES} }}, "/Odd.Event": {{ {BRANCHES} }} }} }}"#
    );
    let importer = Importer::new("orchard.json", &text).unwrap();
    for candidate in importer.candidates() {
        super::import(&importer.clone().union(&candidate));
    }
}
