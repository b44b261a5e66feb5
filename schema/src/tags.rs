//! Which properties only say where an object belongs.
//!
//! The tag of a union and the event's own name within its payload have one value, which is known
//! before the object is read. Such a property is no field: reading passes over it, writing puts it
//! back.

use std::collections::HashMap;

use crate::checked::Checked;
use crate::shape::{Object, Shape, Tagged, Type};

/// The tags of every object of a document.
#[derive(Debug, Default)]
pub struct Tags {
    /// By the JSON Pointer of the object's subschema.
    objects: HashMap<String, Vec<Tag>>,
}

/// A property with one value that tells where its object belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The property.
    pub key: String,
    /// Its value.
    pub value: String,
}

impl Tags {
    /// Finds the tags of a document.
    #[must_use]
    pub fn of(document: &Checked) -> Self {
        let mut tags = Self::default();
        for ty in document.definitions.values() {
            tags.visit(document, ty);
        }
        for (name, event) in &document.events {
            let Some(payload) = &event.payload else {
                continue;
            };
            tags.visit(document, payload);
            if let Some((pointer, object)) = document.object(payload) {
                let named = object
                    .properties
                    .iter()
                    .filter(|it| matches!(&it.ty.shape, Shape::Const(value) if value == name));
                for property in named {
                    tags.add(pointer, &property.key, name);
                }
            }
        }
        if let Some(ty) = document.snapshot.as_ref().and_then(|it| it.ty.as_ref()) {
            tags.visit(document, ty);
        }
        if let Some(body) = &document.errors.body {
            tags.visit(document, body);
        }
        tags
    }

    /// The tags of the object whose subschema stands at `pointer`.
    #[must_use]
    pub fn of_object(&self, pointer: &str) -> &[Tag] {
        self.objects.get(pointer).map_or(&[], Vec::as_slice)
    }

    fn visit(&mut self, document: &Checked, ty: &Type) {
        if let Shape::Tagged(union) = &ty.shape {
            self.visit_union(document, union);
        }
        for part in ty.parts() {
            self.visit(document, part);
        }
    }

    fn visit_union(&mut self, document: &Checked, union: &Tagged) {
        for branch in &union.branches {
            // A tag with several values is a field, for it says more than the variant does.
            if let [value] = branch.values.as_slice() {
                self.strip(document, &branch.ty, &union.tag, value);
            }
        }
    }

    /// Takes the tag from what its value means: an object, or several told by another property.
    fn strip(&mut self, document: &Checked, ty: &Type, tag: &str, value: &str) {
        if let Shape::Tagged(inner) = &ty.shape {
            for branch in &inner.branches {
                self.strip(document, &branch.ty, tag, value);
            }
        }
        let Some((pointer, object)) = document.object(ty) else {
            return;
        };
        let property = object.property(tag);
        if property.is_none_or(|it| matches!(it.ty.shape, Shape::Const(_))) {
            self.add(pointer, tag, value);
        }
    }

    fn add(&mut self, pointer: &str, key: &str, value: &str) {
        let tags = self.objects.entry(pointer.to_owned()).or_default();
        if tags.iter().all(|it| it.key != key) {
            tags.push(Tag {
                key: key.to_owned(),
                value: value.to_owned(),
            });
        }
    }
}

impl Checked {
    /// What a type is, through any number of references.
    #[must_use]
    pub fn resolve<'c>(&'c self, mut ty: &'c Type) -> &'c Type {
        while let Shape::Ref(id) = ty.shape {
            ty = self.definition(id);
        }
        ty
    }

    /// The object that a type is, through any number of references, and where it stands.
    #[must_use]
    pub fn object<'c>(&'c self, ty: &'c Type) -> Option<(&'c str, &'c Object)> {
        let ty = self.resolve(ty);
        match &ty.shape {
            Shape::Object(object) => Some((&ty.pointer, object)),
            _ => None,
        }
    }
}
