//! Random edits of subschemas.

use super::keys;
use crate::document::{Make, one_of, pick};
use crate::json::{Json, Step, array, object, text};

/// Edits one of the subschemas.
pub(super) fn schema(make: &mut Make<'_>, document: &mut Json) {
    let mut ways = Vec::new();
    collect_roots(document, &mut ways);
    if ways.is_empty() {
        return;
    }
    let way = one_of(make.rng, &ways).clone();
    if make.rng.u32(..12) == 0 {
        return move_to_definitions(make, document, &way);
    }
    let schema = document.at_mut(&way);
    match make.rng.u32(..14) {
        0 => *schema = make.schema(1),
        1 => {
            let inner = std::mem::replace(schema, Json::Null);
            *schema = object([("anyOf", array([inner, object([("type", text("null"))])]))]);
        }
        2 => {
            let items = std::mem::replace(schema, Json::Null);
            *schema = object([("type", text("array")), ("items", items)]);
        }
        3 if schema.get("$ref").is_none() => schema.set("name", text(make.name())),
        4 => schema.set("description", text("It is what it is.")),
        5 => schema.set("deprecated", Json::Bool(true)),
        6 if schema.get("properties").is_some() => match schema.get("additionalProperties") {
            Some(_) => drop(schema.remove("additionalProperties")),
            None => {
                let values = make.schema(1);
                schema.set("additionalProperties", values);
            }
        },
        _ if schema.get("properties").is_some() => properties(make, schema),
        _ if schema.get("enum").is_some() => values(make, schema),
        _ if schema.get("oneOf").is_some() => branches(make, schema),
        _ => *schema = make.schema(1),
    }
}

fn properties(make: &mut Make<'_>, schema: &mut Json) {
    let keys = keys(schema, "properties");
    if keys.is_empty() {
        return;
    }
    let key = one_of(make.rng, &keys).clone();
    match make.rng.u32(..8) {
        0 | 1 => {
            let property = make.property(1);
            let key = make.key();
            if !keys.iter().any(|it| it == key) {
                schema.entry("properties").set(key, property);
                if make.rng.bool() {
                    require(schema, key, true);
                }
            }
        }
        2 => {
            schema.entry("properties").remove(&key);
            require(schema, &key, false);
        }
        3 | 4 => {
            let is = make.rng.bool();
            require(schema, &key, is);
        }
        5 => {
            let new = match (key.as_str(), make.rng.bool()) {
                ("foo_bar", true) => "fooBar".to_owned(),
                ("fooBar", true) => "foo_bar".to_owned(),
                (key, true) => format!("{key}_"),
                (_, false) => make.key().to_owned(),
            };
            if keys.contains(&new) {
                return;
            }
            let was_required = require(schema, &key, false);
            if let Some(members) = schema.entry("properties").members_mut()
                && let Some((it, _)) = members.iter_mut().find(|(it, _)| *it == key)
            {
                it.clone_from(&new);
            }
            require(schema, &new, was_required);
        }
        6 => {
            if let Some(members) = schema.entry("properties").members_mut() {
                make.rng.shuffle(members);
            }
        }
        _ => {
            // Enough to be boxed, or for a struct of arguments.
            let is_required = make.rng.bool();
            for index in 0..make.rng.usize(1..10) {
                let string = object([("type", text("string"))]);
                let key = format!("q{index}");
                schema.entry("properties").set(&key, string);
                if is_required {
                    require(schema, &key, true);
                }
            }
        }
    }
}

/// Requires a property or not, and says whether it was required.
fn require(schema: &mut Json, key: &str, is: bool) -> bool {
    let mut required = schema.remove("required").unwrap_or(Json::Array(Vec::new()));
    let mut was = false;
    if let Some(keys) = required.items_mut() {
        was = keys.contains(&text(key));
        keys.retain(|it| it.as_text() != Some(key));
        if is {
            keys.push(text(key));
        }
        if !keys.is_empty() {
            schema.set("required", required);
        }
    }
    was
}

fn values(make: &mut Make<'_>, schema: &mut Json) {
    let value = text(make.value());
    let Some(values) = schema.get_mut("enum").and_then(Json::items_mut) else {
        return;
    };
    match make.rng.bool() && values.len() > 1 {
        true => {
            let index = make.rng.usize(..values.len());
            values.remove(index);
        }
        false if !values.contains(&value) => values.push(value),
        false => make.rng.shuffle(values),
    }
}

fn branches(make: &mut Make<'_>, schema: &mut Json) {
    let value = pick(make.rng, &["a", "b", "c", "d", "note"]);
    let tag = pick(make.rng, &["type", "kind"]);
    let new = match make.rng.u32(..3) {
        0 => make.reference(),
        _ => make.branch(tag, value, 1),
    };
    let Some(branches) = schema.get_mut("oneOf").and_then(Json::items_mut) else {
        return;
    };
    match make.rng.u32(..3) {
        0 => branches.push(new),
        1 if branches.len() > 1 => {
            let index = make.rng.usize(..branches.len());
            branches.remove(index);
        }
        _ => make.rng.shuffle(branches),
    }
}

/// Gives an inline type an entry of its own.
fn move_to_definitions(make: &mut Make<'_>, document: &mut Json, way: &[Step]) {
    if way.len() < 3 && way.first() == Some(&Step::Key("$defs".to_owned())) {
        return;
    }
    let key = make.type_key();
    if make.types.iter().any(|it| it == key) {
        return;
    }
    let schema = document.at_mut(way);
    let pointer = format!("#/$defs/{}", key.replace('/', "~1"));
    let moved = std::mem::replace(schema, object([("$ref", text(&pointer))]));
    document.entry("$defs").set(key, moved);
}

fn collect_roots(document: &Json, ways: &mut Vec<Vec<Step>>) {
    let key = |key: &str| Step::Key(key.to_owned());
    for name in keys(document, "$defs") {
        let way = vec![key("$defs"), Step::Key(name)];
        collect(document, way, ways);
    }
    for name in keys(document, "events") {
        collect(
            document,
            vec![key("events"), Step::Key(name), key("payload")],
            ways,
        );
    }
    collect(document, vec![key("errors"), key("body")], ways);
}

/// All subschemas at the end of a way and inside of it.
fn collect(document: &Json, way: Vec<Step>, ways: &mut Vec<Vec<Step>>) {
    let mut schema = document;
    for step in &way {
        let next = match (schema, step) {
            (Json::Object(_), Step::Key(key)) => schema.get(key),
            (Json::Array(items), Step::Index(index)) => items.get(*index),
            _ => None,
        };
        let Some(next) = next else { return };
        schema = next;
    }
    let child = |steps: &[Step]| [&way[..], steps].concat();
    let key = |key: &str| Step::Key(key.to_owned());
    for (name, value) in schema.members().into_iter().flatten() {
        match (name.as_str(), value) {
            ("properties", Json::Object(properties)) => {
                for (property, _) in properties {
                    collect(document, child(&[key("properties"), key(property)]), ways);
                }
            }
            ("items" | "additionalProperties", Json::Object(_)) => {
                collect(document, child(&[key(name)]), ways);
            }
            ("oneOf" | "anyOf" | "allOf", Json::Array(items)) => {
                for index in 0..items.len() {
                    collect(document, child(&[key(name), Step::Index(index)]), ways);
                }
            }
            _ => {}
        }
    }
    ways.push(way);
}
