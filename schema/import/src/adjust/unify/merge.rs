//! Several objects as one with the properties of each, several lists as one.

use indexmap::IndexMap;

use crate::adjust::unify::leaves::{Leaf, Leaves};
use crate::convert::unions;
use stream_events_schema::{JsonType, Schema, SchemaObject, Types};

/// The branches that are no objects, their lists as one, and whether there were several of these.
pub(super) fn beside_objects(leaves: &Leaves) -> (Vec<Schema>, bool) {
    let arrays: Vec<&Leaf> = leaves.all.iter().filter(|it| it.is_array()).collect();
    let others = leaves.all.iter();
    let others = others.filter(|it| !it.is_object() && !it.is_array());
    let mut branches: Vec<Schema> = others.map(|leaf| leaf.written.clone()).collect();
    match arrays.as_slice() {
        [] => {}
        [one] => branches.push(one.written.clone()),
        several => branches.push(like_one_of(several, one_array(several))),
    }
    (branches, arrays.len() > 1)
}

/// Several objects as one; `None` if that would lose what they have.
pub(super) fn objects(objects: &[&Leaf]) -> Option<Schema> {
    Some(like_one_of(objects, one_object(objects)?))
}

/// The branch that says what all of them say, if there is one.
fn like_one_of(leaves: &[&Leaf], merged: SchemaObject) -> Schema {
    let mut leaves = leaves.iter();
    match leaves.find(|leaf| says_the_same(&leaf.keywords, &merged)) {
        Some(leaf) => leaf.written.clone(),
        None => Schema::from(merged),
    }
}

fn one_array(leaves: &[&Leaf]) -> SchemaObject {
    let items = leaves.iter().map(|leaf| leaf.keywords.items.clone());
    let items: Vec<Schema> = items
        .map(|it| it.unwrap_or(Schema::Boolean(true)))
        .collect();
    SchemaObject {
        items: Some(one_of(items)).filter(|it| !it.is_anything()),
        ..unions::typed(JsonType::Array)
    }
}

fn one_object(leaves: &[&Leaf]) -> Option<SchemaObject> {
    let is_free = |leaf: &&&Leaf| leaf.keywords.properties.is_none();
    let has_entries = |leaf: &&Leaf| {
        let others = leaf.keywords.additional_properties.as_ref();
        others.is_some_and(|it| *it != Schema::Boolean(false))
    };
    let free = leaves.iter().filter(is_free).count();
    // Entries that only one of them has would be lost.
    if leaves.iter().any(has_entries) || (free > 0 && leaves.len() - free > 1) {
        return None;
    }
    let mut declared: IndexMap<&String, Vec<Schema>> = IndexMap::new();
    for leaf in leaves {
        for (key, schema) in leaf.keywords.properties.iter().flatten() {
            declared.entry(key).or_default().push(schema.clone());
        }
    }
    let is_required = |key: &&&String| leaves.iter().all(|it| it.keywords.required.contains(key));
    let required = declared.keys().filter(is_required);
    let mut merged = unions::typed(JsonType::Object);
    merged.required = required.map(|key| (*key).clone()).collect();
    let properties = declared.into_iter();
    let properties = properties.map(|(key, schemas)| (key.clone(), one_of(schemas)));
    merged.properties = Some(properties.collect()).filter(|it: &IndexMap<_, _>| !it.is_empty());
    Some(merged)
}

/// One of several schemas, those that others say as well left out.
fn one_of(schemas: Vec<Schema>) -> Schema {
    let mut kept: Vec<Schema> = Vec::new();
    for schema in schemas {
        let schema = plain(schema);
        if kept.iter().any(|known| covers(known, &schema)) {
            continue;
        }
        kept.retain(|known| !covers(&schema, known));
        kept.push(schema);
    }
    unions::union("anyOf", kept, None)
}

