//! How deep a schema nests in the text of its document, which says how deep that may be.

use crate::diagnostic::Findings;
use crate::json::Json;
use crate::parse::{MAX_DEPTH, too_deep};
use crate::pointer;
use crate::schema::{Schema, SchemaObject, Types};

/// Whether a schema may be where it is. What nests too deep in it is told.
///
/// Nobody may look at a part of it that says nothing there, but it is written all the same.
pub(super) fn fits(schema: &Schema, pointer: &str, findings: &mut Findings) -> bool {
    let Schema::Object(keywords) = schema else {
        return true;
    };
    // One bracket for each segment, one for the document and its own.
    if pointer.matches('/').count() + 1 + inside(keywords) > MAX_DEPTH {
        findings.add(too_deep(pointer));
        return false;
    }
    let mut all = true;
    for (place, part) in parts(keywords, pointer) {
        all &= fits(part, &place, findings);
    }
    all
}

/// The subschemas, with their places.
fn parts<'k>(
    keywords: &'k SchemaObject,
    pointer: &str,
) -> impl Iterator<Item = (String, &'k Schema)> {
    let child = |keyword| pointer::child(pointer, keyword);
    let properties = child("properties");
    let named = keywords.properties.iter().flatten();
    let named = named.map(move |(key, part)| (pointer::child(&properties, key), part));
    let single = [
        (child("items"), &keywords.items),
        (
            child("additionalProperties"),
            &keywords.additional_properties,
        ),
    ];
    let single = single
        .into_iter()
        .filter_map(|(place, part)| Some((place, part.as_ref()?)));
    let lists = [
        (child("oneOf"), &keywords.one_of),
        (child("anyOf"), &keywords.any_of),
        (child("allOf"), &keywords.all_of),
    ];
    let listed = lists.into_iter().flat_map(|(place, parts)| {
        let parts = parts.iter().flatten().enumerate();
        parts.map(move |(index, part)| (format!("{place}/{index}"), part))
    });
    named.chain(single).chain(listed)
}

/// How many brackets it opens inside of its own, beside those of its subschemas.
fn inside(keywords: &SchemaObject) -> usize {
    let lists = [
        matches!(keywords.types, Some(Types::Many(_))),
        !keywords.required.is_empty(),
        keywords.discriminator.is_some(),
        keywords.properties.is_some(),
        keywords.one_of.is_some(),
        keywords.any_of.is_some(),
        keywords.all_of.is_some(),
    ];
    let known = keywords.values.iter().map(|it| 1 + deepest(it.iter()));
    let single = keywords.hints.values().chain(&keywords.constant);
    let most = known.chain(single.map(json)).max().unwrap_or(0);
    most.max(usize::from(lists.contains(&true)))
}

fn json(value: &Json) -> usize {
    match value {
        Json::Array(elements) => 1 + deepest(elements.iter()),
        Json::Object(members) => 1 + deepest(members.values()),
        _ => 0,
    }
}

fn deepest<'a, I: Iterator<Item = &'a Json>>(values: I) -> usize {
    values.map(json).max().unwrap_or(0)
}
