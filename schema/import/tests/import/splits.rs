//! Updates of documents where the description made several definitions of one.

use stream_events_import::{FindingKind, Importer, Updated};
use stream_events_schema::{Document, Json, Schema, Source, parse};

/// Four events, each with such a choice.
fn importer(choices: [&str; 4], definitions: &str) -> Importer {
    let event = |(name, choice): (&str, &str)| {
        format!(
            r#""{name}": {{ "type": "object", "required": ["type"], "properties": {{
                "type": {{ "const": "{name}" }}, "choice": {choice} }} }}"#
        )
    };
    let events: Vec<_> = ["a", "b", "c", "d"]
        .into_iter()
        .zip(choices)
        .map(event)
        .collect();
    let branches = ["X", "Y", "Z"].map(|name| {
        format!(
            r#""{name}": {{ "type": "object", "required": ["kind"],
                "properties": {{ "kind": {{ "const": "{name}" }} }} }}"#
        )
    });
    let text = format!(
        r##"{{ "$defs": {{
            "Stream": {{ "oneOf": [{{ "$ref": "#/$defs/a" }}, {{ "$ref": "#/$defs/b" }}, {{ "$ref": "#/$defs/c" }}, {{ "$ref": "#/$defs/d" }}] }},
            {}, {}{definitions} }} }}"##,
        events.join(","),
        branches.join(",")
    );
    Importer::new("api.json", &text).unwrap().union("Stream")
}

const XY: &str = r##"{ "anyOf": [{ "$ref": "#/$defs/X" }, { "$ref": "#/$defs/Y" }] }"##;
const XYZ: &str =
    r##"{ "anyOf": [{ "$ref": "#/$defs/X" }, { "$ref": "#/$defs/Y" }, { "$ref": "#/$defs/Z" }] }"##;

const XY_AND_OWN: &str =
    r##"{"anyOf":[{"$ref":"#/$defs/X"},{"$ref":"#/$defs/Y"},{"$ref":"#/$defs/Own"}]}"##;
const XYZ_AND_OWN: &str = r##"{"anyOf":[{"$ref":"#/$defs/X"},{"$ref":"#/$defs/Y"},{"$ref":"#/$defs/Own"},{"$ref":"#/$defs/Z"}]}"##;

/// Updates what was imported with the same choice in each event, after a branch was added by hand;
/// twice, as the second update has to find what the first one did.
fn update_with_branch(after: &Importer, name: Option<&str>) -> Updated {
    let base = importer([XY; 4], "").import().unwrap().document;
    let mut edited = base.clone();
    let own = r#"{ "type": "object", "required": ["kind"], "properties": { "kind": { "const": "Own" } } }"#;
    edited.definitions.insert("Own".to_owned(), schema(own));
    let Schema::Object(union) = &mut edited.definitions["Choice"] else {
        panic!("the choice is shared")
    };
    let branches = union.any_of.as_mut().unwrap();
    branches.push(Schema::reference("Own"));
    union.name = name.map(str::to_owned);
    let updated = after.update(&edited, Some(&base)).unwrap();
    super::sound(&updated.document);
    for base in [&base, &updated.base] {
        let again = after.update(&updated.document, Some(base)).unwrap();
        assert_eq!(again.document.to_json(), updated.document.to_json());
    }
    let conflicts: Vec<_> = updated.report.of(FindingKind::Conflict).collect();
    assert!(conflicts.is_empty(), "{conflicts:?}");
    updated
}

fn schema(text: &str) -> Schema {
    let document = format!(r#"{{ "events": {{ "a": {{ "payload": {text} }} }} }}"#);
    let mut document = parse(&Source::new("schema.json", document)).unwrap();
    document.events["a"].payload.take().unwrap()
}

/// The property `choice` of an event, resolved.
fn choice(document: &Document, event: &str) -> String {
    let event = document.definitions[event].keywords().unwrap();
    let choice = &event.properties.as_ref().unwrap()["choice"];
    let reference = choice.keywords().and_then(|it| it.reference.as_deref());
    let key = reference.map(|it| it.trim_start_matches("#/$defs/"));
    let choice = key.map_or(choice, |key| &document.definitions[key]);
    Json::from(choice).to_string()
}

#[test]
fn an_edited_union_stays_edited_where_the_description_changed_it() {
    let updated = update_with_branch(&importer([XYZ, XY, XY, XY], ""), None);
    assert_eq!(choice(&updated.document, "a"), XYZ_AND_OWN);
    for event in ["b", "c", "d"] {
        assert_eq!(choice(&updated.document, event), XY_AND_OWN);
    }
}

#[test]
fn an_edited_union_stays_edited_under_a_second_key() {
    let updated = update_with_branch(&importer([XYZ, XYZ, XY, XY], ""), None);
    for event in ["a", "b"] {
        assert_eq!(choice(&updated.document, event), XYZ_AND_OWN);
    }
    for event in ["c", "d"] {
        assert_eq!(choice(&updated.document, event), XY_AND_OWN);
    }
}

#[test]
fn a_name_stays_with_the_definition() {
    let updated = update_with_branch(&importer([XYZ, XY, XY, XY], ""), Some("Pick"));
    let name = updated.document.definitions["Choice"].keywords().unwrap();
    assert_eq!(name.name.as_deref(), Some("Pick"));
    let written_out = choice(&updated.document, "a");
    assert!(written_out.contains("Own") && !written_out.contains("Pick"));
}

/// An edit of a component, in a description that has something else in one of its places.
fn update_of_component(in_one_place: &str) -> (Document, Vec<String>) {
    let component = r#", "Box": { "type": "object", "properties": {
        "x": { "type": "string" }, "y": { "type": "string" } } }"#;
    let refers = r##"{ "$ref": "#/$defs/Box" }"##;
    let base = importer([refers; 4], component).import().unwrap().document;
    let mut edited = base.clone();
    let Schema::Object(of_box) = &mut edited.definitions["Box"] else {
        panic!("an object")
    };
    of_box.properties.as_mut().unwrap().shift_remove("x");
    let updated = importer([refers, in_one_place, refers, refers], component)
        .update(&edited, Some(&base))
        .unwrap();
    super::sound(&updated.document);
    let conflicts = updated.report.of(FindingKind::Conflict);
    let conflicts = conflicts.map(ToString::to_string).collect();
    (updated.document, conflicts)
}

#[test]
fn an_edited_component_stays_edited_where_it_is_written_out() {
    let (document, conflicts) = update_of_component(
        r#"{ "type": "object", "properties": {
            "x": { "type": "string" }, "y": { "type": "string" }, "z": { "type": "string" } } }"#,
    );
    assert_eq!(conflicts, [] as [&str; 0]);
    assert_eq!(
        choice(&document, "b"),
        r#"{"type":"object","properties":{"y":{"type":"string"},"z":{"type":"string"}}}"#
    );
    assert_eq!(
        choice(&document, "a"),
        r#"{"type":"object","properties":{"y":{"type":"string"}}}"#
    );
}

#[test]
fn what_has_nothing_in_common_with_a_component_is_no_edit_of_it() {
    let others = [
        r#"{"type":"string"}"#,
        r#"{"type":"object","properties":{"u":{"type":"string"},"v":{"type":"string"}}}"#,
    ];
    for other in others {
        let (document, conflicts) = update_of_component(other);
        assert_eq!(conflicts, [] as [&str; 0]);
        assert_eq!(choice(&document, "b"), other);
    }
}
