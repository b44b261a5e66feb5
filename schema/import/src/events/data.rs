//! What is in the messages that envelopes describe.

use std::collections::HashSet;

use crate::convert::converter::Converter;
use crate::convert::tag::{self, DeclaredTag, Tags};
use crate::events::flatten::{Flat, flatten};
use crate::events::leaf::{Data, Item, Items, Leaf};
use crate::read::examples::USUAL_TAGS;
use crate::read::files::Files;
use crate::read::part::Part;
use stream_events_schema::Json;

/// An item that is the data itself.
pub(crate) fn plain(leaf: Leaf<'_>) -> Item<'_> {
    let mut parts = leaf.parts.iter();
    Item {
        data: Data::Leaf,
        names: Vec::new(),
        unnamed: false,
        ends: leaf.ends,
        description: None,
        deprecated: parts.any(|part| part.json_is_true("deprecated")),
        leaf,
    }
}

/// What messages are said to be, where that is a text, is a text and not JSON.
pub(crate) fn read_texts<'a>(files: &'a Files, items: &mut [Item<'a>]) {
    for item in items {
        let content = content(files, &item.leaf.parts, &item.leaf.at);
        if matches!(content, Data::Text(_)) && files.constants(&item.leaf.parts[0]).is_none() {
            item.data = content;
        }
    }
}

/// What data is by what is said of it.
pub(crate) fn content<'a>(files: &'a Files, parts: &[Part<'a>], at: &str) -> Data<'a> {
    let mut schemas = Vec::new();
    let (mut text, mut json, mut null) = (false, false, false);
    for part in parts {
        files.visit_parts(part, &mut |part| {
            schemas.extend(part.get("contentSchema"));
            json |= part
                .text("contentMediaType")
                .is_some_and(|it| it.contains("json"));
            null |= part.text("type") == Some("null");
        });
        text |= files.is_text(part);
    }
    match (parts.is_empty() || null, schemas.is_empty()) {
        (true, _) => Data::None,
        (_, false) => Data::Json(schemas),
        _ if json => Data::Json(vec![Part::new(at, &Json::Boolean(true))]),
        _ if text => Data::Text(parts.to_vec()),
        _ => Data::Json(parts.to_vec()),
    }
}

/// An envelope that any of several events may come in is opened into those.
pub(crate) fn open<'a>(converter: &mut Converter<'a>, item: Item<'a>, all: &mut Items<'a>) {
    let union = match &item.data {
        Data::Json(parts) if item.names.len() != 1 && parts.len() == 1 => parts[0].clone(),
        _ => return all.items.push(item),
    };
    if let Some(declared) = tag::of_data(converter.reader.files, &item.leaf.parts) {
        return by_mapping(converter, item, &declared, all);
    }
    let mut flat = flatten(converter, &union);
    all.tags.append(&mut flat.tags);
    match flat.leaves.len() {
        0 => all.items.push(item),
        1 => {
            let leaf = flat.leaves.remove(0);
            let data = Data::Leaf;
            all.items.push(Item { data, leaf, ..item });
        }
        _ if item.names.is_empty() => {
            let deprecated = item.deprecated;
            let event = |leaf| Item {
                deprecated,
                ..plain(leaf)
            };
            all.items.extend(flat.leaves.into_iter().map(event));
        }
        _ => by_tag(converter, item, flat, all),
    }
}

/// The event field has names, and so has a property of what is in the data: if these are the
/// same, each event is what has its name. Otherwise each may be any of them.
fn by_tag<'a>(converter: &Converter<'a>, mut item: Item<'a>, flat: Flat<'a>, all: &mut Items<'a>) {
    let files = converter.reader.files;
    let Some((tag, told)) = same_names(files, &converter.tags, &flat.leaves, &item.names) else {
        return all.items.push(item);
    };
    all.tag = Some(tag);
    item.names.retain(|name| !told.concat().contains(name));
    for (leaf, names) in flat.leaves.into_iter().zip(told) {
        all.items.push(Item {
            names,
            deprecated: item.deprecated,
            ..plain(leaf)
        });
    }
    if !item.names.is_empty() {
        all.items.push(item);
    }
}

/// The property by which each leaf has names of its own out of a list, and which.
fn same_names(
    files: &Files,
    tags: &Tags,
    leaves: &[Leaf<'_>],
    names: &[String],
) -> Option<(String, Vec<Vec<String>>)> {
    let values = |leaf: &Leaf<'_>, tag: &str| -> Vec<String> {
        let mut mapped = leaf.parts.iter().filter_map(|it| tags.get(&it.at, tag));
        let fixed = || files.tag_values(&leaf.parts, tag).unwrap_or_default();
        mapped.next().map_or_else(
            || fixed().into_iter().map(str::to_owned).collect(),
            <[String]>::to_vec,
        )
    };
    let parts = leaves.first()?.parts.iter();
    let mut keys: Vec<&str> = parts.flat_map(|part| files.properties(part)).collect();
    keys.sort_by_key(|key| {
        USUAL_TAGS
            .iter()
            .position(|it| it == key)
            .unwrap_or(usize::MAX)
    });
    keys.into_iter().find_map(|tag| {
        let told: Vec<Vec<String>> = leaves.iter().map(|leaf| values(leaf, tag)).collect();
        let mut seen = HashSet::new();
        let mut all = told.iter().flatten();
        let fits = told.iter().all(|values| !values.is_empty())
            && all.all(|value| names.contains(value) && seen.insert(value));
        fits.then(|| (tag.to_owned(), told))
    })
}

/// A discriminator says which name of the event field stands for which data.
fn by_mapping<'a>(
    converter: &mut Converter<'a>,
    mut item: Item<'a>,
    declared: &DeclaredTag<'a>,
    all: &mut Items<'a>,
) {
    let files = converter.reader.files;
    let mut targets: Vec<(Part<'a>, Vec<String>)> = Vec::new();
    for (name, target) in &declared.mapping {
        let Some(target) = files.mapped(target, &declared.at) else {
            continue;
        };
        item.names.retain(|it| it != name);
        match targets.iter_mut().find(|(known, _)| known.is(&target)) {
            Some((_, names)) => names.push((*name).to_owned()),
            None => targets.push((target, vec![(*name).to_owned()])),
        }
    }
    all.by_event = true;
    for (target, names) in targets {
        let mut flat = flatten(converter, &target);
        let data = content(files, std::slice::from_ref(&target), &target.at);
        let is_one = flat.leaves.len() == 1;
        all.items.push(Item {
            names,
            unnamed: false,
            ends: item.ends,
            description: None,
            deprecated: item.deprecated,
            data: match data {
                Data::Json(_) if is_one => Data::Leaf,
                data => data,
            },
            leaf: match is_one {
                true => flat.leaves.remove(0),
                false => item.leaf.clone(),
            },
        });
    }
    if !item.names.is_empty() {
        all.items.push(item);
    }
}
