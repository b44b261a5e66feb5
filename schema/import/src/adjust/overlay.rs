//! Loosening a document where values contradict it, and saying so in a way that can be repeated.

use std::collections::HashSet;
use std::fmt;

use crate::convert::unions;
use crate::read::examples::{Example, Shown};
use stream_events_schema::interpret::{Mismatch, Why};
use stream_events_schema::{Document, JsonType, Schema, SchemaObject, pointer};

/// One thing that is looser than the description says.
///
/// It is written into `source.relaxations` as a line that starts with what was done and where, so
/// that an update can do it again: `optional /$defs/A/properties/b: …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relaxation {
    pub(crate) what: What,
    /// Of the property that is optional, or of the subschema.
    pub(crate) pointer: String,
    pub(crate) reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// No longer required.
    Optional,
    /// A number that may have a fraction.
    AnyNumber,
    /// May be of this type too.
    Or(JsonType),
}

impl What {
    /// The type that may be there too.
    fn added(self) -> JsonType {
        match self {
            Self::Or(one) => one,
            Self::Optional | Self::AnyNumber => JsonType::Number,
        }
    }
}

const TYPES: &[(&str, JsonType)] = &[
    ("nullable", JsonType::Null),
    ("or-boolean", JsonType::Boolean),
    ("or-number", JsonType::Number),
    ("or-string", JsonType::String),
    ("or-array", JsonType::Array),
    ("or-object", JsonType::Object),
];

impl fmt::Display for Relaxation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.what {
            What::Optional => "optional",
            What::AnyNumber => "any-number",
            What::Or(one) => TYPES
                .iter()
                .find(|(_, known)| *known == one)
                .map_or("or-number", |(word, _)| word),
        };
        write!(f, "{word} {}: {}", self.pointer, self.reason)
    }
}

impl Relaxation {
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(' ')?;
        let (pointer, reason) = rest.split_once(": ").unwrap_or((rest, ""));
        let what = match word {
            "optional" => What::Optional,
            "any-number" => What::AnyNumber,
            _ => What::Or(TYPES.iter().find(|(known, _)| *known == word)?.1),
        };
        Some(Self {
            what,
            pointer: pointer.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// What would let an example in that does not decode; `None` if nothing would.
    pub(crate) fn of(mismatch: &Mismatch<'_>, at: &str) -> Option<Self> {
        let place = mismatch.place();
        let value = match mismatch.at.as_str() {
            "" => "it",
            instance => instance,
        };
        let (what, pointer, reason) = match mismatch.why {
            Why::Missing { property } => {
                let properties = pointer::child(place, "properties");
                let pointer = pointer::child(&properties, &property.key);
                (What::Optional, pointer, format!("not in {at}"))
            }
            Why::Kind { found } => {
                let reason = format!("{value} is {} in {at}", found.with_article());
                (What::Or(found), place.to_owned(), reason)
            }
            Why::NotWhole => {
                let reason = format!("{value} is no whole number in {at}");
                (What::AnyNumber, place.to_owned(), reason)
            }
            Why::IntegerRange => {
                let reason = format!("{value} is beyond what an integer of the kind holds in {at}");
                (What::AnyNumber, place.to_owned(), reason)
            }
            _ => return None,
        };
        Some(Self {
            what,
            pointer,
            reason,
        })
    }

    /// Whether the description is more likely wrong than the example; `matched` are the
    /// places that some value decodes as.
    pub(crate) fn is_likely(&self, example: &Example, matched: &HashSet<String>) -> bool {
        let mild = !matches!(self.what, What::Or(one) if one != JsonType::Null);
        match &example.of {
            Shown::Message { .. } => true,
            // One value shown beside a property is written with less care than a whole object.
            Shown::Value { to, .. } => {
                let whole = to.starts_with("/$defs/") && to.matches('/').count() == 2;
                mild || (whole && self.pointer != *to && !matched.contains(&self.pointer))
            }
        }
    }

    /// What a report says about it.
    pub(crate) fn saying(&self) -> String {
        let word = match self.what {
            What::Optional => "no longer required",
            What::Or(JsonType::Null) => "may be null",
            What::Or(JsonType::Boolean) => "may be a boolean",
            What::Or(JsonType::String) => "may be a string",
            What::Or(JsonType::Array) => "may be an array",
            What::Or(JsonType::Object) => "may be an object",
            What::Or(JsonType::Integer | JsonType::Number) => "may be a number",
            What::AnyNumber => "may be any number",
        };
        format!("{word}: {}", self.reason)
    }

    /// The object whose property the pointer leads to, and the property.
    fn owner(&self) -> Option<(String, String)> {
        let (properties, key) = self.pointer.rsplit_once('/')?;
        let owner = properties.strip_suffix("/properties")?;
        Some((owner.to_owned(), key.replace("~1", "/").replace("~0", "~")))
    }

    /// Loosens the document; `false` if there is nothing to loosen.
    pub(crate) fn apply(&self, document: &mut Document) -> bool {
        match self.what {
            What::Optional => {
                let Some((owner, key)) = self.owner() else {
                    return false;
                };
                subschema(document, &owner).is_some_and(|schema| release(schema, &key))
            }
            What::AnyNumber | What::Or(_) => match subschema(document, &self.pointer) {
                Some(schema) => widen(schema, self.what.added()),
                None => false,
            },
        }
    }
}

/// Loosens a document as it was before; gives back the lines that say so.
pub(crate) fn repeat(document: &mut Document, lines: &[String]) -> Vec<String> {
    let mut lines = lines.to_vec();
    // A line that is none is a person's own words.
    lines.retain(|line| Relaxation::parse(line).is_none_or(|it| it.apply(document)));
    lines
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
