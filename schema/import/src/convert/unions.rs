//! Unions of converted schemas, spelt as short as they can be.

use stream_events_schema::Json;
use stream_events_schema::{Discriminator, JsonType, Schema, SchemaObject, Types};

/// One of several schemas.
pub(crate) fn union(
    keyword: &str,
    schemas: Vec<Schema>,
    discriminator: Option<Discriminator>,
) -> Schema {
    let mut null = false;
    let mut branches: Vec<Schema> = Vec::with_capacity(schemas.len());
    for schema in schemas {
        if schema.is_anything() {
            return Schema::Boolean(true);
        }
        if is_null(&schema) {
            null = true;
        } else if !branches.contains(&schema) {
            branches.push(schema);
        }
    }
    let union = match branches.len() {
        0 => return Schema::from(typed(JsonType::Null)),
        1 => branches.swap_remove(0),
        _ => {
            let mut union = SchemaObject {
                discriminator,
                ..SchemaObject::default()
            };
            match keyword {
                "oneOf" => union.one_of = Some(branches),
                _ => union.any_of = Some(branches),
            }
            Schema::from(union)
        }
    };
    if null { nullable(union) } else { union }
}

/// Several inline lists as one list whose elements differ: a list alone does not tell of what.
pub(crate) fn merge_arrays(schemas: Vec<Schema>) -> (Vec<Schema>, bool) {
    if schemas.iter().filter(|schema| is_array(schema)).count() < 2 {
        return (schemas, false);
    }
    let (arrays, mut others): (Vec<_>, Vec<_>) = schemas.into_iter().partition(is_array);
    let items = arrays.into_iter().filter_map(|schema| match schema {
        Schema::Object(keywords) => Some(keywords.items.unwrap_or(Schema::Boolean(true))),
        Schema::Boolean(_) => None,
    });
    let (items, _) = merge_arrays(items.collect());
    let merged = SchemaObject {
        items: Some(union("anyOf", items, None)),
        ..typed(JsonType::Array)
    };
    others.push(Schema::from(merged));
    (others, true)
}

fn is_array(schema: &Schema) -> bool {
    schema
        .keywords()
        .is_some_and(|it| it.types == Some(Types::One(JsonType::Array)))
}

/// The schema, or null.
pub(crate) fn nullable(schema: Schema) -> Schema {
    let Schema::Object(mut keywords) = schema else {
        return schema;
    };
    if let Some(branches) = keywords.one_of.as_mut().or(keywords.any_of.as_mut()) {
        let null = Schema::from(typed(JsonType::Null));
        if !branches.contains(&null) {
            branches.push(null);
        }
        return Schema::Object(keywords);
    }
    match keywords.types.take() {
        Some(types) => {
            keywords.types = Some(with_type(&types, JsonType::Null));
            Schema::Object(keywords)
        }
        None if keywords.reference.is_some() => {
            let SchemaObject {
                description,
                deprecated,
                reference,
                ..
            } = *keywords;
            let target = SchemaObject {
                reference,
                ..SchemaObject::default()
            };
            let branches = vec![Schema::from(target), Schema::from(typed(JsonType::Null))];
            Schema::from(SchemaObject {
                description,
                deprecated,
                any_of: Some(branches),
                ..SchemaObject::default()
            })
        }
        None => {
            let values = keywords
                .constant
                .iter()
                .chain(keywords.values.iter().flatten());
            let mut types: Vec<JsonType> = Vec::new();
            for value in values {
                let one = type_of(value);
                if !types.contains(&one) {
                    types.push(one);
                }
            }
            if !types.is_empty() {
                keywords.types = Some(with_type(&Types::Many(types), JsonType::Null));
            }
            Schema::Object(keywords)
        }
    }
}

/// The types with one more.
fn with_type(known: &Types, one: JsonType) -> Types {
    let mut known = known.as_slice().to_vec();
    known.push(one);
    types(known)
}

/// The types, each once.
pub(crate) fn types(mut types: Vec<JsonType>) -> Types {
    let mut seen = std::collections::HashSet::new();
    types.retain(|one| seen.insert(*one));
    match types.as_slice() {
        [one] => Types::One(*one),
        _ => Types::Many(types),
    }
}

pub(crate) fn typed(one: JsonType) -> SchemaObject {
    SchemaObject {
        types: Some(Types::One(one)),
        ..SchemaObject::default()
    }
}

fn is_null(schema: &Schema) -> bool {
    schema
        .keywords()
        .is_some_and(|it| it.types == Some(Types::One(JsonType::Null)))
}

pub(crate) fn type_of(value: &Json) -> JsonType {
    match value {
        Json::Null => JsonType::Null,
        Json::Boolean(_) => JsonType::Boolean,
        Json::Number(number) if number.is_integer() => JsonType::Integer,
        Json::Number(_) => JsonType::Number,
        Json::String(_) => JsonType::String,
        Json::Array(_) => JsonType::Array,
        Json::Object(_) => JsonType::Object,
    }
}
