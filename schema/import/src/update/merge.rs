//! Three ways at once: what the last import made, the document, and the new import.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use crate::update::form;
use crate::update::kind::Kind;
use crate::update::order;
use crate::update::tree::{self, definition, same, same_or_none};
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// Which side a conflict is decided for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The document stays as it is.
    Document,
    /// What the description says now takes the place of what the document says.
    Description,
}

/// One value on three sides, where it is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides<'j> {
    /// As the last import made it.
    pub(super) base: Option<&'j Json>,
    /// As the document has it.
    pub(super) ours: Option<&'j Json>,
    /// As the new import made it.
    pub(super) theirs: Option<&'j Json>,
}

/// What is known before a merge, or was found out by one that failed.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    /// Which side conflicts are decided for, if for any.
    pub(super) resolve: Option<Side>,
    /// Places where the document must stay as it is, as it would not hold together otherwise.
    pub(super) refused: BTreeSet<String>,
    /// Definitions that something in the merged document refers to.
    pub(super) needed: HashSet<String>,
}

/// A place that both sides changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Conflict {
    pub(super) place: String,
    pub(super) base: Option<Json>,
    pub(super) ours: Option<Json>,
    pub(super) theirs: Option<Json>,
}

impl Conflict {
    fn new(place: &str, Sides { base, ours, theirs }: Sides<'_>) -> Self {
        Self {
            place: place.to_owned(),
            base: base.cloned(),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        }
    }
}

/// What a merge made.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) document: Json,
    /// The new import, with what it replaced where there is a conflict.
    pub(super) base: Json,
    pub(super) conflicts: Vec<Conflict>,
    /// Conflicts that were decided for the description.
    pub(super) replaced: Vec<Conflict>,
    /// The places where what the new import says was taken.
    pub(super) taken: Vec<String>,
    /// The places where an edit by hand was kept.
    pub(super) kept: Vec<String>,
    /// The definitions that were removed by hand and that the description changed.
    pub(super) ignored: Vec<String>,
}

/// Merges two documents that come from a third one.
pub(super) fn merge(base: &Json, ours: &Json, theirs: &Json, conditions: &Conditions) -> Merged {
    let mut merge = Merge {
        conditions,
        lost: lost(base, ours, theirs),
        conflicts: Vec::new(),
        replaced: Vec::new(),
        taken: Vec::new(),
        kept: Vec::new(),
        ignored: Vec::new(),
    };
    let sides = Sides {
        base: Some(base),
        ours: Some(ours),
        theirs: Some(theirs),
    };
    let outcome = merge.value(Kind::Document, "", sides);
    Merged {
        document: outcome.document.unwrap_or(Json::Null),
        base: outcome.base.unwrap_or(Json::Null),
        conflicts: merge.conflicts,
        replaced: merge.replaced,
        taken: merge.taken,
        kept: merge.kept,
        ignored: merge.ignored,
    }
}

/// The definitions that the description no longer has although a hand edited them, or one that
/// they refer to: what refers to them is as good as edited.
fn lost(base: &Json, ours: &Json, theirs: &Json) -> HashSet<String> {
    let gone: Vec<(&String, &Json)> = tree::definitions(ours)
        .filter(|(key, _)| definition(theirs, key).is_none() && definition(base, key).is_some())
        .collect();
    let edited = |(key, ours): &&(&String, &Json)| !same_or_none(definition(base, key), Some(ours));
    let edited = gone.iter().filter(edited);
    let mut lost: HashSet<String> = edited.map(|(key, _)| (*key).clone()).collect();
    loop {
        let count = lost.len();
        for (key, ours) in &gone {
            if refers(Kind::Schema, ours, &lost) {
                lost.insert((*key).clone());
            }
        }
        if lost.len() == count {
            return lost;
        }
    }
}

fn refers(kind: Kind, json: &Json, keys: &HashSet<String>) -> bool {
    if keys.is_empty() {
        return false;
    }
    let mut references = HashSet::new();
    tree::references(kind, json, &mut references);
    !references.is_disjoint(keys)
}

struct Merge<'c> {
    conditions: &'c Conditions,
    lost: HashSet<String>,
    conflicts: Vec<Conflict>,
    replaced: Vec<Conflict>,
    taken: Vec<String>,
    kept: Vec<String>,
    ignored: Vec<String>,
}

/// What becomes of one value.
struct Outcome {
    document: Option<Json>,
    base: Option<Json>,
}

impl Outcome {
    fn new(document: Option<&Json>, base: Option<&Json>) -> Self {
        Self {
            document: document.cloned(),
            base: base.cloned(),
        }
    }
}

