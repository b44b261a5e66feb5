//! What every type is made of: an entry of `$defs`, or what stands somewhere else.

use std::collections::HashMap;

use stream_events_schema::Checked;
use stream_events_schema::diff::{Step, Subject};

use crate::Options;
use crate::model::{Item, ItemKind, Model, Ty};

/// The subjects of all payload types, by their Rust names.
///
/// A type without an entry in `$defs` is used in one place, and that place is its subject. (It is not
/// where its subschema stands: with `allOf` several types are made of one subschema.)
pub(super) fn of(document: &Checked, options: &Options, model: &Model) -> HashMap<String, Subject> {
    let items = model.items.iter();
    let mut walk = Walk {
        items: items.map(|item| (item.ident.to_string(), item)).collect(),
        subjects: HashMap::new(),
    };
    let definitions = document.definitions.iter();
    let definitions: HashMap<_, _> = definitions
        .map(|(key, ty)| (ty.pointer.as_str(), key.as_str()))
        .collect();
    for item in model.items.iter().filter(|item| item.parent.is_none()) {
        if let Some(key) = definitions.get(item.pointer.as_str()) {
            let name = item.ident.to_string();
            walk.subjects.insert(name, Subject::definition(key));
        }
    }
    let roots: Vec<_> = walk.subjects.clone().into_iter().collect();
    // A format stands in many places, and is about none of them.
    for item in &model.items {
        if let Some(format) = format(item, options) {
            let subject = Subject::document().child(Step::Value(format.to_owned()));
            walk.subjects.insert(item.ident.to_string(), subject);
        }
    }
    for (name, subject) in roots {
        walk.item(&name, &subject);
    }
    for event in &model.events {
        walk.ty(event.payload.as_ref(), &Subject::event(&event.key));
    }
    for failing in &model.failures.events {
        let arm = &model.failures.arms[failing.arm];
        walk.ty(Some(&arm.ty), &Subject::event(&failing.key));
    }
    if let Some(body) = model.failures.body {
        walk.ty(Some(&model.failures.arms[body].ty), &Subject::body());
    }
    walk.subjects
}

/// The format that a type of the user's own is for.
fn format<'o>(item: &Item, options: &'o Options) -> Option<&'o str> {
    let ItemKind::Replaced(index) = item.kind else {
        return None;
    };
    let index = index.checked_sub(options.replacements.len())?;
    Some(options.formats.get(index)?.place.as_str())
}

struct Walk<'m> {
    items: HashMap<String, &'m Item>,
    subjects: HashMap<String, Subject>,
}

impl Walk<'_> {
    fn ty(&mut self, ty: Option<&Ty>, subject: &Subject) {
        match ty {
            Some(Ty::Boxed(inner) | Ty::Option(inner)) => self.ty(Some(inner), subject),
            Some(Ty::Vec(inner)) => self.ty(Some(inner), &subject.child(Step::Items)),
            Some(Ty::Map(inner)) => self.ty(Some(inner), &subject.child(Step::Values)),
            Some(Ty::Item(_, name)) => {
                let name = name.to_string();
                if !self.subjects.contains_key(&name) {
                    self.subjects.insert(name.clone(), subject.clone());
                    self.item(&name, subject);
                }
            }
            _ => {}
        }
    }

    fn item(&mut self, name: &str, subject: &Subject) {
        let Some(item) = self.items.get(name).copied() else {
            return;
        };
        match &item.kind {
            ItemKind::Pending | ItemKind::Replaced(_) | ItemKind::OpenEnum(_) => {}
            ItemKind::Alias(ty) => self.ty(Some(ty), subject),
            ItemKind::Struct(it) => {
                for field in &it.fields {
                    self.ty(Some(&field.ty), &subject.field(&field.key));
                }
                if let Some((_, values)) = &it.additional {
                    self.ty(Some(values), &subject.child(Step::Values));
                }
            }
            ItemKind::Tagged { branches, .. } => {
                for branch in branches {
                    self.ty(Some(&branch.ty), &subject.value(&branch.values[0]));
                }
            }
            ItemKind::Kinds(branches) => {
                for branch in branches {
                    self.ty(Some(&branch.ty), &subject.child(Step::Kind(branch.kind)));
                }
            }
        }
    }
}
