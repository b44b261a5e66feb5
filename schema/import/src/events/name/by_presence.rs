//! Events told by a property that no other event has.

use std::collections::HashSet;

use crate::events::leaf::Data;
use crate::events::leaf::Item;
use crate::events::name::{Naming, nameless};
use crate::report::FindingKind;
use stream_events_schema::Dispatch;
use stream_events_schema::Pointer;

/// What failures have in nearly every API.
const ERROR: &str = "error";

impl<'a> Naming<'_, 'a> {
    /// An event that has a property no other event has is told by that.
    pub(super) fn name_by_presence(&mut self, items: &mut [Item<'a>]) {
        let files = self.reader.files;
        let of = |item: &Item<'a>| -> Vec<&'a str> {
            let parts = item.leaf.parts.iter();
            parts.flat_map(|part| files.properties(part)).collect()
        };
        let properties: Vec<Vec<&str>> = items.iter().map(of).collect();
        // Failures first: what is left beside them is what the stream is for.
        let fails = |index: &usize| properties[*index].contains(&ERROR);
        let (mut order, rest): (Vec<usize>, Vec<usize>) = (0..items.len()).partition(fails);
        order.extend(rest);
        for index in order {
            let is_data = matches!(items[index].data, Data::Leaf);
            if !items[index].names.is_empty() || !is_data || self.is_all_that_is_left(items) {
                continue;
            }
            let Some(key) = self.own_property(&items[index], &properties, index) else {
                continue;
            };
            let pointer = Pointer::new([key]);
            let name = self.unused(items, key);
            let what = format!("it has no name on the wire: called `{name}`, told by `{pointer}`");
            let at = &items[index].leaf.at;
            self.reader.report.add(FindingKind::Assumed, at, what);
            self.others.push(Dispatch::Has {
                pointer,
                event_type: name.clone(),
            });
            items[index].names.push(name);
        }
    }

    /// Whether one event is left beside failures, which then needs no property to tell it by.
    fn is_all_that_is_left(&self, items: &[Item<'a>]) -> bool {
        let is_failure = |it: &Dispatch| matches!(it, Dispatch::Has { pointer, .. } if pointer.as_str() == "/error");
        nameless(items) == 1 && self.pointer.is_none() && self.others.iter().all(is_failure)
    }

    /// The property that tells an object: one that it must have, if possible.
    fn own_property(
        &self,
        item: &Item<'a>,
        properties: &[Vec<&'a str>],
        index: usize,
    ) -> Option<&'a str> {
        let files = self.reader.files;
        let others = properties.iter().enumerate();
        let others: HashSet<&str> = others
            .filter(|(other, _)| *other != index)
            .flat_map(|(_, keys)| keys.iter().copied())
            .collect();
        let own = properties[index].iter().copied();
        let own: Vec<&str> = own
            .filter(|key| !key.is_empty() && !others.contains(key))
            .collect();
        let requires = |key: &&str| {
            let mut parts = item.leaf.parts.iter();
            parts.any(|part| files.requires(part, key))
        };
        let required = own.iter().copied().filter(requires);
        // `{ "started": { … } }`: the property is the name.
        let one_each = properties.iter().all(|keys| keys.len() == 1);
        let only = own.first().copied().filter(|_| one_each);
        let error = own.iter().copied().find(|key| *key == ERROR);
        required.min_by_key(|key| *key != ERROR).or(only).or(error)
    }

    /// A name like a property that no event has.
    fn unused(&self, items: &[Item<'a>], key: &str) -> String {
        let is_taken = |name: &String| {
            self.options.added.contains(name) || items.iter().any(|it| it.names.contains(name))
        };
        let mut name = key.to_owned();
        while is_taken(&name) {
            name.push_str("_2");
        }
        name
    }
}
