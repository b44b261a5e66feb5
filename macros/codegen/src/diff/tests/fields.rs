//! Fields: whether they are there, of which types, and in boxes.

use super::{carrying, compare, documents, fields, object, strings, types};

#[test]
fn fields_are_added_and_removed() {
    fields(
        "w true",
        r#"w true; x {"type": "string"}"#,
        &["field-added T.x literals"],
    );
    // A recording without it is no longer read.
    fields(
        "w true",
        r#"w true; x! {"type": "string"}"#,
        &["field-added T.x breaking, behaviour, literals backward"],
    );
    fields(
        r#"w true; x! {"type": "string"}"#,
        "w true",
        &["field-removed T.x breaking, behaviour forward"],
    );
    // What is missing is an empty list, but who makes one has to say so.
    fields(
        "w true",
        r#"w true; x! {"type": "array", "items": {"type": "string"}}"#,
        &["field-added T.x breaking, literals"],
    );
    fields("", "w true", &["type-changed T breaking"]);
    fields(
        r#"x {"type": "string"}"#,
        r#"y {"type": "string"}"#,
        &["field-removed T.x breaking", "field-added T.y literals"],
    );
}

#[test]
fn presence_is_the_type_where_it_makes_an_option() {
    let optional = r#"x {"type": "string"}"#;
    let required = r#"x! {"type": "string"}"#;
    let nullable = r#"x! {"type": ["string", "null"]}"#;
    let both = r#"x {"type": ["string", "null"]}"#;
    let narrower: &[&str] = &["field-presence T.x breaking, behaviour backward"];
    let wider: &[&str] = &["field-presence T.x breaking, behaviour forward"];
    fields(optional, required, narrower);
    fields(nullable, required, narrower);
    fields(required, optional, wider);
    fields(required, nullable, wider);
    fields(required, both, wider);
    // The type is the same, and what `new` takes is not.
    let taken: &[&str] = &["field-presence T.x breaking"];
    fields(optional, nullable, taken);
    fields(nullable, optional, taken);
    fields(both, nullable, taken);
    fields(optional, both, &["field-presence T.x none"]);
    // A list that is missing is empty: the same values fit, and only the type changes.
    let list = r#"x! {"type": "array", "items": {"type": "string"}}"#;
    let optional_list = r#"x {"type": "array", "items": {"type": "string"}}"#;
    fields(list, optional_list, &["field-presence T.x breaking"]);
}

#[test]
fn a_reference_to_what_may_be_null_is_an_option_already() {
    let document = |required: &str| {
        format!(
            r##""T": {{ "type": "object", "required": [{required}], "properties": {{
                "x": {{ "$ref": "#/$defs/M" }}
            }} }}, "M": {{ "type": ["string", "null"] }}"##
        )
    };
    types(
        &document(""),
        &document(r#""x""#),
        &["field-presence T.x breaking"],
    );
}

