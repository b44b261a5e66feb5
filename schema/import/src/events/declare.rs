//! Events with names to entries of a document.

use indexmap::IndexMap;

use crate::convert::converter::Converter;
use crate::convert::keys::pascal;
use crate::events::leaf::{Data, Item};
use crate::report::{FindingKind, Report};
use stream_events_schema::pointer;
use stream_events_schema::{Content, Event, Schema, SchemaObject};

/// Converts what the events carry.
pub(crate) fn declare<'a>(
    converter: &mut Converter<'a>,
    items: &[Item<'a>],
) -> IndexMap<String, Event> {
    let mut entries = IndexMap::new();
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
                payloads.insert(key.clone(), payload(converter, item, name, &wish));
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
            let report = &mut converter.reader.report;
            put(&mut entries, name, entry, &item.leaf.at, report);
        }
    }
    entries
}

fn payload<'a>(
    converter: &mut Converter<'a>,
    item: &Item<'a>,
    name: &str,
    wish: &str,
) -> Option<Schema> {
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

/// Adds an event; if there is one by its name, the payload is any of both.
fn put(
    entries: &mut IndexMap<String, Event>,
    name: &str,
    entry: Event,
    at: &str,
    report: &mut Report,
) {
    let Some(known) = entries.get_mut(name) else {
        entries.insert(name.to_owned(), entry);
        return;
    };
    if known.payload == entry.payload {
        return;
    }
    let what = format!("`{name}` is described several times: its data is any of these");
    report.add(FindingKind::Assumed, at, what);
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
