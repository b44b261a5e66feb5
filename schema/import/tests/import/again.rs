//! Updates that are done again: with what the first one left as the base, and with the old base, as
//! after a document was written and its base was not.

use stream_events_import::{FindingKind, Importer, Updated};
use stream_events_schema::{Document, Json, Schema, Source, parse};

const REFERS: &str = r##"{ "$ref": "#/$defs/B" }"##;

/// An event whose payload has one property, `p`; `B` is a schema beside it.
fn importer(property: &str) -> Importer {
    importer_of(&format!(
        r#""a": {{ "type": "object", "required": ["type"], "properties": {{
            "type": {{ "const": "a" }}, "p": {property} }} }},
        "b": {{ "type": "object", "required": ["type"], "properties": {{
            "type": {{ "const": "b" }}, "q": {REFERS} }} }},
        "B": {{ "type": "object", "properties": {{ "x": {{ "type": "string" }} }} }}"#
    ))
}

fn importer_of(definitions: &str) -> Importer {
    let text = format!(
        r##"{{ "$defs": {{
            "Stream": {{ "oneOf": [{{ "$ref": "#/$defs/a" }}, {{ "$ref": "#/$defs/b" }}] }},
            {definitions} }} }}"##
    );
    Importer::new("api.json", &text).unwrap().union("Stream")
}

fn imported(importer: &Importer) -> Document {
    importer.import().unwrap().document
}

/// Updates a document, and sees that to do it again comes to the same.
fn update(importer: &Importer, edited: &Document, base: &Document) -> Updated {
    let once = importer.update(edited, Some(base)).unwrap();
    super::sound(&once.document);
    for base in [&once.base, base] {
        let twice = importer.update(&once.document, Some(base)).unwrap();
        assert_eq!(twice.document.to_json(), once.document.to_json());
        assert_eq!(twice.base.to_json(), once.base.to_json());
        assert_eq!(conflicts(&twice), conflicts(&once));
    }
    once
}

fn conflicts(updated: &Updated) -> Vec<String> {
    let conflicts = updated.report.of(FindingKind::Conflict);
    conflicts.map(|it| it.pointer.clone()).collect()
}

fn property<'d>(document: &'d mut Document, key: &str) -> &'d mut Schema {
    let Schema::Object(payload) = &mut document.definitions["a"] else {
        panic!("an object")
    };
    &mut payload.properties.as_mut().unwrap()[key]
}

fn schema(text: &str) -> Schema {
    let document = format!(r#"{{ "events": {{ "a": {{ "payload": {text} }} }} }}"#);
    let mut document = parse(&Source::new("schema.json", document)).unwrap();
    document.events["a"].payload.take().unwrap()
}

/// The property as it is after an update, and where there are conflicts.
#[track_caller]
fn edited(before: &str, edit: &str, after: &str) -> (String, Vec<String>) {
    let base = imported(&importer(before));
    let mut document = base.clone();
    *property(&mut document, "p") = schema(edit);
    let mut updated = update(&importer(after), &document, &base);
    let conflicts = conflicts(&updated);
    let property = Json::from(&*property(&mut updated.document, "p")).to_string();
    (property, conflicts)
}

#[test]
fn a_conflict_about_what_both_sides_dropped_is_found_again() {
    let (property, conflicts) = edited(
        r#"{ "type": "string", "enum": ["one", "two"] }"#,
        r#"{ "type": "string" }"#,
        r#"{ "type": "array", "items": { "type": "integer" } }"#,
    );
    assert_eq!(property, r#"{"type":"string"}"#);
    assert_eq!(conflicts, ["/$defs/a/properties/p"]);
}

#[test]
fn null_is_no_part_of_a_reference() {
    let (property, conflicts) = edited(
        r#"{ "type": "array", "items": { "type": "number" } }"#,
        r#"{ "type": ["array", "null"], "items": { "type": "number" } }"#,
        REFERS,
    );
    assert_eq!(
        property,
        r#"{"type":["array","null"],"items":{"type":"number"}}"#
    );
    assert_eq!(conflicts, ["/$defs/a/properties/p"]);
}

#[test]
fn null_stays_beside_another_type() {
    let (property, conflicts) = edited(
        r#"{ "type": "string" }"#,
        r#"{ "type": ["string", "null"] }"#,
        r#"{ "type": "array", "items": { "type": "number" } }"#,
    );
    assert_eq!(
        property,
        r#"{"type":["array","null"],"items":{"type":"number"}}"#
    );
    assert_eq!(conflicts, [] as [&str; 0]);
}

/// Three schemas, and a choice of them in `a`, before what refers to each of them alone; `size` is a
/// property of `X`.
fn with_choice(choice: &str, size: &str) -> Importer {
    let schemas = ["X", "Y", "Z"].map(|name| {
        format!(
            r#""{name}": {{ "type": "object", "required": ["kind"], "properties": {{
                "kind": {{ "const": "{name}" }}{} }} }}"#,
            if name == "X" { size } else { "" }
        )
    });
    importer_of(&format!(
        r##""a": {{ "type": "object", "required": ["type"], "properties": {{
            "type": {{ "const": "a" }}, "choice": {{ "anyOf": [{choice}] }},
            "x": {{ "$ref": "#/$defs/X" }}, "y": {{ "$ref": "#/$defs/Y" }} }} }},
        "b": {{ "type": "object", "required": ["type"], "properties": {{ "type": {{ "const": "b" }} }} }},
        {}"##,
        schemas.join(",")
    ))
}

