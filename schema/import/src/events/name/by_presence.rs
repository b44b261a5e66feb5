//! Events told by a property that no other event has.

use std::collections::HashSet;

use crate::events::leaf::Data;
use crate::events::leaf::Item;
use crate::events::name::Naming;
use crate::report::FindingKind;
use stream_events_schema::Dispatch;
use stream_events_schema::Pointer;

impl<'a> Naming<'_, 'a> {
    /// An event that has a property no other event has is told by that.
    pub(super) fn name_by_presence(&mut self, items: &mut [Item<'a>]) {
        let files = self.reader.files;
        let of = |item: &Item<'a>| -> Vec<&'a str> {
            item.leaf
                .parts
                .iter()
                .flat_map(|part| files.properties(part))
                .collect()
        };
        let properties: Vec<Vec<&str>> = items.iter().map(of).collect();
        // `{ "started": { … } }`: the property is the name.
        let one_each = properties.iter().all(|keys| keys.len() == 1);
        let taken: HashSet<String> = items.iter().flat_map(|item| item.names.clone()).collect();
        // Failures first: what is left beside them is what the stream is for.
        let fails = |index: &usize| properties[*index].contains(&"error");
        let (mut order, rest): (Vec<usize>, Vec<usize>) = (0..items.len()).partition(fails);
        order.extend(rest);
        for index in order {
            let rest = items.iter().filter(|item| item.names.is_empty()).count();
            let only_failures = self
                .others
                .iter()
                .all(|it| matches!(it, Dispatch::Has { event_type, .. } if event_type == "error"));
            let alone = rest == 1 && self.pointer.is_none() && only_failures;
            if !items[index].names.is_empty() || !matches!(items[index].data, Data::Leaf) || alone {
                continue;
            }
            let is_own = |key: &&&str| {
                let others = properties
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index);
                others.map(|(_, keys)| keys).all(|keys| !keys.contains(key))
            };
            let requires = |key: &&str| {
                items[index]
                    .leaf
                    .parts
                    .iter()
                    .any(|part| files.requires(part, key))
            };
            let own = properties[index].iter().filter(is_own).copied();
            let own: Vec<&str> = own.filter(|key| !key.is_empty()).collect();
            let only = own.first().copied().filter(|_| one_each);
            let found = own
                .iter()
                .copied()
                .filter(|key| requires(key))
                .min_by_key(|key| *key != "error")
                .or(only)
                .or_else(|| own.iter().copied().find(|key| *key == "error"));
            let Some(key) = found else { continue };
            let mut name = key.to_owned();
            while taken.contains(&name) {
                name.push_str("_2");
            }
            let pointer = Pointer::new([key]);
            let what = format!("it has no name on the wire: called `{name}`, told by `{pointer}`");
            self.reader
                .report
                .add(FindingKind::Assumed, &items[index].leaf.at, what);
            self.others.push(Dispatch::Has {
                pointer,
                event_type: name.clone(),
            });
            items[index].names.push(name);
        }
    }
}
