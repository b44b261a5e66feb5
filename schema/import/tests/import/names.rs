//! What types and events are called, where two would be called the same.

use super::{dispatch, events, import, lines, payload, says, schema};
use stream_events_import::{Imported, Importer};

fn api(stream: &str, schemas: &str) -> Imported {
    let text = format!(
        r##"{{ "openapi": "3.1.0", "paths": {{}}, "components": {{ "schemas": {{ "Stream": {stream}, {schemas} }} }} }}"##
    );
    import(&Importer::new("bakery.json", &text).unwrap().union("Stream"))
}

fn keys(imported: &Imported) -> Vec<&str> {
    let definitions = imported.document.definitions.keys();
    definitions.map(String::as_str).collect()
}

fn event_name<'i>(imported: &'i Imported, event: &str) -> Option<&'i str> {
    imported.document.events[event].name.as_deref()
}

#[test]
fn what_has_a_name_in_the_description_keeps_it() {
    let wrapper = |tag: &str, inside: &str| {
        format!(
            r##"{{ "type": "object", "required": ["kind", "it"], "properties": {{ "kind": {{ "const": "{tag}" }}, "it": {inside} }} }}"##
        )
    };
    let reference = |name: &str| format!(r##"{{ "$ref": "#/components/schemas/{name}" }}"##);
    let list = format!(r#"{{ "type": "array", "items": {} }}"#, reference("Bread"));
    let rest = wrapper("oven", "{}");
    let bread = r#""Bread": { "type": "object", "properties": { "grain": { "type": "string" } } }"#;
    for (tag, inside, schemas) in [
        ("Bread", reference("Bread"), bread.to_owned()),
        ("bread", reference("Bread"), bread.to_owned()),
        ("Bread", list, bread.to_owned()),
        (
            "bread",
            reference("Basket"),
            format!(
                r##""Basket": {{ "properties": {{ "bread": {} }} }}, {bread}"##,
                reference("Bread")
            ),
        ),
    ] {
        for stream in [
            format!(
                r#"{{ "oneOf": [{}, {rest}], "discriminator": {{ "propertyName": "kind" }} }}"#,
                wrapper(tag, &inside)
            ),
            format!(r#"{{ "anyOf": [{rest}, {}] }}"#, wrapper(tag, &inside)),
        ] {
            let imported = api(&stream, &schemas);
            assert_eq!(
                payload(&imported, tag),
                r##"{"$ref":"#/$defs/BreadEvent"}"##,
                "{stream}"
            );
            assert_eq!(payload(&imported, "oven"), r##"{"$ref":"#/$defs/Oven"}"##);
            assert!(keys(&imported).contains(&"Bread"), "{:?}", keys(&imported));
        }
    }
}

#[test]
fn a_schema_that_is_the_event_keeps_its_name_beside_what_stands_there() {
    let imported = import(&schema(
        r##"{
            "Stream": { "required": ["at"], "properties": { "at": { "type": "integer" } },
                "oneOf": [{ "$ref": "#/$defs/Bread" }, { "$ref": "#/$defs/Roll" }] },
            "Bread": { "properties": { "kind": { "const": "bread" } } },
            "Roll": { "properties": { "kind": { "const": "roll" } } }
        }"##,
    ));
    assert_eq!(keys(&imported), ["Bread", "Roll"]);
}

#[test]
fn the_name_of_what_is_not_declared_is_left_free() {
    for word in ["unknown", "Unknown", "UNKNOWN", "un_known"] {
        for order in [["baked", word], [word, "baked"]] {
            let branch = |tag: &str| {
                format!(
                    r#"{{ "required": ["kind", "{tag}"], "properties": {{ "kind": {{ "const": "{tag}" }}, "{tag}": {{ "type": "string" }} }} }}"#
                )
            };
            let branches = order.map(branch).join(", ");
            let imported = import(&schema(&format!(
                r#"{{ "Stream": {{ "oneOf": [{branches}] }} }}"#
            )));
            assert_eq!(events(&imported), order);
            assert_eq!(event_name(&imported, "baked"), None);
            let name = event_name(&imported, word).expect(word);
            assert_ne!(name.to_lowercase(), "unknown");
            assert!(says(&imported, &format!("called `{name}`")));
        }
    }
}

#[test]
fn events_that_differ_by_signs_alone_get_names() {
    for names in [
        ["oven.on", "oven_on", "baked"],
        ["oven-on", "baked", "OvenOn"],
        ["oven/on", "oven on", "ovenOn"],
        ["+1", "plus_1", "baked"],
        ["1st", "n1st", "2nd"],
        ["$", "baked", "empty"],
    ] {
        let branches = names
            .map(|name| format!(r#"{{ "properties": {{ "kind": {{ "const": "{name}" }} }} }}"#));
        let imported = import(&schema(&format!(
            r#"{{ "Stream": {{ "oneOf": [{}] }} }}"#,
            branches.join(", ")
        )));
        assert_eq!(events(&imported), names);
        assert_eq!(
            event_name(&imported, names[0]),
            None,
            "the first keeps its own"
        );
        let given: Vec<_> = names
            .iter()
            .filter_map(|it| event_name(&imported, it))
            .collect();
        let said = lines(&imported);
        let said = said
            .iter()
            .filter(|line| line.contains("another event has the same name"));
        assert_eq!(said.count(), given.len());
        assert_eq!(
            given.len(),
            if names[2] == "ovenOn" { 2 } else { 1 },
            "{names:?}"
        );
        let rust = |name: &&str| name.starts_with(|it: char| it.is_ascii_uppercase());
        assert!(given.iter().all(rust), "{given:?}");
    }
}

#[test]
fn an_event_called_like_another_is_called_like_its_schema() {
    let imported = import(&schema(
        r##"{
            "Stream": { "oneOf": [{ "$ref": "#/$defs/Lit" }, { "$ref": "#/$defs/HeatedUp" }] },
            "Lit": { "properties": { "kind": { "const": "oven.on" } } },
            "HeatedUp": { "properties": { "kind": { "const": "oven_on" } } }
        }"##,
    ));
    assert_eq!(event_name(&imported, "oven_on"), Some("HeatedUp"));
    assert_eq!(dispatch(&imported), r#"["event","/kind"]"#);
}
