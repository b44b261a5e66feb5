//! A new import with what people added to the last one.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::relax::{Relaxation, What};
use super::report::{FindingKind, Report};
use super::unions;
use crate::checked::Content;
use crate::document::{Document, EventEntry};
use crate::pointer;
use crate::schema::{JsonType, Schema, SchemaObject};

/// Puts into a fresh import what only the existing document has.
pub(super) fn merge(
    fresh: Document,
    existing: &Document,
    keep_dispatch: bool,
    report: &mut Report,
) -> Document {
    let lines = existing
        .source
        .iter()
        .flat_map(|source| &source.relaxations);
    let mut merge = Merge {
        existing,
        report,
        known: lines.filter_map(|line| Relaxation::parse(line)).collect(),
        relaxations: Vec::new(),
        fresh: fresh.definitions.keys().cloned().collect(),
        named: IndexMap::new(),
    };
    let mut document = Document {
        schema: existing.schema.clone().or(fresh.schema),
        title: existing.title.clone().or(fresh.title),
        description: existing.description.clone().or(fresh.description),
        version: existing.version.clone().or(fresh.version),
        source: fresh.source,
        dispatch: if keep_dispatch || existing.dispatch.is_empty() {
            fresh.dispatch
        } else {
            existing.dispatch.clone()
        },
        events: merge.events(fresh.events),
        unknown: existing.unknown,
        mismatch: existing.mismatch,
        end: existing.end,
        sentinels: fresh.sentinels,
        errors: existing.errors.clone(),
        http: existing.http.clone(),
        resume: existing.resume.clone(),
        definitions: merge.definitions(fresh.definitions),
    };
    let made = std::mem::take(&mut merge.relaxations);
    super::prune::prune(&mut document);
    in_order(&mut document.events, &existing.events);
    in_order(&mut document.definitions, &existing.definitions);
    write_relaxations(&mut document, existing, &made);
    document
}

/// What was there before stays where it was.
fn in_order<T>(map: &mut IndexMap<String, T>, known: &IndexMap<String, T>) {
    map.sort_by_cached_key(|key, _| known.get_index_of(key).unwrap_or(usize::MAX));
}

/// Lists what is looser than the description: as before, as far as it still is, then what is new.
fn write_relaxations(document: &mut Document, existing: &Document, made: &[Relaxation]) {
    let mut lines = Vec::new();
    let mut said = Vec::new();
    let before = existing
        .source
        .iter()
        .flat_map(|source| &source.relaxations);
    let fresh = document
        .source
        .iter()
        .flat_map(|source| &source.relaxations);
    let made = made.iter().map(ToString::to_string);
    let all: Vec<String> = before.chain(fresh).cloned().chain(made).collect();
    for line in all {
        match Relaxation::parse(&line) {
            Some(it) => {
                let place = (it.what, it.pointer.clone());
                if it.holds(document) && !said.contains(&place) {
                    said.push(place);
                    lines.push(line);
                }
            }
            // A person's own words.
            None if !lines.contains(&line) => lines.push(line),
            None => {}
        }
    }
    if let Some(source) = &mut document.source {
        source.relaxations = lines;
    }
}

struct Merge<'e, 'r> {
    existing: &'e Document,
    report: &'r mut Report,
    /// What was made looser before.
    known: Vec<Relaxation>,
    /// What people made looser by hand.
    relaxations: Vec<Relaxation>,
    /// The keys of the fresh definitions.
    fresh: HashSet<String>,
    /// Definitions of people's own for what has no name in the description.
    named: IndexMap<String, Schema>,
}

impl Merge<'_, '_> {
    fn events(&mut self, fresh: IndexMap<String, EventEntry>) -> IndexMap<String, EventEntry> {
        let mut events = IndexMap::with_capacity(fresh.len());
        for (name, entry) in fresh {
            let merged = match self.existing.events.get(&name) {
                Some(known) => self.event(&name, entry, known),
                None => {
                    let place = pointer::child("/events", &name);
                    let what = "the event is new: how it is handled is to be decided";
                    self.report.add(FindingKind::Suggestion, place, what);
                    entry
                }
            };
            events.insert(name, merged);
        }
        for (name, entry) in &self.existing.events {
            if !events.contains_key(name) {
                let place = pointer::child("/events", name);
                self.report.add(
                    FindingKind::Kept,
                    place,
                    "the description does not have the event",
                );
                events.insert(name.clone(), entry.clone());
            }
        }
        events
    }

