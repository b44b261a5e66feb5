//! Unions that a description has several times, each written out, as one definition.

use indexmap::IndexMap;

use crate::adjust::overlay::subschema;
use crate::adjust::unify::free_key;
use stream_events_schema::{Document, Schema, SchemaObject, pointer};

/// Gives unions that stand in several properties a place in `$defs`, or each would be a type.
pub(crate) fn share(document: &mut Document) {
    let mut found: Vec<(Schema, Vec<String>)> = Vec::new();
    for (place, union) in unions(document) {
        match found.iter_mut().find(|(known, _)| *known == union) {
            Some((_, places)) => places.push(place),
            None => found.push((union, vec![place])),
        }
    }
    for (union, places) in found {
        let mut definitions = document.definitions.iter();
        let same = definitions.find(|(_, it)| **it == union);
        let key = match (same, places.as_slice()) {
            (Some((key, _)), _) => key.clone(),
            (None, [first, _, ..]) => free_key(document, first),
            _ => continue,
        };
        let reference = Schema::reference(&key);
        for place in &places {
            if let Some(there) = subschema(document, place).filter(|it| **it == union) {
                *there = reference.clone();
            }
        }
        document.definitions.insert(key, union);
    }
}

/// The unions of several references inside of other schemas, with their places.
fn unions(document: &Document) -> Vec<(String, Schema)> {
    let mut found = Vec::new();
    for (key, event) in &document.events {
        let place = pointer::child(&pointer::child("/events", key), "payload");
        if let Some(payload) = &event.payload {
            visit(payload, &place, &mut found);
        }
    }
    for (key, schema) in &document.definitions {
        visit(schema, &pointer::child("/$defs", key), &mut found);
    }
    found
}

fn visit(schema: &Schema, place: &str, found: &mut Vec<(String, Schema)>) {
    let Some(keywords) = schema.keywords() else {
        return;
    };
    let properties = pointer::child(place, "properties");
    for (key, property) in keywords.properties.iter().flat_map(IndexMap::iter) {
        inside(property, &pointer::child(&properties, key), found);
    }
    let one = [
        ("items", &keywords.items),
        ("additionalProperties", &keywords.additional_properties),
    ];
    for (keyword, schema) in one {
        if let Some(schema) = schema {
            inside(schema, &pointer::child(place, keyword), found);
        }
    }
    let several = [("oneOf", &keywords.one_of), ("anyOf", &keywords.any_of)];
    for (keyword, branches) in several {
        let place = pointer::child(place, keyword);
        for (index, branch) in branches.iter().flatten().enumerate() {
            visit(branch, &pointer::child(&place, &index.to_string()), found);
        }
    }
}

fn inside(schema: &Schema, place: &str, found: &mut Vec<(String, Schema)>) {
    match schema.keywords() {
        Some(keywords) if is_shared(keywords) => found.push((place.to_owned(), schema.clone())),
        _ => visit(schema, place, found),
    }
}

/// Whether it is a union of several schemas with names, and of nothing else.
fn is_shared(keywords: &SchemaObject) -> bool {
    let branches = keywords.one_of.iter().chain(&keywords.any_of).flatten();
    let refers = |branch: &Schema| branch.keywords().is_some_and(|it| it.reference.is_some());
    let (references, others): (Vec<&Schema>, Vec<&Schema>) = branches.partition(|it| refers(it));
    references.len() > 1 && others.is_empty()
}
