//! What events are called, and how messages say which they are.

mod by_presence;
mod by_tag;

use crate::convert::converter::Converter;
use crate::convert::tag::Tags;
use crate::events::leaf::{Item, Items};
use crate::events::options::EventOptions;
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::{Dispatch, Pointer};

/// Gives names to all events that have none yet, and says how messages are told apart.
pub(crate) fn name<'a>(
    converter: &mut Converter<'a>,
    options: &EventOptions,
    all: &mut Items<'a>,
) -> Vec<Dispatch> {
    let mut naming = Naming {
        reader: &mut converter.reader,
        mapped: &mut converter.tags,
        options,
        tags: &all.tags,
        by_event: all.by_event,
        pointer: None,
        others: Vec::new(),
    };
    let items = &mut all.items;
    let nameless = |items: &[Item<'a>]| items.iter().filter(|it| it.names.is_empty()).count();
    naming.name_by_option(items);
    let left = nameless(items);
    let single = left == 1 && !all.is_union && naming.wished_pointers().next().is_none();
    if left > 0 && !single {
        naming.name_by_tag(items);
    }
    if items.len() > 1 && !single {
        naming.name_by_presence(items);
    }
    naming.name_the_rest(items);
    naming.dispatch()
}

struct Naming<'c, 'a> {
    reader: &'c mut Reader<'a>,
    /// Tags that only a discriminator's mapping says.
    mapped: &'c mut Tags,
    options: &'c EventOptions,
    /// Properties that discriminators declare.
    tags: &'c [String],
    /// Whether the event field names any.
    by_event: bool,
    /// The pointer that names events, and entries after it.
    pointer: Option<Pointer>,
    others: Vec<Dispatch>,
}

impl<'a> Naming<'_, 'a> {
    fn dispatch(self) -> Vec<Dispatch> {
        if !self.options.dispatch.is_empty() {
            return self.options.dispatch.clone();
        }
        // Messages of JSON-RPC all have the event type `message`.
        let told_by_tag = self
            .pointer
            .as_ref()
            .is_some_and(|it| it.as_str() != "/method");
        let mut dispatch = Vec::new();
        dispatch.extend((self.by_event || told_by_tag).then_some(Dispatch::Event));
        dispatch.extend(self.pointer.map(Dispatch::Pointer));
        dispatch.extend(self.others);
        dispatch
    }

    fn wished_pointers(&self) -> impl Iterator<Item = &Pointer> {
        self.options
            .dispatch
            .iter()
            .filter_map(|entry| match entry {
                Dispatch::Pointer(pointer) => Some(pointer),
                _ => None,
            })
    }

    /// `{ "has": …, "type": … }` names what has it.
    fn name_by_option(&mut self, items: &mut [Item<'a>]) {
        for entry in &self.options.dispatch {
            let Dispatch::Has {
                pointer,
                event_type,
            } = entry
            else {
                continue;
            };
            let files = self.reader.files;
            let has = |item: &&mut Item<'a>| !files.along(&item.leaf.parts, pointer).is_empty();
            let mut having: Vec<_> = items
                .iter_mut()
                .filter(|item| item.names.is_empty())
                .filter(has)
                .collect();
            if let [item] = having.as_mut_slice() {
                item.names.push(event_type.clone());
            }
        }
    }

    /// What cannot be told from anything is what is left when nothing else matches.
    fn name_the_rest(&mut self, items: &mut Vec<Item<'a>>) {
        let always = self.options.dispatch.iter().find_map(|entry| match entry {
            Dispatch::Always(event_type) => Some(event_type.clone()),
            _ => None,
        });
        let name = self.options.event.clone().or(always);
        let told = self.pointer.is_some() || self.by_event;
        if told && name.is_none() {
            // Whatever has no name would swallow every event that is not known.
            items.retain(|item| {
                let named = !item.names.is_empty();
                if !named {
                    let what = "nothing says what it is called: it arrives as an unknown event";
                    self.reader
                        .report
                        .add(FindingKind::Dropped, &item.leaf.at, what);
                }
                named
            });
        }
        let rest: Vec<_> = items
            .iter_mut()
            .filter(|item| item.names.is_empty())
            .collect();
        if rest.is_empty() {
            return;
        }
        if name.is_none() {
            let what = "no event name declared; using `message`, the default of SSE";
            self.reader
                .report
                .add(FindingKind::Assumed, &rest[0].leaf.at, what);
        }
        let name = name.unwrap_or_else(|| "message".to_owned());
        if rest.len() > 1 {
            let what = format!(
                "{} schemas cannot be told apart: all are `{name}`",
                rest.len()
            );
            self.reader
                .report
                .add(FindingKind::Assumed, &rest[0].leaf.at, what);
        }
        for item in rest {
            item.names.push(name.clone());
        }
        self.others.push(Dispatch::Always(name));
    }
}
