//! The entries of `$defs` in the making.

use std::collections::{HashMap, VecDeque};

use indexmap::IndexMap;

use crate::convert::keys::Keys;
use crate::read::files::Files;
use crate::read::part::Part;
use stream_events_schema::Schema;

/// The definitions of a document, in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct Definitions<'a> {
    keys: Keys,
    by_place: HashMap<String, String>,
    /// `None` as long as it is not converted.
    entries: IndexMap<String, Option<Schema>>,
    /// What is referred to and not converted yet.
    waiting: VecDeque<(String, Part<'a>)>,
}

/// What the payload of an event is named after.
#[derive(Debug, Clone, Copy)]
pub(crate) enum EventName<'n> {
    /// The name of the schema that it is made of.
    Schema(&'n str),
    /// The event's own name, in the form of a type's.
    Event(&'n str),
}

impl<'a> Definitions<'a> {
    pub(crate) fn new(files: &'a Files) -> Self {
        let named = files.schemas();
        Self {
            keys: Keys::new(named.filter_map(|part| files.name_of(&part.at))),
            ..Self::default()
        }
    }

    /// The key of a schema, which waits to be converted if it is new; `name` is the one it has.
    pub(crate) fn key_of(&mut self, target: Part<'a>, name: Option<String>) -> String {
        if let Some(key) = self.by_place.get(&target.at) {
            return key.clone();
        }
        let key = match name {
            Some(name) => self.reserve(EventName::Schema(&name)),
            None => self.reserve_for_place(&target.at),
        };
        self.by_place.insert(target.at.clone(), key.clone());
        self.waiting.push_back((key.clone(), target));
        key
    }

    /// A key for what an event carries; `name` is its own or that of the schema it is made of.
    pub(crate) fn reserve(&mut self, name: EventName<'_>) -> String {
        let key = match name {
            EventName::Schema(name) => self.keys.named(name),
            EventName::Event(name) => self.keys.for_event(name),
        };
        self.entries.insert(key.clone(), None);
        key
    }

    /// A key named after a place.
    pub(crate) fn reserve_for_place(&mut self, at: &str) -> String {
        let key = self.keys.for_place(at);
        self.entries.insert(key.clone(), None);
        key
    }

    pub(crate) fn put(&mut self, key: String, schema: Schema) {
        self.entries.insert(key, Some(schema));
    }

    /// The next schema to convert, with its key.
    pub(crate) fn next(&mut self) -> Option<(String, Part<'a>)> {
        self.waiting.pop_front()
    }

    pub(crate) fn finish(self) -> IndexMap<String, Schema> {
        let converted = |(key, schema): (String, Option<Schema>)| Some((key, schema?));
        self.entries.into_iter().filter_map(converted).collect()
    }
}
