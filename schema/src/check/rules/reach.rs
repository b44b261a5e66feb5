//! Where a pointer leads in payloads of which any may have it, in any branch of their unions.

use std::collections::HashSet;

use crate::check::rules::when::Types;
use crate::pointer::{Pointer, index};
use crate::shape::{Object, Shape, Type};
use crate::suggest::nearest;

/// Where a pointer leads.
pub(crate) enum Lead<'t> {
    /// To what was looked for, or to where nothing says what there is.
    Found,
    /// To something else.
    Other(&'t Type),
    Nowhere {
        /// The pointer that leads to what was looked for, if only one segment is misspelt.
        meant: Option<Pointer>,
        /// What lacks the first segment that leads nowhere.
        lacking: Vec<&'t Type>,
    },
}

/// What a pointer looks for.
pub(crate) struct Wanted {
    pub(crate) fits: fn(&Shape) -> bool,
    /// With its article.
    pub(crate) noun: &'static str,
    /// Whether `*` is any element of an array.
    pub(crate) any_element: bool,
}

impl Types<'_> {
    pub(crate) fn lead<'t>(
        &'t self,
        payloads: &[&'t Type],
        pointer: &Pointer,
        wanted: &Wanted,
    ) -> Lead<'t> {
        let way = pointer.segments();
        let mut at = self.outermost(payloads.iter().copied());
        for (depth, key) in way.iter().enumerate() {
            let next = self.within(&at, key, wanted);
            if next.is_empty() {
                let meant = self.meant(&at, way, depth, wanted);
                return Lead::Nowhere { meant, lacking: at };
            }
            at = next;
        }
        match at.first() {
            _ if at.iter().any(|ty| (wanted.fits)(&ty.shape)) => Lead::Found,
            Some(other) => Lead::Other(other),
            None => Lead::Nowhere {
                meant: None,
                lacking: at,
            },
        }
    }

    /// The pointer with another segment at `depth`, with which it leads on from `at`.
    fn meant(
        &self,
        at: &[&Type],
        way: &[String],
        depth: usize,
        wanted: &Wanted,
    ) -> Option<Pointer> {
        let (before, lost, rest) = (&way[..depth], &way[depth], &way[depth + 1..]);
        let leads_on = |ty| {
            let mut at = self.outermost([ty]);
            for key in rest {
                at = self.within(&at, key, wanted);
            }
            at.iter().any(|ty| (wanted.fits)(&ty.shape))
        };
        let properties = at.iter().copied().filter_map(object);
        let properties = properties.flat_map(|object| &object.properties);
        let keys = properties
            .filter(|property| leads_on(&property.ty))
            .map(|property| property.key.as_str());
        let meant = nearest(lost, keys)?.to_owned();
        Some(Pointer::new(before.iter().chain([&meant]).chain(rest)))
    }

    /// What may be at `key`. Where nothing says what there is, the type that does not say it.
    fn within<'t>(&'t self, at: &[&'t Type], key: &str, wanted: &Wanted) -> Vec<&'t Type> {
        let is_element = index(key).is_some() || wanted.any_element && key == "*";
        let inside = at.iter().filter_map(|ty| match &ty.shape {
            shape if unsaid(shape) => Some(*ty),
            Shape::Object(object) => {
                let known = object.properties.iter().find(|it| it.key == key);
                known.map(|it| &it.ty).or(object.additional.as_deref())
            }
            Shape::Map(values) => Some(&**values),
            Shape::Array(items) if is_element => Some(&**items),
            _ => None,
        });
        self.outermost(inside)
    }

    /// The types behind references, nullables and unions; each once, or unions that contain each
    /// other would be gone through over and over.
    fn outermost<'t>(&'t self, types: impl IntoIterator<Item = &'t Type>) -> Vec<&'t Type> {
        let mut behind = Vec::new();
        let mut seen = HashSet::new();
        for ty in types {
            self.spread(ty, &mut seen, &mut behind);
        }
        behind
    }

    fn spread<'t>(
        &'t self,
        ty: &'t Type,
        seen: &mut HashSet<*const Type>,
        behind: &mut Vec<&'t Type>,
    ) {
        let ty = self.through(ty);
        if !seen.insert(std::ptr::from_ref(ty)) {
            return;
        }
        match &ty.shape {
            Shape::Tagged(union) => {
                for branch in &union.branches {
                    self.spread(&branch.ty, seen, behind);
                }
            }
            Shape::Kinds(kinds) => {
                let kinds = [
                    &kinds.boolean,
                    &kinds.number,
                    &kinds.string,
                    &kinds.array,
                    &kinds.object,
                ];
                for ty in kinds.into_iter().flatten() {
                    self.spread(ty, seen, behind);
                }
            }
            _ => behind.push(ty),
        }
    }
}

/// Whether nothing says what there is, here or further in.
pub(crate) fn unsaid(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Any | Shape::FreeForm | Shape::Raw | Shape::Broken
    )
}

fn object(ty: &Type) -> Option<&Object> {
    match &ty.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}
