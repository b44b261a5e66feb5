//! What programs that use the generated types meet.

mod boxes;
mod construct;
mod members;
mod presence;
mod snapshot;
mod types;

use std::collections::HashMap;

use stream_events_schema::diff::{
    Change, ChangeKind, Impact, Place, Root, Standing, Subject, Subjects, describe_standing,
};
use stream_events_schema::{Checked, pointer};

use super::Derived;
use super::pairs::Pairs;
use crate::api::ApiType;
use boxes::Boxes;

/// A change, and what it is about in the old document if that is called otherwise there.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) change: Change,
    pub(super) was: Option<Subject>,
}

/// Two APIs, and what was found so far.
pub(super) struct Source<'a> {
    pub(super) pairs: &'a Pairs<'a>,
    pub(super) found: Vec<Found>,
    old: Side<'a>,
    new: Side<'a>,
    /// Whether code of other crates may match and build the old types without a `..`.
    exhaustive: bool,
    boxes: Boxes<'a>,
    /// Types of the new API that say of themselves whether they may be null, where that is seen.
    null: HashMap<usize, bool>,
}

struct Side<'a> {
    document: &'a Checked,
    subjects: Subjects<'a>,
}

impl<'a> Source<'a> {
    pub(super) fn new(pairs: &'a Pairs<'a>, old: Derived<'a>, new: Derived<'a>) -> Self {
        let side = |derived: Derived<'a>| Side {
            document: derived.document,
            subjects: Subjects::of(derived.document),
        };
        Self {
            pairs,
            found: Vec::new(),
            old: side(old),
            new: side(new),
            exhaustive: old.options.exhaustive,
            boxes: Boxes::default(),
            null: HashMap::new(),
        }
    }

    /// Compares all types.
    pub(super) fn compare(&mut self) {
        for (old, new) in self.pairs.iter() {
            self.pair(old, new);
            if old.kind == new.kind {
                self.members(old, new);
            }
        }
        self.boxed();
        self.nullable();
        for old in self.pairs.gone() {
            self.gone(old);
        }
        for new in self.pairs.fresh() {
            self.fresh(new);
        }
        self.snapshot();
    }

    /// Adds a change with an impact.
    pub(super) fn add(
        &mut self,
        kind: ChangeKind,
        subject: &Subject,
        message: String,
        impact: Impact,
        reason: &str,
        advice: &str,
    ) -> &mut Change {
        let change = Change::new(kind, subject.clone(), self.place(subject), message);
        self.push(change.impact(impact, reason).advice(advice))
    }

    fn push(&mut self, change: Change) -> &mut Change {
        self.found.push(Found { change, was: None });
        let last = self.found.len() - 1;
        &mut self.found[last].change
    }

    /// What a type is about; what is made of all events is about the document.
    pub(super) fn subject_of(&self, ty: &ApiType) -> Subject {
        ty.subject.clone().unwrap_or_else(Subject::document)
    }

    /// Where a subject stands, or else the nearest thing on the way to it that has a place.
    fn place(&self, subject: &Subject) -> Place {
        let mut nearest = subject.clone();
        loop {
            if let (Root::Event(key), []) = (&nearest.root, nearest.steps.as_slice()) {
                let place = pointer::child("/events", key);
                return match self.new.document.events.contains_key(key) {
                    true => Place::new(place),
                    false => Place::old(place),
                };
            }
            if let Some(standing) = self.new.subjects.get(&nearest) {
                return Place::new(&standing.ty.pointer);
            }
            if let Some(standing) = self.old.subjects.get(&nearest) {
                return Place::old(&standing.ty.pointer);
            }
            if nearest.steps.pop().is_none() {
                return Place::new("");
            }
        }
    }
}

impl<'a> Side<'a> {
    fn get(&self, subject: &Subject) -> Option<Standing<'a>> {
        self.subjects.get(subject)
    }

    /// What stands at a subject, in the document's words.
    fn words(&self, subject: &Subject) -> Option<String> {
        let standing = self.get(subject)?;
        Some(describe_standing(self.document, standing))
    }
}
