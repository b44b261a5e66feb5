//! Parts followed to what they lead to, and put together.

use std::collections::HashMap;
use std::rc::Rc;

use super::lookup::{AssertionsOf, Lookup};
use super::{AllOf, Assertions, Conflict, Disagreement, Fields, Outcome, Said, Schemas};
use crate::schema::JsonType;

/// How many of the unions among the parts are tried for being what all say.
const MAX_UNIONS: usize = 8;

type OutcomeOf<'a, S> = Outcome<'a, <S as Schemas<'a>>::Part, <S as Schemas<'a>>::Value>;

pub(super) fn all_of<'a, S: Schemas<'a>>(
    schemas: &mut S,
    parts: &[S::Part],
) -> AllOf<'a, S::Part, S::Value> {
    let mut lookup = Lookup::new(schemas);
    let mut conflicts = Vec::new();
    let outcome = match Merge::new(&mut lookup, parts) {
        Some(mut merge) => {
            let all = merge.meet(&mut conflicts);
            merge.decide(all, &mut lookup)
        }
        None => Outcome::Unknown,
    };
    if let (true, [first, ..], [.., last]) = (lookup.exceeded, parts, parts) {
        conflicts.push(Conflict {
            first: first.clone(),
            second: last.clone(),
            leaf: last.clone(),
            about: Disagreement::TooMany,
        });
    }
    AllOf {
        outcome,
        conflicts,
        visited: lookup.visited(),
    }
}

/// What is left of a part when references and `allOf` are followed.
struct Leaf<'a, S: Schemas<'a>> {
    part: S::Part,
    is_union: bool,
    says: Rc<AssertionsOf<'a, S>>,
}

impl<'a, S: Schemas<'a>> Leaf<'a, S> {
    /// Whether it is one of several objects, or an object of which something is said among values of
    /// other types.
    fn is_union_of_objects(&self) -> bool {
        let kinds = self.says.kinds.iter().flatten();
        let mut others = kinds
            .map(|kind| kind.json_type)
            .filter(|it| !matches!(it, JsonType::Null | JsonType::Object));
        self.is_union
            && (self.says.objects.len() > 1
                || others.next().is_some() && self.says.objects.iter().any(Fields::says_of_some))
    }

    fn is_object_with_properties(&self) -> bool {
        !self.is_union && self.says.objects.iter().any(Fields::says_of_some)
    }

    fn is_union_of_several(&self) -> bool {
        self.is_union && (self.says.objects.len() > 1 || self.says.arrays.len() > 1)
    }
}

/// Parts to be put together.
struct Merge<'p, 'a, S: Schemas<'a>> {
    parts: &'p [S::Part],
    /// What all parts come down to, in order.
    leaves: Vec<Leaf<'a, S>>,
    /// Which leaves each part comes down to.
    origins: Vec<Vec<usize>>,
    /// The leaves that count, which are all but those that contradict others.
    left: Vec<usize>,
}

