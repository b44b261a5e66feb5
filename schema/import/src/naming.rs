//! What events are called, and how messages say which they are.

use std::collections::HashSet;

use super::envelope::Content as Data;
use super::events::{Item, Reading};
use super::file::Part;
use super::report::FindingKind;
use stream_events_schema::Dispatch;
use stream_events_schema::pointer;

impl<'a> Reading<'_, 'a> {
    /// Gives names to all events that have none yet.
    pub(super) fn name(&mut self, items: &mut Vec<Item<'a>>) {
        let is_nameless = |item: &Item<'a>| item.names.is_empty();
        if items.iter().any(is_nameless) {
            self.name_by_wish(items);
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

    pub(super) fn wished_pointers(&self) -> impl Iterator<Item = &str> {
        self.wishes.dispatch.iter().filter_map(|entry| match entry {
            Dispatch::Pointer(pointer) => Some(pointer.as_str()),
            _ => None,
        })
    }

    /// `{ "has": …, "type": … }` names what has it.
    pub(super) fn name_by_wish(&mut self, items: &mut [Item<'a>]) {
        for entry in &self.wishes.dispatch {
            let Dispatch::Has {
                pointer,
                event_type,
            } = entry
            else {
                continue;
            };
            let file = self.converter.file;
            let has = |item: &&mut Item<'a>| !file.along(&item.leaf.parts, pointer).is_empty();
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

    pub(super) fn name_by_tag(&mut self, items: &mut [Item<'a>]) {
        let wished: Vec<String> = self.wished_pointers().map(str::to_owned).collect();
        let declared: Vec<String> = self
            .declared
            .iter()
            .map(|tag| pointer::child("", tag))
            .collect();
        let chosen = wished.iter().chain(&declared).find(|pointer| {
            items
                .iter()
                .any(|item| item.names.is_empty() && !self.told(item, pointer).is_empty())
        });
        let chosen = chosen.or_else(|| declared.iter().find(|it| self.tell_by_schema(items, it)));
        let (pointer, is_declared) = match chosen {
            Some(pointer) => (pointer.clone(), declared.contains(pointer)),
            None => match self.infer(items) {
                Some(pointer) => (pointer, false),
                None => return,
            },
        };
        if is_declared {
            self.tell_by_schema(items, &pointer);
        }
        for item in items.iter_mut().filter(|item| item.names.is_empty()) {
            item.names = self.told(item, &pointer);
        }
        self.pointer = Some(pointer);
    }

    /// Lets the names of schemas tell events apart where `OpenAPI` has them do so; `false` if none.
    pub(super) fn tell_by_schema(&mut self, items: &[Item<'a>], pointer: &str) -> bool {
        let tag = pointer::segments(pointer).unwrap_or_default().concat();
        let nameless = items.iter().filter(|item| item.names.is_empty());
        let leaves = nameless.filter_map(|item| item.leaf.parts.last());
        // All of them, not only up to the first.
        leaves
            .filter(|leaf| self.converter.is_told_by(leaf, &tag))
            .count()
            > 0
    }

    /// The values at a pointer by which an item is told.
    pub(super) fn told(&self, item: &Item<'a>, pointer: &str) -> Vec<String> {
        let file = self.converter.file;
        if let Some(tag) = pointer.strip_prefix('/') {
            let mapped = |part: &Part<'a>| self.converter.mapped.get(&part.at, tag);
            if let Some(values) = item.leaf.parts.iter().find_map(mapped) {
                return values.to_vec();
            }
        }
        let parts = file.along(&item.leaf.parts, pointer);
        let constants = parts.iter().filter_map(|part| file.constants(part));
        let fixed = constants.min_by_key(Vec::len).unwrap_or_default();
        fixed.into_iter().map(str::to_owned).collect()
    }

    /// A property with a fixed value of its own in every event, or in most.
    pub(super) fn infer(&mut self, items: &[Item<'a>]) -> Option<String> {
        const USUAL: &[&str] = &[
            "type",
            "event",
            "event_type",
            "eventType",
            "method",
            "kind",
            "op",
        ];
        let nameless: Vec<_> = items.iter().filter(|item| item.names.is_empty()).collect();
        let mut candidates: Vec<String> = Vec::new();
        for item in &nameless {
            for part in &item.leaf.parts {
                for key in self.converter.file.properties(part) {
                    let pointer = pointer::child("", key);
                    if !candidates.contains(&pointer) {
                        candidates.push(pointer);
                    }
                }
            }
        }
        let rank = |pointer: &String| {
            let told: Vec<_> = nameless
                .iter()
                .map(|item| self.told(item, pointer))
                .collect();
            let values: Vec<_> = told.iter().flatten().collect();
            let distinct: HashSet<_> = values.iter().collect();
            let lacking = told.iter().filter(|values| values.is_empty()).count();
            let usual = USUAL
                .iter()
                .position(|it| pointer.strip_prefix('/') == Some(it));
            let enough = distinct.len() > 1 || nameless.len() == 1 && usual.is_some();
            let most = lacking * 2 < nameless.len();
            let shared = values.len() - distinct.len();
            (enough && most).then_some((lacking, shared, usual.unwrap_or(USUAL.len())))
        };
        let best = candidates
            .iter()
            .filter_map(|it| Some((rank(it)?, it)))
            .min_by_key(|it| it.0)?;
        let pointer = best.1.clone();
        let what = format!("`{pointer}` names the events: it has a fixed value in each");
        self.converter.report.add(FindingKind::Assumed, "", what);
        Some(pointer)
    }

    /// An event that has a property no other event has is told by that.
    pub(super) fn name_by_presence(&mut self, items: &mut [Item<'a>]) {
        let file = self.converter.file;
        let of = |item: &Item<'a>| -> Vec<&'a str> {
            item.leaf
                .parts
                .iter()
                .flat_map(|part| file.properties(part))
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
                    .any(|part| file.requires(part, key))
            };
            let own: Vec<&str> = properties[index].iter().filter(is_own).copied().collect();
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
            let pointer = pointer::child("", key);
            let what = format!("it has no name on the wire: called `{name}`, told by `{pointer}`");
            self.converter
                .report
                .add(FindingKind::Assumed, &items[index].leaf.at, what);
            self.others.push(Dispatch::Has {
                pointer,
                event_type: name.clone(),
            });
            items[index].names.push(name);
        }
    }

    /// What cannot be told from anything is what is left when nothing else matches.
    pub(super) fn name_the_rest(&mut self, items: &mut Vec<Item<'a>>) {
        let always = self.wishes.dispatch.iter().find_map(|entry| match entry {
            Dispatch::Always(event_type) => Some(event_type.clone()),
            _ => None,
        });
        let name = self.wishes.event.clone().or(always);
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
