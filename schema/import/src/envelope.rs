//! Objects that describe a whole message: `{ "event": …, "data": … }`.

use super::events::Leaf;
use super::file::{File, Part};
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// What is in a message.
#[derive(Debug, Clone)]
pub(super) enum Content<'a> {
    /// JSON that is all of these.
    Json(Vec<Part<'a>>),
    /// JSON that is the leaf itself.
    Leaf,
    /// Text; with what is said about it.
    Text(Vec<Part<'a>>),
    None,
}

/// The fields of a message, as envelopes call them.
pub(super) const FIELDS: &[&str] = &["event", "data", "id", "retry", "comment", "comments"];

/// Whether the schemas of a stream describe messages.
pub(super) fn are_envelopes(file: &File, leaves: &[Leaf<'_>], wish: Option<bool>) -> bool {
    let has = |leaf: &Leaf<'_>, key: &str| {
        leaf.parts
            .iter()
            .any(|part| !file.property(part, key).is_empty())
    };
    if let Some(wish) = wish {
        // Asked for, it still takes a field of a message.
        return wish
            && leaves
                .iter()
                .any(|leaf| has(leaf, "data") || has(leaf, "event"));
    }
    let looks_like_one = |leaf: &Leaf<'_>| {
        let requires = |key: &str| leaf.parts.iter().any(|part| file.requires(part, key));
        let only_fields = others(file, leaf).iter().all(|(key, _)| !requires(key));
        let named = file.tag_values(&leaf.parts, "event").is_some();
        match (has(leaf, "event"), has(leaf, "data")) {
            // A bare `event` is as likely a tag in the data.
            (_, false) => false,
            (true, true) => {
                only_fields && (named || (others(file, leaf).is_empty() && !requires("id")))
            }
            // Nothing in the object says which event it is; what is in `data` may.
            (false, true) => others(file, leaf).is_empty() && !requires("id"),
        }
    };
    let count = leaves.iter().filter(|leaf| looks_like_one(leaf)).count();
    let bare = |leaf: &&Leaf<'_>| has(leaf, "event") && others(file, leaf).is_empty();
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
pub(super) fn others<'a>(file: &'a File, leaf: &Leaf<'a>) -> Vec<(&'a str, String)> {
    let keys = leaf.parts.iter().flat_map(|part| {
        let place = |key| pointer::child(&pointer::child(&part.at, "properties"), key);
        file.properties(part)
            .into_iter()
            .map(move |key| (key, place(key)))
    });
    keys.filter(|(key, _)| !FIELDS.contains(key)).collect()
}

/// What is in the messages that an envelope describes.
pub(super) fn data<'a>(file: &'a File, leaf: &Leaf<'a>) -> Content<'a> {
    let parts: Vec<Part<'a>> = leaf
        .parts
        .iter()
        .flat_map(|part| file.property(part, "data"))
        .collect();
    let mut schemas = Vec::new();
    let (mut text, mut json, mut null) = (false, false, false);
    for part in &parts {
        file.visit_parts(part, &mut |part| {
            schemas.extend(part.get("contentSchema"));
            json |= part
                .text("contentMediaType")
                .is_some_and(|it| it.contains("json"));
            text |= part.text("type") == Some("string");
            null |= part.text("type") == Some("null");
        });
        text |= file.constants(part).is_some();
    }
    match (parts.is_empty() || null, schemas.is_empty()) {
        (true, _) => Content::None,
        (_, false) => Content::Json(schemas),
        _ if json => Content::Json(vec![Part::new(leaf.at.clone(), &Json::Boolean(true))]),
        _ if text => Content::Text(parts),
        _ => Content::Json(parts),
    }
}