#[test]
fn a_branch_that_took_the_place_of_another_is_not_its_new_name() {
    let both = r##"{ "$ref": "#/$defs/X" }, { "$ref": "#/$defs/Y" }"##;
    let base = imported(&with_choice(both, ""));
    // Both got another name, and `X` is no choice any more.
    let mut renamed = base.to_json();
    for (old, new) in [("X", "Mine"), ("Y", "Own")] {
        renamed = renamed.replace(&format!("$defs/{old}\""), &format!("$defs/{new}\""));
        renamed = renamed.replace(&format!("\"{old}\": {{"), &format!("\"{new}\": {{"));
    }
    let mut document = parse(&Source::new("api.json", renamed)).unwrap();
    let Schema::Object(choice) = property(&mut document, "choice") else {
        panic!("a union")
    };
    choice.any_of.as_mut().unwrap().remove(0);
    let three = format!(r##"{both}, {{ "$ref": "#/$defs/Z" }}"##);
    let after = with_choice(&three, r#", "size": { "type": "integer" }"#);
    let mut updated = update(&after, &document, &base);
    assert_eq!(conflicts(&updated), [] as [&str; 0]);
    let choice = Json::from(&*property(&mut updated.document, "choice"));
    assert_eq!(
        choice.to_string(),
        r##"{"anyOf":[{"$ref":"#/$defs/Own"},{"$ref":"#/$defs/Z"}]}"##
    );
    let x = Json::from(&*property(&mut updated.document, "x"));
    assert_eq!(x.to_string(), r##"{"$ref":"#/$defs/Mine"}"##);
    let has_size = |key: &str| {
        let properties = updated.document.definitions[key].keywords();
        let properties = properties.and_then(|it| it.properties.as_ref());
        properties.unwrap().contains_key("size")
    };
    assert!(has_size("Mine") && !has_size("Own"));
}

#[test]
fn what_stands_in_a_renamed_schema_may_get_a_name_as_well() {
    let with = |key: &str, inline: &str, more: &str| {
        importer_of(&format!(
            r##""a": {{ "type": "object", "required": ["type"], "properties": {{
                "type": {{ "const": "a" }}, "p": {{ "$ref": "#/$defs/{key}" }} }} }},
            "b": {{ "type": "object", "required": ["type"], "properties": {{
                "type": {{ "const": "b" }} }} }},
            "{key}": {{ "type": "object", "properties": {{ "of": {inline} }} }}{more}"##
        ))
    };
    let inline = r#"{ "type": "object", "properties": { "x": { "type": "string" } } }"#;
    let base = imported(&with("Old", inline, ""));
    let refers = r##"{ "$ref": "#/$defs/Of" }"##;
    let after = with("New", refers, &format!(r#", "Of": {inline}"#));
    let updated = update(&after, &base, &base);
    assert_eq!(updated.document.to_json(), imported(&after).to_json());
}