    fn event(&mut self, name: &str, fresh: EventEntry, known: &EventEntry) -> EventEntry {
        let EventEntry {
            mut content,
            mut payload,
            ..
        } = fresh;
        if known.content != content {
            let place = pointer::child(&pointer::child("/events", name), "content");
            self.report.add(
                FindingKind::Kept,
                place,
                "the description says something else",
            );
            content = known.content;
            payload = known.payload.clone();
        } else if let (Some(fresh), Some(known)) = (&mut payload, &known.payload) {
            let place = pointer::child(&pointer::child("/events", name), "payload");
            self.schema(fresh, known, &place);
        }
        EventEntry {
            name: known.name.clone(),
            description: known.description.clone().or(fresh.description),
            deprecated: known.deprecated || fresh.deprecated,
            handle: known.handle,
            when: known.when.clone(),
            content,
            payload: payload.filter(|_| content == Content::Json),
        }
    }

    fn definitions(&mut self, fresh: IndexMap<String, Schema>) -> IndexMap<String, Schema> {
        let mut definitions = fresh;
        for (key, schema) in &mut definitions {
            if let Some(known) = self.existing.definitions.get(key) {
                self.schema(schema, known, &pointer::child("/$defs", key));
            }
        }
        definitions.extend(std::mem::take(&mut self.named));
        // Those that nothing leads to are pruned afterwards.
        for (key, schema) in &self.existing.definitions {
            if !definitions.contains_key(key) {
                definitions.insert(key.clone(), schema.clone());
            }
        }
        definitions
    }

    fn schema(&mut self, fresh: &mut Schema, known: &Schema, place: &str) {
        if self.keep_name(fresh, known) {
            return;
        }
        self.nullable(fresh, known, place);
        if let Schema::Boolean(true) = fresh
            && known.is_anything()
            && known.keywords().is_some()
        {
            *fresh = known.clone();
        }
        let Schema::Object(known) = known else { return };
        if let Schema::Boolean(true) = fresh
            && (known.description.is_some() || known.name.is_some())
        {
            *fresh = Schema::from(SchemaObject::default());
        }
        let Schema::Object(fresh) = fresh else { return };
        if known.description.is_some() {
            fresh.description.clone_from(&known.description);
        }
        if known.name.is_some() {
            fresh.name.clone_from(&known.name);
        }
        fresh.deprecated |= known.deprecated;
        self.properties(fresh, known, place);
        if let (Some(fresh), Some(known)) = (&mut fresh.items, &known.items) {
            self.schema(fresh, known, &pointer::child(place, "items"));
        }
        let fresh_other = &mut fresh.additional_properties;
        if let (Some(fresh), Some(known)) = (fresh_other, &known.additional_properties) {
            self.schema(fresh, known, &pointer::child(place, "additionalProperties"));
        }
        let known_branches = known.one_of.as_ref().or(known.any_of.as_ref());
        let keyword = if fresh.one_of.is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        let fresh_branches = fresh.one_of.as_mut().or(fresh.any_of.as_mut());
        if let (Some(fresh), Some(known)) = (fresh_branches, known_branches) {
            self.branches(fresh, known, &pointer::child(place, keyword));
        }
    }

    /// A person gave an entry in `$defs` to what the description has inline.
    fn keep_name(&mut self, fresh: &mut Schema, known: &Schema) -> bool {
        let Some(key) = target(known).filter(|key| !self.fresh.contains(key)) else {
            return false;
        };
        let Some(definition) = self.existing.definitions.get(&key) else {
            return false;
        };
        let is_inline = fresh.keywords().is_some_and(|it| it.reference.is_none());
        let is_union = |schema: &Schema| {
            schema
                .keywords()
                .is_some_and(|it| it.one_of.is_some() || it.any_of.is_some())
        };
        if !is_inline || is_union(fresh) != is_union(definition) {
            return false;
        }
        let mut inner = std::mem::replace(fresh, known.clone());
        unions::remove_null(&mut inner);
        self.schema(&mut inner, definition, &pointer::child("/$defs", &key));
        self.named.insert(key, inner);
        true
    }

