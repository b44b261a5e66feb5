//! What is several things at once, put together.

use std::collections::HashSet;

use crate::convert::converter::Converter;
use crate::convert::expand::{Atom, Expansion, OWN};
use crate::convert::tag::discriminator;
use crate::convert::tag::{self, Declared};
use crate::convert::unions;
use crate::read::part::Part;
use crate::read::part::is_null;
use crate::report::FindingKind;
use stream_events_schema::Json;
use stream_events_schema::Schema;
use stream_events_schema::pointer;

/// How many branches unions inside `allOf` may multiply to.
const MAX_PRODUCT: usize = 256;

impl<'a> Converter<'a> {
    /// What is all of the atoms.
    pub(crate) fn combine(&mut self, mut atoms: Vec<Atom<'a>>, to: &str) -> Schema {
        self.simplify(&mut atoms);
        if atoms.len() > 1 {
            atoms = self.open(atoms);
            self.simplify(&mut atoms);
        }
        match atoms.as_slice() {
            [] => Schema::Boolean(true),
            [Atom::Ref(target)] => Schema::reference(&self.define(target)),
            [
                Atom::Union {
                    owner,
                    at,
                    branches,
                },
            ] => {
                let declared = tag::declared(owner);
                let keyword = if at.ends_with("oneOf") {
                    "oneOf"
                } else {
                    "anyOf"
                };
                self.union(at, keyword, branches, declared.as_ref(), to)
            }
            _ => match atoms
                .iter()
                .position(|atom| matches!(atom, Atom::Union { .. }))
            {
                Some(index) => self.distribute(atoms, index, to),
                None => {
                    let own = atoms.into_iter().filter_map(|atom| match atom {
                        Atom::Own(part) => Some(part),
                        _ => None,
                    });
                    self.own(&own.collect::<Vec<_>>(), to)
                }
            },
        }
    }

    /// Drops atoms beside which others say the same or more.
    pub(crate) fn simplify(&mut self, atoms: &mut Vec<Atom<'a>>) {
        let mut seen = HashSet::new();
        atoms.retain(|atom| match atom {
            Atom::Ref(target) => seen.insert(target.at.clone()),
            Atom::Own(part) => seen.insert(part.at.clone()),
            Atom::Union { at, .. } => seen.insert(at.clone()),
        });
        let declares = |atom: &Atom<'a>| match atom {
            Atom::Own(part) => part.get("properties").is_some(),
            Atom::Ref(_) => true,
            Atom::Union { .. } => false,
        };
        if atoms.iter().any(declares) {
            let mut limits = Vec::new();
            atoms.retain(|atom| match atom {
                Atom::Union { at, branches, .. } if branches.iter().all(only_limits) => {
                    limits.push(at.clone());
                    false
                }
                _ => true,
            });
            for at in limits {
                self.dropped(&at, "it only limits which properties go together");
            }
        }
        if atoms.len() > 1 {
            let says_more = |atom: &Atom<'a>| !matches!(atom, Atom::Own(part) if only_type(part));
            if atoms.iter().any(says_more) {
                atoms.retain(says_more);
            }
        }
    }

    /// Replaces references by what they lead to.
    pub(crate) fn open(&mut self, atoms: Vec<Atom<'a>>) -> Vec<Atom<'a>> {
        let mut opened = HashSet::new();
        let mut open = Vec::new();
        let mut stack: Vec<_> = atoms.into_iter().rev().collect();
        while let Some(atom) = stack.pop() {
            let Atom::Ref(target) = atom else {
                open.push(atom);
                continue;
            };
            if opened.insert(target.at.clone()) {
                self.read.insert(target.at.clone());
                let mut expansion = Expansion::default();
                self.expand(&target, false, &mut expansion);
                stack.extend(expansion.atoms.into_iter().rev());
            }
        }
        open
    }

    /// A union beside other things: every branch gets them.
    pub(crate) fn distribute(
        &mut self,
        mut atoms: Vec<Atom<'a>>,
        index: usize,
        to: &str,
    ) -> Schema {
        let Atom::Union {
            owner,
            at,
            branches,
        } = atoms.remove(index)
        else {
            return Schema::Boolean(true);
        };
        let others = atoms.iter().filter_map(|atom| match atom {
            Atom::Union { branches, .. } => Some(branches.len()),
            _ => None,
        });
        if others.chain([branches.len()]).product::<usize>() > MAX_PRODUCT {
            self.dropped(&at, "too many combinations with the unions beside it");
            return self.combine(atoms, to);
        }
        let keyword = if at.ends_with("oneOf") {
            "oneOf"
        } else {
            "anyOf"
        };
        let place = pointer::child(to, keyword);
        let mut schemas = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let mut expansion = Expansion {
                atoms: atoms.clone(),
                ..Expansion::default()
            };
            self.expand(branch, true, &mut expansion);
            // Null is not what the others are.
            if !is_null(branch) {
                schemas.push(self.assemble(expansion, &format!("{place}/{index}")));
            }
        }
        self.report.add(
            FindingKind::Converted,
            &at,
            "what stands beside it was written into every branch",
        );
        let tag = tag::declared(&owner).map(|declared| declared.tag.to_owned());
        let tag = tag.filter(|tag| {
            branches.iter().all(|it| {
                self.file
                    .tag_values(std::slice::from_ref(it), tag)
                    .is_some()
            })
        });
        unions::union(keyword, schemas, tag.map(discriminator))
    }

    /// A union on its own.
    pub(crate) fn union(
        &mut self,
        at: &str,
        keyword: &'static str,
        branches: &[Part<'a>],
        declared: Option<&Declared<'a>>,
        to: &str,
    ) -> Schema {
        let discriminator = declared.and_then(|declared| self.discriminate(declared, branches));
        let place = pointer::child(to, keyword);
        let mut schemas = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            schemas.push(self.convert(branch, &format!("{place}/{index}")));
        }
        let (schemas, merged) = unions::merge_arrays(schemas);
        if merged {
            let what = "lists of different types became one list whose elements differ";
            self.report.add(FindingKind::Converted, at, what);
        }
        unions::union(keyword, schemas, discriminator)
    }
}

/// Whether a branch only says which of the properties declared beside it must be there.
fn only_limits(branch: &Part<'_>) -> bool {
    const LIMITING: &[&str] = &[
        "required",
        "not",
        "description",
        "title",
        "minProperties",
        "maxProperties",
        "type",
    ];

    branch.members().is_some_and(|members| {
        let limiting = |(key, value): (&String, &Json)| match (key.as_str(), value) {
            ("type", Json::String(name)) => name == "object",
            ("properties", Json::Object(properties)) => properties.values().all(says_nothing),
            (key, _) => LIMITING.contains(&key) || key.starts_with("x-"),
        };
        !members.is_empty() && members.iter().all(limiting)
    })
}

fn says_nothing(schema: &Json) -> bool {
    match schema {
        Json::Object(members) => members
            .keys()
            .all(|key| key == "not" || key == "description"),
        _ => true,
    }
}

/// Whether a schema says the JSON type and nothing else that matters.
fn only_type(part: &Part<'_>) -> bool {
    part.members().is_some_and(|members| {
        let mut own = members.keys().filter(|key| OWN.contains(&key.as_str()));
        own.all(|key| key == "type")
    }) && part.text("type").is_some()
}
