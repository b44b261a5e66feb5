//! Schemas of a description to subschemas of a document.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use indexmap::IndexMap;

use crate::convert::expand::{Conjunct, Conjunction};
use crate::convert::keys::Names;
use crate::convert::tag::Mapped;
use crate::convert::unions;
use crate::read::examples::{self, Example};
use crate::read::files::Files;
use crate::read::part::Part;
use crate::report::{FindingKind, Report};
use stream_events_schema::pointer;
use stream_events_schema::{Schema, SchemaObject};

/// How deep schemas may be put together before it is taken for a circle. A document may be nested 128
/// deep, and each of these can take four.
const MAX_DEPTH: usize = 30;

/// How many schemas one may be put together of. A few that refer to each other twice could stand
/// for any number.
const MAX_PARTS: usize = 2_000;

/// Converts what events lead to, each named schema once.
pub(crate) struct Converter<'a> {
    pub(crate) files: &'a Files,
    pub(crate) report: Report,
    pub(crate) definitions: IndexMap<String, Schema>,
    pub(crate) examples: Vec<Example>,
    pub(crate) mapped: Mapped,
    /// The places that were read.
    pub(crate) read: BTreeSet<String>,
    pub(crate) names: Names,
    descriptions: bool,
    /// Keys in `$defs`, by place.
    pub(crate) keys: HashMap<String, String>,
    queue: VecDeque<String>,
    depth: usize,
    /// How many were put together since nothing was.
    parts: usize,
    /// The places of what is being converted, inside each other.
    inside: Vec<Vec<String>>,
    /// Keys in `$defs` of what contains itself, by its places.
    circles: HashMap<Vec<String>, String>,
    /// What extends what by `allOf`.
    pub(crate) extensions: Option<HashMap<String, Vec<String>>>,
}

impl<'a> Converter<'a> {
    pub(crate) fn new(files: &'a Files, descriptions: bool) -> Self {
        Self {
            files,
            report: Report::default(),
            definitions: IndexMap::new(),
            examples: Vec::new(),
            mapped: Mapped::default(),
            read: BTreeSet::new(),
            names: Names::default(),
            descriptions,
            keys: HashMap::new(),
            queue: VecDeque::new(),
            depth: 0,
            parts: 0,
            inside: Vec::new(),
            circles: HashMap::new(),
            extensions: None,
        }
    }

    /// Converts everything that was referred to, and what that refers to.
    pub(crate) fn finish(&mut self) {
        while let Some(at) = self.queue.pop_front() {
            let Some(part) = self.files.at(&at) else {
                continue;
            };
            self.read.insert(at.clone());
            let key = self.keys[&at].clone();
            let schema = self.definition(&part, &pointer::child("/$defs", &key));
            self.definitions.insert(key, schema);
        }
        self.write_mapped();
    }

    fn definition(&mut self, part: &Part<'a>, to: &str) -> Schema {
        match self.subtypes(part) {
            Some((declared, branches)) => {
                let conjunction = self.annotations(part, to);
                let schema = self.union(&declared.at, "oneOf", &branches, Some(&declared), to);
                self.annotate(schema, conjunction)
            }
            None if self.mapped.has(&part.at) => {
                // Its tag is its own, so it cannot be just what it extends.
                let mut conjunction = Conjunction::default();
                self.expand(part, true, &mut conjunction);
                self.collect_examples(part, to);
                conjunction.conjuncts = self.open(conjunction.conjuncts);
                self.assemble(conjunction, to)
            }
            None => self.convert(part, to),
        }
    }

    /// The key in `$defs` of a schema, which is converted later if it is new.
    pub(crate) fn define(&mut self, part: &Part<'a>) -> String {
        let target = self.alias(part);
        if let Some(key) = self.keys.get(&target.at) {
            return key.clone();
        }
        let key = self.names.for_place(&target.at);
        self.keys.insert(target.at.clone(), key.clone());
        // Its place among the definitions is where it is met first.
        self.definitions.insert(key.clone(), Schema::Boolean(true));
        self.queue.push_back(target.at);
        key
    }

    /// What a schema that only refers to another one stands for.
    pub(crate) fn alias(&self, part: &Part<'a>) -> Part<'a> {
        let only_refers = |part: &Part<'a>| {
            part.members()
                .is_some_and(|members| members.keys().all(|key| key == "$ref"))
        };
        let mut seen = HashSet::new();
        let mut part = part.clone();
        while only_refers(&part) && seen.insert(part.at.clone()) {
            let reference = part.text("$ref").unwrap_or_default();
            match self.files.resolve(reference, &part.at) {
                Some(target) => part = target,
                None => break,
            }
        }
        part
    }

