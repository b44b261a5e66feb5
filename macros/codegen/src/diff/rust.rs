//! Whether two Rust types are the same.

use std::collections::BTreeSet;

use super::pairs::Pairs;
use crate::api::{Alias, ApiType};
use crate::model::Ty;

/// How one Rust type differs from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Difference {
    /// Only in what types say of themselves that may be null or no longer: positions in the new API.
    Null(BTreeSet<usize>),
    /// Only in boxes: those around this type of the new API, which are there now or no longer.
    Box(Option<usize>, bool),
    /// Only in an `Option` around all of it.
    Option,
    /// Otherwise.
    Type,
}

/// A type, and what was looked through.
struct Comparison<'a, 'p> {
    pairs: &'p Pairs<'a>,
    /// Whether boxes count.
    boxes: bool,
    null: BTreeSet<usize>,
    boxed: Option<(Option<usize>, bool)>,
}

impl Pairs<'_> {
    /// How a type differs from what it was; types that have other names are the same if they are
    /// pairs.
    pub(super) fn difference(&self, was: &Ty, is: &Ty) -> Option<Difference> {
        let compare = |was: &Ty, is: &Ty, boxes| {
            let mut comparison = Comparison {
                pairs: self,
                boxes,
                null: BTreeSet::new(),
                boxed: None,
            };
            comparison.same(was, is).then_some(comparison)
        };
        if let Some(Comparison { null, .. }) = compare(was, is, true) {
            return (!null.is_empty()).then_some(Difference::Null(null));
        }
        if let Some(Comparison { boxed, null, .. }) = compare(was, is, false)
            && null.is_empty()
        {
            let (target, now) = boxed.unwrap_or_default();
            return Some(Difference::Box(target, now));
        }
        let same = match (was, is) {
            (Ty::Option(was), is) => compare(was, is, false),
            (was, Ty::Option(is)) => compare(was, is, false),
            _ => None,
        };
        Some(match same {
            Some(_) => Difference::Option,
            None => Difference::Type,
        })
    }
}

impl Comparison<'_, '_> {
    fn same(&mut self, was: &Ty, is: &Ty) -> bool {
        match (was, is) {
            (Ty::Boxed(was), Ty::Boxed(is))
            | (Ty::Option(was), Ty::Option(is))
            | (Ty::Vec(was), Ty::Vec(is))
            | (Ty::Map(was), Ty::Map(is)) => self.same(was, is),
            (Ty::Boxed(was), is) if !self.boxes => self.looked_through_box(was, is, false),
            (was, Ty::Boxed(is)) if !self.boxes => self.looked_through_box(was, is, true),
            (Ty::Item(_, a), Ty::Item(_, b)) => {
                let (a, b) = (a.to_string(), b.to_string());
                self.items(&a, &b, was, is)
            }
            (Ty::Item(_, name), is) => {
                let ty = self.pairs.old_type(&name.to_string());
                self.null(ty, is, was, true) || aliased(ty).is_some_and(|was| self.same(was, is))
            }
            (was, Ty::Item(_, name)) => {
                let ty = self.pairs.new_type(&name.to_string());
                self.null(ty, was, is, false) || aliased(ty).is_some_and(|is| self.same(was, is))
            }
            (was, is) => was == is,
        }
    }

    fn items(&mut self, a: &str, b: &str, was: &Ty, is: &Ty) -> bool {
        let (old, new) = (self.pairs.old_type(a), self.pairs.new_type(b));
        if let (Some((old, _)), Some((new, _))) = (old, new)
            && self.pairs.new_of(old) == Some(new)
        {
            return true;
        }
        match (replaced(old), replaced(new)) {
            (Some(was), Some(is)) => was == is,
            _ => {
                aliased(old).is_some_and(|was| self.same(was, is))
                    || aliased(new).is_some_and(|is| self.same(was, is))
            }
        }
    }

    /// `Option<T>` beside `T`, of a type that says of itself whether it may be null.
    fn null(&mut self, ty: Option<(usize, &ApiType)>, other: &Ty, item: &Ty, is_old: bool) -> bool {
        let (Some((index, ty)), Ty::Option(inner)) = (ty, other) else {
            return false;
        };
        let partner = match is_old {
            true => self
                .pairs
                .new_of(index)
                .map(|new| (new, &self.pairs.new.types[new])),
            false => self
                .pairs
                .old_of(index)
                .map(|old| (index, &self.pairs.old.types[old])),
        };
        let Some((new, partner)) = partner else {
            return false;
        };
        if ty.nullable || !partner.nullable {
            return false;
        }
        let same = match is_old {
            true => self.same(item, inner),
            false => self.same(inner, item),
        };
        if same {
            self.null.insert(new);
        }
        same
    }

    fn looked_through_box(&mut self, was: &Ty, is: &Ty, now: bool) -> bool {
        let boxed = match (now, was, is) {
            (true, _, Ty::Item(_, name)) => self.pairs.new_type(&name.to_string()),
            (false, Ty::Item(_, name), _) => {
                let old = self.pairs.old_type(&name.to_string());
                let new = old.and_then(|(old, _)| self.pairs.new_of(old));
                new.map(|new| (new, &self.pairs.new.types[new]))
            }
            _ => None,
        };
        self.boxed = Some((boxed.map(|(index, _)| index), now));
        self.same(was, is)
    }
}

fn aliased(ty: Option<(usize, &ApiType)>) -> Option<&Ty> {
    match ty {
        Some((
            _,
            ApiType {
                alias: Some(Alias::Of(ty)),
                ..
            },
        )) => Some(ty),
        _ => None,
    }
}

fn replaced(ty: Option<(usize, &ApiType)>) -> Option<&str> {
    match ty {
        Some((
            _,
            ApiType {
                alias: Some(Alias::Replaced(path)),
                ..
            },
        )) => Some(path),
        _ => None,
    }
}
