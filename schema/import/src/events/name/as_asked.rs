//! Events named by a dispatch that was asked for, and by nothing else.

use crate::events::leaf::Item;
use crate::events::name::{Naming, nameless};
use stream_events_schema::Dispatch;

impl<'a> Naming<'_, 'a> {
    pub(super) fn name_as_asked(&mut self, items: &mut [Item<'a>]) {
        self.name_by_has(items);
        let dispatch = &self.options.dispatch;
        let mut pointers = Vec::new();
        for entry in dispatch {
            if let Dispatch::Pointer(pointer) = entry {
                pointers.push(pointer.clone());
            }
        }
        for pointer in &pointers {
            let is_tag = |tag: &String| pointer.segments() == [tag.as_str()];
            if self.tags.iter().any(is_tag) {
                self.tag_by_schema(items, pointer);
            }
            self.name_by(items, pointer);
        }
        if dispatch.contains(&Dispatch::Event) {
            self.name_messages(items);
            // The names that the event field has are those that the data has.
            if pointers.is_empty() && nameless(items) > 0 {
                self.name_by_declared_tag(items);
                if self.pointer.is_none() && nameless(items) > 1 {
                    self.name_by_likely_tag(items);
                }
            }
        }
    }

    /// `{ "has": …, "type": … }` names what has it.
    fn name_by_has(&mut self, items: &mut [Item<'a>]) {
        let files = self.reader.files;
        let dispatch = &self.options.dispatch;
        let mut always = dispatch.iter();
        let has_rest = always.any(|entry| matches!(entry, Dispatch::Always(_)));
        for entry in dispatch {
            let Dispatch::Has {
                pointer,
                event_type,
            } = entry
            else {
                continue;
            };
            if self.options.added.contains(event_type) {
                continue;
            }
            let left = nameless(items);
            let has = |item: &&mut Item<'a>| {
                item.names.is_empty() && !files.along(&item.leaf.parts, pointer).is_empty()
            };
            let having: Vec<_> = items.iter_mut().filter(has).collect();
            let must = |item: &Item<'a>| files.requires_along(&item.leaf.parts, pointer);
            let sure = having.iter().filter(|item| must(item)).count();
            // What only may have it, and is all that is left, is what the last entry is for.
            let likely = having.len() == 1 && (left > 1 || !has_rest);
            let mut named = having.into_iter().filter(|item| match sure {
                0 => likely,
                one => one == 1 && must(item),
            });
            if let Some(item) = named.next() {
                item.names.push(event_type.clone());
            }
        }
    }
}