    /// Gives a schema that stands in no place of its own an entry in `$defs`.
    pub(crate) fn define_as(
        &mut self,
        wish: &str,
        make: impl FnOnce(&mut Self, &str) -> Schema,
    ) -> String {
        let key = self.names.fresh(wish);
        self.definitions.insert(key.clone(), Schema::Boolean(true));
        let schema = make(self, &pointer::child("/$defs", &key));
        self.definitions.insert(key.clone(), schema);
        key
    }

    pub(crate) fn convert(&mut self, part: &Part<'a>, to: &str) -> Schema {
        let mut conjunction = Conjunction::default();
        self.expand(part, true, &mut conjunction);
        self.collect_examples(part, to);
        self.assemble(conjunction, to)
    }

    /// Converts what is all of several schemas, by an entry in `$defs` where it contains itself.
    pub(crate) fn convert_all(&mut self, parts: &[Part<'a>], to: &str) -> Schema {
        let places: Vec<_> = parts.iter().map(|part| part.at.clone()).collect();
        if let Some(key) = self.circles.get(&places) {
            return Schema::reference(key);
        }
        if let Some(first) = places.first()
            && self.inside.contains(&places)
        {
            let key = self.names.for_place(first);
            self.circles.insert(places, key.clone());
            self.definitions.insert(key.clone(), Schema::Boolean(true));
            let schema = self.all_of(parts, &pointer::child("/$defs", &key));
            self.definitions.insert(key.clone(), schema);
            return Schema::reference(&key);
        }
        self.inside.push(places);
        let schema = self.all_of(parts, to);
        self.inside.pop();
        schema
    }

    fn all_of(&mut self, parts: &[Part<'a>], to: &str) -> Schema {
        let mut conjunction = Conjunction::default();
        for part in parts {
            self.expand(part, true, &mut conjunction);
            self.collect_examples(part, to);
        }
        self.assemble(conjunction, to)
    }

    /// Converts what was taken apart, with the notes of one of its parts.
    pub(crate) fn convert_conjuncts(
        &mut self,
        conjuncts: Vec<Conjunct<'a>>,
        noted: Option<&Part<'a>>,
        to: &str,
    ) -> Schema {
        let mut conjunction = match noted {
            Some(part) => self.annotations(part, to),
            None => Conjunction::default(),
        };
        conjunction.conjuncts = conjuncts;
        self.assemble(conjunction, to)
    }

    pub(crate) fn describes(&self) -> bool {
        self.descriptions
    }

    pub(crate) fn assemble(&mut self, mut conjunction: Conjunction<'a>, to: &str) -> Schema {
        if self.depth == 0 {
            self.parts = 0;
        }
        self.parts += 1;
        if self.depth >= MAX_DEPTH || self.parts > MAX_PARTS {
            self.report
                .add(FindingKind::Dropped, to, "schemas put together without end");
            return Schema::Boolean(true);
        }
        self.depth += 1;
        let conjuncts = std::mem::take(&mut conjunction.conjuncts);
        let schema = match conjunction.lost && conjuncts.is_empty() {
            true => Schema::Boolean(true),
            false => self.combine(conjuncts, to),
        };
        self.depth -= 1;
        self.annotate(schema, conjunction)
    }

    fn annotations(&mut self, part: &Part<'a>, to: &str) -> Conjunction<'a> {
        let mut conjunction = Conjunction::default();
        self.expand(part, true, &mut conjunction);
        self.collect_examples(part, to);
        conjunction.conjuncts.clear();
        conjunction
    }

    fn annotate(&mut self, schema: Schema, conjunction: Conjunction<'a>) -> Schema {
        let Conjunction {
            description,
            deprecated,
            nullable,
            ..
        } = conjunction;
        let mut schema = if nullable {
            unions::nullable(schema)
        } else {
            schema
        };
        if (description.is_some() || deprecated) && schema == Schema::Boolean(true) {
            schema = Schema::from(SchemaObject::default());
        }
        if let Schema::Object(keywords) = &mut schema {
            keywords.description = description.or(keywords.description.take());
            keywords.deprecated |= deprecated;
        }
        schema
    }

    fn collect_examples(&mut self, part: &Part<'a>, to: &str) {
        examples::collect(part, to, &mut self.examples);
    }

    pub(crate) fn dropped(&mut self, at: &str, what: &str) {
        self.report.add(FindingKind::Dropped, at, what);
    }
}
