//! What events are called, and how messages say which they are.

mod by_presence;
mod by_tag;

use crate::events::declare::Reading;
use crate::events::leaf::Item;
use crate::report::FindingKind;
use stream_events_schema::Dispatch;

impl<'a> Reading<'_, 'a> {
    /// Gives names to all events that have none yet.
    pub(crate) fn name(&mut self, items: &mut Vec<Item<'a>>) {
        let is_nameless = |item: &Item<'a>| item.names.is_empty();
        if items.iter().any(is_nameless) {
            self.name_by_option(items);
        }
        let nameless = items.iter().filter(|item| is_nameless(item)).count();
        let single = nameless == 1 && !self.is_union && self.wished_pointers().next().is_none();
        if nameless > 0 && !single {
            self.name_by_tag(items);
        }
        if items.len() > 1 && !single {
            self.name_by_presence(items);
        }
        self.name_the_rest(items);
    }

    pub(crate) fn wished_pointers(&self) -> impl Iterator<Item = &str> {
        self.options
            .dispatch
            .iter()
            .filter_map(|entry| match entry {
                Dispatch::Pointer(pointer) => Some(pointer.as_str()),
                _ => None,
            })
    }

    /// `{ "has": …, "type": … }` names what has it.
    pub(crate) fn name_by_option(&mut self, items: &mut [Item<'a>]) {
        for entry in &self.options.dispatch {
            let Dispatch::Has {
                pointer,
                event_type,
            } = entry
            else {
                continue;
            };
            let files = self.converter.files;
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
    pub(crate) fn name_the_rest(&mut self, items: &mut Vec<Item<'a>>) {
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
                    self.converter
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
            let what = "what it is called on the wire is not said: `message`, as an event without \
                        a name";
            self.converter
                .report
                .add(FindingKind::Assumed, &rest[0].leaf.at, what);
        }
        let name = name.unwrap_or_else(|| "message".to_owned());
        if rest.len() > 1 {
            let what = format!(
                "{} schemas cannot be told apart: all are `{name}`",
                rest.len()
            );
            self.converter
                .report
                .add(FindingKind::Assumed, &rest[0].leaf.at, what);
        }
        for item in rest {
            item.names.push(name.clone());
        }
        self.others.push(Dispatch::Always(name));
    }
}
