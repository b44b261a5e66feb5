//! Loosening a document where values contradict it, and saying so in a way that can be repeated.

use std::collections::HashSet;

use crate::convert::unions;
use crate::read::examples::{Example, Shown};
use stream_events_schema::interpret::{Mismatch, Why};
use stream_events_schema::{
    Document, JsonType, Make, Pointer, Relaxation, Schema, SchemaObject, pointer,
};

/// The type that may be there too.
fn added(make: Make) -> JsonType {
    match make {
        Make::Or(one) => one,
        Make::Nullable => JsonType::Null,
        Make::Optional | Make::AnyNumber => JsonType::Number,
    }
}

/// What would let an example in that does not decode; `None` if nothing would.
pub(crate) fn relaxation(mismatch: &Mismatch<'_>, at: &str) -> Option<Relaxation> {
    let place = mismatch.place();
    let value = match mismatch.at.as_str() {
        "" => "it",
        instance => instance,
    };
    let (make, at, because) = match mismatch.why {
        Why::Missing { property } => {
            let properties = pointer::child(place, "properties");
            let pointer = pointer::child(&properties, &property.key);
            (Make::Optional, pointer, format!("not in {at}"))
        }
        Why::Kind { found } => {
            let reason = format!("{value} is {} in {at}", found.with_article());
            (or(found), place.to_owned(), reason)
        }
        Why::NotWhole => {
            let reason = format!("{value} is no whole number in {at}");
            (Make::AnyNumber, place.to_owned(), reason)
        }
        Why::IntegerRange => {
            let reason = format!("{value} is beyond what an integer of the kind holds in {at}");
            (Make::AnyNumber, place.to_owned(), reason)
        }
        _ => return None,
    };
    Some(Relaxation {
        at: at.parse().ok()?,
        make,
        because,
    })
}

/// Whether the description is more likely wrong than the example; `matched` are the
/// places that some value decodes as.
pub(crate) fn is_likely(
    relaxation: &Relaxation,
    example: &Example,
    matched: &HashSet<String>,
) -> bool {
    let at = relaxation.at.as_str();
    let mild = !matches!(relaxation.make, Make::Or(_));
    match &example.of {
        Shown::Message { .. } => true,
        // One value shown beside a property is written with less care than a whole object.
        Shown::Value { to, .. } => {
            let whole = to.starts_with("/$defs/") && to.matches('/').count() == 2;
            mild || (whole && at != to && !matched.contains(at))
        }
    }
}

/// What a report says about it.
pub(crate) fn saying(relaxation: &Relaxation) -> String {
    let word = match relaxation.make {
        Make::Optional => "no longer required",
        Make::Nullable | Make::Or(JsonType::Null) => "may be null",
        Make::Or(JsonType::Boolean) => "may be a boolean",
        Make::Or(JsonType::String) => "may be a string",
        Make::Or(JsonType::Array) => "may be an array",
        Make::Or(JsonType::Object) => "may be an object",
        Make::Or(JsonType::Integer | JsonType::Number) => "may be a number",
        Make::AnyNumber => "may be any number",
    };
    format!("{word}: {}", relaxation.because)
}

/// The object whose property the pointer leads to, and the property.
fn owner(at: &Pointer) -> Option<(Pointer, &str)> {
    match at.segments() {
        [owner @ .., properties, key] if properties == "properties" => {
            Some((Pointer::new(owner.iter().cloned()), key))
        }
        _ => None,
    }
}

/// Loosens the document; `false` if there is nothing to loosen.
pub(crate) fn apply(relaxation: &Relaxation, document: &mut Document) -> bool {
    let at = &relaxation.at;
    match relaxation.make {
        Make::Optional => owner(at).is_some_and(|(owner, key)| {
            subschema(document, owner.as_str()).is_some_and(|schema| release(schema, key))
        }),
        make => subschema(document, at.as_str()).is_some_and(|it| widen(it, added(make))),
    }
}