#[test]
fn the_arguments_of_new_are_part_of_the_api() {
    let [x, y, z] = ["x", "y", "z"].map(|key| format!(r#"{key}! {{"type": "string"}}"#));
    fields(
        &format!("{x}; {y}"),
        &format!("{y}; {x}"),
        &["constructor T breaking"],
    );
    // Only the order among arguments counts.
    let optional = r#"o {"type": "string"}"#;
    fields(
        &format!("{x}; {optional}; {y}"),
        &format!("{optional}; {x}; {y}"),
        &[],
    );
    fields(
        &format!("{x}; {y}"),
        &format!("{x}; {z}; {y}"),
        &["field-added T.z breaking, behaviour, literals backward"],
    );
    // Fields of a struct have no order.
    let many = |first: &str| {
        let rest = (0..8).map(|n| format!(r#"k{n}! {{"type": "string"}}"#));
        let rest = rest.collect::<Vec<_>>();
        match first {
            "k0" => rest.join("; "),
            _ => rest.iter().rev().cloned().collect::<Vec<_>>().join("; "),
        }
    };
    fields(&many("k0"), &many("k7"), &[]);
    // Its name does, and gives way to a type's.
    let t = r#""T": { "type": "object",
        "required": ["a", "b", "c", "d", "e", "f", "g", "h"],
        "properties": { "a": true, "b": true, "c": true, "d": true, "e": true, "f": true, "g": true,
            "h": true } }"#;
    let args = r#""TArgs": { "type": "object", "properties": { "x": true } }"#;
    types(
        t,
        &format!("{t}, {args}"),
        &["constructor T breaking", "type-added TArgs none"],
    );
}

#[test]
fn a_constant_is_no_argument() {
    let with = |values: &str| format!(r#"x! {{"enum": [{values}]}}; w true"#);
    fields(
        &with(r#""q""#),
        &with(r#""q", "c""#),
        &["constructor T.x breaking", "value-added T.x[c] matches"],
    );
    fields(
        "w true",
        &with(r#""q""#),
        &["field-added T.x behaviour, literals backward"],
    );
    fields(
        "w true",
        r#"w true; x! {"type": "null"}"#,
        &["field-added T.x literals"],
    );
}

#[test]
fn a_type_that_may_be_null_is_one_change_however_often_it_is_used() {
    let document = |null: &str| {
        let reference = r##"{ "$ref": "#/$defs/M" }"##;
        format!(
            r#""T": {{ "type": "object", "required": ["x", "y"], "properties": {{
                "x": {reference}, "y": {reference}, "z": {{ "items": {reference} }}
            }} }}, "M": {{ "type": ["string"{null}] }}"#
        )
    };
    types(
        &document(""),
        &document(r#", "null""#),
        &[
            "field-presence T.x behaviour forward",
            "field-presence T.y behaviour forward",
            "nullable M breaking, behaviour forward",
        ],
    );
}

#[test]
fn another_type_is_one_change_whatever_else_changes() {
    let string = r#"x! {"type": "string"}"#;
    let both: &[&str] = &["type-changed T.x breaking, behaviour forward backward"];
    fields(string, r#"x! {"type": "integer"}"#, both);
    fields(string, r#"x {"type": ["integer", "null"]}"#, both);
    // All integers are numbers, and all known values strings.
    fields(
        r#"x! {"type": "integer"}"#,
        r#"x! {"type": "number"}"#,
        &["type-changed T.x breaking, behaviour forward"],
    );
    fields(
        string,
        r#"x! {"enum": ["a", "b"]}"#,
        &["type-changed T.x breaking"],
    );
    fields(
        "x! true",
        r#"x! {"type": "object"}"#,
        &["type-changed T.x breaking, behaviour backward"],
    );
    fields(
        r#"x! {"type": "integer"}"#,
        r#"x! {"type": "integer", "format": "uint64"}"#,
        both,
    );
    let list = |of: &str| format!(r#"x! {{"type": "array", "items": {{"type": {of}}}}}"#);
    fields(&list(r#""string""#), &list(r#""boolean""#), both);
    let map =
        |of: &str| format!(r#"x! {{"type": "object", "additionalProperties": {{"type": {of}}}}}"#);
    fields(
        &map(r#""string""#),
        &map(r#"["string", "null"]"#),
        &["type-changed T.x breaking, behaviour forward"],
    );
    let comparison = compare(
        &carrying(&object("T", r#""x": { "type": "string" }"#)),
        &carrying(
            r#""T": { "type": "object", "required": ["x"], "properties": { "x": { "type": "integer" } } }"#,
        ),
    );
    assert_eq!(
        comparison.diff.changes()[0].message,
        "`T.x` was optional string and is integer"
    );
}

#[test]
fn inside_an_inline_type_every_part_is_compared() {
    let object = |fields: &str| format!(r#"x! {{"type": "object", "properties": {{ {fields} }}}}"#);
    fields(
        &object(r#""a": true"#),
        &object(r#""a": true, "b": true"#),
        &["field-added T.x.b literals"],
    );
}

#[test]
fn documentation_changes_nothing() {
    fields(
        r#"x {"type": "string"}"#,
        r#"x {"type": "string", "description": "It.", "deprecated": true}"#,
        &["deprecated T.x none", "description T.x none"],
    );
}

#[test]
fn a_payload_that_grows_is_boxed() {
    types(
        &strings("T", 5, ""),
        &strings("T", 6, ""),
        &["boxed a breaking", "field-added T.f5 literals"],
    );
    types(
        &strings("T", 6, ""),
        &strings("T", 5, ""),
        &["boxed a breaking", "field-removed T.f5 breaking"],
    );
}

#[test]
fn a_type_that_grows_is_one_change_however_often_it_is_boxed() {
    let document = |count: usize| {
        let events = ["a", "b", "c"]
            .map(|event| format!(r##""{event}": {{ "payload": {{ "$ref": "#/$defs/T" }} }}"##));
        format!(
            r#"{{ "events": {{ {} }}, "$defs": {{ {} }} }}"#,
            events.join(", "),
            strings("T", count, "")
        )
    };
    let (old, new) = (document(5), document(6));
    documents(
        &old,
        &new,
        &["boxed a breaking", "field-added T.f5 literals"],
    );
    assert_eq!(
        compare(&old, &new).diff.changes()[0].message,
        "`Event::A` was `T` and is `Box<T>`; so it is with `Event::B`, `Event::C`"
    );
}

#[test]
fn a_tag_is_no_field() {
    types(
        &object("T", r#""x": true"#),
        &object("T", r#""x": true, "type": { "const": "a" }"#),
        &[],
    );
}

#[test]
fn a_field_that_becomes_a_tag_is_gone() {
    // Once `U` and `V` are told apart by `kind`, it is no field of theirs any more.
    let branch = |key: &str| {
        format!(
            r#""{key}": {{ "type": "object", "required": ["kind"], "properties": {{
                "kind": {{ "const": "{key}" }}, "x": true
            }} }}"#
        )
    };
    let document = |schema: &str| {
        let field = format!(r#""u": {schema}"#);
        format!("{}, {}, {}", object("T", &field), branch("U"), branch("V"))
    };
    let reference = |key: &str| format!(r##"{{ "$ref": "#/$defs/{key}" }}"##);
    let union = format!(r#"{{ "oneOf": [{}, {}] }}"#, reference("U"), reference("V"));
    types(
        &document(&reference("U")),
        &document(&union),
        &[
            "type-changed T.u breaking",
            "rust-name U.kind breaking",
            "rust-name V.kind breaking",
        ],
    );
}
