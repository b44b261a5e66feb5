//! `type`, `const` and `enum`: which kinds of value a subschema allows.

use std::collections::HashSet;

use crate::all_of::Kind;
use crate::check::lower::node::Form;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::json::{Json, Number};
use crate::pointer;
use crate::schema::{JsonType, SchemaObject};

/// A JSON type with the known values of this type.
pub(crate) type Values<'d> = (JsonType, Vec<&'d Json>);

/// The types a value can be of; `None` if no keyword says, empty if that was reported.
pub(crate) fn types<'d>(
    keywords: &'d SchemaObject,
    pointer: &str,
    findings: &mut Findings,
) -> Option<Vec<Values<'d>>> {
    let values = known_values(keywords);
    if let Some(types) = &keywords.types {
        return Some(declared(
            types.as_slice(),
            keywords,
            values,
            pointer,
            findings,
        ));
    }
    if let Some(values) = values {
        return Some(inferred(values, pointer, keywords, findings));
    }
    let object = keywords.properties.is_some()
        || keywords.additional_properties.is_some()
        || !keywords.required.is_empty();
    match (object, keywords.items.is_some()) {
        (false, false) => None,
        (true, false) => Some(vec![(JsonType::Object, Vec::new())]),
        (false, true) => Some(vec![(JsonType::Array, Vec::new())]),
        (true, true) => Some(vec![
            (JsonType::Object, Vec::new()),
            (JsonType::Array, Vec::new()),
        ]),
    }
}

fn known_values(keywords: &SchemaObject) -> Option<&[Json]> {
    match (&keywords.constant, &keywords.values) {
        (Some(constant), _) => Some(std::slice::from_ref(constant)),
        (None, Some(values)) => Some(values),
        (None, None) => None,
    }
}

fn declared<'d>(
    types: &[JsonType],
    keywords: &'d SchemaObject,
    values: Option<&'d [Json]>,
    pointer: &str,
    findings: &mut Findings,
) -> Vec<Values<'d>> {
    let mut kinds: Vec<Values<'d>> = Vec::new();
    if types.is_empty() {
        findings.add(
            Diagnostic::new(
                Check::NeverValid,
                pointer::child(pointer, "type"),
                "`type` is empty",
            )
            .label("no value has no type")
            .help("list the types, or leave `type` out"),
        );
    }
    for (index, one) in types.iter().enumerate() {
        if kinds.iter().any(|(kind, _)| kind == one) {
            let pointer = format!("{pointer}/type/{index}");
            findings.add(crate::check::repeated(pointer, "this type"));
        } else {
            kinds.push((*one, Vec::new()));
        }
    }
    // Every integer is a number.
    if kinds.iter().any(|(kind, _)| *kind == JsonType::Number) {
        kinds.retain(|(kind, _)| *kind != JsonType::Integer);
    }
    let Some(values) = values else { return kinds };
    let keyword = if keywords.constant.is_some() {
        "const"
    } else {
        "enum"
    };
    if !sort(values, &mut kinds, pointer, keyword, findings) {
        return Vec::new();
    }
    // Many descriptions list the strings of `["string", "null"]` without the null.
    kinds.retain(|(kind, values)| *kind == JsonType::Null || !values.is_empty());
    kinds
}

fn inferred<'d>(
    values: &'d [Json],
    pointer: &str,
    keywords: &'d SchemaObject,
    findings: &mut Findings,
) -> Vec<Values<'d>> {
    let mut kinds: Vec<Values<'d>> = Vec::new();
    for value in values {
        let of = |json: &Json| match json {
            Json::Null => JsonType::Null,
            Json::Boolean(_) => JsonType::Boolean,
            Json::Number(_) if values.iter().all(whole) => JsonType::Integer,
            Json::Number(_) => JsonType::Number,
            Json::String(_) => JsonType::String,
            Json::Array(_) => JsonType::Array,
            Json::Object(_) => JsonType::Object,
        };
        let kind = of(value);
        if !kinds.iter().any(|(known, _)| *known == kind) {
            kinds.push((kind, Vec::new()));
        }
    }
    let keyword = if keywords.constant.is_some() {
        "const"
    } else {
        "enum"
    };
    let good = sort(values, &mut kinds, pointer, keyword, findings);
    if good { kinds } else { Vec::new() }
}