/// How a value of a type is let in.
fn or(found: JsonType) -> Make {
    match found {
        JsonType::Null => Make::Nullable,
        found => Make::Or(found),
    }
}

/// Loosens a document as it was before; gives back what there was to loosen.
pub(crate) fn repeat(document: &mut Document, relaxations: &[Relaxation]) -> Vec<Relaxation> {
    let mut relaxations = relaxations.to_vec();
    relaxations.retain(|it| apply(it, document));
    relaxations
}

fn release(schema: &mut Schema, key: &str) -> bool {
    let Schema::Object(keywords) = schema else {
        return false;
    };
    let count = keywords.required.len();
    keywords.required.retain(|required| required != key);
    let mut released = keywords.required.len() < count;
    for part in keywords.all_of.iter_mut().flatten() {
        released |= release(part, key);
    }
    released
}

fn widen(schema: &mut Schema, one: JsonType) -> bool {
    let before = schema.clone();
    let taken = std::mem::replace(schema, Schema::Boolean(true));
    *schema = match (taken, one) {
        (schema, JsonType::Null) => unions::nullable(schema),
        (Schema::Object(mut keywords), one) => {
            let known = keywords.constant.is_some() || keywords.values.is_some();
            match keywords.types.take() {
                Some(types) if !known => {
                    let mut types = types.as_slice().to_vec();
                    types.push(one);
                    if one == JsonType::Number {
                        // Every integer is a number.
                        types.retain(|one| *one != JsonType::Integer);
                        keywords
                            .hints
                            .retain(|key, _| key == "format" || key.starts_with("x-"));
                    }
                    keywords.types = Some(unions::types(types));
                    Schema::Object(keywords)
                }
                types => {
                    keywords.types = types;
                    beside(*keywords, one)
                }
            }
        }
        (schema, _) => schema,
    };
    *schema != before
}

/// A union of what a schema says and a type.
fn beside(mut keywords: SchemaObject, one: JsonType) -> Schema {
    let other = Schema::from(unions::typed(one));
    if let Some(branches) = keywords.one_of.as_mut().or(keywords.any_of.as_mut()) {
        if !branches.contains(&other) {
            branches.push(other);
        }
        return Schema::from(keywords);
    }
    let description = keywords.description.take();
    let deprecated = std::mem::take(&mut keywords.deprecated);
    Schema::from(SchemaObject {
        description,
        deprecated,
        any_of: Some(vec![Schema::from(keywords), other]),
        ..SchemaObject::default()
    })
}

/// The subschema at a place of a document.
pub(crate) fn subschema<'d>(document: &'d mut Document, pointer: &str) -> Option<&'d mut Schema> {
    let segments = pointer::segments(pointer).ok()?;
    let mut segments = segments.iter().map(AsRef::as_ref);
    let mut schema = match segments.next()? {
        "$defs" => document.definitions.get_mut(segments.next()?)?,
        "events" => {
            let event = document.events.get_mut(segments.next()?)?;
            (segments.next()? == "payload").then_some(event.payload.as_mut())??
        }
        "errors" => (segments.next()? == "body").then_some(document.errors.body.as_mut())??,
        _ => return None,
    };
    while let Some(keyword) = segments.next() {
        let Schema::Object(keywords) = schema else {
            return None;
        };
        schema = match keyword {
            "properties" => keywords.properties.as_mut()?.get_mut(segments.next()?)?,
            "additionalProperties" => keywords.additional_properties.as_mut()?,
            "items" => keywords.items.as_mut()?,
            "oneOf" => nth(keywords.one_of.as_mut()?, segments.next()?)?,
            "anyOf" => nth(keywords.any_of.as_mut()?, segments.next()?)?,
            "allOf" => nth(keywords.all_of.as_mut()?, segments.next()?)?,
            _ => return None,
        };
    }
    Some(schema)
}

fn nth<'s>(schemas: &'s mut [Schema], index: &str) -> Option<&'s mut Schema> {
    schemas.get_mut(index.parse::<usize>().ok()?)
}
