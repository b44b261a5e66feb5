//! Types and the entries of `$defs`.

use std::collections::HashMap;

use super::change::{Change, Impact, Place};
use super::describe::describe;
use super::kind::ChangeKind;
use super::subject::{Step, Subject};
use crate::checked::Checked;
use crate::shape::{DefinitionId, Shape, Type};

/// Two documents, and what was found so far.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Checked,
    pub(super) new: &'a Checked,
    /// Keys in `$defs` that changed: old to new.
    pub(super) renamed: HashMap<&'a str, &'a str>,
    pub(super) changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Checked, new: &'a Checked) -> Self {
        let mut comparison = Self {
            old,
            new,
            renamed: HashMap::new(),
            changes: Vec::new(),
        };
        comparison.find_renamed();
        comparison
    }

    /// Compares all of `$defs`.
    pub(super) fn definitions(&mut self) {
        let (old, new) = (&self.old.definitions, &self.new.definitions);
        for (old_key, was) in old {
            let Some((key, is)) = new.get_key_value(self.key_now(old_key)) else {
                self.removed(old_key, was);
                continue;
            };
            let subject = Subject::definition(key);
            if old_key != key {
                self.renamed(old_key, key, is, &subject);
            }
            self.name(was, is, old_key, key, &subject);
            self.documentation(was, is, &subject);
            self.types(was, is, &subject);
        }
        for (key, is) in new {
            if !old.contains_key(key) && !self.renamed.values().any(|it| it == key) {
                self.added(key, is);
            }
        }
    }

    fn removed(&mut self, key: &str, was: &Type) {
        let change = Change::new(
            ChangeKind::TypeRemoved,
            Subject::definition(key),
            Place::old(&was.pointer),
            format!("type `{key}` is gone"),
        );
        self.changes.push(
            change
                .impact(Impact::Breaking, "code may name the type")
                .advice("remove what uses it"),
        );
    }

    fn renamed(&mut self, was: &str, key: &str, is: &Type, subject: &Subject) {
        let change = Change::new(
            ChangeKind::TypeRenamed,
            subject.clone(),
            Place::new(&is.pointer),
            format!("type `{was}` is now called `{key}`"),
        );
        self.changes.push(
            change
                .impact(Impact::Breaking, "code may name the type")
                .advice(format!(
                    "use the new name, or keep the old one with `\"name\"` in the document's \
                     `$defs/{key}`"
                ))
                .values(was, key),
        );
    }

    fn added(&mut self, key: &str, is: &Type) {
        let change = Change::new(
            ChangeKind::TypeAdded,
            Subject::definition(key),
            Place::new(&is.pointer),
            format!("type `{key}` is new"),
        );
        self.changes.push(
            change
                .impact(Impact::None, "nothing uses it yet but what is new itself")
                .described(is.description.as_ref()),
        );
    }

    /// Compares what two types mean; what they are called and how they are documented is compared
    /// where they are declared.
    pub(super) fn types(&mut self, was: &Type, is: &Type, subject: &Subject) {
        let (old, new) = (self.old, self.new);
        // What an entry of `$defs` means is compared once, and not wherever it is used.
        if let (Shape::Ref(a), Shape::Ref(b)) = (&was.shape, &is.shape)
            && self.key_now(key(old, *a)) == key(new, *b)
        {
            return;
        }
        let (a, b) = (canonical(old, was), canonical(new, is));
        match (&a.shape, &b.shape) {
            (Shape::Ref(a_id), Shape::Ref(b_id)) => {
                if self.key_now(key(old, *a_id)) != key(new, *b_id) {
                    self.changed(was, is, subject);
                }
            }
            // A type that got or lost an entry of its own may still have the same Rust name.
            (Shape::Ref(id), _) if is_named(&b.shape) => {
                self.types(old.definition(*id), b, subject);
            }
            (_, Shape::Ref(id)) if is_named(&a.shape) => {
                self.types(a, new.definition(*id), subject);
            }
            (Shape::Nullable(a), Shape::Nullable(b)) => self.types(a, b, subject),
            (Shape::Array(a), Shape::Array(b)) => {
                self.types(a, b, &subject.child(Step::Items));
            }
            (Shape::Map(a), Shape::Map(b)) => self.types(a, b, &subject.child(Step::Values)),
            (Shape::Object(a), Shape::Object(b)) => self.objects(a, b, is, subject),
            (Shape::Enum(_) | Shape::Const(_), Shape::Enum(_) | Shape::Const(_)) => {
                self.values(a, b, subject);
            }
            (Shape::Tagged(a), Shape::Tagged(b)) => self.tagged(a, b, (was, is), subject),
            (Shape::Kinds(a), Shape::Kinds(b)) => self.kinds(a, b, (was, is), subject),
            (Shape::Integer { unsigned: a }, Shape::Integer { unsigned: b }) if a == b => {}
            (Shape::Any, Shape::Any)
            | (Shape::Null, Shape::Null)
            | (Shape::Boolean, Shape::Boolean)
            | (Shape::Number, Shape::Number)
            | (Shape::String, Shape::String)
            | (Shape::FreeForm, Shape::FreeForm)
            | (Shape::Raw, Shape::Raw) => {}
            _ => self.changed(was, is, subject),
        }
    }

    pub(super) fn changed(&mut self, was: &Type, is: &Type, subject: &Subject) {
        let (before, after) = (describe(self.old, was), describe(self.new, is));
        let change = Change::new(
            ChangeKind::TypeChanged,
            subject.clone(),
            Place::new(&is.pointer),
            format!("`{subject}` was {before} and is {after}"),
        );
        self.changes.push(
            change
                .impact(Impact::Breaking, "it has another type in Rust")
                .advice("adapt what reads or builds it")
                .values(before, after),
        );
    }

    /// Whether two types generate the same but for documentation.
    pub(super) fn same(&self, was: &Type, is: &Type) -> bool {
        let mut probe = Comparison {
            old: self.old,
            new: self.new,
            renamed: self.renamed.clone(),
            changes: Vec::new(),
        };
        probe.types(was, is, &Subject::document());
        let silent = |kind| matches!(kind, ChangeKind::Description | ChangeKind::Deprecated);
        probe.changes.iter().all(|change| silent(change.kind))
    }

    /// The key that an old entry of `$defs` has now, if it is still there.
    fn key_now<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.renamed.get(key).copied().unwrap_or(key)
    }

    pub(super) fn name(
        &mut self,
        was: &Type,
        is: &Type,
        old_key: &str,
        new_key: &str,
        subject: &Subject,
    ) {
        let (was, now) = (was.name.as_deref(), is.name.as_deref());
        self.names((was, old_key), (now, new_key), &is.pointer, subject);
    }

    /// Compares names asked for, given with the keys that names are made of when none is.
    pub(super) fn names(
        &mut self,
        (was, old_key): (Option<&str>, &str),
        (is, new_key): (Option<&str>, &str),
        pointer: &str,
        subject: &Subject,
    ) {
        let (before, after) = (was.unwrap_or(old_key), is.unwrap_or(new_key));
        // Without a name asked for on either side the keys tell all there is to tell; and a name
        // that spells the key out is no other name.
        if was == is || (was.is_none() || is.is_none()) && spelled(before) == spelled(after) {
            return;
        }
        let change = Change::new(
            ChangeKind::Name,
            subject.clone(),
            Place::new(pointer),
            format!("the Rust name of `{subject}` was made of `{before}` and is made of `{after}`"),
        );
        self.changes.push(
            change
                .impact(Impact::Breaking, "code names it")
                .advice("use the new name")
                .values(before, after),
        );
    }

    /// Compares what two types are documented as.
    pub(super) fn documentation(&mut self, was: &Type, is: &Type, subject: &Subject) {
        self.deprecated(was.deprecated, is.deprecated, &is.pointer, subject);
        self.descriptions(&was.description, &is.description, &is.pointer, subject);
    }

    pub(super) fn deprecated(&mut self, was: bool, is: bool, pointer: &str, subject: &Subject) {
        if was == is {
            return;
        }
        let message = if is {
            format!("`{subject}` is deprecated")
        } else {
            format!("`{subject}` is no longer deprecated")
        };
        let place = Place::new(pointer);
        let mut change = Change::new(ChangeKind::Deprecated, subject.clone(), place, message);
        if is {
            change = change
                .impact(Impact::None, "the compiler warns where it is used")
                .advice("stop using it before it goes");
        }
        self.changes
            .push(change.values(was.to_string(), is.to_string()));
    }

    pub(super) fn descriptions(
        &mut self,
        was: &Option<String>,
        is: &Option<String>,
        pointer: &str,
        subject: &Subject,
    ) {
        if was == is {
            return;
        }
        let message = format!("`{subject}` is described otherwise");
        let place = Place::new(pointer);
        let mut change = Change::new(ChangeKind::Description, subject.clone(), place, message);
        change.before = was.clone();
        change.after = is.clone();
        self.changes.push(change);
    }
}

/// What a type is when names for other types are looked through.
fn canonical<'a>(document: &'a Checked, mut ty: &'a Type) -> &'a Type {
    while let Shape::Ref(id) = ty.shape {
        let target = document.definition(id);
        if is_named(&target.shape) {
            break;
        }
        ty = target;
    }
    ty
}

/// Whether this shape becomes a Rust type with a name, and not a name for another type.
pub(super) fn is_named(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Object(_) | Shape::Enum(_) | Shape::Const(_) | Shape::Tagged(_) | Shape::Kinds(_)
    )
}

fn key(document: &Checked, id: DefinitionId) -> &str {
    document.definition_key(id)
}

/// A name without what differs between spellings.
fn spelled(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
