//! A union, and the unions in it, down to what a stream sends.

use std::collections::HashSet;

use crate::convert::expand::{Atom, Expansion, OWN};
use crate::convert::tag;
use crate::events::declare::Reading;
use crate::events::leaf::{Leaf, Way};
use crate::read::part::{Part, is_null};
use crate::report::FindingKind;

/// More than any stream sends. With something beside them, a few unions of each other could stand
/// for any number.
const MOST_BRANCHES: usize = 2_000;

impl<'a> Reading<'_, 'a> {
    /// Takes a union apart, and the unions in it.
    pub(crate) fn flatten(
        &mut self,
        part: &Part<'a>,
        base: &[Atom<'a>],
        way: &mut Way,
        into: &mut Vec<Leaf<'a>>,
    ) {
        let part = self.converter.alias(part);
        // A union that is one of its own branches is none the larger for it.
        if way.inside.contains(&part.at) || way.branches > MOST_BRANCHES {
            return;
        }
        way.branches += 1;
        if way.branches > MOST_BRANCHES {
            let what = format!("from here on: the union has more than {MOST_BRANCHES} branches");
            return self.converter.dropped(&part.at, &what);
        }
        way.inside.push(part.at.clone());
        self.take_apart(&part, base, way, into);
        way.inside.pop();
    }

    fn take_apart(
        &mut self,
        part: &Part<'a>,
        base: &[Atom<'a>],
        way: &mut Way,
        into: &mut Vec<Leaf<'a>>,
    ) {
        self.converter.read.insert(part.at.clone());
        if let Some((declared, branches)) = self.converter.subtypes(part) {
            self.converter.read_mapping(&declared);
            self.declare_tag(declared.tag);
            for branch in branches {
                if way.seen.insert(branch.at.clone()) {
                    self.flatten(&branch, base, way, into);
                }
            }
            return;
        }
        let mut expansion = Expansion::default();
        self.converter.expand(part, true, &mut expansion);
        let atoms = self.unions_opened(expansion.atoms);
        let unions = atoms
            .iter()
            .filter(|atom| matches!(atom, Atom::Union { .. }))
            .count();
        let union = atoms
            .iter()
            .position(|atom| matches!(atom, Atom::Union { .. }));
        let Some((
            index,
            Atom::Union {
                owner,
                at,
                branches,
            },
        )) = union
            .map(|index| (index, atoms[index].clone()))
            .filter(|_| unions == 1)
        else {
            into.push(self.leaf(part, base, atoms));
            return;
        };
        let mut beside = atoms;
        beside.remove(index);
        beside.retain(says_more_than_object);
        let is_wrapped = branches.iter().filter(|branch| !is_null(branch)).count() < 2;
        self.is_union |= !is_wrapped;
        if let Some(declared) = tag::declared(&owner) {
            self.converter.read_mapping(&declared);
            self.declare_tag(declared.tag);
        }
        if !beside.is_empty() {
            let what = "what stands beside it was written into every event";
            self.converter.report.add(FindingKind::Converted, &at, what);
        }
        beside.extend(base.iter().cloned());
        for branch in branches {
            let target = self.converter.alias(&branch);
            // A union of unions may list an event twice.
            let new = beside
                .is_empty()
                .then(|| way.seen.insert(target.at.clone()));
            if new != Some(false) && !is_null(&target) {
                self.flatten(&branch, &beside, way, into);
            }
        }
    }

    pub(crate) fn declare_tag(&mut self, tag: &str) {
        if !self.declared.iter().any(|known| known == tag) {
            self.declared.push(tag.to_owned());
        }
    }

    /// Replaces references to unions by those.
    pub(crate) fn unions_opened(&mut self, atoms: Vec<Atom<'a>>) -> Vec<Atom<'a>> {
        let mut opened = Vec::new();
        let mut seen = HashSet::new();
        let mut stack: Vec<_> = atoms.into_iter().rev().collect();
        while let Some(atom) = stack.pop() {
            let Atom::Ref(target) = &atom else {
                opened.push(atom);
                continue;
            };
            let mut expansion = Expansion::default();
            self.converter.expand(target, false, &mut expansion);
            let is_union = |atom: &Atom<'a>| !matches!(atom, Atom::Own(_));
            let opens = expansion.atoms.iter().any(is_union) && self.has_union(target);
            if opens && seen.insert(target.at.clone()) {
                self.converter.read.insert(target.at.clone());
                stack.extend(expansion.atoms.into_iter().rev());
            } else {
                opened.push(atom);
            }
        }
        opened
    }

    fn has_union(&self, part: &Part<'a>) -> bool {
        let mut has = false;
        self.converter.file.visit_parts(part, &mut |part| {
            has |= part.get("oneOf").is_some() || part.get("anyOf").is_some();
        });
        has
    }

    pub(crate) fn leaf(
        &mut self,
        part: &Part<'a>,
        base: &[Atom<'a>],
        atoms: Vec<Atom<'a>>,
    ) -> Leaf<'a> {
        let name_of = |part: &Part<'a>| {
            let shelf = ["/components/schemas/", "/$defs/", "/definitions/"];
            let name = shelf.iter().find_map(|shelf| part.at.strip_prefix(shelf));
            name.filter(|name| !name.contains('/')).map(str::to_owned)
        };
        let target = match atoms.as_slice() {
            // A reference with nothing but notes beside it.
            [Atom::Ref(target)] if name_of(part).is_none() => target.clone(),
            _ => part.clone(),
        };
        let name = name_of(&target);
        let parts = base.iter().filter_map(|atom| match atom {
            Atom::Ref(part) | Atom::Own(part) => Some(part.clone()),
            Atom::Union { .. } => None,
        });
        let mut parts: Vec<_> = parts.collect();
        parts.push(target.clone());
        let mut all = atoms;
        all.extend(base.iter().cloned());
        let named = name.is_some() && base.is_empty();
        Leaf {
            atoms: all,
            parts,
            at: target.at.clone(),
            exactly: named.then_some(target),
            name,
        }
    }
}

fn says_more_than_object(atom: &Atom<'_>) -> bool {
    const NOTHING: &[&str] = &["type", "additionalProperties", "unevaluatedProperties"];
    match atom {
        Atom::Own(part) => part.members().is_none_or(|members| {
            OWN.iter()
                .any(|key| members.contains_key(*key) && !NOTHING.contains(key))
        }),
        _ => true,
    }
}
