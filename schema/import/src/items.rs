//! What a stream sends: messages or their data, events or sentinels.

use std::collections::HashSet;

use super::envelope::{self, Content as Data};
use super::events::{Item, Leaf, Reading};
use super::expand::tidy;
use super::file::{File, Part};
use super::flatten::Way;
use super::report::FindingKind;
use stream_events_schema::Sentinel;

impl<'a> Reading<'_, 'a> {
    /// Sees which leaves describe messages, and which their data.
    pub(super) fn items(&mut self, leaves: Vec<Leaf<'a>>, item: bool) -> Vec<Item<'a>> {
        let wish = self.wishes.envelope.or(item.then_some(true));
        let enveloped = envelope::are_envelopes(self.converter.file, &leaves, wish);
        if !enveloped {
            return leaves.into_iter().map(|leaf| self.plain(leaf)).collect();
        }
        self.enveloped = true;
        if wish.is_none() {
            let what = "its objects have `event` and `data` for what a message has, not its data";
            let at = leaves
                .first()
                .map_or_else(String::new, |leaf| leaf.at.clone());
            self.converter.report.add(FindingKind::Assumed, at, what);
        }
        let mut items = Vec::new();
        for leaf in leaves {
            let file = self.converter.file;
            let names: Vec<String> = file
                .tag_values(&leaf.parts, "event")
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect();
            self.by_event |= !names.is_empty();
            for (key, at) in envelope::others(file, &leaf) {
                let what = format!("`{key}` is no part of a message");
                self.converter.report.add(FindingKind::Dropped, at, what);
            }
            let data = envelope::data(file, &leaf);
            let notes = leaf.parts.iter().rev();
            let description = notes.clone().find_map(|part| part.text("description"));
            let description = description.filter(|_| self.converter.describes());
            let is_deprecated = |part: &Part<'_>| part.json_is_true("deprecated");
            let item = Item {
                names,
                description: description.map(tidy),
                deprecated: notes.clone().any(is_deprecated),
                data,
                leaf,
            };
            self.open_data(item, &mut items);
        }
        items
    }

    /// An envelope that any of several events may come in is opened into those.
    pub(super) fn open_data(&mut self, item: Item<'a>, items: &mut Vec<Item<'a>>) {
        let several = item.names.len() != 1;
        let Data::Json(parts) = &item.data else {
            return items.push(item);
        };
        let [data] = parts.as_slice() else {
            return items.push(item);
        };
        let mut leaves = Vec::new();
        let (mut was_union, union) = (self.is_union, data.clone());
        if several {
            self.flatten(&union, &[], &mut Way::default(), &mut leaves);
        }
        match leaves.len() {
            0 => items.push(item),
            1 => {
                std::mem::swap(&mut self.is_union, &mut was_union);
                let Some(leaf) = leaves.pop() else { return };
                items.push(Item {
                    data: Data::Leaf,
                    leaf,
                    ..item
                });
            }
            _ => {
                items.extend(leaves.into_iter().map(|leaf| Item {
                    data: Data::Leaf,
                    leaf,
                    names: Vec::new(),
                    description: None,
                    deprecated: item.deprecated,
                }));
            }
        }
    }

    pub(super) fn plain(&self, leaf: Leaf<'a>) -> Item<'a> {
        let deprecated = leaf
            .parts
            .iter()
            .any(|part| part.json_is_true("deprecated"));
        Item {
            data: Data::Leaf,
            names: Vec::new(),
            description: None,
            deprecated,
            leaf,
        }
    }

    /// Takes out what is a fixed text and no event.
    pub(super) fn without_sentinels(&mut self, mut items: Vec<Item<'a>>) -> Vec<Item<'a>> {
        let count = items.len();
        let file = self.converter.file;
        let named: HashSet<_> = items
            .iter()
            .filter(|item| !item.names.is_empty())
            .filter_map(|item| fixed_texts(file, item))
            .flatten()
            .collect();
        items.retain(|item| {
            let Some(texts) = fixed_texts(file, item) else {
                return true;
            };
            let wished = texts
                .iter()
                .all(|text| self.wishes.sentinels.contains_key(*text));
            // A message with a name and a fixed text is an event like any other, unless it is
            // asked for as a sentinel; one with such an event's text is no end.
            let is_end = || item.names.is_empty() && !texts.iter().any(|it| named.contains(it));
            if wished || (count > 1 && is_end()) {
                for text in texts.iter().filter(|_| !wished) {
                    self.events
                        .sentinels
                        .insert((*text).to_owned(), Sentinel::Finish);
                    let what = format!("`{text}` is no event: it was taken to end the stream");
                    self.converter
                        .report
                        .add(FindingKind::Assumed, &item.leaf.at, what);
                }
                return false;
            }
            if !item.names.is_empty() {
                let what = format!(
                    "if `{}` ends the stream, declare it as a sentinel that finishes",
                    texts.join("`, `")
                );
                self.converter
                    .report
                    .add(FindingKind::Suggestion, &item.leaf.at, what);
            }
            true
        });
        items
    }
}

/// The texts that an item's data can be, where it can only be certain ones.
fn fixed_texts<'a>(file: &'a File, item: &Item<'a>) -> Option<Vec<&'a str>> {
    let parts = match &item.data {
        Data::Leaf => &item.leaf.parts,
        Data::Text(parts) => parts,
        Data::Json(_) | Data::None => return None,
    };
    let constants = parts.iter().filter_map(|part| file.constants(part));
    constants.min_by_key(Vec::len)
}
