//! A merge that holds together: what both sides made impossible is not done.

use std::collections::HashSet;

use crate::update::merge::{self, Conditions, Merged, Side};
use crate::update::tree::{self, definition};
use stream_events_schema::{Diagnostics, Document, Json};
use stream_events_schema::{check, pointer};

/// A merge whose document passes every check.
pub(super) struct Settled {
    pub(super) document: Document,
    pub(super) merged: Merged,
    /// Why changes of the description were refused, by their places.
    pub(super) refused: Vec<(String, String)>,
    /// The definitions that stayed, or came back, because something refers to them.
    pub(super) needed: Vec<String>,
}

/// Merges until the document passes the checks.
///
/// # Errors
///
/// If the document itself does not pass them.
pub(super) fn settle(
    base: &Json,
    ours: &Json,
    theirs: &Json,
    resolve: Option<Side>,
) -> Result<Settled, Diagnostics> {
    let attempt = Attempt { base, ours, theirs };
    let mut conditions = Conditions {
        resolve,
        ..Conditions::default()
    };
    let mut refused = Vec::new();
    loop {
        let merged = attempt.merge(&mut conditions);
        let diagnostics = match sound(&merged.document) {
            Ok(document) => {
                let needed = conditions.needed.into_iter();
                let is_there = |key: &String| definition(&merged.document, key).is_some();
                let mut needed: Vec<String> = needed.filter(is_there).collect();
                needed.sort_unstable();
                return Ok(Settled {
                    document,
                    merged,
                    refused,
                    needed,
                });
            }
            Err(diagnostics) => diagnostics,
        };
        let place = attempt.culprit(&merged, &conditions, &diagnostics);
        let Some(place) = place.filter(|place| !conditions.refused.contains(place)) else {
            return Err(diagnostics);
        };
        let why = diagnostics.iter().next();
        let why = why.map_or_else(String::new, |diagnostic| diagnostic.message.clone());
        refused.push((place.clone(), why));
        conditions.refused.insert(place);
    }
}

fn sound(tree: &Json) -> Result<Document, Diagnostics> {
    let document = tree::document(tree)?;
    check(&document)?;
    Ok(document)
}

struct Attempt<'j> {
    base: &'j Json,
    ours: &'j Json,
    theirs: &'j Json,
}

impl Attempt<'_> {
    /// Merges, with all definitions that are referred to, and no new ones that are not.
    fn merge(&self, conditions: &mut Conditions) -> Merged {
        loop {
            let mut merged = merge::merge(self.base, self.ours, self.theirs, conditions);
            let of_document = tree::definitions(&merged.document)
                .filter(|(key, _)| definition(self.ours, key).is_some())
                .map(|(key, _)| key.clone());
            let reached = tree::reached(&merged.document, of_document);
            let count = conditions.needed.len();
            let missing = reached.iter().filter(|key| {
                definition(&merged.document, key).is_none()
                    && (definition(self.ours, key).or(definition(self.theirs, key))).is_some()
            });
            conditions.needed.extend(missing.cloned());
            if conditions.needed.len() == count {
                self.drop_unreached(&mut merged, &reached);
                self.drop_settled(&mut merged);
                return merged;
            }
        }
    }

    /// Drops what only the new import defines, and only for what a hand removed.
    fn drop_unreached(&self, merged: &mut Merged, reached: &HashSet<String>) {
        let Json::Object(keywords) = &mut merged.document else {
            return;
        };
        let Some(Json::Object(definitions)) = keywords.get_mut("$defs") else {
            return;
        };
        let mut dropped = HashSet::new();
        definitions.retain(|key, _| {
            let stays = definition(self.ours, key).is_some() || reached.contains(key);
            if !stays {
                dropped.insert(pointer::child("/$defs", key));
            }
            stays
        });
        if definitions.is_empty() && tree::member(self.ours, "$defs").is_none() {
            keywords.shift_remove("$defs");
        }
        merged.taken.retain(|place| !dropped.contains(place));
    }

    /// Drops from the new base what the new import does not define and no conflict is about.
    fn drop_settled(&self, merged: &mut Merged) {
        let of_import = tree::definitions(self.theirs).map(|(key, _)| key.clone());
        let reached = tree::reached(&merged.base, of_import);
        if let Json::Object(keywords) = &mut merged.base
            && let Some(Json::Object(definitions)) = keywords.get_mut("$defs")
        {
            definitions.retain(|key, _| {
                let place = pointer::child("/$defs", key);
                reached.contains(key) || merged.conflicts.iter().any(|it| it.place == place)
            });
        }
    }

    /// The change of the description without which a merge passes more checks.
    fn culprit(
        &self,
        merged: &Merged,
        conditions: &Conditions,
        diagnostics: &Diagnostics,
    ) -> Option<String> {
        // Each is a merge and a check of the whole document.
        const TRIES: usize = 200;
        let first = diagnostics.iter().next()?;
        let mut places = merged.taken.clone();
        places.sort_by_key(|place| std::cmp::Reverse(shared(place, &first.pointer)));
        places.truncate(TRIES);
        // Several changes may belong together: all inside the same schema, event or list.
        let mut around = first.pointer.as_str();
        while let Some(end) = around.rfind('/').filter(|end| *end > 0) {
            around = &around[..end];
            places.push(tree::place(&merged.document, around));
        }
        let helps = |place: &String| {
            let mut conditions = conditions.clone();
            conditions.refused.insert(place.clone());
            match sound(&self.merge(&mut conditions).document) {
                Ok(_) => true,
                Err(left) => left.iter().count() < diagnostics.iter().count(),
            }
        };
        let place = places.into_iter().find(helps);
        Some(place.unwrap_or_default())
    }
}

/// How many segments two pointers begin with alike.
fn shared(one: &str, other: &str) -> usize {
    let segments = one.split('/').zip(other.split('/'));
    segments.take_while(|(one, other)| one == other).count()
}
