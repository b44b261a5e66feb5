//! Objects that describe a whole message: `{ "event": …, "data": … }`.

use crate::convert::converter::Converter;
use crate::events::flatten::{Flat, flatten};
use crate::events::leaf::{Data, Item, Items, Leaf};
use crate::events::options::EventOptions;
use crate::read::examples::FIELDS;
use crate::read::files::Files;
use crate::read::part::{Part, tidy};
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// Sees which leaves describe messages, and which their data; `item` if the schema is of messages.
pub(crate) fn items<'a>(
    converter: &mut Converter<'a>,
    options: &EventOptions,
    flat: Flat<'a>,
    item: bool,
) -> Items<'a> {
    let mut all = Items {
        items: Vec::new(),
        tags: flat.tags,
        is_union: flat.is_union,
        by_event: false,
    };
    let reader = &mut converter.reader;
    let wish = options.envelope.or(item.then_some(true));
    if !are_envelopes(reader.files, &flat.leaves, wish) {
        all.items = flat.leaves.into_iter().map(plain).collect();
        return all;
    }
    if wish.is_none() {
        let what = "its objects have `event` and `data` for what a message has, not its data";
        let at = flat.leaves.first().map_or("", |leaf| &leaf.at);
        reader.report.add(FindingKind::Assumed, at, what);
    }
    for leaf in flat.leaves {
        let item = message(&mut converter.reader, leaf);
        all.by_event |= !item.names.is_empty();
        open_data(converter, item, &mut all);
    }
    all
}

/// The message that a leaf describes.
fn message<'a>(reader: &mut Reader<'a>, leaf: Leaf<'a>) -> Item<'a> {
    let files = reader.files;
    for (key, at) in others(files, &leaf) {
        let what = format!("`{key}` is no part of a message");
        reader.dropped(&at, &what);
    }
    let names = files.tag_values(&leaf.parts, "event").unwrap_or_default();
    let notes = leaf.parts.iter().rev();
    let description = notes.clone().find_map(|part| part.text("description"));
    let description = description.filter(|_| reader.describes);
    let is_deprecated = |part: &Part<'_>| part.json_is_true("deprecated");
    Item {
        names: names.into_iter().map(str::to_owned).collect(),
        description: description.map(tidy),
        deprecated: notes.clone().any(is_deprecated),
        data: data(files, &leaf),
        leaf,
    }
}

/// An envelope that any of several events may come in is opened into those.
fn open_data<'a>(converter: &mut Converter<'a>, item: Item<'a>, all: &mut Items<'a>) {
    let union = match &item.data {
        Data::Json(parts) if item.names.len() != 1 && parts.len() == 1 => parts[0].clone(),
        _ => return all.items.push(item),
    };
    let mut flat = flatten(converter, &union);
    all.tags.append(&mut flat.tags);
    match flat.leaves.len() {
        0 => all.items.push(item),
        1 => {
            let leaf = flat.leaves.remove(0);
            let data = Data::Leaf;
            all.items.push(Item { data, leaf, ..item });
        }
        _ => {
            all.is_union |= flat.is_union;
            let deprecated = item.deprecated;
            let event = |leaf| Item {
                deprecated,
                ..plain(leaf)
            };
            all.items.extend(flat.leaves.into_iter().map(event));
        }
    }
}

fn plain(leaf: Leaf<'_>) -> Item<'_> {
    let mut parts = leaf.parts.iter();
    Item {
        data: Data::Leaf,
        names: Vec::new(),
        description: None,
        deprecated: parts.any(|part| part.json_is_true("deprecated")),
        leaf,
    }
}

/// Whether the schemas of a stream describe messages.
fn are_envelopes(files: &Files, leaves: &[Leaf<'_>], wish: Option<bool>) -> bool {
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
fn others<'a>(files: &'a Files, leaf: &Leaf<'a>) -> Vec<(&'a str, String)> {
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
fn data<'a>(files: &'a Files, leaf: &Leaf<'a>) -> Data<'a> {
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
