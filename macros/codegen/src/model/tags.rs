//! Which properties only say where an object belongs, and are therefore no fields.

use std::collections::HashMap;

use stream_events_schema::{Checked, Dispatch, Object, Shape, Tagged, Type};

use super::Const;

/// The tags of every object, by the JSON Pointer of the object's subschema.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    consts: HashMap<String, Vec<Const>>,
    names: Vec<String>,
}

impl Tags {
    pub(crate) fn of(document: &Checked) -> Self {
        let mut tags = Self::default();
        for definition in document.definitions() {
            tags.visit(document, &definition.ty);
        }
        for event in document.events() {
            let Some(payload) = &event.payload else {
                continue;
            };
            tags.visit(document, payload);
            if let Some((pointer, object)) = object(document, payload) {
                let named = object.properties.iter().filter(
                    |it| matches!(&it.ty.shape, Shape::Const(value) if *value == event.key),
                );
                for property in named {
                    tags.add(pointer, &property.key, &event.key);
                }
            }
        }
        if let Some(body) = &document.errors().body {
            tags.visit(document, body);
        }
        tags
    }

    /// The tags of the object whose subschema stands at `pointer`.
    pub(crate) fn consts(&self, pointer: &str) -> &[Const] {
        self.consts.get(pointer).map_or(&[], Vec::as_slice)
    }

    /// Every property that tells a union apart.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    fn visit(&mut self, document: &Checked, ty: &Type) {
        match &ty.shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    self.visit(document, &property.ty);
                }
                if let Some(additional) = &object.additional {
                    self.visit(document, additional);
                }
            }
            Shape::Map(inner) | Shape::Array(inner) | Shape::Nullable(inner) => {
                self.visit(document, inner);
            }
            Shape::Tagged(tagged) => self.visit_union(document, tagged),
            Shape::Kinds(kinds) => {
                let inner = [&kinds.string, &kinds.array, &kinds.object];
                for ty in inner.into_iter().flatten() {
                    self.visit(document, ty);
                }
            }
            _ => {}
        }
    }

    fn visit_union(&mut self, document: &Checked, union: &Tagged) {
        if !self.names.contains(&union.tag) {
            self.names.push(union.tag.clone());
        }
        for branch in &union.branches {
            self.visit(document, &branch.ty);
            let Some((pointer, object)) = object(document, &branch.ty) else {
                continue;
            };
            let property = object.properties.iter().find(|it| it.key == union.tag);
            // A tag with several values is a field, for it says more than the variant does.
            if let [value] = branch.values.as_slice()
                && property.is_none_or(|it| matches!(it.ty.shape, Shape::Const(_)))
            {
                self.add(pointer, &union.tag, value);
            }
        }
    }

    fn add(&mut self, pointer: &str, key: &str, value: &str) {
        let consts = self.consts.entry(pointer.to_owned()).or_default();
        if consts.iter().all(|it| it.key != key) {
            consts.push(Const {
                key: key.to_owned(),
                value: value.to_owned(),
            });
        }
    }
}

/// The object that `ty` is, through any number of references, and where it stands.
pub(crate) fn object<'a>(document: &'a Checked, ty: &'a Type) -> Option<(&'a str, &'a Object)> {
    let ty = resolve(document, ty);
    match &ty.shape {
        Shape::Object(object) => Some((&ty.pointer, object)),
        _ => None,
    }
}

/// What `ty` is, through any number of references.
pub(crate) fn resolve<'a>(document: &'a Checked, mut ty: &'a Type) -> &'a Type {
    while let Shape::Ref(id) = ty.shape {
        ty = &document.definition(id).ty;
    }
    ty
}

/// The property that a `dispatch` pointer reads in the data itself, if it has one step.
pub(crate) fn event_tags(document: &Checked) -> impl Iterator<Item = String> {
    document.dispatch().iter().filter_map(|entry| match entry {
        Dispatch::Pointer(pointer) => {
            let key = pointer.strip_prefix('/')?;
            (!key.contains('/')).then(|| key.replace("~1", "/").replace("~0", "~"))
        }
        _ => None,
    })
}

/// Whether `dispatch` finds this event by what is in the data, or for want of anything else: it does
/// not say its own name.
pub(crate) fn named_by_content(document: &Checked, key: &str) -> bool {
    document.dispatch().iter().any(|entry| match entry {
        Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => event_type == key,
        _ => false,
    })
}
