//! `type`, `const` and `enum`.

use crate::convert::unions;
use crate::read::part::Part;
use crate::report::{FindingKind, Report};
use stream_events_schema::JsonType;
use stream_events_schema::pointer;
use stream_events_schema::{Json, Number};

/// The JSON types that all parts allow; none if no part says.
pub(crate) fn types(parts: &[Part<'_>], report: &mut Report) -> Option<Vec<JsonType>> {
    let mut known: Option<Vec<JsonType>> = None;
    for part in parts {
        let Some(types) = types_of(part, report) else {
            continue;
        };
        known = Some(match known {
            None => types,
            Some(known) => {
                let common = common(&known, &types);
                if common.is_empty() {
                    let what = "it contradicts what stands beside it, which counts";
                    report.add(FindingKind::Dropped, pointer::child(&part.at, "type"), what);
                    known
                } else {
                    common
                }
            }
        });
    }
    known
}

pub(crate) fn types_of(part: &Part<'_>, report: &mut Report) -> Option<Vec<JsonType>> {
    let written: Vec<Part<'_>> = match part.list("type") {
        Some(list) => list,
        None => part.get("type").into_iter().collect(),
    };
    let mut types = Vec::new();
    for name in &written {
        let text = name.json.as_str().unwrap_or_default();
        match json_type(text) {
            Some((one, exact)) => {
                if !exact {
                    let what = format!("`{text}` is no JSON type, read as {one:?}").to_lowercase();
                    report.add(FindingKind::Converted, &name.at, what);
                }
                if !types.contains(&one) {
                    types.push(one);
                }
            }
            None if text == "any" => {}
            None => report.add(FindingKind::Dropped, &name.at, "it is no JSON type"),
        }
    }
    if types.contains(&JsonType::Number) {
        types.retain(|one| *one != JsonType::Integer);
    }
    (!types.is_empty()).then_some(types)
}

/// The known values that all parts allow; a null among them becomes a type.
pub(crate) fn values(
    parts: &[Part<'_>],
    types: &mut Option<Vec<JsonType>>,
    report: &mut Report,
) -> Vec<Json> {
    let mut known: Option<Vec<Json>> = None;
    for part in parts {
        let Some(values) = values_of(part, types.as_deref(), report) else {
            continue;
        };
        known = Some(match known {
            None => values,
            Some(known) => {
                let common: Vec<_> = known
                    .iter()
                    .filter(|value| values.contains(value))
                    .cloned()
                    .collect();
                if common.is_empty() {
                    report.add(
                        FindingKind::Dropped,
                        &part.at,
                        "its values contradict what stands beside it",
                    );
                    known
                } else {
                    common
                }
            }
        });
    }
    let Some(mut known) = known else {
        return Vec::new();
    };
    let count = known.len();
    known.retain(|value| *value != Json::Null);
    let null = known.len() < count;
    let types = types.get_or_insert_with(|| {
        let mut types = Vec::new();
        for value in &known {
            let one = unions::type_of(value);
            if !types.contains(&one) {
                types.push(one);
            }
        }
        types
    });
    if null && !types.contains(&JsonType::Null) {
        types.push(JsonType::Null);
    }
    if types.contains(&JsonType::Number) {
        types.retain(|one| *one != JsonType::Integer);
    }
    if known.is_empty() {
        *types = vec![JsonType::Null];
    }
    known
}

pub(crate) fn values_of(
    part: &Part<'_>,
    types: Option<&[JsonType]>,
    report: &mut Report,
) -> Option<Vec<Json>> {
    let written = match part.get("const") {
        Some(constant) => vec![constant],
        None => part.list("enum")?,
    };
    if written.is_empty() {
        report.add(
            FindingKind::Dropped,
            pointer::child(&part.at, "enum"),
            "it is empty",
        );
    }
    let mut values: Vec<Json> = Vec::with_capacity(written.len());
    for value in written {
        let json = match value.json {
            Json::Array(_) | Json::Object(_) => {
                let what = format!("{} cannot be a known value", value.json.kind());
                report.add(FindingKind::Dropped, &value.at, &what);
                continue;
            }
            json => json.clone(),
        };
        let fits = |types: &[JsonType]| {
            let one = unions::type_of(&json);
            types.contains(&one)
                || one == JsonType::Null
                || (one == JsonType::Integer && types.contains(&JsonType::Number))
        };
        let json = match types {
            Some(types) if !fits(types) && types.contains(&JsonType::String) => {
                let text = spell(&json);
                let what = format!("`{text}` is no string, but a string is asked for: read as one");
                report.add(FindingKind::Converted, &value.at, what);
                Json::String(text)
            }
            Some(types) if !fits(types) => {
                report.add(
                    FindingKind::Dropped,
                    &value.at,
                    "the value contradicts `type`",
                );
                continue;
            }
            _ => json,
        };
        if !values.contains(&json) {
            values.push(json);
        }
    }
    (!values.is_empty()).then_some(values)
}

/// A JSON type by its name, and whether that is its real name.
fn json_type(name: &str) -> Option<(JsonType, bool)> {
    Some(match name {
        "null" => (JsonType::Null, true),
        "boolean" => (JsonType::Boolean, true),
        "integer" => (JsonType::Integer, true),
        "number" => (JsonType::Number, true),
        "string" => (JsonType::String, true),
        "array" => (JsonType::Array, true),
        "object" => (JsonType::Object, true),
        "bool" => (JsonType::Boolean, false),
        "int" | "int32" | "int64" | "long" => (JsonType::Integer, false),
        "float" | "double" | "decimal" => (JsonType::Number, false),
        "file" | "date" | "date-time" | "str" | "uuid" => (JsonType::String, false),
        "list" => (JsonType::Array, false),
        "dict" | "map" => (JsonType::Object, false),
        _ => return None,
    })
}

/// The types in both lists; every integer is a number.
fn common(a: &[JsonType], b: &[JsonType]) -> Vec<JsonType> {
    use JsonType::{Integer, Number};
    let mut common = Vec::new();
    for one in a {
        if b.contains(one) {
            common.push(*one);
        } else if *one == Number && b.contains(&Integer) || *one == Integer && b.contains(&Number) {
            common.push(Integer);
        }
    }
    common
}

/// A value as a text that was meant to be one.
fn spell(value: &Json) -> String {
    match value {
        Json::Boolean(value) => value.to_string(),
        Json::Number(Number::Integer(number)) => number.to_string(),
        Json::Number(Number::Unsigned(number)) => number.to_string(),
        Json::Number(Number::Float(number)) => format!("{number:?}"),
        Json::String(text) => text.clone(),
        _ => "null".to_owned(),
    }
}
