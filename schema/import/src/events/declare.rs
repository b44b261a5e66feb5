//! Events with names to entries of a document.

use indexmap::IndexMap;

use crate::convert::converter::Converter;
use crate::convert::definitions::EventName;
use crate::convert::keys::pascal;
use crate::events::leaf::{Data, Item};
use crate::report::{FindingKind, Report};
use stream_events_schema::pointer;
use stream_events_schema::{Content, Event, Handle, Schema, SchemaObject};

/// Converts what the events carry.
pub(crate) fn declare<'a>(
    converter: &mut Converter<'a>,
    items: &[Item<'a>],
) -> IndexMap<String, Event> {
    let mut entries = IndexMap::new();
    for item in items {
        let Some(first) = item.names.first() else {
            continue;
        };
        if item.ends {
            let what = "an extension says that it ends the stream: handled as `finish`";
            let report = &mut converter.reader.report;
            report.add(FindingKind::Assumed, &item.leaf.at, what);
        }
        let entry = Event {
            description: item.description.clone(),
            deprecated: item.deprecated,
            handle: match item.ends {
                true => Handle::Finish,
                false => Handle::Yield,
            },
            content: match item.data {
                Data::Text(_) => Content::Text,
                Data::None => Content::None,
                Data::Json(_) | Data::Leaf => Content::Json,
            },
            payload: payload(converter, item, first),
            ..Event::default()
        };
        for name in &item.names {
            let report = &mut converter.reader.report;
            put(&mut entries, name, entry.clone(), &item.leaf.at, report);
        }
    }
    entries
}

/// What all events of an item carry; `event` is one of them.
fn payload<'a>(converter: &mut Converter<'a>, item: &Item<'a>, event: &str) -> Option<Schema> {
    match &item.data {
        Data::Text(_) | Data::None => None,
        Data::Json(parts) => {
            let place = pointer::child(&pointer::child("/events", event), "payload");
            Some(converter.convert_all(parts, &place))
        }
        Data::Leaf => Some(match &item.leaf.exactly {
            Some(target) => Schema::reference(&converter.define(target)),
            None => {
                let (conjuncts, part) = (item.leaf.conjuncts.clone(), item.leaf.parts.last());
                let pascal = pascal(event);
                let name = match &item.leaf.name {
                    Some(name) => EventName::Schema(name),
                    None => EventName::Event(&pascal),
                };
                let key = converter.define_as(name, |converter, to| {
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
    if known.payload == entry.payload && known.content == entry.content {
        return;
    }
    if known.content != entry.content {
        let what = format!(
            "`{name}` is described several times, and once its data is {}: what comes first counts",
            described(entry.content)
        );
        return report.add(FindingKind::Dropped, at, what);
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

fn described(content: Content) -> &'static str {
    match content {
        Content::Json => "JSON",
        Content::Text => "text",
        Content::None => "nothing",
    }
}
