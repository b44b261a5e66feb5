//! Both halves of a diff as one list: a change of source and of behaviour at once is one change.

use std::collections::HashMap;

use stream_events_schema::Checked;
use stream_events_schema::diff::{Change, ChangeKind, Impact, Place, Root, Subject};

use super::source::Found;
use crate::api::Api;

/// Puts together what is about the same.
pub(super) fn merge(source: Vec<Found>, behaviour: Vec<Change>) -> Vec<Change> {
    let mut merge = Merge::new(behaviour);
    for found in source {
        merge.add(found);
    }
    merge.finish()
}

struct Merge {
    /// Changes of behaviour; none where it is part of another change now.
    behaviour: Vec<Option<Change>>,
    by_subject: HashMap<Subject, Vec<usize>>,
    source: Vec<Change>,
    /// The change of source that says what a subject is now, as a position in `source`.
    told: HashMap<Subject, usize>,
}

impl Merge {
    fn new(behaviour: Vec<Change>) -> Self {
        let mut by_subject: HashMap<_, Vec<_>> = HashMap::new();
        for (index, change) in behaviour.iter().enumerate() {
            by_subject
                .entry(change.subject.clone())
                .or_default()
                .push(index);
        }
        Self {
            behaviour: behaviour.into_iter().map(Some).collect(),
            by_subject,
            source: Vec::new(),
            told: HashMap::new(),
        }
    }

    fn add(&mut self, Found { mut change, was }: Found) {
        // An event is told of by what becomes of it.
        if matches!(
            change.kind,
            ChangeKind::EventAdded | ChangeKind::EventRemoved
        ) {
            const OF_EVENTS: &[ChangeKind] = &[
                ChangeKind::EventAdded,
                ChangeKind::EventRemoved,
                ChangeKind::EventHandle,
            ];
            if let Some(known) = self.take(&change.subject, OF_EVENTS) {
                change.kind = known.kind;
                change.place.clone_from(&known.place);
                change.message.clone_from(&known.message);
                change.before.clone_from(&known.before);
                change.after.clone_from(&known.after);
                change.absorb(known);
            }
            return self.source.push(change);
        }
        // The snapshot is told of by what the same events add up to.
        if change.kind == ChangeKind::Snapshot {
            if let Some(mut known) = self.take_at(&change) {
                known.absorb(change);
                change = known;
            }
            return self.source.push(change);
        }
        let mut subjects = vec![change.subject.clone()];
        subjects.extend(was);
        for subject in subjects {
            let same = match change.kind {
                ChangeKind::WireName => &[
                    ChangeKind::Fit,
                    ChangeKind::EventAdded,
                    ChangeKind::EventRemoved,
                ][..],
                ChangeKind::FieldPresence => &[ChangeKind::Fit, ChangeKind::FieldPresence][..],
                ChangeKind::TypeChanged | ChangeKind::RustType => &[
                    ChangeKind::Fit,
                    ChangeKind::FieldPresence,
                    ChangeKind::EventContent,
                ][..],
                // A property that must be there is told of as one.
                ChangeKind::Constructor => &[ChangeKind::FieldPresence][..],
                kind if tells(kind) => &[ChangeKind::Fit][..],
                _ => &[][..],
            };
            while let Some(known) = self.take(&subject, same) {
                match (known.kind, change.kind) {
                    (ChangeKind::EventContent, _) | (_, ChangeKind::Constructor) => {
                        let other = std::mem::replace(&mut change, known);
                        change.absorb(other);
                    }
                    _ => change.absorb(known),
                }
            }
        }
        if tells(change.kind) {
            let index = self.source.len();
            self.told.entry(change.subject.clone()).or_insert(index);
        }
        self.source.push(change);
    }

    /// A change of behaviour that is about this.
    fn take(&mut self, subject: &Subject, kinds: &[ChangeKind]) -> Option<Change> {
        let index = self.position(subject, kinds)?;
        self.behaviour[index].take()
    }

