//! Whether every value that one type describes is read as another.

use std::collections::{HashMap, HashSet};

use crate::checked::Checked;
use crate::diff::describe::by_kind;
use crate::shape::{Branch, Object, Property, Shape, Tagged, Type};
use crate::tags::Tags;

/// The values that one document describes, and the types that read them.
pub(super) struct Fits<'a> {
    from: &'a Checked,
    into: &'a Checked,
    tags: Tags,
    replaced: &'a HashSet<String>,
    /// What was found out. While a pair is open it is taken to fit, for it is asked about again only
    /// inside of itself.
    known: HashMap<Pair, bool>,
    /// Pairs that fit, if those fit that were open then.
    provisional: HashSet<Pair>,
    depth: usize,
}

type Pair = (*const Type, *const Type);

impl<'a> Fits<'a> {
    pub(super) fn new(from: &'a Checked, into: &'a Checked, replaced: &'a HashSet<String>) -> Self {
        Self {
            from,
            into,
            tags: Tags::of(into),
            replaced,
            known: HashMap::new(),
            provisional: HashSet::new(),
            depth: 0,
        }
    }

    /// Whether every value of `from` is read as `into`.
    pub(super) fn fits(&mut self, from: &'a Type, into: &'a Type) -> bool {
        if self.is_replaced(self.into, into) {
            return self.is_replaced(self.from, from);
        }
        let (from, into) = (self.from.resolve(from), self.into.resolve(into));
        let pair = (std::ptr::from_ref(from), std::ptr::from_ref(into));
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        self.known.insert(pair, true);
        self.provisional.insert(pair);
        self.depth += 1;
        let fits = self.shapes(from, into);
        self.depth -= 1;
        self.known.insert(pair, fits);
        if self.depth == 0 {
            let provisional = std::mem::take(&mut self.provisional);
            if !fits {
                // What was found to fit may have relied on what does not.
                self.known
                    .retain(|pair, fits| !*fits || !provisional.contains(pair));
            }
        }
        fits
    }

    /// Whether a property must be there to be read; a list or a map that is not is empty.
    pub(super) fn must_be_there(&self, object: &Type, property: &Property) -> bool {
        let ty = &property.ty;
        property.required
            && !self.is_tag(object, &property.key)
            && (self.is_replaced(self.into, ty)
                || !matches!(
                    self.into.resolve(ty).shape,
                    Shape::Array(_)
                        | Shape::Map(_)
                        | Shape::FreeForm
                        | Shape::Nullable(_)
                        | Shape::Null
                ))
    }

    /// Whether a property only tells where its object belongs: it is passed over.
    pub(super) fn is_tag(&self, object: &Type, key: &str) -> bool {
        let tags = self.tags.of_object(&object.pointer);
        tags.iter().any(|tag| tag.key == key)
    }

    /// Whether an object with a string for this property is read, as far as the string goes.
    pub(super) fn takes_text_at(&self, into: &Type, key: &str) -> bool {
        let into = self.into.resolve(into);
        match &into.shape {
            Shape::Nullable(inner) => self.takes_text_at(inner, key),
            Shape::Map(values) => self.takes_text(values),
            Shape::Object(_) if self.is_tag(into, key) => true,
            Shape::Object(object) => {
                let property = object.property(key).map(|it| &it.ty);
                let ty = property.or(object.additional.as_deref());
                ty.is_none_or(|ty| self.takes_text(ty))
            }
            _ => true,
        }
    }

    fn takes_text(&self, into: &Type) -> bool {
        let shape = &self.into.resolve(into).shape;
        match shape {
            Shape::Any | Shape::Raw => true,
            Shape::Nullable(inner) => self.takes_text(inner),
            Shape::Kinds(kinds) => kinds.string.is_some(),
            shape => kind(shape) == Some("string"),
        }
    }

    /// Whether a type reads `null`.
    pub(super) fn takes_null(&self, into: &Type) -> bool {
        matches!(
            self.into.resolve(into).shape,
            Shape::Null | Shape::Nullable(_) | Shape::Any | Shape::Raw
        )
    }

