//! The schema of a stream to events and how they are told apart.

use indexmap::IndexMap;

use crate::convert::converter::Converter;
use crate::convert::keys::pascal;
use crate::error::ErrorKind;
use crate::events::leaf::{Data, Item, Visited};
use crate::read::part::Part;
use crate::report::FindingKind;
use stream_events_schema::pointer;
use stream_events_schema::{Content, Dispatch, Sentinel};
use stream_events_schema::{Document, Event};
use stream_events_schema::{Schema, SchemaObject};

/// What a caller may say about a stream that its description does not.
#[derive(Debug, Clone, Default)]
pub(crate) struct EventOptions {
    pub(crate) dispatch: Vec<Dispatch>,
    /// What the only event of a stream is called.
    pub(crate) event: Option<String>,
    pub(crate) envelope: Option<bool>,
    pub(crate) sentinels: IndexMap<String, Sentinel>,
    /// Events that the dispatch and other options may name though the description does not have them.
    pub(crate) undeclared: Vec<String>,
}

impl EventOptions {
    /// Drops the entries of a dispatch for events that will only be added later.
    pub(crate) fn drop_undeclared(&self, document: &mut Document) {
        let Document {
            dispatch, events, ..
        } = document;
        dispatch.retain(|entry| match entry {
            Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => {
                events.contains_key(event_type) || !self.undeclared.contains(event_type)
            }
            _ => true,
        });
    }
}

/// The events of a stream.
#[derive(Debug, Default)]
pub(crate) struct Events {
    pub(crate) entries: IndexMap<String, Event>,
    pub(crate) dispatch: Vec<Dispatch>,
    pub(crate) sentinels: IndexMap<String, Sentinel>,
}

pub(crate) struct Reading<'c, 'a> {
    pub(crate) converter: &'c mut Converter<'a>,
    pub(crate) options: &'c EventOptions,
    /// Tags that unions on the way declare.
    pub(crate) declared: Vec<String>,
    /// Whether the schema is a union at all.
    pub(crate) is_union: bool,
    pub(crate) events: Events,
    /// The pointer that names events, and entries after it.
    pub(crate) pointer: Option<String>,
    pub(crate) others: Vec<Dispatch>,
    pub(crate) enveloped: bool,
    /// Whether the event field names any.
    pub(crate) by_event: bool,
}

/// Reads the schema of a stream; `item` if it describes the messages and not their data.
pub(crate) fn read<'a>(
    converter: &mut Converter<'a>,
    options: &EventOptions,
    schema: &Part<'a>,
    item: bool,
) -> Result<Events, ErrorKind> {
    let mut reading = Reading {
        converter,
        options,
        declared: Vec::new(),
        is_union: false,
        events: Events::default(),
        pointer: None,
        others: Vec::new(),
        enveloped: false,
        by_event: false,
    };
    let mut leaves = Vec::new();
    reading.flatten(schema, &[], &mut Visited::default(), &mut leaves);
    let items = reading.items(leaves, item);
    let mut items = reading.without_sentinels(items);
    reading.name(&mut items);
    reading.declare(items);
    let Reading {
        mut events,
        pointer,
        others,
        by_event,
        ..
    } = reading;
    if events.entries.is_empty() {
        let why = "it is neither an object nor a union of objects".to_owned();
        return Err(ErrorKind::NoEvents {
            union: schema.at.clone(),
            why,
        });
    }
    events.dispatch = match options.dispatch.is_empty() {
        false => options.dispatch.clone(),
        true => dispatch(pointer, others, by_event),
    };
    Ok(events)
}

fn dispatch(pointer: Option<String>, others: Vec<Dispatch>, by_event: bool) -> Vec<Dispatch> {
    // Messages of JSON-RPC all have the event type `message`.
    let by_event = by_event || pointer.as_ref().is_some_and(|pointer| pointer != "/method");
    let mut dispatch = Vec::new();
    dispatch.extend(by_event.then_some(Dispatch::Event));
    dispatch.extend(pointer.map(Dispatch::Pointer));
    dispatch.extend(others);
    dispatch
}

impl<'a> Reading<'_, 'a> {
    /// Converts what the events carry.
    fn declare(&mut self, items: Vec<Item<'a>>) {
        for item in items {
            // Only `event` names what has a name and no tag.
            let mut payloads = IndexMap::new();
            let count = item.names.len();
            for name in &item.names {
                let wish = item.leaf.name.clone().unwrap_or_else(|| pascal(name));
                let key = if count > 1 {
                    String::new()
                } else {
                    wish.clone()
                };
                if !payloads.contains_key(&key) {
                    let payload = self.payload(&item, name, &wish);
                    payloads.insert(key.clone(), payload);
                }
                let entry = Event {
                    description: item.description.clone(),
                    deprecated: item.deprecated,
                    content: match item.data {
                        Data::Text(_) => Content::Text,
                        Data::None => Content::None,
                        Data::Json(_) | Data::Leaf => Content::Json,
                    },
                    payload: payloads[&key].clone(),
                    ..Event::default()
                };
                self.put(name, entry, &item.leaf.at);
            }
        }
    }

    fn payload(&mut self, item: &Item<'a>, name: &str, wish: &str) -> Option<Schema> {
        let converter = &mut *self.converter;
        match &item.data {
            Data::Text(_) | Data::None => None,
            Data::Json(parts) => {
                let place = pointer::child(&pointer::child("/events", name), "payload");
                Some(converter.convert_all(parts, &place))
            }
            Data::Leaf => Some(match &item.leaf.exactly {
                Some(target) => Schema::reference(&converter.define(target)),
                None => {
                    let (conjuncts, part) = (item.leaf.conjuncts.clone(), item.leaf.parts.last());
                    let key = converter.define_as(wish, |converter, to| {
                        converter.convert_conjuncts(conjuncts, part, to)
                    });
                    Schema::reference(&key)
                }
            }),
        }
    }

    fn put(&mut self, name: &str, entry: Event, at: &str) {
        let Some(known) = self.events.entries.get_mut(name) else {
            self.events.entries.insert(name.to_owned(), entry);
            return;
        };
        if known.payload == entry.payload {
            return;
        }
        let what = format!("`{name}` is described several times: its data is any of these");
        self.converter.report.add(FindingKind::Assumed, at, what);
        let (Some(first), Some(second)) = (known.payload.take(), entry.payload) else {
            return;
        };
        let mut union = match first {
            Schema::Object(keywords) if keywords.any_of.is_some() => *keywords,
            first => SchemaObject {
                any_of: Some(vec![first]),
                ..SchemaObject::default()
            },
        };
        union.any_of.get_or_insert_default().push(second);
        known.payload = Some(Schema::from(union));
    }
}
