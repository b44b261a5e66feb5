//! Keys in `$defs`, made from places in the description.

use std::collections::HashSet;

use crate::read::media_type::MediaType;
use crate::read::part::split;
use stream_events_schema::pointer;

/// The keys given so far.
///
/// Two keys may not have the same Rust name, for then a number would tell the types apart.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    taken: HashSet<String>,
    /// The names that schemas have in the description: these keep them.
    named: HashSet<String>,
}

impl Keys {
    pub(crate) fn new<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Self {
        let names = names.into_iter();
        Self {
            taken: HashSet::new(),
            named: names.map(|name| fold(&clean(name.as_ref()))).collect(),
        }
    }

    /// A key for a schema that has a name.
    pub(crate) fn named(&mut self, name: &str) -> String {
        let name = clean(name);
        self.first(&name, |keys, key| keys.is_free(key) || keys.is_named(key))
    }

    /// A key for what stands at a place.
    pub(crate) fn for_place(&mut self, at: &str) -> String {
        let name = last_name(at);
        match is_named(at) {
            true => self.named(&name),
            false => self.first(&clean(&name), Self::is_free),
        }
    }

    /// A key like the name of an event, for what its data is.
    pub(crate) fn for_event(&mut self, name: &str) -> String {
        let mut wish = clean(name);
        if !self.is_free(&fold(&wish)) && !wish.ends_with("Event") {
            wish.push_str("Event");
        }
        self.first(&wish, Self::is_free)
    }

    fn first(&mut self, wish: &str, is_free: impl Fn(&Self, &str) -> bool) -> String {
        let mut candidate = wish.to_owned();
        let mut number = 2;
        while !is_free(self, &fold(&candidate)) {
            candidate = format!("{wish}_{number}");
            number += 1;
        }
        self.taken.insert(fold(&candidate));
        candidate
    }

    fn is_free(&self, folded: &str) -> bool {
        !self.taken.contains(folded) && !self.named.contains(folded)
    }

    /// Whether it is the name of a schema that has no key yet.
    fn is_named(&self, folded: &str) -> bool {
        !self.taken.contains(folded) && self.named.contains(folded)
    }
}

/// Whether a schema has a name by its place.
fn is_named(at: &str) -> bool {
    let shelves = ["/components/schemas/", "/$defs/", "/definitions/"];
    let names = shelves.iter().filter_map(|shelf| at.strip_prefix(shelf));
    names.into_iter().any(|name| !name.contains('/'))
}

/// What of a name a Rust name keeps.
pub(crate) fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Segments that say where something is kept, not what it is.
const STRUCTURE: &[&str] = &[
    "components",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "mediaTypes",
    "messages",
    "definitions",
    "$defs",
    "properties",
    "items",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "content",
    "schema",
    "itemSchema",
    "contentSchema",
    "application/json",
    "paths",
    "get",
    "post",
    "put",
    "patch",
    "delete",
    "payload",
];

fn is_structure(segment: &str) -> bool {
    STRUCTURE.contains(&segment) || MediaType::read(segment).is_some()
}

fn last_name(at: &str) -> String {
    let segments = pointer::segments(split(at).1).unwrap_or_default();
    // `/components/schemas/items` is about items; `/components/schemas/A/items` about A.
    let shelved = segments.len() <= 3 && !segments.is_empty();
    if shelved && segments.iter().rev().skip(1).all(|it| is_structure(it)) {
        return segments
            .last()
            .map_or_else(String::new, ToString::to_string);
    }
    let says = |segment: &str| {
        !is_structure(segment) && !segment.bytes().all(|byte| byte.is_ascii_digit())
    };
    let telling: Vec<&str> = segments
        .iter()
        .map(AsRef::as_ref)
        .filter(|it| says(it))
        .collect();
    telling.join("_")
}

/// Only what needs no escaping anywhere: `Page[Item]` becomes `Page_Item`.
fn clean(wish: &str) -> String {
    let mut cleaned = String::with_capacity(wish.len());
    for character in wish.chars() {
        if character.is_alphanumeric() || matches!(character, '_' | '-' | '.') {
            cleaned.push(character);
        } else if !cleaned.is_empty() && !cleaned.ends_with('_') {
            cleaned.push('_');
        }
    }
    let cleaned = cleaned.trim_end_matches('_');
    if cleaned.is_empty() {
        "Type".to_owned()
    } else {
        cleaned.to_owned()
    }
}

/// `message_start` as `MessageStart`.
pub(crate) fn pascal(name: &str) -> String {
    let mut pascal = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let mut characters = word.chars();
        pascal.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        pascal.push_str(characters.as_str());
    }
    pascal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_name_of_the_place() {
        let mut keys = Keys::default();
        let mut key = |at| keys.for_place(at);
        assert_eq!(key("/components/schemas/Chat.Chunk"), "Chat.Chunk");
        assert_eq!(key("/components/schemas/Page[Item]"), "Page_Item");
        assert_eq!(key("/components/schemas/items"), "items");
        assert_eq!(key("/components/schemas/A/properties/b/items"), "A_b");
        assert_eq!(
            key("/components/responses/Gone/content/application~1json/schema"),
            "Gone"
        );
    }

    #[test]
    fn two_keys_are_two_rust_names() {
        let mut keys = Keys::default();
        assert_eq!(keys.named("chat-chunk"), "chat-chunk");
        assert_eq!(keys.named("ChatChunk"), "ChatChunk_2");
    }

    #[test]
    fn what_has_a_name_in_the_description_keeps_it() {
        let mut keys = Keys::new(["Note", "NoteEvent", "Page[Item]"]);
        assert_eq!(keys.for_event("Note"), "NoteEvent_2");
        assert_eq!(keys.for_event("Ping"), "Ping");
        assert_eq!(keys.for_event("Ping"), "PingEvent");
        assert_eq!(keys.for_place("/components/responses/Note"), "Note_2");
        assert_eq!(keys.for_place("/components/schemas/Note"), "Note");
        assert_eq!(keys.for_place("/$defs/Page[Item]"), "Page_Item");
    }
}
