//! Objects and their properties.

use super::change::{Change, Impact, Place};
use super::describe::describe;
use super::kind::ChangeKind;
use super::subject::{Step, Subject};
use super::types::Comparison;
use crate::checked::Checked;
use crate::shape::{Object, Property, Shape, Type};

impl Comparison<'_> {
    pub(super) fn objects(&mut self, was: &Object, is: &Object, at: &Type, subject: &Subject) {
        for old in &was.properties {
            match is.properties.iter().find(|it| it.key == old.key) {
                Some(new) => self.property(old, new, &subject.field(&old.key)),
                None => self.field_removed(&old.key, &old.ty, subject),
            }
        }
        for new in &is.properties {
            if was.properties.iter().all(|it| it.key != new.key) {
                self.field_added(new, subject);
            }
        }
        match (&was.additional, &is.additional) {
            (Some(was), Some(is)) => self.types(was, is, &subject.child(Step::Values)),
            (Some(was), None) => self.additional_removed(was, at, subject),
            (None, Some(is)) => self.additional_added(is, subject),
            (None, None) => {}
        }
    }

    fn property(&mut self, was: &Property, is: &Property, subject: &Subject) {
        self.documentation(&was.ty, &is.ty, subject);
        let reported = self.changes.len();
        self.types(value(&was.ty), value(&is.ty), subject);
        let same_type = self.changes[reported..]
            .iter()
            .all(|change| change.kind != ChangeKind::TypeChanged || change.subject != *subject);
        if (was.required, is_nullable(&was.ty)) == (is.required, is_nullable(&is.ty)) {
            return;
        }
        if same_type {
            self.presence(was, is, subject);
        } else {
            // One sentence tells both.
            let (before, after) = (self.in_words(self.old, was), self.in_words(self.new, is));
            for change in &mut self.changes[reported..] {
                if change.kind == ChangeKind::TypeChanged && change.subject == *subject {
                    change.message = format!("`{subject}` was {before} and is {after}");
                    change.before = Some(before.clone());
                    change.after = Some(after.clone());
                }
            }
        }
    }

    fn presence(&mut self, was: &Property, is: &Property, subject: &Subject) {
        let (before, after) = (self.in_words(self.old, was), self.in_words(self.new, is));
        let change = Change::new(
            ChangeKind::FieldPresence,
            subject.clone(),
            Place::new(&is.ty.pointer),
            format!("`{subject}` was {before} and is {after}"),
        );
        let change = match (may_be_missing(was), may_be_missing(is)) {
            (true, false) => change
                .impact(
                    Impact::Breaking,
                    "its type was an `Option` and is what was inside; what is read must have it",
                )
                .advice("remove what handles its absence"),
            (false, true) => change
                .impact(Impact::Breaking, "its type becomes an `Option`")
                .advice("handle its absence"),
            _ => change.impact(
                Impact::None,
                "its type stays an `Option`, which is `None` for null as for nothing",
            ),
        };
        self.changes.push(change.values(before, after));
    }

    fn field_added(&mut self, is: &Property, subject: &Subject) {
        let words = self.in_words(self.new, is);
        let reason = if may_be_missing(is) || is_collection(&is.ty) {
            "the struct has one more field"
        } else {
            "the struct has one more field; a payload without it, such as one recorded before, no \
             longer fits"
        };
        let change = Change::new(
            ChangeKind::FieldAdded,
            subject.field(&is.key),
            Place::new(&is.ty.pointer),
            format!("`{subject}` has a new field `{}`: {words}", is.key),
        );
        let mut change = change
            .impact(Impact::Literals, reason)
            .advice("add it to struct literals in the crate that derives")
            .described(is.ty.description.as_ref());
        change.after = Some(words);
        self.changes.push(change);
    }

    fn field_removed(&mut self, key: &str, was: &Type, subject: &Subject) {
        let change = Change::new(
            ChangeKind::FieldRemoved,
            subject.field(key),
            Place::old(&was.pointer),
            format!("`{subject}` no longer has the field `{key}`"),
        );
        let mut change = change
            .impact(Impact::Breaking, "code may read the field")
            .advice("remove what uses it");
        change.before = Some(describe(self.old, was));
        self.changes.push(change);
    }

    fn additional_added(&mut self, is: &Type, subject: &Subject) {
        let change = Change::new(
            ChangeKind::FieldAdded,
            subject.child(Step::Values),
            Place::new(&is.pointer),
            format!("`{subject}` keeps its other entries in a new field"),
        );
        let mut change = change
            .impact(Impact::Literals, "the struct has one more field")
            .advice("add it to struct literals in the crate that derives");
        change.after = Some(describe(self.new, is));
        self.changes.push(change);
    }

    fn additional_removed(&mut self, was: &Type, at: &Type, subject: &Subject) {
        let change = Change::new(
            ChangeKind::FieldRemoved,
            subject.child(Step::Values),
            Place::new(&at.pointer),
            format!("`{subject}` no longer keeps its other entries"),
        );
        let mut change = change
            .impact(Impact::Breaking, "code may read the field")
            .advice("remove what uses it");
        change.before = Some(describe(self.old, was));
        self.changes.push(change);
    }

    fn in_words(&self, document: &Checked, property: &Property) -> String {
        let ty = describe(document, &property.ty);
        if property.required {
            ty
        } else {
            format!("optional {ty}")
        }
    }
}

/// The type of a property that is there and not null.
fn value(ty: &Type) -> &Type {
    match &ty.shape {
        Shape::Nullable(inner) => inner,
        _ => ty,
    }
}

fn is_nullable(ty: &Type) -> bool {
    matches!(ty.shape, Shape::Nullable(_))
}

fn may_be_missing(property: &Property) -> bool {
    !property.required || is_nullable(&property.ty)
}

fn is_collection(ty: &Type) -> bool {
    matches!(
        ty.shape,
        Shape::Array(_) | Shape::Map(_) | Shape::FreeForm | Shape::Null
    )
}
