//! Definitions of which the description made several since, or which it writes out in some places.
//!
//! What people edited in the definition, they edited in each of those places. To a merge by keys it
//! is an edit of the definition alone, and would be lost where the description no longer refers to
//! it. An import shares the unions that a description has several times, so this takes no more
//! than a change in one of them.

use crate::update::form;
use crate::update::kind::Kind;
use crate::update::tree::{self, definition, same_or_none};
use stream_events_schema::{Json, pointer};

/// Writes an edited definition out where the new import has something else that was made of it, in
/// the last import and in the document.
pub(super) fn split(base: &mut Json, ours: &mut Json, theirs: &Json) {
    let mut search = Search {
        base,
        ours,
        theirs,
        found: Vec::new(),
    };
    search.pair(Kind::Document, "", base, theirs);
    let found = search.found;
    for (place, key) in &found {
        write_out(base, place, key);
        write_out(ours, place, key);
    }
}

struct Search<'j> {
    base: &'j Json,
    ours: &'j Json,
    theirs: &'j Json,
    /// Places, and the keys of the definitions that stood there.
    found: Vec<(String, String)>,
}

impl Search<'_> {
    fn pair(&mut self, kind: Kind, place: &str, before: &Json, after: &Json) {
        if kind == Kind::Schema
            && let Some((key, false)) = tree::refers_to(before)
        {
            if self.is_split(place, &key, after) {
                self.found.push((place.to_owned(), key));
            }
            return;
        }
        let (Some(before), Some(after)) = (kind.members(before), kind.members(after)) else {
            return;
        };
        for (key, one) in &before {
            if let Some(other) = after.get(key) {
                self.pair(kind.of(key), &pointer::child(place, key), one, other);
            }
        }
    }

    /// Whether an edited definition became something else in this place, and stays elsewhere. One
    /// that the description has nowhere is no other, but gone.
    fn is_split(&self, place: &str, key: &str, after: &Json) -> bool {
        let is_edited = !same_or_none(definition(self.base, key), definition(self.ours, key));
        let Some(before) = definition(self.base, key).filter(|_| is_edited) else {
            return false;
        };
        let (new, after) = match tree::refers_to(after) {
            Some((new, false)) if definition(self.base, &new).is_none() => {
                let after = definition(self.theirs, &new);
                (Some(new), after)
            }
            None if tree::is_inline(after) => (None, Some(after)),
            _ => return false,
        };
        // An update that already did this wrote the document, and not what it was compared with.
        let is_ours = tree::at(self.ours, place).is_some_and(|it| match tree::refers_to(it) {
            Some((ours, _)) => ours == key || Some(ours) == new,
            None => new.is_none() && tree::is_inline(it),
        });
        is_ours
            && definition(self.theirs, key).is_some()
            && definition(self.ours, key).is_some()
            && after.is_some_and(|after| form::is_alike(before, after))
    }
}

/// Puts a copy of a definition where something refers to it.
fn write_out(tree: &mut Json, place: &str, key: &str) {
    let Some(Json::Object(mut copy)) = definition(tree, key).cloned() else {
        return;
    };
    // That is the definition's own.
    copy.shift_remove("name");
    if let Some(there) = tree::at_mut(tree, place)
        && tree::refers_to(there).is_some_and(|(it, nullable)| it == key && !nullable)
        && let Json::Object(keywords) = there
    {
        let said = keywords.drain(..).filter(|(keyword, _)| keyword != "$ref");
        copy.extend(said);
        *keywords = copy;
    }
}