impl<'p, 'a, S: Schemas<'a>> Merge<'p, 'a, S> {
    /// `None` where something is not known.
    fn new(lookup: &mut Lookup<'_, 'a, S>, parts: &'p [S::Part]) -> Option<Self> {
        let mut merge = Self {
            parts,
            leaves: Vec::new(),
            origins: Vec::new(),
            left: Vec::new(),
        };
        let mut positions: HashMap<S::Part, usize> = HashMap::new();
        for part in parts {
            let mut origin = Vec::new();
            for leaf in lookup.leaves(part)? {
                let position = match positions.get(&leaf) {
                    Some(position) => *position,
                    None => merge.add(&leaf, lookup)?,
                };
                positions.insert(leaf, position);
                if !origin.contains(&position) {
                    origin.push(position);
                }
            }
            merge.origins.push(origin);
        }
        Some(merge)
    }

    /// Adds a leaf, unless it is a union that is there already, written alike. Returns its position.
    fn add(&mut self, part: &S::Part, lookup: &mut Lookup<'_, 'a, S>) -> Option<usize> {
        let is_union = matches!(*lookup.said(part), Said::AnyOf(_));
        let is_alike =
            |leaf: &Leaf<'a, S>| leaf.is_union && lookup.schemas.is_alike(&leaf.part, part);
        if is_union && let Some(position) = self.leaves.iter().position(is_alike) {
            return Some(position);
        }
        self.leaves.push(Leaf {
            part: part.clone(),
            is_union,
            says: lookup.summary(part)?,
        });
        Some(self.leaves.len() - 1)
    }

    /// What all leaves say together. Those that contradict others before them are left out.
    fn meet(&mut self, conflicts: &mut Vec<Conflict<S::Part>>) -> AssertionsOf<'a, S> {
        let mut all = Assertions::any();
        for (position, leaf) in self.leaves.iter().enumerate() {
            match all.meet(&leaf.says) {
                Ok(()) => self.left.push(position),
                Err(about) => conflicts.push(Conflict {
                    first: self.contradicted(position),
                    second: self.origin(position).clone(),
                    leaf: leaf.part.clone(),
                    about,
                }),
            }
        }
        for origin in &mut self.origins {
            origin.retain(|position| self.left.binary_search(position).is_ok());
        }
        all
    }

    /// The part that comes down to a leaf.
    fn origin(&self, position: usize) -> &'p S::Part {
        let origin = |origin: &Vec<usize>| origin.contains(&position);
        &self.parts[self.origins.iter().position(origin).unwrap_or(0)]
    }

    /// The first part that a leaf contradicts.
    fn contradicted(&self, position: usize) -> S::Part {
        let contradicts = |before: &Leaf<'a, S>| {
            let mut both = Assertions::clone(&before.says);
            both.meet(&self.leaves[position].says).is_err()
        };
        let first = self.leaves[..position].iter().position(contradicts);
        self.origin(first.unwrap_or(0)).clone()
    }

    /// What some leaves say together.
    fn together(&self, positions: impl Iterator<Item = usize>) -> AssertionsOf<'a, S> {
        let mut together = Assertions::any();
        for position in positions {
            // What contradicts something was left out.
            let _ = together.meet(&self.leaves[position].says);
        }
        together
    }

    fn decide(&self, all: AssertionsOf<'a, S>, lookup: &mut Lookup<'_, 'a, S>) -> OutcomeOf<'a, S> {
        let left = || self.left.iter().map(|position| &self.leaves[*position]);
        // Every branch of a union of objects would have to say what is said of the object.
        if left().any(Leaf::is_object_with_properties)
            && let Some(union) = left().find(|leaf| leaf.is_union_of_objects())
        {
            return self.distributed(union);
        }
        if let Some(part) = self.alone(&all, lookup.schemas) {
            return Outcome::Same(part);
        }
        let unions = self.left.iter().filter(|it| self.leaves[**it].is_union);
        for position in unions.take(MAX_UNIONS) {
            let others = self.left.iter().copied().filter(|it| it != position);
            let others = self.together(others);
            let union = self.leaves[*position].part.clone();
            if let Some(branches) = lookup.within(&union, &others) {
                return Outcome::Branches { union, branches };
            }
        }
        match left().find(|leaf| leaf.is_union_of_several()) {
            Some(union) if all.objects.len() > 1 || all.arrays.len() > 1 => self.distributed(union),
            _ => Outcome::Itself(all),
        }
    }

    fn distributed(&self, union: &Leaf<'a, S>) -> OutcomeOf<'a, S> {
        let left = self
            .left
            .iter()
            .map(|position| &self.leaves[*position].part);
        Outcome::Distributed {
            union: union.part.clone(),
            others: left.filter(|part| **part != union.part).cloned().collect(),
        }
    }

    /// A part that alone says all; a reference, if there is one.
    fn alone(&self, all: &AssertionsOf<'a, S>, schemas: &S) -> Option<S::Part> {
        let says_all = |origin: &Vec<usize>| {
            !origin.is_empty() && self.together(origin.iter().copied()) == *all
        };
        let parts = self.parts.iter().zip(&self.origins);
        let mut parts = parts.filter(|(_, origin)| says_all(origin));
        let (first, _) = parts.next()?;
        let mut named = parts.map(|(part, _)| part);
        let named = match schemas.is_reference(first) {
            true => None,
            false => named.find(|part| schemas.is_reference(part)),
        };
        Some(named.unwrap_or(first).clone())
    }
}
