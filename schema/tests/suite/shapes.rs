//! What subschemas mean.

use stream_events_schema::{Check, Checked, Kinds, Shape, Type, read};

/// Definitions the cases below refer to.
const DEFINITIONS: &str = r##"
    "Text": { "required": ["type"], "properties": { "type": { "const": "text" }, "text": { "type": "string" } } },
    "Image": { "required": ["type"], "properties": { "type": { "enum": ["image"] }, "url": { "type": "string" } } },
    "Audio": { "required": ["type"], "properties": { "type": { "enum": ["mp3", "ogg"] } } },
    "Image2": { "required": ["type"], "properties": { "type": { "const": "image" }, "data": { "type": "string" } } },
    "Custom": { "properties": { "type": { "const": "custom" } } },
    "Nullish": { "properties": { "type": { "anyOf": [{ "const": "nullish" }, { "type": "null" }] } }, "required": ["type"] },
    "Block": { "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }] },
    "MaybeBlock": { "anyOf": [{ "$ref": "#/$defs/Block" }, { "type": "null" }] },
    "MaybeLevel": { "anyOf": [{ "$ref": "#/$defs/Level" }, { "type": "null" }] },
    "MaybeText": { "anyOf": [{ "$ref": "#/$defs/Text" }, { "type": "null" }] },
    "MaybeString": { "type": ["string", "null"] },
    "Level": { "type": "string", "enum": ["low", "high"] },
    "LevelKind": { "required": ["kind"], "properties": { "kind": { "$ref": "#/$defs/Level" } } },
    "OtherKind": { "required": ["kind"], "properties": { "kind": { "const": "other" } } },
    "Plain": { "properties": { "a": { "type": "string" } } },
    "Plainer": { "properties": { "a": { "type": "string" }, "b": { "type": "string" } } },
    "Alias": { "$ref": "#/$defs/Text" },
    "Value": { "oneOf": [{ "type": "string" }, { "type": "number" }, { "type": "array", "items": { "$ref": "#/$defs/Value" } }, { "additionalProperties": { "$ref": "#/$defs/Value" } }] }
"##;

fn checked(schema: &str) -> Checked {
    let text = format!(
        r#"{{ "events": {{ "a": {{ "payload": {schema} }} }}, "$defs": {{ {DEFINITIONS} }} }}"#
    );
    read("case.json", &text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn shape(schema: &str) -> String {
    let checked = checked(schema);
    let payload = checked.events[0].payload.as_ref().unwrap();
    show(&checked, payload)
}

/// A shape in a line.
fn show(checked: &Checked, ty: &Type) -> String {
    let show = |ty: &Type| show(checked, ty);
    match &ty.shape {
        Shape::Const(value) => format!("const {value}"),
        Shape::Integer { unsigned: true } => "Unsigned".to_owned(),
        Shape::Integer { unsigned: false } => "Integer".to_owned(),
        Shape::Enum(values) => {
            let values: Vec<_> = values.iter().map(|value| value.value.as_str()).collect();
            format!("enum {}", values.join("|"))
        }
        Shape::Object(object) => {
            let property = |it: &stream_events_schema::Property| {
                let required = if it.required { "" } else { "?" };
                format!("{}{required}: {}", it.key, show(&it.ty))
            };
            let mut properties: Vec<_> = object.properties.iter().map(property).collect();
            properties.extend(
                object
                    .additional
                    .as_ref()
                    .map(|ty| format!("..{}", show(ty))),
            );
            format!("{{{}}}", properties.join(", "))
        }
        Shape::Map(values) => format!("map {}", show(values)),
        Shape::Array(items) => format!("[{}]", show(items)),
        Shape::Nullable(inner) => format!("{}?", show(inner)),
        Shape::Tagged(tagged) => {
            let branch = |(index, it): (usize, &stream_events_schema::Branch)| {
                let default = if tagged.default == Some(index) {
                    "*"
                } else {
                    ""
                };
                format!("{}{default} => {}", it.values.join("|"), show(&it.ty))
            };
            let branches: Vec<_> = tagged.branches.iter().enumerate().map(branch).collect();
            format!("by {} ({})", tagged.tag, branches.join(", "))
        }
        Shape::Kinds(Kinds {
            boolean,
            number,
            string,
            array,
            object,
        }) => {
            let kinds = [boolean, number, string, array, object]
                .into_iter()
                .flatten();
            kinds.map(|kind| show(kind)).collect::<Vec<_>>().join(" / ")
        }
        Shape::Ref(id) => checked.definition_key(*id).to_owned(),
        simple => format!("{simple:?}"),
    }
}

macro_rules! shapes {
    ($($name:ident { $($schema:literal => $shape:literal)* })*) => {
        $(#[test] fn $name() {
            $(assert_eq!(shape($schema), $shape, "{}", $schema);)*
        })*
    };
}

shapes! {
    simple_types {
        "true" => "Any"
        "{}" => "Any"
        r#"{ "description": "anything", "format": "uri" }"# => "Any"
        r#"{ "type": "null" }"# => "Null"
        r#"{ "type": "boolean" }"# => "Boolean"
        r#"{ "type": "string", "format": "date-time", "pattern": "^x" }"# => "String"
        r#"{ "type": "number" }"# => "Number"
        r#"{ "type": "integer" }"# => "Integer"
        r#"{ "type": ["integer", "number"] }"# => "Number"
    }
    width_of_integers {
        r#"{ "type": "integer", "format": "uint64" }"# => "Unsigned"
        r#"{ "type": "integer", "format": "int64", "minimum": 0 }"# => "Integer"
        r#"{ "type": "integer", "maximum": 18446744073709551615 }"# => "Unsigned"
        r#"{ "type": "integer", "minimum": -1, "maximum": 18446744073709551615 }"# => "Integer"
        r#"{ "enum": [9223372036854775807] }"# => "Integer"
        r#"{ "enum": [9223372036854775808] }"# => "Unsigned"
    }
    constants_and_enumerations {
        r#"{ "const": "a" }"# => "const a"
        r#"{ "type": "string", "enum": ["a"] }"# => "const a"
        r#"{ "enum": ["a", "b", "a"] }"# => "enum a|b"
        r#"{ "enum": ["a", null] }"# => "const a?"
        r#"{ "type": ["string", "null"], "enum": ["a", "b"] }"# => "enum a|b?"
        r#"{ "const": null }"# => "Null"
        r#"{ "const": true }"# => "Boolean"
        r#"{ "enum": [1, 2.0] }"# => "Integer"
        r#"{ "enum": [1, 2.5] }"# => "Number"
        r#"{ "type": "number", "enum": [1, 2] }"# => "Number"
        r#"{ "enum": ["a", 1] }"# => "Integer / const a"
    }
    objects {
        r#"{ "type": "object" }"# => "FreeForm"
        r#"{ "type": "object", "properties": {} }"# => "FreeForm"
        r#"{ "type": "object", "additionalProperties": true }"# => "FreeForm"
        r#"{ "type": "object", "additionalProperties": {} }"# => "FreeForm"
        r#"{ "type": "object", "additionalProperties": false }"# => "{}"
        r#"{ "additionalProperties": { "type": "integer" } }"# => "map Integer"
        r#"{ "required": ["a"], "properties": { "b": true, "a": { "type": "string" } } }"# => "{b?: Any, a: String}"
        r#"{ "properties": { "a": true }, "additionalProperties": false }"# => "{a?: Any}"
        r#"{ "properties": { "a": true }, "additionalProperties": { "type": "string" } }"# => "{a?: Any, ..String}"
    }
    arrays {
        r#"{ "type": "array" }"# => "[Any]"
        r#"{ "items": { "type": "string" } }"# => "[String]"
    }
    references {
        r##"{ "$ref": "#/$defs/Text" }"## => "Text"
        r##"{ "$ref": "#/$defs/Text", "description": "the text" }"## => "Text"
        r##"{ "$ref": "#/$defs/Te%78t" }"## => "Text"
        r##"{ "$ref": "#/$defs/Plain", "properties": { "b": { "type": "boolean" } } }"## => "{a?: String, b?: Boolean}"
    }
    all_of {
        r##"{ "allOf": [{ "$ref": "#/$defs/Text" }] }"## => "Text"
        r##"{ "allOf": [{ "$ref": "#/$defs/Text" }, { "description": "more words" }] }"## => "Text"
        r##"{ "allOf": [{ "$ref": "#/$defs/Plain" }, { "required": ["a", "c"], "properties": { "c": true } }] }"## => "{a: String, c: Any}"
        r##"{ "allOf": [{ "$ref": "#/$defs/Plain" }], "required": ["a"] }"## => "{a: String}"
        r##"{ "allOf": [{ "properties": { "type": { "type": "string" } } }, { "$ref": "#/$defs/Text" }] }"## => "{type: const text, text?: String}"
        r##"{ "allOf": [{ "$ref": "#/$defs/Plain" }, { "$ref": "#/$defs/Plainer" }, { "$ref": "#/$defs/Plain" }] }"## => "{a?: String, b?: String}"
        r#"{ "allOf": [{ "type": "string" }, { "enum": ["a", "b"] }] }"# => "enum a|b"
        r#"{ "allOf": [{ "enum": ["a", "b"] }, { "const": "b" }] }"# => "const b"
        r#"{ "allOf": [{ "properties": { "n": { "type": ["integer", "null"] } } }, { "properties": { "n": { "type": "integer" } } }] }"# => "{n?: Integer}"
        r#"{ "allOf": [{ "properties": { "n": { "type": ["integer", "null"] } } }, { "properties": { "n": { "type": ["number", "null"] } } }] }"# => "{n?: Integer?}"
        r#"{ "allOf": [{ "type": "object" }, { "additionalProperties": { "type": "string" } }] }"# => "map String"
    }
    all_of_agrees_on_null {
        r#"{ "allOf": [{ "type": ["string", "null"] }, { "type": "string" }] }"# => "String"
        r#"{ "allOf": [{ "type": "string" }, { "type": ["string", "null"] }] }"# => "String"
        r#"{ "allOf": [{ "type": ["string", "null"] }, { "type": ["null", "string", "integer"] }] }"# => "String?"
        r##"{ "$ref": "#/$defs/MaybeLevel", "type": "string" }"## => "Level"
        r##"{ "$ref": "#/$defs/MaybeLevel", "type": ["string", "null"] }"## => "MaybeLevel"
        r##"{ "$ref": "#/$defs/MaybeText", "type": "object" }"## => "Text"
        r##"{ "allOf": [{ "$ref": "#/$defs/MaybeString" }, { "enum": ["a", null] }] }"## => "const a?"
        r##"{ "allOf": [{ "$ref": "#/$defs/MaybeString" }, { "enum": ["a", "b"] }] }"## => "enum a|b"
        r##"{ "allOf": [{ "$ref": "#/$defs/MaybeString" }, { "$ref": "#/$defs/MaybeLevel" }] }"## => "MaybeLevel"
        r##"{ "allOf": [{ "$ref": "#/$defs/MaybeText" }, { "$ref": "#/$defs/Text" }] }"## => "Text"
        r#"{ "allOf": [{ "properties": { "u": { "type": ["string", "null"] } } }, { "properties": { "u": { "type": "string" } }, "required": ["u"] }] }"# => "{u: String}"
        r#"{ "allOf": [{ "properties": { "u": { "type": "string" } } }, { "properties": { "u": { "anyOf": [{ "const": "a" }, { "type": "null" }] } } }] }"# => "{u?: const a}"
        r##"{ "allOf": [{ "properties": { "u": { "$ref": "#/$defs/MaybeText" } } }, { "properties": { "u": { "$ref": "#/$defs/Text" } } }] }"## => "{u?: Text}"
        r#"{ "allOf": [{ "type": ["object", "null"], "properties": { "a": true } }, { "type": ["object", "null"], "required": ["a"] }] }"# => "{a: Any}?"
    }
    all_of_narrows_types_and_values {
        r#"{ "allOf": [{ "type": ["string", "integer"] }, { "type": ["integer", "boolean"] }] }"# => "Integer"
        r#"{ "allOf": [{ "type": "number" }, { "type": "integer" }] }"# => "Integer"
        r#"{ "allOf": [{ "type": "integer", "format": "uint64" }, { "type": "number" }] }"# => "Unsigned"
        r#"{ "allOf": [{ "type": ["integer", "string"] }, { "type": ["number", "string"] }] }"# => "Integer / String"
        r#"{ "allOf": [{ "enum": ["a", "b"] }, { "enum": ["b", "c"] }] }"# => "const b"
        r#"{ "allOf": [{ "enum": ["b", "a"] }, { "enum": ["a", "b", "c"] }, { "type": "string" }] }"# => "enum b|a"
        r#"{ "allOf": [{ "enum": ["a", 1] }, { "enum": ["a", 2] }] }"# => "const a"
        r#"{ "allOf": [{ "enum": ["a", 1] }, { "enum": ["b", 1.0] }] }"# => "Integer"
        r#"{ "allOf": [{ "enum": [1, 2.5] }, { "type": "integer" }] }"# => "Integer"
        r##"{ "allOf": [{ "$ref": "#/$defs/Level" }, { "type": "string" }] }"## => "Level"
        r##"{ "allOf": [{ "type": "string" }, { "$ref": "#/$defs/Level" }, { "const": "low" }] }"## => "const low"
        r##"{ "allOf": [{ "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/Level" }] }, { "enum": ["low", "none"] }] }"## => "enum low|none"
        r##"{ "allOf": [{ "anyOf": [{ "type": "string" }, { "type": "integer" }, { "type": "null" }] }, { "anyOf": [{ "type": "integer" }, { "type": "null" }] }] }"## => "Integer?"
    }
    all_of_puts_objects_inside_together {
        r#"{ "allOf": [{ "properties": { "p": { "properties": { "a": { "type": "string" } } } } }, { "properties": { "p": { "properties": { "b": true, "a": { "const": "x" } }, "required": ["a"] } } }] }"# => "{p?: {a: const x, b?: Any}}"
        r##"{ "allOf": [{ "properties": { "p": { "$ref": "#/$defs/Plain" } } }, { "properties": { "p": { "type": "object" } } }] }"## => "{p?: Plain}"
        r##"{ "allOf": [{ "properties": { "p": { "$ref": "#/$defs/Plain" } } }, { "properties": { "p": { "properties": { "c": true } } } }] }"## => "{p?: {a?: String, c?: Any}}"
        r#"{ "allOf": [{ "items": { "properties": { "a": true } } }, { "items": { "properties": { "b": true } } }] }"# => "[{a?: Any, b?: Any}]"
        r#"{ "allOf": [{ "type": "array" }, { "items": { "type": "string" } }] }"# => "[String]"
        r#"{ "allOf": [{ "additionalProperties": { "type": ["integer", "null"] } }, { "additionalProperties": { "type": "number" } }] }"# => "map Integer"
        r#"{ "allOf": [{ "additionalProperties": false, "properties": { "a": true } }, { "properties": { "b": true }, "additionalProperties": { "type": "string" } }] }"# => "{a?: Any, b?: Any, ..String}"
        r#"{ "allOf": [{ "type": "object" }, { "additionalProperties": false }] }"# => "{}"
        r##"{ "allOf": [{ "$ref": "#/$defs/Plain" }, { "additionalProperties": false }] }"## => "Plain"
    }
    all_of_keeps_unions {
        r##"{ "allOf": [{ "$ref": "#/$defs/Block" }, { "type": "object" }] }"## => "Block"
        r##"{ "allOf": [{ "$ref": "#/$defs/MaybeBlock" }, { "type": "object" }] }"## => "Block"
        r##"{ "allOf": [{ "$ref": "#/$defs/MaybeBlock" }, { "$ref": "#/$defs/Block" }] }"## => "Block"
        r##"{ "allOf": [{ "$ref": "#/$defs/Block" }, { "required": ["type"] }] }"## => "Block"
        r##"{ "allOf": [{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }, { "type": "string" }] }, { "type": ["object", "null"] }] }"## => "by type (text => Text, image => Image)"
        r##"{ "type": "object", "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }] }"## => "by type (text => Text, image => Image)"
        r##"{ "type": ["object", "null"], "oneOf": [{ "$ref": "#/$defs/Text" }, { "type": "null" }] }"## => "Text?"
        r##"{ "required": ["type"], "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }] }"## => "by type (text => Text, image => Image)"
        r##"{ "properties": { "p": { "allOf": [{ "$ref": "#/$defs/Block" }] } }, "allOf": [{ "properties": { "p": { "anyOf": [{ "$ref": "#/$defs/Block" }, { "type": "null" }] } } }] }"## => "{p?: Block}"
    }
    nullable {
        r##"{ "anyOf": [{ "$ref": "#/$defs/Text" }, { "type": "null" }] }"## => "Text?"
        r##"{ "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/Level" }] }"## => "Level?"
        r#"{ "type": ["string", "null"] }"# => "String?"
        r#"{ "type": ["null"] }"# => "Null"
        r#"{ "type": ["object", "null"], "properties": { "a": true } }"# => "{a?: Any}?"
        r#"{ "anyOf": [{ "type": "null" }, {}] }"# => "Any"
        r#"{ "anyOf": [{ "type": "null" }] }"# => "Null"
        r##"{ "anyOf": [{ "$ref": "#/$defs/MaybeBlock" }, { "type": "null" }] }"## => "Block?"
        r##"{ "anyOf": [{ "$ref": "#/$defs/MaybeBlock" }, { "type": "string" }] }"## => "String / Block?"
    }
    unions_of_strings {
        r##"{ "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/Level" }] }"## => "enum low|high"
        r##"{ "anyOf": [{ "$ref": "#/$defs/Level" }, { "const": "low" }, { "const": "max" }] }"## => "enum low|high|max"
        r#"{ "oneOf": [{ "type": "string" }, { "type": "string", "format": "uri" }] }"# => "String"
    }
    unions_of_objects {
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }] }"## => "by type (text => Text, image => Image)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Text" }] }"## => "Text"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Alias" }] }"## => "Text"
        r##"{ "anyOf": [{ "$ref": "#/$defs/Alias" }, { "$ref": "#/$defs/Audio" }] }"## => "by type (text => Alias, mp3|ogg => Audio)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/LevelKind" }, { "$ref": "#/$defs/OtherKind" }] }"## => "by kind (low|high => LevelKind, other => OtherKind)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "properties": { "type": { "const": "b" } }, "required": ["type"] }] }"## => "by type (text => Text, b => {type: const b})"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }, { "type": "null" }] }"## => "by type (text => Text, image => Image)?"
    }
    unions_of_unions_are_flattened {
        r##"{ "oneOf": [{ "$ref": "#/$defs/Block" }, { "$ref": "#/$defs/Audio" }] }"## => "by type (text => Text, image => Image, mp3|ogg => Audio)"
        r##"{ "oneOf": [{ "oneOf": [{ "$ref": "#/$defs/Text" }] }, { "anyOf": [{ "$ref": "#/$defs/Block" }, { "$ref": "#/$defs/Custom" }] }] }"## => "by type (text => Text, image => Image, custom* => Custom)"
    }
    a_branch_without_the_tag_is_the_default {
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Custom" }] }"## => "by type (text => Text, custom* => Custom)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Nullish" }] }"## => "by type (text => Text, nullish* => Nullish)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Nullish" }, { "$ref": "#/$defs/Custom" }] }"## => "by type (nullish => Nullish, custom => Custom)"
    }
    declared_discriminators {
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }], "discriminator": { "propertyName": "type" } }"## => "by type (text => Text, image => Image)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }], "discriminator": { "propertyName": "type" } }"## => "by type (text => Text)"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Block" }, { "$ref": "#/$defs/Audio" }], "discriminator": { "propertyName": "type" } }"## => "by type (text => Text, image => Image, mp3|ogg => Audio)"
    }
    shared_tag_values_stay_raw {
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }, { "$ref": "#/$defs/Image2" }] }"## => "by type (text => Text, image => Raw)"
        r#"{ "oneOf": [
            { "required": ["type", "of"], "properties": { "type": { "const": "a" }, "of": { "const": "x" } } },
            { "required": ["type", "of"], "properties": { "type": { "enum": ["a", "b"] }, "of": { "const": "y" } } },
            { "required": ["type"], "properties": { "type": { "const": "c" } } }
        ] }"# => "by type (b => {type: enum a|b, of: const y}, c => {type: const c}, a => Raw)"
    }
    branches_that_share_a_tag_value_are_told_by_another_tag {
        r#"{ "oneOf": [
            { "required": ["type"], "properties": { "type": { "const": "b" } } },
            { "required": ["type", "of"], "properties": { "type": { "const": "a" }, "of": { "const": "x" } } },
            { "required": ["type", "of"], "properties": { "of": { "enum": ["y", "z"] }, "type": { "const": "a" } } }
        ] }"# => "by type (b => {type: const b}, a => by of (x => {type: const a, of: const x}, y|z => {of: enum y|z, type: const a}))"
        r##"{ "discriminator": { "propertyName": "type" }, "anyOf": [
            { "$ref": "#/$defs/Text" },
            { "required": ["type", "of", "in"], "properties": { "type": { "const": "a" }, "of": { "const": "x" }, "in": { "const": "1" } } },
            { "required": ["type", "of", "in"], "properties": { "type": { "const": "a" }, "of": { "const": "x" }, "in": { "const": "2" } } },
            { "required": ["type", "of"], "properties": { "type": { "const": "a" }, "of": { "const": "y" }, "in": { "const": "3" } } },
            { "type": "null" }
        ] }"## => "by type (text => Text, a => by in (1 => {type: const a, of: const x, in: const 1}, 2 => {type: const a, of: const x, in: const 2}, 3* => {type: const a, of: const y, in?: const 3}))?"
    }
    unions_told_apart_by_kind {
        r#"{ "type": ["string", "integer", "boolean", "null"] }"# => "Boolean / Integer / String?"
        r#"{ "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] }"# => "String / [String]"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Level" }, { "$ref": "#/$defs/Block" }] }"## => "Level / Block"
        r##"{ "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }] }"## => "String / by type (text => Text, image => Image)"
        r#"{ "oneOf": [{ "type": "integer" }, { "type": "number" }, { "type": "object" }] }"# => "Number / FreeForm"
        r##"{ "$ref": "#/$defs/Value" }"## => "Value"
    }
    unions_that_cannot_be_told_apart {
        r##"{ "oneOf": [{ "$ref": "#/$defs/Plain" }, { "$ref": "#/$defs/Plainer" }] }"## => "Raw"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Plain" }, { "type": "string" }] }"## => "Raw"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "type": "object" }] }"## => "Raw"
        r#"{ "oneOf": [{ "items": { "type": "string" } }, { "items": { "type": "integer" } }] }"# => "Raw"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Image" }, { "$ref": "#/$defs/Image2" }] }"## => "Raw"
        r##"{ "oneOf": [{ "$ref": "#/$defs/Plain" }, { "$ref": "#/$defs/Plainer" }, { "type": "null" }] }"## => "Raw?"
    }
    limits_of_objects_are_not_unions {
        r#"{ "properties": { "a": true, "b": true }, "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }"# => "{a?: Any, b?: Any}"
    }
}

