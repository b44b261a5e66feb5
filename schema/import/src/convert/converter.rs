//! Schemas of a description to subschemas of a document.

use indexmap::IndexMap;

use crate::convert::definitions::{Definitions, EventName};
use crate::convert::expand::{Conjunct, Conjunction};
use crate::convert::limits::Limits;
use crate::convert::tag::Tags;
use crate::convert::unions;
use crate::read::files::Files;
use crate::read::part::Part;
use crate::read::reader::Reader;
use stream_events_schema::pointer;
use stream_events_schema::{Schema, SchemaObject};

/// Converts what events lead to, each named schema once.
pub(crate) struct Converter<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) definitions: Definitions<'a>,
    pub(crate) tags: Tags,
    pub(crate) limits: Limits,
}

impl<'a> Converter<'a> {
    pub(crate) fn new(files: &'a Files, describes: bool) -> Self {
        Self {
            reader: Reader::new(files, describes),
            definitions: Definitions::new(files),
            tags: Tags::default(),
            limits: Limits::default(),
        }
    }

    /// Converts everything that was referred to, and what that refers to.
    pub(crate) fn finish(mut self) -> (IndexMap<String, Schema>, Reader<'a>) {
        while let Some((key, part)) = self.definitions.next() {
            let schema = self.definition(&part, &pointer::child("/$defs", &key));
            self.definitions.put(key, schema);
        }
        (self.definitions.finish(), self.reader)
    }

    fn definition(&mut self, part: &Part<'a>, to: &str) -> Schema {
        let mut schema = match self.tags.subtypes(self.reader.files, part) {
            Some((declared, branches)) => {
                let conjunction = self.annotations(part, to);
                let schema = self.union(&declared.at, "oneOf", &branches, Some(&declared), to);
                self.annotate(schema, conjunction)
            }
            None if self.tags.has(&part.at) => {
                // Its tag is its own, so it cannot be just what it extends.
                let mut conjunction = Conjunction::default();
                self.reader.expand(part, true, &mut conjunction);
                self.reader.collect_examples(part, to);
                conjunction.conjuncts = self.open(conjunction.conjuncts);
                self.assemble(conjunction, to)
            }
            None => self.convert(part, to),
        };
        self.tags.write(&part.at, &mut schema);
        schema
    }

    /// The key in `$defs` of a schema, which is converted later if it is new.
    pub(crate) fn define(&mut self, part: &Part<'a>) -> String {
        let target = self.reader.alias(part);
        let name = self.reader.files.name_of(&target.at);
        self.definitions.key_of(target, name)
    }

    /// Gives a schema that stands in no place of its own an entry in `$defs`.
    pub(crate) fn define_as(
        &mut self,
        name: EventName<'_>,
        make: impl FnOnce(&mut Self, &str) -> Schema,
    ) -> String {
        let key = self.definitions.reserve(name);
        let schema = make(self, &pointer::child("/$defs", &key));
        self.definitions.put(key.clone(), schema);
        key
    }

    pub(crate) fn convert(&mut self, part: &Part<'a>, to: &str) -> Schema {
        let mut conjunction = Conjunction::default();
        self.reader.expand(part, true, &mut conjunction);
        self.reader.collect_examples(part, to);
        self.assemble(conjunction, to)
    }

    /// Converts what is all of several schemas, by an entry in `$defs` where it contains itself.
    pub(crate) fn convert_all(&mut self, parts: &[Part<'a>], to: &str) -> Schema {
        let places: Vec<_> = parts.iter().map(|part| part.at.clone()).collect();
        if let Some(key) = self.limits.circles.get(&places) {
            return Schema::reference(key);
        }
        if let Some(first) = places.first()
            && self.limits.inside.contains(&places)
        {
            let key = self.definitions.reserve_for_place(first);
            self.limits.circles.insert(places, key.clone());
            let schema = self.all_of(parts, &pointer::child("/$defs", &key));
            self.definitions.put(key.clone(), schema);
            return Schema::reference(&key);
        }
        self.limits.inside.push(places);
        let schema = self.all_of(parts, to);
        self.limits.inside.pop();
        schema
    }

    fn all_of(&mut self, parts: &[Part<'a>], to: &str) -> Schema {
        let mut conjunction = Conjunction::default();
        for part in parts {
            self.reader.expand(part, true, &mut conjunction);
            self.reader.collect_examples(part, to);
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

    pub(crate) fn assemble(&mut self, mut conjunction: Conjunction<'a>, to: &str) -> Schema {
        if let Err(why) = self.limits.enter(to) {
            self.reader.dropped(to, why);
            return Schema::Boolean(true);
        }
        let conjuncts = std::mem::take(&mut conjunction.conjuncts);
        let schema = match conjunction.lost && conjuncts.is_empty() {
            true => Schema::Boolean(true),
            false => self.combine(conjuncts, to),
        };
        self.limits.leave();
        self.annotate(schema, conjunction)
    }

    fn annotations(&mut self, part: &Part<'a>, to: &str) -> Conjunction<'a> {
        let mut conjunction = Conjunction::default();
        self.reader.expand(part, true, &mut conjunction);
        self.reader.collect_examples(part, to);
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
}
