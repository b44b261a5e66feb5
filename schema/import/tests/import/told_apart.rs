//! Unions: what tells their branches apart, and what they come to where nothing does.

use stream_events_import::Imported;
use stream_events_schema::{Checked, Shape, Type, read};

/// An event whose `it` is what is given; `others` are more definitions.
fn imported(it: &str, others: &str) -> Imported {
    let definitions = format!(
        r#"{{ "Stream": {{ "type": "object", "properties": {{ "it": {it} }} }} {others} }}"#
    );
    super::import(&super::schema(&definitions).event("it"))
}

/// The same, as what `it` means: unions by their tags and kinds, objects by their properties.
fn shape(it: &str, others: &str) -> String {
    let document = imported(it, others).document;
    let checked = read("imported.json", &document.to_json()).unwrap();
    let stream = checked.events["it"].payload.as_ref().unwrap();
    let (_, stream) = checked.object(stream).unwrap();
    show(&checked, &stream.property("it").unwrap().ty)
}

fn show(checked: &Checked, ty: &Type) -> String {
    let show = |ty: &Type| show(checked, ty);
    let ty = checked.resolve(ty);
    match &ty.shape {
        Shape::Object(object) => {
            let property = |it: &stream_events_schema::Property| {
                let mark = if it.required { "" } else { "?" };
                format!("{}{mark}: {}", it.key, show(&it.ty))
            };
            let properties: Vec<_> = object.properties.iter().map(property).collect();
            format!("{{{}}}", properties.join(", "))
        }
        Shape::Tagged(union) => {
            let branch = |it: &stream_events_schema::Branch| {
                format!("{} => {}", it.values.join("|"), show(&it.ty))
            };
            let branches: Vec<_> = union.branches.iter().map(branch).collect();
            format!("by {} ({})", union.tag, branches.join(", "))
        }
        Shape::Kinds(kinds) => {
            let kinds: Vec<_> = kinds.branches().map(show).collect();
            kinds.join(" / ")
        }
        Shape::Nullable(inner) => format!("{}?", show(inner)),
        Shape::Array(inner) => format!("[{}]", show(inner)),
        Shape::Map(inner) => format!("map of {}", show(inner)),
        Shape::Enum(values) => {
            let values: Vec<_> = values.iter().map(|it| it.value.as_str()).collect();
            values.join("|")
        }
        Shape::Const(value) => format!("`{value}`"),
        other => format!("{other:?}").split(' ').next().unwrap().to_owned(),
    }
}

const TEXT: &str = r##", "Text": { "type": "object", "required": ["role", "text"],
    "properties": { "role": { "type": "string" }, "text": { "type": "string" } } }"##;
const CALL: &str = r##", "Call": { "required": ["name", "role"],
    "properties": { "name": { "type": "string" }, "role": { "type": "string" } } }"##;

#[test]
fn objects_that_nothing_tells_apart_are_one() {
    let defined = format!("{TEXT}{CALL}");
    for union in [
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Call" }] }"##,
        r##"{ "anyOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Call" }] }"##,
        r##"{ "anyOf": [{ "oneOf": [{ "$ref": "#/$defs/Text" }] }, { "allOf": [{ "$ref": "#/$defs/Call" }] }] }"##,
    ] {
        assert_eq!(
            shape(union, &defined),
            "{role: String, text?: String, name?: String}"
        );
    }
    let null = r##"{ "anyOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Call" }, { "type": "null" }] }"##;
    assert_eq!(
        shape(null, &defined),
        "{role: String, text?: String, name?: String}?"
    );
    let nullable = r##"{ "nullable": true, "anyOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Call" }] }"##;
    assert_eq!(
        shape(nullable, &defined),
        "{role: String, text?: String, name?: String}?"
    );
    let imported = imported(null, &defined);
    assert!(super::says(&imported, "nothing tells its branches apart"));
}

