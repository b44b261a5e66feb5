//! The schema of a stream to events, and how they are told apart.

pub(crate) mod data;
pub(crate) mod declare;
pub(crate) mod envelope;
pub(crate) mod flatten;
pub(crate) mod leaf;
pub(crate) mod members;
pub(crate) mod name;
pub(crate) mod options;
pub(crate) mod sentinels;

use indexmap::IndexMap;

use crate::convert::converter::Converter;
use crate::error::ErrorKind;
use crate::read::part::Part;
use crate::read::reader::Reader;
use leaf::Item;
use options::EventOptions;
use stream_events_schema::{Dispatch, Event, Sentinel};

/// The events of a stream.
pub(crate) struct Events {
    pub(crate) entries: IndexMap<String, Event>,
    pub(crate) dispatch: Vec<Dispatch>,
    pub(crate) sentinels: IndexMap<String, Sentinel>,
}

/// Reads the schema of a stream; `item` if it is of its items, which of server-sent events are
/// messages and not their data.
pub(crate) fn read<'a>(
    converter: &mut Converter<'a>,
    options: &EventOptions,
    schema: &Part<'a>,
    item: bool,
) -> Result<Events, ErrorKind> {
    let flat = flatten::flatten(converter, schema);
    let mut items = envelope::items(converter, options, flat, item);
    let sentinels = sentinels::take(&mut converter.reader, options, &mut items.items);
    let dispatch = name::name(converter, options, &mut items);
    drop_empty_names(&mut converter.reader, &mut items.items);
    let entries = declare::declare(converter, &items.items);
    let is_told = options.framing.has_names() || !dispatch.is_empty();
    if (entries.is_empty() && options.added.is_empty()) || !is_told {
        let why = match (options.dispatch.is_empty(), options.added.is_empty()) {
            (true, true) => "it is neither an object nor a union of objects",
            (true, false) => "`--dispatch` has to say which messages are what `--more` adds",
            (false, _) => "`--dispatch` leads to a name in none of its schemas",
        };
        let why = why.to_owned();
        return Err(ErrorKind::NoEvents {
            union: schema.at.clone(),
            why,
        });
    }
    Ok(Events {
        entries,
        dispatch,
        sentinels,
    })
}

/// An empty event field is none, so no event can be called so.
fn drop_empty_names(reader: &mut Reader<'_>, items: &mut [Item<'_>]) {
    for item in items {
        let count = item.names.len();
        item.names.retain(|name| !name.is_empty());
        if item.names.len() < count {
            reader.dropped(&item.leaf.at, "an event cannot have the empty name");
        }
    }
}