fn notes(schema: &str) -> Vec<Check> {
    let notes = checked(schema);
    let notes = notes.notes().iter().map(|note| note.check);
    notes
        .filter(|check| *check != Check::UnusedDefinition)
        .collect()
}

#[test]
fn what_stays_raw_is_noted() {
    let schema = r##"{ "oneOf": [{ "$ref": "#/$defs/Plain" }, { "$ref": "#/$defs/Plainer" }] }"##;
    assert_eq!(notes(schema), [Check::RawUnion]);
    let schema = r##"{ "oneOf": [{ "$ref": "#/$defs/Text" }, { "$ref": "#/$defs/Image" }, { "$ref": "#/$defs/Image2" }] }"##;
    assert_eq!(notes(schema), [Check::SharedTag]);
    let schema = r#"{ "type": "string", "properties": {} }"#;
    assert_eq!(notes(schema), [Check::IdleKeyword]);
    assert_eq!(notes(r##"{ "$ref": "#/$defs/Block" }"##), []);
}

#[test]
fn unused_definitions_are_noted() {
    let text = r##"{
        "dispatch": [{ "type": "a" }],
        "events": {
            "a": { "payload": { "allOf": [{ "$ref": "#/$defs/Base" }, { "properties": { "b": true } }] } },
            "b": { "handle": "skip" }
        },
        "$defs": { "Base": { "properties": { "a": true } }, "Unused": { "$ref": "#/$defs/Used" }, "Used": true }
    }"##;
    let checked = read("a.json", text).unwrap();
    let notes: Vec<_> = checked
        .notes()
        .iter()
        .map(|it| (it.check, it.pointer.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            (Check::UnreachableEvent, "/events/b"),
            (Check::UnusedDefinition, "/$defs/Unused"),
            (Check::UnusedDefinition, "/$defs/Used"),
        ]
    );
}

#[test]
fn words_go_where_they_belong() {
    let checked = checked(
        r##"{
            "description": "outer", "name": "Outer",
            "anyOf": [
                { "oneOf": [
                    { "const": "a", "description": "first" },
                    { "const": "b", "description": "second" }
                ] },
                { "type": "null" }
            ]
        }"##,
    );
    let outer = checked.events[0].payload.as_ref().unwrap();
    assert_eq!(outer.description.as_deref(), Some("outer"));
    let Shape::Nullable(inner) = &outer.shape else {
        panic!("{outer:?}")
    };
    assert_eq!(inner.description.as_deref(), Some("outer"));
    assert_eq!(inner.name.as_deref(), Some("Outer"));
    let Shape::Enum(values) = &inner.shape else {
        panic!("{inner:?}")
    };
    let said: Vec<_> = values
        .iter()
        .map(|value| value.description.as_deref())
        .collect();
    assert_eq!(said, [Some("first"), Some("second")]);
}