    /// Whether a type of the user's own stands for `ty`, through any number of references.
    pub(super) fn is_replaced(&self, document: &Checked, ty: &Type) -> bool {
        let Shape::Ref(id) = ty.shape else {
            return false;
        };
        self.replaced.contains(document.definition_key(id))
            || self.is_replaced(document, document.definition(id))
    }

    fn shapes(&mut self, from: &'a Type, into: &'a Type) -> bool {
        match (&from.shape, &into.shape) {
            (_, Shape::Any | Shape::Raw) => true,
            (Shape::Nullable(inner), _) => {
                self.takes_null(into) && self.fits(inner, without_null(into))
            }
            (Shape::Null, _) => self.takes_null(into),
            (_, Shape::Nullable(inner)) => self.fits(from, inner),
            (Shape::Kinds(kinds), _) => by_kind(kinds).all(|(_, part)| self.fits(part, into)),
            (_, Shape::Kinds(kinds)) => {
                let kind = kind(&from.shape);
                let part = by_kind(kinds).find(|(it, _)| Some(*it) == kind);
                part.is_some_and(|(_, part)| self.fits(from, part))
            }
            (Shape::Integer { unsigned: a }, Shape::Integer { unsigned: b }) => a == b,
            (Shape::Integer { .. } | Shape::Number, Shape::Number)
            | (Shape::Boolean, Shape::Boolean) => true,
            (Shape::Array(from), Shape::Array(into)) => self.fits(from, into),
            (from, into) if kind(from) == Some("string") => kind(into) == Some("string"),
            _ => self.objects(from, into),
        }
    }

    fn objects(&mut self, from: &'a Type, into: &'a Type) -> bool {
        match (&from.shape, &into.shape) {
            (it, Shape::FreeForm) => kind(it) == Some("object"),
            (Shape::Object(_), Shape::Tagged(union)) => self.object_in_union(from, union),
            (Shape::Tagged(a), Shape::Tagged(b)) if a.tag == b.tag => self.unions(a, b),
            (Shape::Tagged(union), _) => {
                let mut branches = union.branches.iter();
                branches.all(|branch| self.fits(&branch.ty, into))
            }
            (Shape::Map(from), Shape::Map(into)) => self.fits(from, into),
            (Shape::Object(object), Shape::Map(values)) => {
                let properties = object.properties.iter().map(|it| &it.ty);
                let mut entries = properties.chain(object.additional.as_deref());
                entries.all(|ty| self.fits(ty, values))
            }
            (Shape::FreeForm, Shape::Map(values)) => self.takes_anything(values),
            (Shape::Object(a), Shape::Object(b)) => self.properties(a, b, into),
            (Shape::Map(values), Shape::Object(object)) => {
                self.keys(object, into, |fits, ty, optional| {
                    fits.value(values, ty, optional)
                })
            }
            (Shape::FreeForm, Shape::Object(object)) => {
                self.keys(object, into, |fits, ty, _| fits.takes_anything(ty))
            }
            _ => false,
        }
    }

