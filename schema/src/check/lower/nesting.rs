//! How deep a schema nests in the text of its document, which says how deep that may be.

use crate::check::lower::union::only_requires;
use crate::json::Json;
use crate::schema::{Schema, SchemaObject, Types};

/// How many brackets are open at the deepest place of what a schema says itself, where `pointer`
/// leads to it. Its subschemas count for themselves.
pub(super) fn levels(schema: &Schema, pointer: &str) -> usize {
    let around = pointer.matches('/').count();
    match schema {
        Schema::Boolean(_) => around,
        Schema::Object(keywords) => around + 1 + inside(keywords),
    }
}

fn inside(keywords: &SchemaObject) -> usize {
    let lists = [
        matches!(keywords.types, Some(Types::Many(_))),
        !keywords.required.is_empty(),
        keywords.discriminator.is_some(),
        keywords.properties.is_some(),
        keywords.all_of.is_some(),
    ];
    let list = usize::from(lists.contains(&true));
    let union = keywords.one_of.iter().chain(&keywords.any_of).flatten();
    // `{ "required": ["a"] }` in a union only limits values: nobody looks at it as a schema.
    let union = union.map(|branch| match only_requires(branch) {
        true => 3,
        false => 1,
    });
    let known = keywords
        .values
        .iter()
        .map(|values| 1 + deepest(values.iter()));
    let single = keywords.hints.values().chain(&keywords.constant);
    let most = known.chain(single.map(json)).chain(union).max();
    most.unwrap_or(0).max(list)
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