    /// A change of behaviour of the same kind, in the same place.
    fn take_at(&mut self, change: &Change) -> Option<Change> {
        let is_one = |known: &&mut Option<Change>| {
            let known = known.as_ref();
            known.is_some_and(|it| it.kind == change.kind && it.place == change.place)
        };
        self.behaviour.iter_mut().find(is_one)?.take()
    }

    fn position(&self, subject: &Subject, kinds: &[ChangeKind]) -> Option<usize> {
        let known = self.by_subject.get(subject)?;
        let is_one = |index: &&usize| {
            let change = &self.behaviour[**index];
            change.as_ref().is_some_and(|it| kinds.contains(&it.kind))
        };
        known.iter().find(is_one).copied()
    }

    /// What fits otherwise inside of what has another type is part of that change.
    fn finish(mut self) -> Vec<Change> {
        let mut rest = Vec::new();
        for change in self.behaviour.into_iter().flatten() {
            let outer = match change.kind {
                ChangeKind::Fit => nearest(&change.subject, &self.told),
                _ => None,
            };
            match outer {
                Some(index) => self.source[index].absorb(change),
                None => rest.push(change),
            }
        }
        rest.extend(self.source);
        rest
    }
}

/// Whether a change says that something is new or gone or has another type, and so that other
/// values fit.
fn tells(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::TypeChanged
            | ChangeKind::RustType
            | ChangeKind::FieldAdded
            | ChangeKind::FieldRemoved
            | ChangeKind::FieldPresence
            | ChangeKind::VariantAdded
            | ChangeKind::VariantRemoved
            | ChangeKind::Nullable
            | ChangeKind::WireName
            | ChangeKind::RustName
    )
}

fn nearest(subject: &Subject, told: &HashMap<Subject, usize>) -> Option<usize> {
    let mut outer = subject.clone();
    loop {
        if let Some(index) = told.get(&outer) {
            return Some(*index);
        }
        outer.steps.pop()?;
    }
}

/// Says what a title does to names that are made of it.
pub(super) fn title(changes: &mut Vec<Change>, old: &Api, new: &Api) {
    if (&old.name, &old.module) == (&new.name, &new.module) {
        return;
    }
    let names = |api: &Api| format!("`{0}`, `{1}` and `{0}Stream`", api.name, api.module);
    let reason = format!(
        "`generate` without `--name` calls struct, module and stream after it: {}, which were {}",
        names(new),
        names(old)
    );
    let advice = "use the new names, or ask for the old one with `--name`; a derive has a name of its \
                  own: give it here as `--name`";
    let title = changes.iter_mut().find(|it| it.kind == ChangeKind::Title);
    match title {
        Some(change) => {
            change.add_impact(Impact::Breaking, &reason);
            change.add_advice(advice);
        }
        None => {
            let message = format!("`{}` is now called `{}`", old.name, new.name);
            let place = Place::new("");
            let change = Change::new(ChangeKind::RustName, Subject::document(), place, message)
                .impact(
                    Impact::Breaking,
                    "code names the struct, the module and the stream",
                )
                .advice("use the new names");
            changes.push(change);
        }
    }
}

/// Events come first, then the rules of the stream, then types, each in the order of the documents.
pub(super) fn sort(changes: &mut [Change], old: &Checked, new: &Checked) {
    let mut positions = HashMap::new();
    for document in [new, old] {
        let events = document.events.keys().map(|key| Root::Event(key.clone()));
        let types = document.definitions.keys();
        let types = types.map(|key| Root::Type(key.clone()));
        for root in events.chain(types) {
            let next = positions.len();
            positions.entry(root).or_insert(next);
        }
    }
    changes.sort_by_key(|change| {
        let root = &change.subject.root;
        let section = match root {
            Root::Event(_) => 0,
            Root::Document => 1,
            Root::Body => 2,
            _ => 3,
        };
        (section, positions.get(root).copied())
    });
}
