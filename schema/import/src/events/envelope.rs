//! Objects that describe a whole message: `{ "event": …, "data": … }`.

use crate::convert::converter::Converter;
use crate::convert::tag::Tags;
use crate::events::flatten::Flat;
use crate::events::leaf::{Data, Item, Items, Leaf};
use crate::events::options::EventOptions;
use crate::events::{data, members};
use crate::read::examples::FIELDS;
use crate::read::files::Files;
use crate::read::part::{Part, tidy};
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::{Framing, pointer};

/// Sees which leaves describe messages, and which their data; `item` if the schema is of items.
pub(crate) fn items<'a>(
    converter: &mut Converter<'a>,
    options: &EventOptions,
    flat: Flat<'a>,
    item: bool,
) -> Items<'a> {
    let mut all = Items {
        items: Vec::new(),
        tags: flat.tags,
        by_event: false,
        tag: None,
        any_name: None,
    };
    if options.framing != Framing::Sse {
        all.items = without_fields(converter, options, flat.leaves);
        all.by_event = all.items.iter().any(|it| !it.names.is_empty());
        return all;
    }
    let wish = options.envelope.or(item.then_some(true));
    let shapes = Shapes {
        files: converter.reader.files,
        tags: &converter.tags,
    };
    if !shapes.are_envelopes(&flat.leaves, wish) {
        all.items = flat.leaves.into_iter().map(data::plain).collect();
        if item {
            data::read_texts(converter.reader.files, &mut all.items);
        }
        return all;
    }
    if wish.is_none() {
        let what = "its objects have `event` and `data` for what a message has, not its data";
        let at = flat.leaves.first().map_or("", |leaf| &leaf.at);
        converter.reader.report.add(FindingKind::Assumed, at, what);
    }
    let by_schema = all.tags.iter().any(|tag| tag == "event");
    for leaf in flat.leaves {
        if by_schema && let Some(part) = leaf.parts.last() {
            converter.tags.has_tag(&mut converter.reader, part, "event");
        }
        let names = names(converter.reader.files, &converter.tags, &leaf);
        let item = message(&mut converter.reader, leaf, names);
        if item.names.is_empty() && !item.unnamed {
            all.any_name.get_or_insert_with(|| item.leaf.at.clone());
        }
        all.by_event |= !item.names.is_empty();
        data::open(converter, item, &mut all);
    }
    all
}

/// What is sent where messages have no fields.
fn without_fields<'a>(
    converter: &mut Converter<'a>,
    options: &EventOptions,
    leaves: Vec<Leaf<'a>>,
) -> Vec<Item<'a>> {
    if let (Some(true), Some(first)) = (options.envelope, leaves.first()) {
        let what = format!(
            "messages of `{}` have no fields: the objects are the data",
            options.framing.keyword()
        );
        let report = &mut converter.reader.report;
        report.add(FindingKind::Assumed, &first.at, what);
    }
    let members = match options.framing.has_names() {
        true => members::items(converter.reader.files, &leaves),
        false => None,
    };
    members.unwrap_or_else(|| leaves.into_iter().map(data::plain).collect())
}

/// The names that the event field of an envelope can have, if only certain ones.
fn names(files: &Files, tags: &Tags, leaf: &Leaf<'_>) -> Vec<String> {
    let mut mapped = leaf.parts.iter().filter_map(|it| tags.get(&it.at, "event"));
    if let Some(names) = mapped.next() {
        return names.to_vec();
    }
    let names = files.tag_values(&leaf.parts, "event").unwrap_or_default();
    names.into_iter().map(str::to_owned).collect()
}

/// The message that a leaf describes.
fn message<'a>(reader: &mut Reader<'a>, leaf: Leaf<'a>, names: Vec<String>) -> Item<'a> {
    let files = reader.files;
    for (key, at) in others(files, &leaf) {
        let what = format!("`{key}` is no part of a message");
        reader.dropped(&at, &what);
    }
    let notes = leaf.parts.iter().rev();
    let description = notes.clone().find_map(|part| part.text("description"));
    let description = description.filter(|_| reader.describes);
    let is_deprecated = |part: &Part<'_>| part.json_is_true("deprecated");
    Item {
        names,
        ends: leaf.ends,
        unnamed: !files.has_property(&leaf.parts, "event"),
        description: description.map(tidy),
        deprecated: notes.clone().any(is_deprecated),
        data: data_of(files, &leaf),
        leaf,
    }
}

fn data_of<'a>(files: &'a Files, leaf: &Leaf<'a>) -> Data<'a> {
    let parts = leaf.parts.iter();
    let data: Vec<Part<'a>> = parts
        .flat_map(|part| files.property(part, "data"))
        .collect();
    data::content(files, &data, &leaf.at)
}

/// What schemas look like.
struct Shapes<'c> {
    files: &'c Files,
    tags: &'c Tags,
}

impl Shapes<'_> {
    /// Whether the schemas of a stream describe messages.
    fn are_envelopes(&self, leaves: &[Leaf<'_>], wish: Option<bool>) -> bool {
        let has = |leaf: &Leaf<'_>, key| self.files.has_property(&leaf.parts, key);
        if let Some(wish) = wish {
            // Asked for, it still takes a field of a message.
            let has_field = |leaf| has(leaf, "data") || has(leaf, "event");
            return wish && leaves.iter().any(has_field);
        }
        let bare = |leaf: &Leaf<'_>| has(leaf, "event") && others(self.files, leaf).is_empty();
        leaves.iter().any(|leaf| self.is_envelope(leaf))
            && leaves
                .iter()
                .all(|leaf| self.is_envelope(leaf) || bare(leaf))
    }

    fn is_envelope(&self, leaf: &Leaf<'_>) -> bool {
        let has = |key| self.files.has_property(&leaf.parts, key);
        let requires = |key: &str| {
            let mut parts = leaf.parts.iter();
            parts.any(|part| self.files.requires(part, key))
        };
        let others = others(self.files, leaf);
        match (has("event"), has("data")) {
            // A bare `event` is as likely a tag in the data.
            (_, false) => false,
            (true, true) => {
                let only_fields = others.iter().all(|(key, _)| !requires(key));
                let named = !names(self.files, self.tags, leaf).is_empty();
                only_fields && (named || (others.is_empty() && !requires("id")))
            }
            // Nothing in the object says which event it is; what is in `data` may.
            (false, true) => others.is_empty() && !requires("id"),
        }
    }
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