/// Without what is said of it alone.
fn plain(schema: Schema) -> Schema {
    let Schema::Object(mut keywords) = schema else {
        return schema;
    };
    if keywords.reference.is_some() {
        keywords.description = None;
    }
    Schema::Object(keywords)
}

/// Whether all values of one schema are of the other, as far as that is plain to see.
fn covers(wide: &Schema, narrow: &Schema) -> bool {
    let (Some(wide), Some(narrow)) = (wide.keywords(), narrow.keywords()) else {
        return wide.is_anything() || wide == narrow;
    };
    if says_the_same(wide, narrow) {
        return true;
    }
    let Some(types) = only_types(wide) else {
        return wide == &SchemaObject::default();
    };
    let has = |one: JsonType| {
        types.contains(&one) || (one == JsonType::Integer && types.contains(&JsonType::Number))
    };
    let values = narrow.constant.iter().chain(narrow.values.iter().flatten());
    let mut values = values.map(unions::type_of).peekable();
    match (values.peek().is_some(), only_types(narrow)) {
        // Known texts say more than that it is a text.
        (true, _) => {
            narrow
                .types
                .as_ref()
                .is_none_or(|it| it.as_slice().iter().all(|it| has(*it)))
                && values.all(|one| one != JsonType::String && has(one))
        }
        (false, Some(narrow)) => narrow.iter().all(|one| has(*one)),
        (false, None) => false,
    }
}

/// The types, if it says nothing else of the value.
fn only_types(keywords: &SchemaObject) -> Option<&[JsonType]> {
    let scalars = |types: &[JsonType]| {
        let composed = [JsonType::Array, JsonType::Object];
        types.iter().all(|it| !composed.contains(it))
    };
    let types = keywords.types.as_ref()?.as_slice();
    let bare = SchemaObject {
        types: keywords.types.clone(),
        ..SchemaObject::default()
    };
    (scalars(types) && says_the_same(keywords, &bare)).then_some(types)
}

/// Whether two schemas differ at most in what they say to readers.
fn says_the_same(one: &SchemaObject, other: &SchemaObject) -> bool {
    let bare = |keywords: &SchemaObject| {
        let mut bare = keywords.clone();
        bare.description = None;
        bare.deprecated = false;
        bare.name = None;
        if bare.types.is_none() && bare.properties.is_some() {
            bare.types = Some(Types::One(JsonType::Object));
        }
        for property in bare.properties.iter_mut().flat_map(IndexMap::values_mut) {
            if let Schema::Object(keywords) = property {
                keywords.description = None;
                keywords.deprecated = false;
            }
        }
        bare.required.sort();
        bare
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(json: &str) -> Schema {
        let text = format!(r#"{{ "$defs": {{ "It": {json} }} }}"#);
        let source = stream_events_schema::Source::new("a.json", text);
        let mut document = stream_events_schema::parse(&source).unwrap();
        document.definitions.swap_remove("It").unwrap()
    }

    fn covered(wide: &str, narrow: &str) -> bool {
        covers(&schema(wide), &schema(narrow))
    }

    #[test]
    fn a_type_covers_what_is_of_it() {
        assert!(covered(r#"{ "type": "integer" }"#, r#"{ "const": 7 }"#));
        assert!(covered(
            r#"{ "type": "number" }"#,
            r#"{ "type": "integer" }"#
        ));
        assert!(covered(
            r#"{ "type": ["string", "null"] }"#,
            r#"{ "type": "string" }"#
        ));
        assert!(!covered(
            r#"{ "type": "string" }"#,
            r#"{ "type": ["string", "null"] }"#
        ));
        assert!(
            !covered(r#"{ "type": "string" }"#, r#"{ "const": "a" }"#),
            "its value is known"
        );
        assert!(!covered(
            r#"{ "type": "integer" }"#,
            r#"{ "type": ["integer", "null"], "const": 7 }"#
        ));
        assert!(!covered(
            r#"{ "type": "object" }"#,
            r#"{ "type": "object", "properties": {} }"#
        ));
    }
}
