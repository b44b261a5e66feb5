//! Unions whose branches nothing tells apart, as one object that has what any of them has.

mod catch_all;
mod leaves;
mod merge;

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::adjust::overlay::subschema;
use crate::adjust::repair::repair;
use crate::adjust::unify::leaves::{Leaf, Leaves};
use crate::convert::keys::{fold, pascal};
use crate::convert::unions;
use crate::error::ErrorKind;
use crate::report::{FindingKind, Report};
use stream_events_schema::{Check, Checked, Document, Schema, SchemaObject, pointer};

/// How often what became one object is looked into again.
const ROUNDS: usize = 16;

/// How many segments the place of a union may have. What contains itself through more than a
/// reference may go on in what it becomes; there it stays as it is.
const MAX_DEPTH: usize = 40;

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
    /// Objects that became one, with the schema that refers to it: what contains itself would go
    /// on for ever otherwise.
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
        if self.hopeless.contains(place) || place.matches('/').count() > MAX_DEPTH {
            return false;
        }
        let leaves = Leaves::of(document, branches);
        let written = leaves.and_then(|leaves| self.write(document, place, &leaves, report));
        let itself = definition_key(place).map(|key| Schema::reference(&key));
        let Some(schema) = written.filter(|it| Some(it) != itself.as_ref()) else {
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
        leaves: &Leaves,
        report: &mut Report,
    ) -> Option<Schema> {
        if let Some((schema, rest, tag)) = catch_all::without(leaves) {
            let what = format!("any other `{tag}` is what {rest} says: an unknown variant");
            report.add(FindingKind::Assumed, place, what);
            return Some(schema);
        }
        let (mut branches, merged) = merge::beside_objects(leaves);
        let objects: Vec<&Leaf> = leaves.objects().collect();
        if objects.len() < 2 && !merged {
            return None;
        }
        let alone = branches.is_empty() && !leaves.null;
        let object = match objects.as_slice() {
            [] => None,
            [one] => Some(one.written.clone()),
            several => {
                let own_key = definition_key(place).filter(|_| alone);
                Some(self.object(document, place, own_key, several)?)
            }
        };
        let what = "nothing tells its branches apart: one type that has what any of them has";
        report.add(FindingKind::Converted, place, what);
        branches.extend(object);
        let schema = unions::union("anyOf", branches, None);
        Some(match leaves.null {
            true => unions::nullable(schema),
            false => schema,
        })
    }

    /// Several objects as one; `own_key` is that of the definition which it becomes.
    fn object(
        &mut self,
        document: &mut Document,
        place: &str,
        own_key: Option<String>,
        objects: &[&Leaf],
    ) -> Option<Schema> {
        let written: Vec<Schema> = objects.iter().map(|leaf| leaf.written.clone()).collect();
        let same = |of: &[Schema]| {
            of.len() == written.len() && written.iter().all(|branch| of.contains(branch))
        };
        if let Some((_, schema)) = self.known.iter().find(|(of, _)| same(of)) {
            return Some(schema.clone());
        }
        let merged = merge::objects(objects)?;
        let is_reference = merged.keywords().is_some_and(|it| it.reference.is_some());
        if is_reference || !written.iter().any(refers) {
            return Some(merged);
        }
        // What may contain itself needs a name.
        let defined = own_key.is_some();
        let key = own_key.unwrap_or_else(|| free_key(document, place));
        let reference = Schema::reference(&key);
        self.known.push((written, reference.clone()));
        if defined {
            return Some(merged);
        }
        document.definitions.insert(key, merged);
        Some(reference)
    }
}

/// The key in `$defs` of what stands at a place, if it is all of a definition.
fn definition_key(place: &str) -> Option<String> {
    let segments = pointer::segments(place).ok()?;
    match segments.as_slice() {
        [shelf, key] if shelf == "$defs" => Some(key.to_string()),
        _ => None,
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

/// Whether a schema refers to another one, itself or in what it is made of.
fn refers(schema: &Schema) -> bool {
    schema.keywords().is_some_and(|keywords| {
        let properties = keywords.properties.iter().flat_map(IndexMap::values);
        let one = keywords.items.iter().chain(&keywords.additional_properties);
        let several = keywords.one_of.iter().chain(&keywords.any_of).flatten();
        keywords.reference.is_some() || properties.chain(one).chain(several).any(refers)
    })
}

/// A key in `$defs` like the property at a place, with a Rust name of its own.
pub(super) fn free_key(document: &Document, place: &str) -> String {
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