impl Merge<'_> {
    fn value(&mut self, kind: Kind, place: &str, sides: Sides<'_>) -> Outcome {
        let Sides { base, ours, theirs } = sides;
        if same_or_none(ours, theirs) {
            return Outcome::new(ours, theirs);
        }
        let is_edited = !same_or_none(base, ours);
        let is_changed = !same_or_none(base, theirs);
        if is_changed && self.conditions.refused.contains(place) {
            return self.refuse(place, sides);
        }
        // A type that only one side changed is another type, and not one more and one less.
        if (kind != Kind::Types || (is_edited && is_changed))
            && let (Some(ours), Some(theirs)) = (ours, theirs)
            && let Some(outcome) = self.members(kind, place, base, ours, theirs)
        {
            return outcome;
        }
        if !is_changed {
            self.kept.push(place.to_owned());
            return Outcome::new(ours, theirs);
        }
        let is_lost = |ours| theirs.is_none() && refers(kind, ours, &self.lost);
        if is_edited || ours.is_some_and(is_lost) {
            return self.conflict(place, sides);
        }
        self.taken.push(place.to_owned());
        Outcome::new(theirs, theirs)
    }

    /// Merges values part by part; `None` if they have no parts in common, or contradict each other
    /// as a whole.
    fn members(
        &mut self,
        kind: Kind,
        place: &str,
        base: Option<&Json>,
        ours: &Json,
        theirs: &Json,
    ) -> Option<Outcome> {
        let is_list = |json| matches!(json, &Json::Array(_));
        if is_list(ours) != is_list(theirs) && kind != Kind::Types {
            return None;
        }
        let (our_members, their_members) = (kind.members(ours)?, kind.members(theirs)?);
        let base_members = base.and_then(|base| kind.members(base));
        if kind.is_sequence(ours) && contradict(base_members.as_ref(), &our_members, &their_members)
        {
            return None;
        }
        let base_members = base_members.unwrap_or_default();
        let order = order::merged(
            &keys(&base_members),
            &keys(&our_members),
            &keys(&their_members),
        );
        let clash = kind == Kind::Schema && form::clash(base, ours, theirs);
        // What both sides dropped belongs to what they contradict each other about.
        let dropped = base_members.keys().map(String::as_str);
        let dropped = dropped.filter(|key| clash && form::is_of(key) && !order.contains(key));
        let order: Vec<&str> = order.iter().copied().chain(dropped).collect();
        let (mut document, mut bases) = (IndexMap::new(), IndexMap::new());
        for key in order {
            let sides = Sides {
                base: base_members.get(key).copied(),
                ours: our_members.get(key).copied(),
                theirs: their_members.get(key).copied(),
            };
            let place = pointer::child(place, key);
            let outcome = match kind {
                Kind::Definitions => self.definition(key, &place, sides),
                Kind::Schema if clash && form::is_of(key) => self.decided(sides),
                _ => self.value(kind.of(key), &place, sides),
            };
            document.extend(outcome.document.map(|json| (key.to_owned(), json)));
            bases.extend(outcome.base.map(|json| (key.to_owned(), json)));
        }
        // The next import is compared with this one, so its order is the one to remember.
        let of_import = |key: &String| their_members.get_index_of(key).unwrap_or(usize::MAX);
        bases.sort_by_cached_key(|key, _| of_import(key));
        if clash {
            let (ours, theirs) = (Some(ours), Some(theirs));
            self.conflict(place, Sides { base, ours, theirs });
        }
        let like = if same_or_none(base, Some(ours)) {
            theirs
        } else {
            ours
        };
        Some(Outcome {
            document: Some(kind.value(document, like)),
            base: Some(kind.value(bases, theirs)),
        })
    }

    /// A definition stands for what refers to it: without that, it can be gone without a conflict.
    fn definition(&mut self, key: &str, place: &str, sides: Sides<'_>) -> Outcome {
        let Sides { base, ours, theirs } = sides;
        let needed = self.conditions.needed.contains(key);
        match (base, ours, theirs) {
            (Some(_), Some(_), None) if needed => Outcome::new(ours, base),
            (Some(_), None, Some(_)) if needed => {
                self.taken.push(place.to_owned());
                Outcome::new(theirs, theirs)
            }
            (Some(base), None, Some(theirs)) => {
                if !same(base, theirs) {
                    self.ignored.push(place.to_owned());
                }
                self.kept.push(place.to_owned());
                Outcome::new(None, Some(theirs))
            }
            _ => self.value(Kind::Schema, place, sides),
        }
    }

    fn conflict(&mut self, place: &str, sides: Sides<'_>) -> Outcome {
        match self.conditions.resolve {
            Some(Side::Document) => self.kept.push(place.to_owned()),
            Some(Side::Description) => self.replaced.push(Conflict::new(place, sides)),
            None => self.conflicts.push(Conflict::new(place, sides)),
        }
        self.decided(sides)
    }

    /// What becomes of a part of a conflict. If nobody decides, the document stays, and the old
    /// base with it: so the next update finds the conflict again.
    fn decided(&self, Sides { base, ours, theirs }: Sides<'_>) -> Outcome {
        match self.conditions.resolve {
            Some(Side::Document) => Outcome::new(ours, theirs),
            Some(Side::Description) => Outcome::new(theirs, theirs),
            None => Outcome::new(ours, base),
        }
    }

    /// What the description says would break the document, so it cannot be taken.
    fn refuse(&mut self, place: &str, sides: Sides<'_>) -> Outcome {
        if self.conditions.resolve == Some(Side::Document) {
            return self.conflict(place, sides);
        }
        self.conflicts.push(Conflict::new(place, sides));
        Outcome::new(sides.ours, sides.base)
    }
}

/// Whether both sides put something else in the place of the same elements.
fn contradict(
    base: Option<&IndexMap<String, &Json>>,
    ours: &IndexMap<String, &Json>,
    theirs: &IndexMap<String, &Json>,
) -> bool {
    let Some(base) = base else {
        return true;
    };
    let added = |side: &IndexMap<String, &Json>| -> BTreeSet<String> {
        let added = side.keys().filter(|key| !base.contains_key(*key));
        added.cloned().collect()
    };
    let (ours_added, theirs_added) = (added(ours), added(theirs));
    let gone = |key: &String| !ours.contains_key(key) && !theirs.contains_key(key);
    base.keys().any(gone)
        && !ours_added.is_subset(&theirs_added)
        && !theirs_added.is_subset(&ours_added)
}

fn keys<'m>(members: &'m IndexMap<String, &Json>) -> Vec<&'m str> {
    members.keys().map(String::as_str).collect()
}