    /// An object of which any key may be there or not, with a value that is read as what `fits`.
    fn keys(
        &mut self,
        into: &'a Object,
        at: &'a Type,
        mut fits: impl FnMut(&mut Self, &'a Type, bool) -> bool,
    ) -> bool {
        let additional = into.additional.as_deref();
        into.properties.iter().all(|property| {
            self.is_tag(at, &property.key)
                || !self.must_be_there(at, property) && fits(self, &property.ty, !property.required)
        }) && additional.is_none_or(|ty| fits(self, ty, false))
    }

    fn properties(&mut self, from: &'a Object, into: &'a Object, at: &'a Type) -> bool {
        into.properties
            .iter()
            .all(|property| self.property(from, property, at))
            && into.additional.as_deref().is_none_or(|additional| {
                let others = from
                    .properties
                    .iter()
                    .filter(|it| into.property(&it.key).is_none() && !self.is_tag(at, &it.key));
                let others: Vec<_> = others.map(|it| &it.ty).collect();
                let mut others = others.into_iter().chain(from.additional.as_deref());
                others.all(|ty| self.fits(ty, additional))
            })
    }

    /// Whether what an object has for a property is read.
    pub(super) fn property(&mut self, from: &'a Object, into: &'a Property, at: &'a Type) -> bool {
        if self.is_tag(at, &into.key) {
            return true;
        }
        let must_be_there = self.must_be_there(at, into);
        match (from.property(&into.key), &from.additional) {
            (Some(property), _) => {
                (property.required || !must_be_there)
                    && self.value(&property.ty, &into.ty, !into.required)
            }
            (None, Some(values)) => !must_be_there && self.value(values, &into.ty, !into.required),
            (None, None) => !must_be_there,
        }
    }

    /// The same of a property's value, which may be null too where it may be absent.
    fn value(&mut self, from: &'a Type, into: &'a Type, optional: bool) -> bool {
        match (&self.from.resolve(from).shape, optional) {
            (Shape::Null, true) => true,
            (Shape::Nullable(inner), true) => {
                self.fits(inner, without_null(self.into.resolve(into)))
            }
            _ => self.fits(from, into),
        }
    }

    fn object_in_union(&mut self, from: &'a Type, union: &'a Tagged) -> bool {
        let Shape::Object(object) = &from.shape else {
            return false;
        };
        let default = union.default.map(|index| &union.branches[index]);
        let Some(tag) = object.property(&union.tag) else {
            // Another property of this name may hold anything that other properties hold.
            return object.additional.is_none()
                && default.is_some_and(|branch| self.fits(from, &branch.ty));
        };
        let ty = self.from.resolve(&tag.ty);
        let may_be_missing = !tag.required || matches!(ty.shape, Shape::Nullable(_));
        if may_be_missing && !default.is_some_and(|branch| self.fits(from, &branch.ty)) {
            return false;
        }
        let values = match &self.from.resolve(without_null(ty)).shape {
            Shape::Const(value) => vec![value.as_str()],
            Shape::Enum(values) => values.iter().map(|it| it.value.as_str()).collect(),
            Shape::String => {
                let mut branches = union.branches.iter();
                return branches.all(|branch| self.fits(from, &branch.ty));
            }
            _ => return false,
        };
        // A value that no branch has is kept as it came.
        let mut branches = values.into_iter().filter_map(|value| branch(union, value));
        branches.all(|branch| self.fits(from, &branch.ty))
    }

    fn unions(&mut self, from: &'a Tagged, into: &'a Tagged) -> bool {
        let mut branches = from.branches.iter();
        let all = branches.all(|old| {
            let mut values = old.values.iter().filter_map(|value| branch(into, value));
            values.all(|new| self.fits(&old.ty, &new.ty))
        });
        all && self.defaults(from, into)
    }

    /// Whether objects without the tag are read.
    pub(super) fn defaults(&mut self, from: &'a Tagged, into: &'a Tagged) -> bool {
        match (from.default, into.default) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => self.fits(&from.branches[a].ty, &into.branches[b].ty),
        }
    }

    fn takes_anything(&self, into: &Type) -> bool {
        matches!(self.into.resolve(into).shape, Shape::Any | Shape::Raw)
    }
}

/// The branch of this value.
pub(super) fn branch<'u>(union: &'u Tagged, value: &str) -> Option<&'u Branch> {
    let mut branches = union.branches.iter();
    branches.find(|branch| branch.values.iter().any(|it| it == value))
}

/// The type of a value that is not null.
pub(super) fn without_null(ty: &Type) -> &Type {
    match &ty.shape {
        Shape::Nullable(inner) => inner,
        _ => ty,
    }
}

/// The kind of JSON value that a shape describes, if it is one.
pub(super) fn kind(shape: &Shape) -> Option<&'static str> {
    Some(match shape {
        Shape::Boolean => "boolean",
        Shape::Integer { .. } | Shape::Number => "number",
        Shape::String | Shape::Const(_) | Shape::Enum(_) => "string",
        Shape::Array(_) => "array",
        Shape::Object(_) | Shape::FreeForm | Shape::Map(_) | Shape::Tagged(_) => "object",
        _ => return None,
    })
}