fn whole(value: &Json) -> bool {
    !matches!(value, Json::Number(number) if !number.is_integer())
}

/// Gives every value to its kind; `false` if one was reported.
fn sort<'d>(
    values: &'d [Json],
    kinds: &mut [Values<'d>],
    pointer: &str,
    keyword: &str,
    findings: &mut Findings,
) -> bool {
    let place = pointer::child(pointer, keyword);
    if values.is_empty() {
        let diagnostic = Diagnostic::new(Check::NeverValid, place, "`enum` is empty")
            .label("no value is allowed")
            .help("list the values, or leave `enum` out");
        findings.add(diagnostic);
        return false;
    }
    let mut good = true;
    for (index, value) in values.iter().enumerate() {
        let place = || match keyword {
            "const" => place.clone(),
            _ => format!("{place}/{index}"),
        };
        if matches!(value, Json::Array(_) | Json::Object(_)) {
            let message = format!(
                "{} as a value of `{keyword}` is not supported",
                value.kind()
            );
            let diagnostic = Diagnostic::new(Check::UnsupportedConstruct, place(), message)
                .label("not a string, number, boolean or null")
                .help("describe the value with `type` and `properties` or `items`");
            findings.add(diagnostic);
            good = false;
        } else if let Some((_, known)) = kinds.iter_mut().find(|(kind, _)| fits(value, *kind)) {
            known.push(value);
        } else {
            let message = format!("{} contradicts `type`", value.kind());
            let diagnostic = Diagnostic::new(Check::ValueType, place(), message)
                .label("not of the type the schema declares")
                .help("correct the value, or add its type to `type`");
            findings.add(diagnostic);
            good = false;
        }
    }
    good
}

fn fits(value: &Json, kind: JsonType) -> bool {
    match (value, kind) {
        (Json::Null, JsonType::Null)
        | (Json::Boolean(_), JsonType::Boolean)
        | (Json::Number(_), JsonType::Number)
        | (Json::String(_), JsonType::String) => true,
        (Json::Number(number), JsonType::Integer) => number.is_integer(),
        _ => false,
    }
}

/// What a value of a type that is neither object nor array is.
pub(crate) fn form<'d>(
    json_type: JsonType,
    values: &[&'d Json],
    keywords: &SchemaObject,
) -> Form<'d> {
    let mut seen = HashSet::new();
    let mut known = values.to_vec();
    known.retain(|value| value.as_str().is_none_or(|text| seen.insert(text)));
    let mut kind = Kind::any(json_type).with_known(known);
    kind.unsigned = json_type == JsonType::Integer && unsigned(keywords, values);
    Form::Scalar(kind)
}

/// Whether an integer may be above what `i64` holds.
fn unsigned(keywords: &SchemaObject, values: &[&Json]) -> bool {
    let exceeds = |value: &Json| matches!(value, Json::Number(number) if number.exceeds_i64());
    let format = keywords.hints.get("format").and_then(Json::as_str);
    let maximum = keywords.hints.get("maximum");
    // A `maximum` of 2^63 and more is that of `u64`, or a float's spelling of it.
    let wide = maximum.is_some_and(|maximum| exceeds(maximum) && !negative_minimum(keywords));
    matches!(format, Some("uint64" | "uint")) || wide || values.iter().any(|value| exceeds(value))
}

fn negative_minimum(keywords: &SchemaObject) -> bool {
    match keywords.hints.get("minimum") {
        Some(Json::Number(Number::Integer(minimum))) => *minimum < 0,
        Some(Json::Number(Number::Float(minimum))) => *minimum < 0.0,
        _ => false,
    }
}
