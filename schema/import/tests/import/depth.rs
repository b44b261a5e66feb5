//! Schemas inside each other.

use stream_events_import::Importer;

/// A schema with others inside it, each in a property, with `innermost` at the end.
fn nested(levels: usize, innermost: &str) -> String {
    let open = r#"{ "type": "object", "properties": { "p": "#.repeat(levels);
    format!("{open}{innermost}{}", " } }".repeat(levels))
}

/// What is said of a stream with such a schema, and whether what is innermost is in the document.
fn import(schema: &str, others: &str) -> (Vec<String>, bool) {
    let importer = super::schema(&format!(r#"{{ "Stream": {schema}{others} }}"#));
    let imported = super::import(&importer.event("it"));
    let is_there = imported.document.to_json().contains("innermost");
    (super::lines(&imported), is_there)
}

const INNERMOST: &str = r#"{ "type": "string", "enum": ["innermost", "other"] }"#;

#[test]
fn what_is_written_inline_may_be_as_deep_as_json() {
    for levels in [1, 29, 30, 31, 35, 50, 60] {
        let (said, is_there) = import(&nested(levels, INNERMOST), "");
        assert_eq!((said.len(), is_there), (0, true), "{levels}: {said:?}");
    }
}

/// YAML, and what is put together, may be deeper than a document.
#[test]
fn what_is_deeper_than_a_document_is_cut_off_there() {
    let put_together = r##"{ "allOf": [{ "$ref": "#/$defs/Next" }, { "required": ["p"] }] }"##;
    let next = format!(r#", "Next": {}"#, nested(50, INNERMOST));
    let (said, is_there) = import(&nested(40, put_together), &next);
    assert!(!is_there);
    let what = "deeper than a document may be nested: any value is allowed instead";
    assert!(said[0].ends_with(what), "{said:?}");
    assert_eq!(said.len(), 1);
}

#[test]
fn references_may_be_put_together_as_often() {
    let level = |number: usize| {
        let next = format!(
            r##"{{ "$ref": "#/$defs/D{}", "required": ["p"] }}"##,
            number + 1
        );
        format!(r#", "D{number}": {{ "properties": {{ "p": {next}, "q": {{}} }} }}"#)
    };
    let levels: String = (0..50).map(level).collect();
    let last = format!(r#", "D50": {{ "properties": {{ "p": {INNERMOST} }} }}"#);
    let (said, is_there) = import(r##"{ "$ref": "#/$defs/D0" }"##, &format!("{levels}{last}"));
    assert_eq!((said.len(), is_there), (0, true), "{said:?}");
}

#[test]
fn a_circle_is_no_depth() {
    let schema = r##"{ "properties": {
        "self": { "$ref": "#/$defs/Stream", "required": ["self"] },
        "other": { "allOf": [{ "$ref": "#/$defs/Other" }, { "required": ["back"] }] }
    } }"##;
    let other = r##", "Other": { "properties": { "back": { "$ref": "#/$defs/Stream", "required": ["other"] } } }"##;
    let importer = super::schema(&format!(r#"{{ "Stream": {schema}{other} }}"#));
    let imported = super::import(&importer.event("it"));
    assert_eq!(super::lines(&imported), [""; 0]);
}

#[test]
fn a_deep_text_is_read_by_every_part_of_the_importer() {
    let flow = format!("{}x{}", "[".repeat(120), "]".repeat(120));
    let branches = format!(
        "{}{{ type: object }}{}",
        "{ oneOf: [".repeat(60),
        "] }".repeat(60)
    );
    let text =
        format!("x-deep: {flow}\n$defs:\n  Stream: {branches}\n  Other: {{ example: {flow} }}\n");
    let importer = Importer::new("a.yaml", &text).unwrap();
    super::import(&importer.union("Stream").event("it"));
}
