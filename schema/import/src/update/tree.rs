//! Documents as JSON, and what refers to what in them.

use std::collections::HashSet;

use crate::read::json;
use crate::update::kind::Kind;
use stream_events_schema::{Diagnostics, Document, Json, Source};
use stream_events_schema::{parse, pointer};

/// A document as JSON, its keywords in the order they are written in.
pub(super) fn of(document: &Document) -> Json {
    // What is written can be read: the model has no value that JSON lacks.
    json::json(&document.to_json()).unwrap_or(Json::Null)
}

/// The document that JSON is.
pub(super) fn document(tree: &Json) -> Result<Document, Diagnostics> {
    parse(&Source::new("document", super::kind::text(tree)))
}

/// The keys of the definitions that a value refers to.
pub(super) fn references(kind: Kind, json: &Json, into: &mut HashSet<String>) {
    if let (Kind::Schema, Json::Object(keywords)) = (kind, json) {
        into.extend(keywords.get("$ref").and_then(target));
    }
    for (key, json) in kind.members(json).into_iter().flatten() {
        references(kind.of(&key), json, into);
    }
}

/// The key of the definition that the value of a `$ref` leads to.
pub(super) fn target(reference: &Json) -> Option<String> {
    let key = reference.as_str()?.strip_prefix("#/$defs/")?;
    let pointer = format!("/{key}");
    Some(pointer::segments(&pointer).ok()?.concat())
}

/// The definitions of a document.
pub(super) fn definitions(tree: &Json) -> impl Iterator<Item = (&String, &Json)> {
    let definitions = match tree {
        Json::Object(keywords) => keywords.get("$defs"),
        _ => None,
    };
    let definitions = match definitions {
        Some(Json::Object(definitions)) => Some(definitions),
        _ => None,
    };
    definitions.into_iter().flatten()
}

pub(super) fn definition<'j>(tree: &'j Json, key: &str) -> Option<&'j Json> {
    member(member(tree, "$defs")?, key)
}

pub(super) fn member<'j>(json: &'j Json, key: &str) -> Option<&'j Json> {
    match json {
        Json::Object(members) => members.get(key),
        _ => None,
    }
}

/// The value at a place of a merge.
pub(super) fn at<'j>(tree: &'j Json, place: &str) -> Option<&'j Json> {
    let (mut kind, mut json) = (Kind::Document, tree);
    for segment in pointer::segments(place).ok()? {
        json = kind.members(json)?.get(segment.as_ref()).copied()?;
        kind = kind.of(&segment);
    }
    Some(json)
}

/// The value at a place of a merge.
pub(super) fn at_mut<'j>(tree: &'j mut Json, place: &str) -> Option<&'j mut Json> {
    let segments = pointer::segments(place).ok()?;
    let (mut kind, mut json) = (Kind::Document, tree);
    for segment in &segments {
        let index = kind.members(json)?.get_index_of(segment.as_ref())?;
        kind = kind.of(segment);
        json = match json {
            Json::Object(members) => members.get_index_mut(index)?.1,
            Json::Array(elements) => elements.get_mut(index)?,
            _ => return None,
        };
    }
    Some(json)
}

/// The definition that a schema is, and whether it also takes null.
pub(super) fn refers_to(schema: &Json) -> Option<(String, bool)> {
    if let Some(reference) = member(schema, "$ref") {
        return Some((target(reference)?, false));
    }
    match member(schema, "anyOf")? {
        Json::Array(branches) => match branches.as_slice() {
            [one, null] if is_null(null) => Some((target(member(one, "$ref")?)?, true)),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn is_null(schema: &Json) -> bool {
    member(schema, "type").and_then(Json::as_str) == Some("null")
}

/// Whether a schema says itself what it is.
pub(super) fn is_inline(schema: &Json) -> bool {
    matches!(schema, Json::Object(keywords) if !keywords.contains_key("$ref"))
}

/// The definitions that others or events lead to, `from` these and from all that is no definition.
pub(super) fn reached(tree: &Json, from: impl IntoIterator<Item = String>) -> HashSet<String> {
    let mut open = HashSet::new();
    for (key, json) in Kind::Document.members(tree).into_iter().flatten() {
        if key != "$defs" {
            references(Kind::Document.of(&key), json, &mut open);
        }
    }
    open.extend(from);
    let mut open: Vec<String> = open.into_iter().collect();
    let mut reached = HashSet::new();
    while let Some(key) = open.pop() {
        if let Some(definition) = definition(tree, &key) {
            let mut next = HashSet::new();
            references(Kind::Schema, definition, &mut next);
            open.extend(next.into_iter().filter(|key| !reached.contains(key)));
        }
        reached.insert(key);
    }
    reached
}

/// A place of a merge as a JSON Pointer into a document: elements by their index.
pub(super) fn pointer(tree: &Json, place: &str) -> String {
    let mut pointer = String::new();
    let (mut kind, mut json) = (Kind::Document, Some(tree));
    for segment in pointer::segments(place).unwrap_or_default() {
        let list = match json {
            Some(Json::Array(_)) => true,
            // A word of a `type`.
            Some(Json::String(_)) => break,
            _ => false,
        };
        let members = json.and_then(|json| kind.members(json)).unwrap_or_default();
        match members.get_index_of(segment.as_ref()) {
            Some(index) if list => pointer::push(&mut pointer, &index.to_string()),
            // Nothing is said of what a list does not have.
            None if list => break,
            _ => pointer::push(&mut pointer, &segment),
        }
        json = members.get(segment.as_ref()).copied();
        kind = kind.of(&segment);
    }
    pointer
}

/// The opposite of [`pointer`]: the place of a merge that a JSON Pointer leads to.
pub(super) fn place(tree: &Json, pointer: &str) -> String {
    let mut place = String::new();
    let (mut kind, mut json) = (Kind::Document, Some(tree));
    for segment in pointer::segments(pointer).unwrap_or_default() {
        let members = json.and_then(|json| kind.members(json)).unwrap_or_default();
        let index = segment
            .parse()
            .ok()
            .filter(|_| matches!(json, Some(Json::Array(_))));
        let (key, value) = match index {
            Some(index) => members.get_index(index).unzip(),
            None => members.get_key_value(segment.as_ref()).unzip(),
        };
        let key = key.map_or(segment.as_ref(), String::as_str);
        pointer::push(&mut place, key);
        (kind, json) = (kind.of(key), value.copied());
    }
    place
}

/// Whether two values are the same, the order of their members included.
pub(super) fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((key, one), (other_key, other))| key == other_key && same(one, other))
        }
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        _ => one == other,
    }
}

pub(super) fn same_or_none(one: Option<&Json>, other: Option<&Json>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => true,
        _ => false,
    }
}
