//! Unions, and strings with known values.

use super::change::{Change, Impact, Place};
use super::describe::describe;
use super::kind::ChangeKind;
use super::subject::{Step, Subject};
use super::types::Comparison;
use crate::checked::Checked;
use crate::shape::{Branch, EnumValue, Kinds, Shape, Tagged, Type};

impl Comparison<'_> {
    /// Compares strings with known values; a `const` is one value.
    pub(super) fn values(&mut self, was: &Type, is: &Type, subject: &Subject) {
        let (old, new) = (known(was), known(is));
        for value in &old {
            let Some(now) = new.iter().find(|it| it.value == value.value) else {
                let change = Change::new(
                    ChangeKind::ValueRemoved,
                    subject.value(&value.value),
                    Place::new(&is.pointer),
                    format!("`{subject}` no longer knows the value `{}`", value.value),
                );
                self.changes.push(
                    change
                        .impact(Impact::Breaking, "its variant is gone")
                        .advice("remove what names it; should it arrive, it is `Unknown`"),
                );
                continue;
            };
            let subject = subject.value(&value.value);
            self.descriptions(&value.description, &now.description, &is.pointer, &subject);
        }
        for value in &new {
            if old.iter().all(|it| it.value != value.value) {
                self.value_added(value, is, subject);
            }
        }
    }

    fn value_added(&mut self, value: &EnumValue, is: &Type, subject: &Subject) {
        let change = Change::new(
            ChangeKind::ValueAdded,
            subject.value(&value.value),
            Place::new(&is.pointer),
            format!("`{subject}` has a new value `{}`", value.value),
        );
        self.changes.push(
            change
                .impact(
                    Impact::Matches,
                    "it has a variant of its own; until now it arrived as `Unknown`",
                )
                .advice("handle the variant")
                .described(value.description.as_ref()),
        );
    }

    pub(super) fn tagged(
        &mut self,
        was: &Tagged,
        is: &Tagged,
        (_, at): (&Type, &Type),
        subject: &Subject,
    ) {
        if was.tag != is.tag {
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
        for old in &was.branches {
            match is.branches.iter().find(|new| shares_value(old, new)) {
                Some(new) => self.branch(old, new, subject),
                None => self.branch_removed(old, subject),
            }
        }
        for new in &is.branches {
            if !was.branches.iter().any(|old| shares_value(old, new)) {
                self.branch_added(new, subject);
            }
        }
        self.default_branch(was, is, at, subject);
    }

    fn branch(&mut self, was: &Branch, is: &Branch, subject: &Subject) {
        let (before, after) = (was.values.join(", "), is.values.join(", "));
        let branch = subject.value(&is.values[0]);
        if was.values[0] != is.values[0] {
            let change = Change::new(
                ChangeKind::VariantRenamed,
                branch.clone(),
                Place::new(&is.ty.pointer),
                format!(
                    "the variant `{}` of `{subject}` is named after `{}`",
                    was.values[0], is.values[0]
                ),
            );
            self.changes.push(
                change
                    .impact(Impact::Breaking, "code names the variant")
                    .advice("use the new name")
                    .values(before, after),
            );
        } else if before != after {
            let change = Change::new(
                ChangeKind::VariantValues,
                branch.clone(),
                Place::new(&is.ty.pointer),
                format!("`{branch}` stands for {after}; it stood for {before}"),
            );
            self.changes.push(
                change
                    .impact(Impact::Behaviour, "other payloads are read as this variant")
                    .values(before, after),
            );
        }
        self.types(&was.ty, &is.ty, &branch);
    }

    fn branch_added(&mut self, is: &Branch, subject: &Subject) {
        let value = &is.values[0];
        let change = Change::new(
            ChangeKind::VariantAdded,
            subject.value(value),
            Place::new(&is.ty.pointer),
            format!("`{subject}` has a new variant `{value}`"),
        );
        let mut change = change
            .impact(
                Impact::Matches,
                "it has a variant of its own; until now it arrived as `Unknown`",
            )
            .advice("handle the variant")
            .described(description(self.new, &is.ty));
        change.after = Some(describe(self.new, &is.ty));
        self.changes.push(change);
    }

    fn branch_removed(&mut self, was: &Branch, subject: &Subject) {
        let value = &was.values[0];
        let change = Change::new(
            ChangeKind::VariantRemoved,
            subject.value(value),
            Place::old(&was.ty.pointer),
            format!("`{subject}` no longer has the variant `{value}`"),
        );
        let mut change = change
            .impact(Impact::Breaking, "code may name the variant")
            .advice("remove what names it; should it arrive, it is `Unknown`");
        change.before = Some(describe(self.old, &was.ty));
        self.changes.push(change);
    }

    fn default_branch(&mut self, was: &Tagged, is: &Tagged, at: &Type, subject: &Subject) {
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
        (change.before, change.after) = (before, after);
        self.changes.push(change);
    }

    pub(super) fn kinds(
        &mut self,
        was: &Kinds,
        is: &Kinds,
        (old, new): (&Type, &Type),
        subject: &Subject,
    ) {
        for ((kind, was), (_, is)) in by_kind(was).into_iter().zip(by_kind(is)) {
            let at = subject.child(Step::Kind(kind));
            match (was, is) {
                (Some(was), Some(is)) => self.types(was, is, &at),
                (Some(was), None) => {
                    let message = format!("`{subject}` can no longer be a {kind}");
                    let place = Place::old(&old.pointer);
                    let mut change = Change::new(ChangeKind::VariantRemoved, at, place, message)
                        .impact(Impact::Breaking, "code may name the variant")
                        .advice("remove what names it");
                    change.before = Some(describe(self.old, was));
                    self.changes.push(change);
                }
                (None, Some(is)) => {
                    let message = format!("`{subject}` can also be a {kind}");
                    let place = Place::new(&new.pointer);
                    let mut change = Change::new(ChangeKind::VariantAdded, at, place, message)
                        .impact(
                            Impact::Matches,
                            "it has a variant of its own; until now it did not fit",
                        )
                        .advice("handle the variant");
                    change.after = Some(describe(self.new, is));
                    self.changes.push(change);
                }
                (None, None) => {}
            }
        }
    }
}

/// The variants of a union told apart by JSON kind.
pub(super) fn by_kind(kinds: &Kinds) -> [(&'static str, Option<&Type>); 5] {
    [
        ("boolean", kinds.boolean.as_deref()),
        ("number", kinds.number.as_deref()),
        ("string", kinds.string.as_deref()),
        ("array", kinds.array.as_deref()),
        ("object", kinds.object.as_deref()),
    ]
}

fn shares_value(one: &Branch, other: &Branch) -> bool {
    one.values.iter().any(|value| other.values.contains(value))
}

fn known(ty: &Type) -> Vec<EnumValue> {
    match &ty.shape {
        Shape::Enum(values) => values.clone(),
        Shape::Const(value) => vec![EnumValue {
            value: value.clone(),
            description: None,
        }],
        _ => Vec::new(),
    }
}

/// What is said about a type, or else about the type that it refers to.
pub(super) fn description<'a>(document: &'a Checked, mut ty: &'a Type) -> Option<&'a String> {
    loop {
        match (&ty.description, &ty.shape) {
            (Some(description), _) => return Some(description),
            (None, Shape::Ref(id)) => ty = document.definition(*id),
            (None, _) => return None,
        }
    }
}