    fn properties(&mut self, fresh: &mut SchemaObject, known: &SchemaObject, place: &str) {
        let Some(known_properties) = &known.properties else {
            return;
        };
        let Some(properties) = &mut fresh.properties else {
            return;
        };
        let place = pointer::child(place, "properties");
        for (key, schema) in properties.iter_mut() {
            let Some(known_schema) = known_properties.get(key) else {
                continue;
            };
            let place = pointer::child(&place, key);
            self.schema(schema, known_schema, &place);
            if fresh.required.contains(key) && !known.required.contains(key) {
                fresh.required.retain(|required| required != key);
                self.keep(What::Optional, place);
            }
        }
        for (key, schema) in known_properties {
            if !properties.contains_key(key) {
                let place = pointer::child(&place, key);
                let what = "the description does not have the property";
                self.report.add(FindingKind::Kept, place, what);
                properties.insert(key.clone(), schema.clone());
            }
        }
    }

    /// Branches are the same if they refer to the same, or have the same constants.
    fn branches(&mut self, fresh: &mut [Schema], known: &[Schema], place: &str) {
        for (index, schema) in fresh.iter_mut().enumerate() {
            let identity = identity(schema);
            let same = |known: &&Schema| identity.is_some() && self::identity(known) == identity;
            if let Some(known) = known.iter().find(same) {
                self.schema(schema, known, &format!("{place}/{index}"));
            }
        }
    }

    fn nullable(&mut self, fresh: &mut Schema, known: &Schema, place: &str) {
        if allows_null(known) == Some(true) && allows_null(fresh) == Some(false) {
            let taken = std::mem::replace(fresh, Schema::Boolean(true));
            *fresh = unions::nullable(taken);
            self.keep(What::Or(JsonType::Null), place.to_owned());
        }
    }

    fn keep(&mut self, what: What, pointer: String) {
        let same = |it: &&Relaxation| it.what == what && it.pointer == pointer;
        let relaxation = match self.known.iter().find(same) {
            Some(known) => known.clone(),
            None => {
                let reason = "as it was made by hand".to_owned();
                let relaxation = Relaxation {
                    what,
                    pointer,
                    reason,
                };
                self.report
                    .add(FindingKind::Kept, &relaxation.pointer, relaxation.saying());
                relaxation
            }
        };
        self.relaxations.push(relaxation);
    }
}

/// The entry of `$defs` that a schema refers to, null aside.
fn target(schema: &Schema) -> Option<String> {
    let keywords = schema.keywords()?;
    let reference = match (&keywords.reference, &keywords.any_of) {
        (Some(reference), _) => reference,
        (None, Some(branches)) => {
            let mut references = branches
                .iter()
                .filter_map(|it| it.keywords()?.reference.as_ref());
            let (only, more) = (references.next()?, references.next());
            match more {
                None if branches.len() == 2 && allows_null(schema) == Some(true) => only,
                _ => return None,
            }
        }
        (None, None) => return None,
    };
    let key = reference.strip_prefix("#/$defs/")?;
    Some(key.replace("~1", "/").replace("~0", "~"))
}

/// What tells a branch of a union from the others.
fn identity(schema: &Schema) -> Option<String> {
    let keywords = schema.keywords()?;
    if let Some(reference) = &keywords.reference {
        return Some(reference.clone());
    }
    if let Some(types) = &keywords.types
        && keywords.properties.is_none()
    {
        return Some(format!("{types:?}"));
    }
    let constants = keywords
        .properties
        .iter()
        .flatten()
        .filter_map(|(key, schema)| {
            let constant = schema.keywords()?.constant.as_ref()?;
            Some(format!("{key}={constant:?}"))
        });
    let constants: Vec<_> = constants.collect();
    (!constants.is_empty()).then(|| constants.join(","))
}

/// Whether a schema says itself that null is allowed; `None` where that is said elsewhere.
fn allows_null(schema: &Schema) -> Option<bool> {
    let keywords = schema.keywords()?;
    if keywords.nullable {
        return Some(true);
    }
    if let Some(types) = &keywords.types {
        return Some(types.as_slice().contains(&JsonType::Null));
    }
    if let Some(branches) = keywords.one_of.as_ref().or(keywords.any_of.as_ref()) {
        let mut branches = branches.iter().map(allows_null);
        return Some(branches.any(|allows| allows == Some(true)));
    }
    let says = keywords.reference.is_some() || keywords.constant.is_some();
    says.then_some(false)
}
