//! How alike two types are, whatever they are called.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::members::{Key, keys};
use super::pairs::Pairs;
use crate::api::{Alias, ApiKind, ApiType};
use crate::model::Ty;

/// How alike types must be to be taken for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// All members have the same names on the wire.
    Same,
    /// Half of them have.
    Half,
}

/// Whether two types that stand in the same place are as alike as that.
pub(super) fn alike(old: &ApiType, new: &ApiType, likeness: Likeness) -> bool {
    if old.kind != new.kind {
        return false;
    }
    match (&old.alias, &new.alias) {
        (Some(Alias::Of(was)), Some(Alias::Of(is))) => return alike_types(was, is),
        (Some(Alias::Replaced(was)), Some(Alias::Replaced(is))) => return was == is,
        (None, None) => {}
        _ => return false,
    }
    let first = |ty| -> HashSet<Key<'_>> { members(ty).collect() };
    let (old, new) = (first(old), first(new));
    let shared = old.intersection(&new).count();
    let most = old.len().max(new.len());
    match likeness {
        Likeness::Same => shared == most,
        Likeness::Half => shared > 0 && 2 * shared >= most,
    }
}

fn members(ty: &ApiType) -> impl Iterator<Item = Key<'_>> {
    ty.members.iter().flat_map(|member| keys(member).take(1))
}

/// Whether two types are put together in the same way.
fn alike_types(was: &Ty, is: &Ty) -> bool {
    match (was, is) {
        (Ty::Item(..), Ty::Item(..)) => true,
        (Ty::Boxed(was), Ty::Boxed(is))
        | (Ty::Option(was), Ty::Option(is))
        | (Ty::Vec(was), Ty::Vec(is))
        | (Ty::Map(was), Ty::Map(is)) => alike_types(was, is),
        (was, is) => was == is,
    }
}

/// Pairs of types, without partners until now, that are made of the same as no other is.
pub(super) fn same_structure(pairs: &Pairs<'_>) -> Vec<(usize, usize)> {
    let old = Structures::of(&pairs.old.types, |index| pairs.new_of(index));
    let new = Structures::of(&pairs.new.types, |index| {
        pairs.old_of(index).is_some().then_some(index)
    });
    let mut found: HashMap<u64, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (index, hash) in old.unpaired() {
        found.entry(hash).or_default().0.push(index);
    }
    for (index, hash) in new.unpaired() {
        found.entry(hash).or_default().1.push(index);
    }
    let found = found.into_values();
    let mut found: Vec<_> = found
        .filter_map(|it| match (it.0.as_slice(), it.1.as_slice()) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

/// A number for each type that is the same for types of the same structure.
struct Structures<'a> {
    types: &'a [ApiType],
    paired: Vec<Option<usize>>,
    hashes: Vec<u64>,
}

impl<'a> Structures<'a> {
    /// How far into the types that a type is made of its structure is looked at.
    const DEPTH: usize = 3;

    fn of(types: &'a [ApiType], partner: impl Fn(usize) -> Option<usize>) -> Self {
        let positions = types.iter().enumerate();
        let positions: HashMap<_, _> = positions.map(|(index, ty)| (&*ty.name, index)).collect();
        let mut structures = Self {
            types,
            paired: (0..types.len()).map(partner).collect(),
            hashes: vec![0; types.len()],
        };
        for _ in 0..=Self::DEPTH {
            structures.hashes = (0..types.len())
                .map(|index| structures.refined(index, &positions))
                .collect();
        }
        structures
    }

    fn refined(&self, index: usize, positions: &HashMap<&str, usize>) -> u64 {
        if let Some(partner) = self.paired[index] {
            return hash(("pair", partner));
        }
        let ty = &self.types[index];
        let part = |ty: &Ty| self.part(ty, positions);
        // The order of properties says nothing.
        let members = ty.members.iter().map(|member| {
            let key = keys(member).next();
            hash((key, member.rust.as_ref().map(part)))
        });
        let members = members.fold(0_u64, u64::wrapping_add);
        let alias = match &ty.alias {
            None => 0,
            Some(Alias::Of(ty)) => part(ty),
            Some(Alias::Replaced(path)) => hash(path),
        };
        hash((ty.kind, ty.members.len(), members, alias))
    }

    fn part(&self, ty: &Ty, positions: &HashMap<&str, usize>) -> u64 {
        let part = |inner: &Ty| self.part(inner, positions);
        match ty {
            Ty::Item(_, name) => {
                let position = positions.get(name.to_string().as_str());
                position.map_or(0, |index| self.hashes[*index])
            }
            // What is boxed depends on sizes.
            Ty::Boxed(inner) => part(inner),
            Ty::Option(inner) => hash(("option", part(inner))),
            Ty::Vec(inner) => hash(("list", part(inner))),
            Ty::Map(inner) => hash(("map", part(inner))),
            scalar => hash(std::mem::discriminant(scalar)),
        }
    }

    /// The types without a partner that say enough to be recognised by.
    fn unpaired(&self) -> impl Iterator<Item = (usize, u64)> {
        let tells = |index: &usize| {
            let ty = &self.types[*index];
            !ty.members.is_empty() && ty.kind != ApiKind::Alias
        };
        (0..self.types.len())
            .filter(|index| self.paired[*index].is_none())
            .filter(tells)
            .map(|index| (index, self.hashes[index]))
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
