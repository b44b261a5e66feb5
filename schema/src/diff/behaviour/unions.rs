//! Unions.

use super::Comparison;
use super::fits::{branch, kind};
use crate::diff::change::{Change, Place};
use crate::diff::describe::by_kind;
use crate::diff::impact::Impact;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::{Step, Subject};
use crate::shape::{Branch, Shape, Tagged, Type};

impl<'a> Comparison<'a> {
    pub(super) fn tag(&mut self, was: &Tagged, is: &Tagged, at: &Type, subject: &Subject) {
        let change = Change::new(
            ChangeKind::Tag,
            subject.clone(),
            Place::new(&at.pointer),
            format!("the variants of `{subject}` are told apart by `{}`", is.tag),
        );
        let reason = format!("`{}` is no longer looked at", was.tag);
        self.changes.push(
            change
                .impact(Impact::Behaviour, reason)
                .values(&was.tag, &is.tag),
        );
    }

    pub(super) fn unions(&mut self, was: &'a Tagged, is: &'a Tagged, at: &Type, subject: &Subject) {
        for old in &was.branches {
            let mut partners: Vec<&Branch> = Vec::new();
            for value in &old.values {
                if let Some(new) = branch(is, value)
                    && !partners.iter().any(|it| std::ptr::eq(*it, new))
                {
                    partners.push(new);
                }
            }
            for (index, new) in partners.iter().enumerate() {
                let subject = subject.value(&new.values[0]);
                if index == 0 {
                    self.values(old, new, &subject);
                }
                self.types(&old.ty, &new.ty, &subject);
            }
        }
        self.default_branch(was, is, at, subject);
    }

    fn values(&mut self, was: &Branch, is: &Branch, subject: &Subject) {
        let (before, after) = (was.values.join(", "), is.values.join(", "));
        if before == after {
            return;
        }
        let change = Change::new(
            ChangeKind::VariantValues,
            subject.clone(),
            Place::new(&is.ty.pointer),
            format!("`{subject}` stands for {after}; it stood for {before}"),
        );
        self.changes.push(
            change
                .impact(Impact::Behaviour, "other payloads are read as this variant")
                .values(before, after),
        );
    }

    fn default_branch(&mut self, was: &'a Tagged, is: &'a Tagged, at: &Type, subject: &Subject) {
        let name = |union: &Tagged| union.default.map(|it| union.branches[it].values[0].clone());
        let (before, after) = (name(was), name(is));
        if before == after {
            return;
        }
        let message = match &after {
            Some(value) => format!("`{subject}` without a `{}` is read as `{value}`", is.tag),
            None => format!("`{subject}` must have a `{}`", is.tag),
        };
        let place = Place::new(&at.pointer);
        let mut change = Change::new(ChangeKind::VariantValues, subject.clone(), place, message)
            .impact(
                Impact::Behaviour,
                "payloads without the tag are read otherwise",
            );
        if !self.unused {
            let why = "a payload without the tag does not fit";
            if !self.forward.defaults(is, was) {
                change.breaks_forward(why);
            }
            if !self.backward.defaults(was, is) {
                change.breaks_backward(why);
            }
        }
        (change.before, change.after) = (before, after);
        self.changes.push(change);
    }

    /// Unions told apart by JSON kind; what is no union is one kind.
    pub(super) fn kinds(&mut self, was: &'a Type, is: &'a Type, subject: &Subject) {
        let (old, new) = (parts(was), parts(is));
        if old.is_empty() || new.is_empty() {
            return self.whole(was, is, subject);
        }
        let find = |parts: &[(&str, &'a Type)], kind: &str| {
            let mut parts = parts.iter();
            parts.find(|(it, _)| *it == kind).map(|(_, ty)| *ty)
        };
        let why = |kind: &str| {
            Some(format!(
                "a value that is {} does not fit",
                with_article(kind)
            ))
        };
        for (kind, a) in &old {
            let subject = subject.child(Step::Kind(kind));
            match find(&new, kind) {
                Some(b) => self.types(a, b, &subject),
                None => self.misfit(&subject, Place::old(&a.pointer), None, why(kind)),
            }
        }
        for (kind, b) in &new {
            if find(&old, kind).is_none() {
                let subject = subject.child(Step::Kind(kind));
                self.misfit(&subject, Place::new(&b.pointer), why(kind), None);
            }
        }
    }
}

/// What a value can be, by its JSON kind; nothing if it can be anything.
fn parts(ty: &Type) -> Vec<(&'static str, &Type)> {
    match (&ty.shape, kind(&ty.shape)) {
        (Shape::Kinds(kinds), _) => by_kind(kinds).collect(),
        (_, Some(kind)) => vec![(kind, ty)],
        (_, None) => Vec::new(),
    }
}

fn with_article(kind: &str) -> String {
    match kind {
        "array" | "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}
