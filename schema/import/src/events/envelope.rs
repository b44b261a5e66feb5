//! Objects that describe a whole message: `{ "event": …, "data": … }`.

use crate::events::declare::Reading;
use crate::events::leaf::{Data, Item, Leaf, Visited};
use crate::read::examples::FIELDS;
use crate::read::files::Files;
use crate::read::part::{Part, tidy};
use crate::report::FindingKind;
use stream_events_schema::Json;
use stream_events_schema::pointer;

impl<'a> Reading<'_, 'a> {
    /// Sees which leaves describe messages, and which their data.
    pub(crate) fn items(&mut self, leaves: Vec<Leaf<'a>>, item: bool) -> Vec<Item<'a>> {
        let wish = self.options.envelope.or(item.then_some(true));
        let enveloped = are_envelopes(self.converter.files, &leaves, wish);
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
            let files = self.converter.files;
            let names: Vec<String> = files
                .tag_values(&leaf.parts, "event")
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect();
            self.by_event |= !names.is_empty();
            for (key, at) in others(files, &leaf) {
                let what = format!("`{key}` is no part of a message");
                self.converter.report.add(FindingKind::Dropped, at, what);
            }
            let data = data(files, &leaf);
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
    pub(crate) fn open_data(&mut self, item: Item<'a>, items: &mut Vec<Item<'a>>) {
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
            self.flatten(&union, &[], &mut Visited::default(), &mut leaves);
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

    pub(crate) fn plain(&self, leaf: Leaf<'a>) -> Item<'a> {
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
}

/// Whether the schemas of a stream describe messages.
pub(crate) fn are_envelopes(files: &Files, leaves: &[Leaf<'_>], wish: Option<bool>) -> bool {
    let has = |leaf: &Leaf<'_>, key: &str| {
        leaf.parts
            .iter()
            .any(|part| !files.property(part, key).is_empty())
    };
    if let Some(wish) = wish {
        // Asked for, it still takes a field of a message.
        return wish
            && leaves
                .iter()
                .any(|leaf| has(leaf, "data") || has(leaf, "event"));
    }
    let looks_like_one = |leaf: &Leaf<'_>| {
        let requires = |key: &str| leaf.parts.iter().any(|part| files.requires(part, key));
        let only_fields = others(files, leaf).iter().all(|(key, _)| !requires(key));
        let named = files.tag_values(&leaf.parts, "event").is_some();
        match (has(leaf, "event"), has(leaf, "data")) {
            // A bare `event` is as likely a tag in the data.
            (_, false) => false,
            (true, true) => {
                only_fields && (named || (others(files, leaf).is_empty() && !requires("id")))
            }
            // Nothing in the object says which event it is; what is in `data` may.
            (false, true) => others(files, leaf).is_empty() && !requires("id"),
        }
    };
    let count = leaves.iter().filter(|leaf| looks_like_one(leaf)).count();
    let bare = |leaf: &&Leaf<'_>| has(leaf, "event") && others(files, leaf).is_empty();
    count > 0
        && count
            + leaves
                .iter()
                .filter(|it| !looks_like_one(it))
                .filter(bare)
                .count()
            == leaves.len()
}

/// Properties that no message has.
pub(crate) fn others<'a>(files: &'a Files, leaf: &Leaf<'a>) -> Vec<(&'a str, String)> {
    let keys = leaf.parts.iter().flat_map(|part| {
        let place = |key| pointer::child(&pointer::child(&part.at, "properties"), key);
        files
            .properties(part)
            .into_iter()
            .map(move |key| (key, place(key)))
    });
    keys.filter(|(key, _)| !FIELDS.contains(key)).collect()
}

/// What is in the messages that an envelope describes.
pub(crate) fn data<'a>(files: &'a Files, leaf: &Leaf<'a>) -> Data<'a> {
    let parts: Vec<Part<'a>> = leaf
        .parts
        .iter()
        .flat_map(|part| files.property(part, "data"))
        .collect();
    let mut schemas = Vec::new();
    let (mut text, mut json, mut null) = (false, false, false);
    for part in &parts {
        files.visit_parts(part, &mut |part| {
            schemas.extend(part.get("contentSchema"));
            json |= part
                .text("contentMediaType")
                .is_some_and(|it| it.contains("json"));
            text |= part.text("type") == Some("string");
            null |= part.text("type") == Some("null");
        });
        text |= files.constants(part).is_some();
    }
    match (parts.is_empty() || null, schemas.is_empty()) {
        (true, _) => Data::None,
        (_, false) => Data::Json(schemas),
        _ if json => Data::Json(vec![Part::new(leaf.at.clone(), &Json::Boolean(true))]),
        _ if text => Data::Text(parts),
        _ => Data::Json(parts),
    }
}
