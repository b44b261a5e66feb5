//! A new import with what people added to the last one.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::Importer;
use crate::adjust::overlay::Relaxation;
use crate::adjust::prune::prune;
use crate::report::{FindingKind, Report};
use stream_events_schema::Content;
use stream_events_schema::Schema;
use stream_events_schema::pointer;
use stream_events_schema::{Document, Event};

/// Puts into a fresh import what only the existing document has.
pub(crate) fn merge(
    fresh: Document,
    existing: &Document,
    asked: &Importer,
    report: &mut Report,
) -> Document {
    let lines = existing
        .source
        .iter()
        .flat_map(|source| &source.relaxations);
    let mut merge = Merge {
        existing,
        asked,
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
        dispatch: if !asked.options.dispatch.is_empty() || existing.dispatch.is_empty() {
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
    prune(&mut document);
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

pub(crate) struct Merge<'e, 'r> {
    pub(crate) existing: &'e Document,
    /// What was said of this import.
    pub(crate) asked: &'e Importer,
    pub(crate) report: &'r mut Report,
    /// What was made looser before.
    pub(crate) known: Vec<Relaxation>,
    /// What people made looser by hand.
    pub(crate) relaxations: Vec<Relaxation>,
    /// The keys of the fresh definitions.
    pub(crate) fresh: HashSet<String>,
    /// Definitions of people's own for what has no name in the description.
    pub(crate) named: IndexMap<String, Schema>,
}

impl Merge<'_, '_> {
    fn events(&mut self, fresh: IndexMap<String, Event>) -> IndexMap<String, Event> {
        let mut events = IndexMap::with_capacity(fresh.len());
        for (name, entry) in fresh {
            let merged = match self.existing.events.get(&name) {
                Some(known) => self.event(&name, entry, known),
                None => {
                    if !self.asked.handles.contains_key(&name) {
                        let place = pointer::child("/events", &name);
                        let what = "the event is new: how it is handled is to be decided";
                        self.report.add(FindingKind::Suggestion, place, what);
                    }
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
        self.handle(&mut events);
        events
    }

    fn event(&mut self, name: &str, fresh: Event, known: &Event) -> Event {
        let Event {
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
        Event {
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
}
