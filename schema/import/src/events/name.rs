//! What events are called, and how messages say which they are.

mod as_asked;
mod by_presence;
mod by_tag;

use crate::convert::converter::Converter;
use crate::convert::tag::Tags;
use crate::events::leaf::{Item, Items};
use crate::events::options::EventOptions;
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::{Dispatch, Framing, Pointer};

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
        pointer: all.tag.take().map(|tag| Pointer::new([tag])),
        others: Vec::new(),
    };
    let items = &mut all.items;
    naming.leave_to_added(items);
    match options.dispatch.is_empty() {
        true => naming.find_out(items),
        false => naming.name_as_asked(items),
    }
    naming.leave_to_added(items);
    naming.name_the_rest(items);
    let dispatch = naming.dispatch();
    if let Some(at) = &all.any_name
        && !dispatch.contains(&Dispatch::Event)
    {
        let what = "the event field may be any text, and no name is declared: it is passed over; \
                    `--dispatch event` makes messages with a name unknown events";
        converter.reader.report.add(FindingKind::Assumed, at, what);
    }
    dispatch
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

fn nameless(items: &[Item<'_>]) -> usize {
    items.iter().filter(|it| it.names.is_empty()).count()
}

impl<'a> Naming<'_, 'a> {
    /// Names events where nothing was said of how messages are told apart.
    fn find_out(&mut self, items: &mut [Item<'a>]) {
        self.name_by_declared_tag(items);
        // One event has nothing that it must be told from.
        if self.pointer.is_none() && nameless(items) > 1 {
            self.name_by_likely_tag(items);
        }
        self.name_messages(items);
        if items.len() > 1 {
            self.name_by_presence(items);
        }
    }

    fn dispatch(self) -> Vec<Dispatch> {
        if !self.options.dispatch.is_empty() {
            return self.options.dispatch.clone();
        }
        // Messages of JSON-RPC all have the event type `message`.
        let tag = self.pointer.as_ref();
        let told_by_tag = tag.is_some_and(|it| it.as_str() != "/method");
        let mut dispatch = Vec::new();
        let is_named = self.options.framing.has_names() && (self.by_event || told_by_tag);
        dispatch.extend(is_named.then_some(Dispatch::Event));
        dispatch.extend(self.pointer.map(Dispatch::Pointer));
        dispatch.extend(self.others);
        dispatch
    }

    /// Takes names from what has them where another schema was said to describe these.
    fn leave_to_added(&mut self, items: &mut Vec<Item<'a>>) {
        let added = &self.options.added;
        items.retain_mut(|item| {
            let count = item.names.len();
            for name in item.names.iter().filter(|name| added.contains(name)) {
                let what = format!("`{name}` is what `--more` says of it instead");
                let at = &item.leaf.at;
                self.reader.report.add(FindingKind::Replaced, at, what);
            }
            item.names.retain(|name| !added.contains(name));
            count == 0 || !item.names.is_empty()
        });
    }

    /// Messages without an event field are `message`, where others have names in it.
    fn name_messages(&mut self, items: &mut [Item<'a>]) {
        if !self.by_event || self.options.added.iter().any(|name| name == MESSAGE) {
            return;
        }
        let is_message = |item: &&mut Item<'a>| item.names.is_empty() && item.unnamed;
        let mut messages: Vec<_> = items.iter_mut().filter(is_message).collect();
        if let [message] = messages.as_mut_slice() {
            message.names.push(MESSAGE.to_owned());
        }
    }

    /// What cannot be told from anything is what is left when nothing else matches.
    fn name_the_rest(&mut self, items: &mut Vec<Item<'a>>) {
        let name = self.name_of_rest();
        let told = self.pointer.is_some() || self.by_event;
        let asked = &self.options.dispatch;
        // A dispatch that does not look at the event field finds no name that is not in it.
        let by_default = asked.is_empty() || asked.contains(&Dispatch::Event);
        let fallback = (!told && by_default).then(|| MESSAGE.to_owned());
        let is_free = |name: &String| !self.options.added.contains(name);
        let Some(given) = name.clone().or(fallback).filter(is_free) else {
            // Whatever has no name would swallow every event that is not known.
            return self.drop_nameless(items);
        };
        let mut rest: Vec<_> = items.iter_mut().filter(|it| it.names.is_empty()).collect();
        let Some(first) = rest.first() else { return };
        let at = first.leaf.at.clone();
        let report = &mut self.reader.report;
        if name.is_none() {
            let default = match self.options.framing {
                Framing::Sse => ", the default of SSE",
                _ => "; `--event` names it",
            };
            let what = format!("no event name declared; using `message`{default}");
            report.add(FindingKind::Assumed, &at, what);
        }
        if rest.len() > 1 {
            let what = format!(
                "{} schemas cannot be told apart: all are `{given}`",
                rest.len()
            );
            report.add(FindingKind::Assumed, &at, what);
        }
        for item in &mut rest {
            item.names.push(given.clone());
        }
        self.others.push(Dispatch::Always(given));
    }

    /// The name that was asked for.
    fn name_of_rest(&self) -> Option<String> {
        let mut entries = self.options.dispatch.iter();
        let always = entries.find_map(|entry| match entry {
            Dispatch::Always(event_type) => Some(event_type.clone()),
            _ => None,
        });
        // With a dispatch, its last entry gets what is left, whatever that is called.
        let event = self.options.event.clone();
        match self.options.dispatch.is_empty() {
            true => event,
            false => always.or(event),
        }
    }

    fn drop_nameless(&mut self, items: &mut Vec<Item<'a>>) {
        items.retain(|item| {
            let named = !item.names.is_empty();
            if !named {
                let what = "nothing says what it is called: it arrives as an unknown event";
                self.reader.dropped(&item.leaf.at, what);
            }
            named
        });
    }
}

/// The event type of a message without a name.
const MESSAGE: &str = "message";
