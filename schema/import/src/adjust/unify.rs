//! Unions whose branches nothing tells apart, as one object that has what any of them has.

mod leaves;
mod merge;

use std::collections::HashSet;

use crate::adjust::overlay::subschema;
use crate::adjust::repair::repair;
use crate::adjust::unify::leaves::{Leaf, Leaves};
use crate::convert::keys::{fold, pascal};
use crate::convert::unions;
use crate::error::ErrorKind;
use crate::report::{FindingKind, Report};
use stream_events_schema::{
    Check, Checked, Discriminator, Document, Json, JsonType, Schema, SchemaObject, Types, pointer,
};

/// How often what became one object is looked into again.
const ROUNDS: usize = 16;

/// Writes unions anew that would stay raw JSON, as far as it can be said what they come to.
pub(crate) fn unify(
    document: &mut Document,
    mut checked: Checked,
    report: &mut Report,
) -> Result<Checked, ErrorKind> {
    let mut unify = Unify::default();
    let kept = payloads(document);
    for _ in 0..ROUNDS {
        let raw: Vec<String> = checked
            .notes()
            .iter()
            .filter(|note| note.check == Check::RawUnion && !kept.contains(&note.pointer))
            .map(|note| note.pointer.clone())
            .collect();
        let mut any = false;
        // Those inside of others first: their places are gone once the others are written anew.
        for place in raw.iter().rev() {
            any |= unify.at(document, place, report);
        }
        if !any {
            break;
        }
        checked =
            repair(document, report).map_err(|diagnostics| ErrorKind::Broken { diagnostics })?;
    }
    Ok(checked)
}

/// The places of all that an event carries: where several schemas describe one event, each of them
/// says what comes, and all are kept.
fn payloads(document: &Document) -> HashSet<String> {
    let mut places = HashSet::new();
    for (key, event) in &document.events {
        places.insert(pointer::child(&pointer::child("/events", key), "payload"));
        let keywords = event.payload.as_ref().and_then(Schema::keywords);
        let reference = keywords.and_then(|it| it.reference.as_ref());
        places.extend(reference.map(|it| it.trim_start_matches('#').to_owned()));
    }
    places
}

#[derive(Default)]
struct Unify {
    hopeless: HashSet<String>,
    /// Unions that were written anew, with the schemas that refer to what they became: what
    /// contains itself would go on for ever otherwise.
    known: Vec<(Vec<Schema>, Schema)>,
}

impl Unify {
    /// Writes the union at a place anew; `false` if it stays as it is.
    fn at(&mut self, document: &mut Document, place: &str, report: &mut Report) -> bool {
        let Some(Schema::Object(union)) = subschema(document, place).cloned() else {
            return false;
        };
        let Some(branches) = union.one_of.as_ref().or(union.any_of.as_ref()) else {
            return false;
        };
        if self.hopeless.contains(place) {
            return false;
        }
        let known = self.known.iter().find(|(of, _)| of == branches);
        let known = known.map(|(_, schema)| schema.clone());
        let Some(schema) = known.or_else(|| self.write(document, place, branches, report)) else {
            self.hopeless.insert(place.to_owned());
            return false;
        };
        if let Some(union_there) = subschema(document, place) {
            *union_there = described(schema, &union);
        }
        true
    }

    fn write(
        &mut self,
        document: &mut Document,
        place: &str,
        branches: &[Schema],
        report: &mut Report,
    ) -> Option<Schema> {
        let leaves = Leaves::of(document, branches)?;
        if let Some((schema, rest, tag)) = without_catch_all(&leaves) {
            let what = format!("any other `{tag}` is what {rest} says: an unknown variant");
            report.add(FindingKind::Assumed, place, what);
            return Some(schema);
        }
        let merged = merge::merge(&leaves)?;
        let what = "nothing tells its branches apart: one type that has what any of them has";
        report.add(FindingKind::Converted, place, what);
        let is_definition = place.starts_with("/$defs/") && place.matches('/').count() == 2;
        let refers = branches.iter().any(refers);
        if is_definition && let Some((_, key)) = place.rsplit_once('/') {
            let key = key.replace("~1", "/").replace("~0", "~");
            self.known
                .push((branches.to_vec(), Schema::reference(&key)));
        } else if refers && merged.keywords().is_some_and(|it| it.reference.is_none()) {
            let key = free_key(document, place);
            document.definitions.insert(key.clone(), merged);
            let reference = Schema::reference(&key);
            self.known.push((branches.to_vec(), reference.clone()));
            return Some(reference);
        }
        Some(merged)
    }
}

