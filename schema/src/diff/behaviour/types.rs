//! Payloads: which values fit no longer, and which only now.

use super::Comparison;
use crate::diff::change::{Change, Place};
use crate::diff::describe::describe;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::{Step, Subject};
use crate::shape::{Shape, Type};

/// Two entries of `$defs` that stand for the same.
pub(super) struct Pair<'a> {
    was: &'a Type,
    is: &'a Type,
    subject: Subject,
}

impl<'a> Comparison<'a> {
    /// Compares the entries of `$defs` that were met, and then those that no stream has.
    pub(super) fn definitions(&mut self) {
        self.drain();
        self.unused = true;
        for (key, was) in &self.old.definitions {
            if let Some((key, is)) = self.now(key) {
                self.enqueue(was, is, Subject::definition(key));
            }
        }
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(Pair { was, is, subject }) = self.queue.pop_front() {
            self.types(was, is, &subject);
        }
    }

    fn enqueue(&mut self, was: &'a Type, is: &'a Type, subject: Subject) {
        let pair = (std::ptr::from_ref(was), std::ptr::from_ref(is));
        if self.seen.insert(pair) {
            self.queue.push_back(Pair { was, is, subject });
        }
    }

    /// What an old entry of `$defs` is now, if it is still there.
    fn now(&self, key: &str) -> Option<(&'a str, &'a Type)> {
        let key = self.known.renamed.get(key).map_or(key, String::as_str);
        let (key, ty) = self.new.definitions.get_key_value(key)?;
        Some((key, ty))
    }

    /// Whether no old entry of `$defs` is this one now.
    fn is_fresh(&self, key: &str) -> bool {
        !self.old.definitions.contains_key(key) && !self.known.renamed.values().any(|it| it == key)
    }

    /// Compares two types that stand in the same place. Where both are the same entry of `$defs`, or
    /// one of them moved there, what it means is compared once, and not wherever it is used.
    pub(super) fn types(&mut self, was: &'a Type, is: &'a Type, subject: &Subject) {
        let replaced = (
            self.backward.is_replaced(self.old, was),
            self.backward.is_replaced(self.new, is),
        );
        match (&was.shape, &is.shape) {
            _ if replaced == (true, true) => {}
            _ if replaced != (false, false) => self.whole(was, is, subject),
            (Shape::Ref(a), Shape::Ref(b)) => {
                let key = self.new.definition_key(*b);
                match self.now(self.old.definition_key(*a)) {
                    Some((now, _)) if now == key => {
                        let (a, b) = (self.old.definition(*a), self.new.definition(*b));
                        self.enqueue(a, b, Subject::definition(key));
                    }
                    _ => self.whole(was, is, subject),
                }
            }
            (Shape::Ref(a), _) => match self.now(self.old.definition_key(*a)) {
                None => self.types(self.old.definition(*a), is, subject),
                Some(_) => self.whole(was, is, subject),
            },
            (_, Shape::Ref(b)) => {
                let key = self.new.definition_key(*b);
                match self.is_fresh(key) {
                    true => {
                        self.enqueue(was, self.new.definition(*b), Subject::definition(key));
                    }
                    false => self.whole(was, is, subject),
                }
            }
            _ => self.shapes(was, is, subject),
        }
    }

    /// Compares two types as wholes: whether all values of either fit the other.
    pub(super) fn whole(&mut self, was: &'a Type, is: &'a Type, subject: &Subject) {
        let (forward, backward) = (self.forward.fits(is, was), self.backward.fits(was, is));
        let (before, after) = (describe(self.old, was), describe(self.new, is));
        let why = |of: &str, what: &str| format!("not every value of {of} fits {what}");
        self.misfit(
            subject,
            Place::new(&is.pointer),
            (!forward).then(|| why(&after, &before)),
            (!backward).then(|| why(&before, &after)),
        );
    }

    fn shapes(&mut self, was: &'a Type, is: &'a Type, subject: &Subject) {
        match (&was.shape, &is.shape) {
            (Shape::Nullable(a), Shape::Nullable(b)) => self.types(a, b, subject),
            (Shape::Nullable(inner), _) => {
                let fits = self.backward.takes_null(is);
                self.misfit(subject, Place::new(&is.pointer), None, unless(fits, NULL));
                self.types(inner, is, subject);
            }
            (_, Shape::Nullable(inner)) => {
                let fits = self.forward.takes_null(was);
                self.misfit(subject, Place::new(&is.pointer), unless(fits, NULL), None);
                self.types(was, inner, subject);
            }
            (Shape::Array(a), Shape::Array(b)) => self.types(a, b, &subject.child(Step::Items)),
            (Shape::Map(a), Shape::Map(b)) => self.types(a, b, &subject.child(Step::Values)),
            (Shape::Object(a), Shape::Object(b)) => self.objects((a, was), (b, is), subject),
            (Shape::Tagged(a), Shape::Tagged(b)) if a.tag == b.tag => {
                self.unions(a, b, is, subject);
            }
            (Shape::Tagged(a), Shape::Tagged(b)) => {
                self.tag(a, b, is, subject);
                self.whole(was, is, subject);
            }
            (Shape::Kinds(_), _) | (_, Shape::Kinds(_)) => self.kinds(was, is, subject),
            _ => self.whole(was, is, subject),
        }
    }

    /// Says that not every value fits; once for each subject.
    pub(super) fn misfit(
        &mut self,
        subject: &Subject,
        place: Place,
        forward: Option<String>,
        backward: Option<String>,
    ) {
        if self.unused || (forward.is_none() && backward.is_none()) {
            return;
        }
        let next = self.changes.len();
        let index = *self.found.entry(subject.clone()).or_insert(next);
        if index == next {
            let message = format!("other values fit `{subject}`");
            self.changes.push(Change::new(
                ChangeKind::Fit,
                subject.clone(),
                place,
                message,
            ));
        }
        let change = &mut self.changes[index];
        if let Some(why) = forward {
            change.breaks_forward(why);
        }
        if let Some(why) = backward {
            change.breaks_backward(why);
        }
    }
}

const NULL: &str = "null does not fit";

/// Why a value does not fit, unless it does.
pub(super) fn unless(fits: bool, why: &str) -> Option<String> {
    (!fits).then(|| why.to_owned())
}