#[test]
fn an_enum_with_its_tag_outside_is_a_string_or_an_object() {
    let unit = r#"{ "type": "string", "enum": ["tooLong", "forbidden"] }"#;
    let one = |key: &str, schema: &str| {
        format!(
            r#"{{ "type": "object", "additionalProperties": false, "required": ["{key}"], "properties": {{ "{key}": {schema} }} }}"#
        )
    };
    let lost = one(
        "lost",
        r#"{ "type": "object", "properties": { "status": { "type": ["integer", "null"] } } }"#,
    );
    let other = one("other", r#"{ "type": "string" }"#);
    let third = one(
        "third",
        r#"{ "type": "array", "items": { "type": "string" } }"#,
    );
    let is = "{lost?: {status?: Integer?}, other?: String}";
    for keyword in ["oneOf", "anyOf"] {
        let all = format!(r#"{{ "{keyword}": [{unit}, {lost}, {other}] }}"#);
        assert_eq!(shape(&all, ""), format!("tooLong|forbidden / {is}"));
        let all = format!(r#"{{ "{keyword}": [{lost}, {other}] }}"#);
        assert_eq!(shape(&all, ""), is);
        let all = format!(r#"{{ "{keyword}": [{other}, {third}, {unit}] }}"#);
        assert_eq!(
            shape(&all, ""),
            "tooLong|forbidden / {other?: String, third?: [String]}"
        );
    }
    let units = r#"{ "oneOf": [{ "const": "a", "type": "string" }, { "const": "b" }, { "type": "object", "required": ["c"], "properties": { "c": { "type": "string" } } }] }"#;
    assert_eq!(shape(units, ""), "a|b / {c: String}");
}

#[test]
fn one_branch_may_be_the_other_with_less_required() {
    let whole = r#", "Whole": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "n": { "type": "integer" } } }"#;
    for part in [
        r#", "Part": { "type": "object", "properties": { "id": { "anyOf": [{ "type": "string" }, { "type": "null" }] }, "n": { "type": "integer" } } }"#,
        r#", "Part": { "type": "object", "properties": { "id": { "type": ["string", "null"] }, "n": { "type": "integer" } } }"#,
        r#", "Part": { "type": "object", "description": "A part.", "properties": { "n": { "type": "integer" }, "id": { "type": "string", "nullable": true } } }"#,
    ] {
        for union in [
            r##"{ "anyOf": [{ "$ref": "#/$defs/Whole" }, { "$ref": "#/$defs/Part" }] }"##,
            r##"{ "oneOf": [{ "$ref": "#/$defs/Part" }, { "$ref": "#/$defs/Whole" }] }"##,
        ] {
            let imported = imported(union, &format!("{whole}{part}"));
            let it = imported.document.definitions["Stream"].keywords().unwrap();
            let it = it.properties.as_ref().unwrap()["it"].keywords().unwrap();
            assert_eq!(it.reference.as_deref(), Some("#/$defs/Part"));
        }
    }
}

#[test]
fn a_free_object_beside_an_object_adds_nothing() {
    for free in [
        r#"{ "type": "object" }"#,
        r#"{ "type": "object", "additionalProperties": true }"#,
        r#"{ "type": ["object", "null"] }"#,
    ] {
        let union = format!(r##"{{ "anyOf": [{{ "$ref": "#/$defs/Notes" }}, {free}] }}"##);
        let notes = r#", "Notes": { "type": "object", "properties": { "priority": { "type": "number" } } }"#;
        let null = if free.contains("null") { "?" } else { "" };
        assert_eq!(shape(&union, notes), format!("{{priority?: Number}}{null}"));
    }
    let required = r##"{ "oneOf": [{ "type": "object" }, { "$ref": "#/$defs/Text" }] }"##;
    assert_eq!(shape(required, TEXT), "{role?: String, text?: String}");
    let several = r##"{ "oneOf": [{ "type": "object" }, { "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Call" }] }"##;
    assert_eq!(
        shape(several, &format!("{TEXT}{CALL}")),
        "Raw",
        "nothing of it may be lost"
    );
}

#[test]
fn integers_that_tell_objects_apart_are_one_object() {
    let error = |code: &str| {
        format!(
            r#"{{ "type": "object", "required": ["code", "message"], "properties": {{ "code": {{ {code} }}, "message": {{ "type": "string" }}, "data": {{}} }} }}"#
        )
    };
    let any = error(r#""type": "integer""#);
    let gone = error(r#""const": -7, "type": "integer""#);
    let late = error(r#""enum": [-8], "type": "integer""#);
    for all in [
        [&any, &gone, &late],
        [&late, &any, &gone],
        [&gone, &late, &late],
    ] {
        let [a, b, c] = all;
        let union = format!(r#"{{ "anyOf": [{a}, {b}, {c}] }}"#);
        let is = shape(&union, "");
        assert!(is.starts_with("{code: Integer"), "{is}");
        assert!(is.ends_with(", message: String, data?: Any}"), "{is}");
    }
}

#[test]
fn a_branch_with_any_tag_is_the_unknown_variant() {
    let tagged = |tag: &str| {
        format!(
            r#"{{ "type": "object", "required": ["kind"], "properties": {{ "kind": {{ {tag} }}, "n": {{ "type": "integer" }} }} }}"#
        )
    };
    let a = tagged(r#""const": "a""#);
    let b = tagged(r#""type": "string", "enum": ["b", "bb"]"#);
    let rest = tagged(r#""type": "string""#);
    for all in [[&a, &b, &rest], [&rest, &b, &a], [&b, &rest, &a]] {
        let [one, two, three] = all;
        let union = format!(r#"{{ "oneOf": [{one}, {two}, {three}] }}"#);
        let is = shape(&union, "");
        assert!(
            is.starts_with("by kind (") && !is.contains("String"),
            "{is}"
        );
        assert_eq!(is.matches("=>").count(), 2, "{is}");
        assert!(super::says(&imported(&union, ""), "any other `kind`"));
    }
    let two = format!(r#"{{ "anyOf": [{a}, {rest}, {{ "type": "null" }}] }}"#);
    assert_eq!(shape(&two, ""), "by kind (a => {kind: `a`, n?: Integer})?");
    let optional = r#"{ "type": "object", "properties": { "kind": { "type": "string" } } }"#;
    let union = format!(r#"{{ "oneOf": [{a}, {b}, {optional}] }}"#);
    assert!(
        shape(&union, "").starts_with("{kind?: "),
        "it may have no tag"
    );
}

#[test]
fn what_contains_itself_becomes_one_once() {
    let definitions = r##", "A": { "type": "object", "properties": { "a": { "type": "string" }, "in": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] } } },
        "B": { "type": "object", "properties": { "b": { "type": "string" }, "in": { "type": "array", "items": { "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] } } } }"##;
    let union = r##"{ "oneOf": [{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }] }"##;
    let document = imported(union, definitions).document;
    assert_eq!(document.definitions.len(), 2, "{}", document.to_json());
}

#[test]
fn lists_beside_each_other_are_one() {
    let lists = r#", "Words": { "type": "array", "items": { "type": "string" } }, "Sizes": { "type": "array", "items": { "type": "integer" } }"#;
    let union = r##"{ "oneOf": [{ "$ref": "#/$defs/Words" }, { "$ref": "#/$defs/Sizes" }, { "type": "boolean" }] }"##;
    assert_eq!(shape(union, lists), "Boolean / [Integer / String]");
}

#[test]
fn a_tag_within_a_tag_is_a_union_within_a_union() {
    let synced = |name: &str, key: &str| {
        format!(
            r#"{{ "type": "object", "required": ["type", "name", "data"], "properties": {{ "name": {{ "enum": ["{name}"] }}, "type": {{ "enum": ["sync"] }},
                "data": {{ "type": "object", "required": ["{key}"], "properties": {{ "{key}": {{ "type": "string" }} }} }} }} }}"#
        )
    };
    let said = r#"{ "type": "object", "required": ["type"], "properties": { "type": { "const": "said" } } }"#;
    let (made, gone) = (synced("made.1", "id"), synced("gone.1", "at"));
    for union in [
        format!(r#"{{ "anyOf": [{said}, {made}, {gone}] }}"#),
        format!(
            r#"{{ "oneOf": [{said}, {made}, {gone}], "discriminator": {{ "propertyName": "type" }} }}"#
        ),
        format!(r#"{{ "oneOf": [{said}, {{ "oneOf": [{made}, {gone}] }}] }}"#),
    ] {
        let is = shape(&union, "");
        assert!(is.contains("sync => by name (made.1 => {"), "{is}");
    }
}

#[test]
fn equal_unions_in_several_places_are_one_type() {
    let tagged = |kind: &str| {
        format!(
            r#"{{ "type": "object", "required": ["kind"], "properties": {{ "kind": {{ "const": "{kind}" }} }} }}"#
        )
    };
    let one = r##"[{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }]"##;
    for union in [
        format!(r#"{{ "oneOf": {one}, "discriminator": {{ "propertyName": "kind" }} }}"#),
        format!(r#"{{ "anyOf": {one} }}"#),
    ] {
        let definitions = format!(
            r##"{{ "Stream": {{ "type": "object", "properties": {{
                "item": {union}, "items": {{ "type": "array", "items": {union} }}, "Item_2": {{ "type": "object", "properties": {{ "item": {union} }} }}
            }} }}, "A": {a}, "B": {b}, "C": {{ "$ref": "#/$defs/Stream" }} }}"##,
            a = tagged("a"),
            b = tagged("b")
        );
        let document = super::import(&super::schema(&definitions).event("it")).document;
        let keys: Vec<_> = document.definitions.keys().collect();
        assert_eq!(keys, ["Stream", "A", "B", "Item"]);
        assert_eq!(document.to_json().matches("#/$defs/A\"").count(), 1);
    }
    let once = r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Told" }] }"##;
    let told = r#", "Told": { "type": "object", "required": ["role"], "properties": { "role": { "const": "a" } } }"#;
    let document = imported(once, &format!("{TEXT}{told}")).document;
    assert!(
        !document.definitions.contains_key("It"),
        "it stands in one place"
    );
}

#[test]
fn what_contains_itself_deeper_inside_becomes_one_once_too() {
    let definitions = r##", "A": { "type": "object", "properties": { "in": { "anyOf": [{ "const": 7 }, { "anyOf": [{ "$ref": "#/$defs/Both" }, { "type": "integer" }] }] } } },
        "Both": { "oneOf": [{ "$ref": "#/$defs/A" }, { "type": "object", "properties": { "in": { "type": "object", "properties": { "n": { "type": "number" } } } } }] }"##;
    let document = imported(r##"{ "$ref": "#/$defs/Both" }"##, definitions).document;
    assert!(document.definitions.len() < 6, "{}", document.to_json());
    assert!(document.to_json().len() < 2000, "{}", document.to_json());
}