/// What was said of the union, said of what it became.
fn described(schema: Schema, union: &SchemaObject) -> Schema {
    let Schema::Object(mut keywords) = schema else {
        return schema;
    };
    keywords.description = union.description.clone().or(keywords.description);
    keywords.deprecated |= union.deprecated;
    keywords.name = union.name.clone().or(keywords.name);
    Schema::Object(keywords)
}

fn refers(schema: &Schema) -> bool {
    schema
        .keywords()
        .is_some_and(|keywords| keywords.reference.is_some())
}

/// A key in `$defs` like the property at a place, with a Rust name of its own.
fn free_key(document: &Document, place: &str) -> String {
    let segments = pointer::segments(place).unwrap_or_default();
    let mut named = segments.iter().rev().map(AsRef::as_ref);
    let says = |it: &&str| {
        !matches!(
            *it,
            "items" | "oneOf" | "anyOf" | "additionalProperties" | "payload"
        ) && !it.bytes().all(|byte| byte.is_ascii_digit())
    };
    let wish = pascal(named.find(says).unwrap_or_default());
    let wish = match wish.is_empty() {
        true => "Type".to_owned(),
        false => wish,
    };
    let taken: HashSet<String> = document.definitions.keys().map(|key| fold(key)).collect();
    let mut key = wish.clone();
    let mut number = 2;
    while taken.contains(&fold(&key)) {
        key = format!("{wish}_{number}");
        number += 1;
    }
    key
}

/// The union without the branch for all that the others are not, with that branch's tag.
fn without_catch_all(leaves: &Leaves) -> Option<(Schema, String, String)> {
    let objects: Vec<&Leaf> = leaves.objects().collect();
    let first = objects.first()?;
    let tags = first.properties().map(|(key, _)| key.clone());
    for tag in tags {
        let free: Vec<&&Leaf> = objects.iter().filter(|it| it.has_free(&tag)).collect();
        let [rest] = free.as_slice() else { continue };
        let mut values: Vec<&str> = Vec::new();
        let mut others = objects.iter().filter(|it| !std::ptr::eq(**it, **rest));
        let told = others.all(|it| {
            let own = it.fixed(&tag);
            let is_new = own.iter().all(|value| !values.contains(value));
            let told = !own.is_empty() && is_new;
            values.extend(own);
            told
        });
        if !told || values.is_empty() {
            continue;
        }
        let kept = leaves.all.iter().filter(|it| !std::ptr::eq(*it, **rest));
        let mut branches: Vec<Schema> = kept.map(|leaf| leaf.written.clone()).collect();
        branches.extend(
            leaves
                .null
                .then(|| Schema::from(unions::typed(JsonType::Null))),
        );
        let schema = Schema::from(SchemaObject {
            any_of: Some(branches),
            discriminator: Some(Discriminator {
                property_name: tag.clone(),
                mapping: indexmap::IndexMap::new(),
            }),
            ..SchemaObject::default()
        });
        return Some((schema, rest.name(), tag));
    }
    None
}

impl Leaf {
    fn properties(&self) -> impl Iterator<Item = (&String, &Schema)> {
        self.keywords.properties.iter().flatten()
    }

    fn requires(&self, key: &str) -> bool {
        self.keywords.required.iter().any(|it| it == key)
    }

    fn property(&self, key: &str) -> Option<&SchemaObject> {
        let properties = self.keywords.properties.as_ref()?;
        properties.get(key)?.keywords()
    }

    /// Whether a property that is always there may be any text.
    fn has_free(&self, key: &str) -> bool {
        self.requires(key)
            && self.property(key).is_some_and(|it| {
                it.types == Some(Types::One(JsonType::String))
                    && it.values.is_none()
                    && it.constant.is_none()
            })
    }

    /// The texts that a property which is always there may be.
    fn fixed(&self, key: &str) -> Vec<&str> {
        let Some(property) = self.property(key).filter(|_| self.requires(key)) else {
            return Vec::new();
        };
        let values = property.constant.iter();
        let values = values.chain(property.values.iter().flatten());
        let texts: Option<Vec<&str>> = values.map(Json::as_str).collect();
        let nullable =
            matches!(&property.types, Some(Types::Many(types)) if types.contains(&JsonType::Null));
        texts.filter(|_| !nullable).unwrap_or_default()
    }

    /// What to call it in a report.
    fn name(&self) -> String {
        match self.written.keywords().and_then(|it| it.reference.as_ref()) {
            Some(reference) => format!("`{}`", reference.trim_start_matches("#/$defs/")),
            None => "one branch".to_owned(),
        }
    }
}
