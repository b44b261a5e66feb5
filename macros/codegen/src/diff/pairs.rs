//! Which type of the old API is which of the new.

use std::collections::HashMap;

use super::likeness::{Likeness, alike, same_structure};
use super::members::{Matched, matched};
use crate::api::{Alias, Api, ApiType};
use crate::model::Ty;

/// Pairs of types that stand for the same, as positions in both APIs.
pub(super) struct Pairs<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    old_names: HashMap<&'a str, usize>,
    new_names: HashMap<&'a str, usize>,
    new_of: Vec<Option<usize>>,
    old_of: Vec<Option<usize>>,
}

impl<'a> Pairs<'a> {
    /// Types are the same that stand for the same subject; then those that stand in the same place
    /// and are alike; then those of the same structure, if there is one of each; and at last those
    /// of the same name.
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let mut pairs = Self {
            old,
            new,
            old_names: names(old),
            new_names: names(new),
            new_of: vec![None; old.types.len()],
            old_of: vec![None; new.types.len()],
        };
        pairs.by_subject();
        let known = (0..old.types.len()).collect();
        pairs.by_place(known, Likeness::Same);
        loop {
            let found = same_structure(&pairs);
            if found.is_empty() {
                break;
            }
            let found = found.into_iter().map(|(old, new)| pairs.pair(old, new));
            let found = found.collect();
            pairs.by_place(found, Likeness::Same);
        }
        let known = (0..old.types.len()).collect();
        pairs.by_place(known, Likeness::Half);
        pairs.by_name();
        pairs
    }

    /// The new type that an old one is.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.new_of[old]
    }

    /// The old type that a new one was.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.old_of[new]
    }

    /// The old type of this name.
    pub(super) fn old_type(&self, name: &str) -> Option<(usize, &'a ApiType)> {
        let index = *self.old_names.get(name)?;
        Some((index, &self.old.types[index]))
    }

    /// The new type of this name.
    pub(super) fn new_type(&self, name: &str) -> Option<(usize, &'a ApiType)> {
        let index = *self.new_names.get(name)?;
        Some((index, &self.new.types[index]))
    }

    /// The pairs, in the order of the new API.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a ApiType, &'a ApiType)> {
        let pairs = self.old_of.iter().enumerate();
        pairs.filter_map(|(new, old)| Some((&self.old.types[(*old)?], &self.new.types[new])))
    }

    /// Old types that are gone.
    pub(super) fn gone(&self) -> impl Iterator<Item = &'a ApiType> {
        alone(&self.old.types, &self.new_of)
    }

    /// Types that are new.
    pub(super) fn fresh(&self) -> impl Iterator<Item = &'a ApiType> {
        alone(&self.new.types, &self.old_of)
    }

    /// Makes a pair, and gives the position of its old type.
    fn pair(&mut self, old: usize, new: usize) -> usize {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
        old
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.new_of[old].is_none() && self.old_of[new].is_none()
    }

    fn by_subject(&mut self) {
        let new = self.new.types.iter().enumerate();
        let by_subject: HashMap<_, _> = new
            .map(|(index, ty)| ((&ty.subject, name_if_made_of_events(ty)), index))
            .collect();
        for (index, ty) in self.old.types.iter().enumerate() {
            let key = (&ty.subject, name_if_made_of_events(ty));
            if let Some(new) = by_subject.get(&key)
                && self.is_free(index, *new)
            {
                self.pair(index, *new);
            }
        }
    }

    fn by_name(&mut self) {
        for (index, ty) in self.old.types.iter().enumerate() {
            if let Some((new, _)) = self.new_type(&ty.name)
                && self.is_free(index, new)
            {
                self.pair(index, new);
            }
        }
    }

    /// Pairs what stands in the same place within these old types and their partners, and within
    /// the pairs that come of it.
    fn by_place(&mut self, mut open: Vec<usize>, likeness: Likeness) {
        open.reverse();
        while let Some(index) = open.pop() {
            let Some(partner) = self.new_of[index] else {
                continue;
            };
            let (old, new) = (&self.old.types[index], &self.new.types[partner]);
            let mut met = Vec::new();
            if let (Some(Alias::Of(was)), Some(Alias::Of(is))) = (&old.alias, &new.alias) {
                self.meet(was, is, &mut met);
            }
            let Matched { pairs, .. } = matched(old, new);
            for (was, is) in pairs {
                if let (Some(was), Some(is)) = (&old.members[was].rust, &new.members[is].rust) {
                    self.meet(was, is, &mut met);
                }
            }
            for (was, is) in met {
                if self.is_free(was, is)
                    && alike(&self.old.types[was], &self.new.types[is], likeness)
                {
                    self.pair(was, is);
                    open.push(was);
                }
            }
        }
    }

    /// The types that two types are made of in the same place.
    fn meet(&self, was: &Ty, is: &Ty, met: &mut Vec<(usize, usize)>) {
        match (was, is) {
            (Ty::Boxed(was) | Ty::Option(was), is) => self.meet(was, is, met),
            (was, Ty::Boxed(is) | Ty::Option(is)) => self.meet(was, is, met),
            (Ty::Vec(was), Ty::Vec(is)) | (Ty::Map(was), Ty::Map(is)) => self.meet(was, is, met),
            (Ty::Item(_, was), Ty::Item(_, is)) => {
                let (was, is) = (was.to_string(), is.to_string());
                let pair = self.old_type(&was).zip(self.new_type(&is));
                met.extend(pair.map(|((was, _), (is, _))| (was, is)));
            }
            _ => {}
        }
    }
}

/// `Event` and `Failure` are made of all events, and have no subject to be told apart by.
fn name_if_made_of_events(ty: &ApiType) -> Option<&str> {
    ty.subject.is_none().then_some(&*ty.name)
}

fn names(api: &Api) -> HashMap<&str, usize> {
    let types = api.types.iter().enumerate();
    types.map(|(index, ty)| (ty.name.as_str(), index)).collect()
}

fn alone<'a>(
    types: &'a [ApiType],
    partners: &[Option<usize>],
) -> impl Iterator<Item = &'a ApiType> {
    let types = types.iter().zip(partners);
    types.filter_map(|(ty, partner)| partner.is_none().then_some(ty))
}
