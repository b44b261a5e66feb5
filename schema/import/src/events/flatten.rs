//! A union, and the unions in it, down to what a stream sends.

use std::collections::HashSet;

use crate::convert::all_of::drop_limits;
use crate::convert::converter::Converter;
use crate::convert::expand::{Conjunct, Conjunction, OWN_KEYWORDS};
use crate::convert::tag::{self, Tags};
use crate::events::leaf::Leaf;
use crate::read::part::{Part, is_null};
use crate::read::reader::Reader;
use crate::report::FindingKind;

/// More than any stream sends. With something beside them, a few unions of each other could stand
/// for any number.
const MOST_BRANCHES: usize = 2_000;

/// The extension by which `TypeSpec` says that an event is a stream's last.
const TERMINAL: &str = "x-ms-sse-terminal-event";

/// A union taken apart.
#[derive(Default)]
pub(crate) struct Flat<'a> {
    pub(crate) leaves: Vec<Leaf<'a>>,
    /// Tags that unions on the way declare.
    pub(crate) tags: Vec<String>,
}

/// Takes a union apart, and the unions in it.
pub(crate) fn flatten<'a>(converter: &mut Converter<'a>, schema: &Part<'a>) -> Flat<'a> {
    let mut flattening = Flattening {
        reader: &mut converter.reader,
        tags: &mut converter.tags,
        visited: Visited::default(),
        flat: Flat::default(),
    };
    flattening.flatten(schema, &[]);
    flattening.flat
}

/// Where the flattening of a union has been.
#[derive(Default)]
struct Visited {
    /// What was taken as it is.
    seen: HashSet<String>,
    /// The unions that are being taken apart, inside each other.
    inside: Vec<String>,
    /// How many there were in all.
    branches: usize,
}

struct Flattening<'c, 'a> {
    reader: &'c mut Reader<'a>,
    tags: &'c mut Tags,
    visited: Visited,
    flat: Flat<'a>,
}

impl<'a> Flattening<'_, 'a> {
    fn flatten(&mut self, part: &Part<'a>, base: &[Conjunct<'a>]) {
        let part = self.reader.alias(part);
        // A union that is one of its own branches is none the larger for it.
        if self.visited.inside.contains(&part.at) || self.visited.branches > MOST_BRANCHES {
            return;
        }
        self.visited.branches += 1;
        if self.visited.branches > MOST_BRANCHES {
            let what = format!("from here on: the union has more than {MOST_BRANCHES} branches");
            return self.reader.dropped(&part.at, &what);
        }
        self.visited.inside.push(part.at.clone());
        self.take_apart(&part, base);
        self.visited.inside.pop();
    }

    fn take_apart(&mut self, part: &Part<'a>, base: &[Conjunct<'a>]) {
        if let Some((declared, branches)) = self.tags.subtypes(self.reader.files, part) {
            self.tags.read_mapping(self.reader, &declared);
            self.declare_tag(declared.tag);
            for branch in branches {
                if self.visited.seen.insert(branch.at.clone()) {
                    self.flatten(&branch, base);
                }
            }
            return;
        }
        let mut conjunction = Conjunction::default();
        self.reader.expand(part, true, &mut conjunction);
        let mut conjuncts = self.unions_opened(conjunction.conjuncts);
        drop_limits(self.reader, &mut conjuncts);
        let unions = conjuncts
            .iter()
            .filter(|conjunct| matches!(conjunct, Conjunct::Union { .. }))
            .count();
        let union = conjuncts
            .iter()
            .position(|conjunct| matches!(conjunct, Conjunct::Union { .. }));
        let Some((
            index,
            Conjunct::Union {
                owner,
                at,
                branches,
            },
        )) = union
            .map(|index| (index, conjuncts[index].clone()))
            .filter(|_| unions == 1)
        else {
            let leaf = self.leaf(part, base, conjuncts);
            self.flat.leaves.push(leaf);
            return;
        };
        let mut beside = conjuncts;
        beside.remove(index);
        beside.retain(says_more_than_object);
        if let Some(declared) = tag::declared(&owner) {
            self.tags.read_mapping(self.reader, &declared);
            self.declare_tag(declared.tag);
        }
        if !beside.is_empty() {
            let what = "what stands beside it was written into every event";
            self.reader.report.add(FindingKind::Converted, &at, what);
        }
        beside.extend(base.iter().cloned());
        for branch in branches {
            let target = self.reader.alias(&branch);
            // A union of unions may list an event twice.
            let new = beside
                .is_empty()
                .then(|| self.visited.seen.insert(target.at.clone()));
            if new != Some(false) && !is_null(&target) {
                self.flatten(&branch, &beside);
            }
        }
    }

    fn declare_tag(&mut self, tag: &str) {
        if !self.flat.tags.iter().any(|known| known == tag) {
            self.flat.tags.push(tag.to_owned());
        }
    }

    /// Replaces references to unions by those.
    fn unions_opened(&mut self, conjuncts: Vec<Conjunct<'a>>) -> Vec<Conjunct<'a>> {
        let mut opened = Vec::new();
        let mut seen = HashSet::new();
        let mut stack: Vec<_> = conjuncts.into_iter().rev().collect();
        while let Some(conjunct) = stack.pop() {
            let Conjunct::Ref(target) = &conjunct else {
                opened.push(conjunct);
                continue;
            };
            let mut conjunction = Conjunction::default();
            self.reader.expand(target, false, &mut conjunction);
            let is_union = |conjunct: &Conjunct<'a>| !matches!(conjunct, Conjunct::Keywords(_));
            let opens = conjunction.conjuncts.iter().any(is_union) && self.has_union(target);
            if opens && seen.insert(target.at.clone()) {
                stack.extend(conjunction.conjuncts.into_iter().rev());
            } else {
                opened.push(conjunct);
            }
        }
        opened
    }

    fn has_union(&self, part: &Part<'a>) -> bool {
        let mut has = false;
        self.reader.files.visit_parts(part, &mut |part| {
            has |= part.get("oneOf").is_some() || part.get("anyOf").is_some();
        });
        has
    }

    fn leaf(
        &mut self,
        part: &Part<'a>,
        base: &[Conjunct<'a>],
        conjuncts: Vec<Conjunct<'a>>,
    ) -> Leaf<'a> {
        let name_of = |part: &Part<'a>| self.reader.files.name_of(&part.at);
        let target = match conjuncts.as_slice() {
            // A reference with nothing but notes beside it.
            [Conjunct::Ref(target)] if name_of(part).is_none() => target.clone(),
            _ => part.clone(),
        };
        let name = name_of(&target);
        let parts = base.iter().filter_map(|conjunct| match conjunct {
            Conjunct::Ref(part) | Conjunct::Keywords(part) => Some(part.clone()),
            Conjunct::Union { .. } => None,
        });
        let mut parts: Vec<_> = parts.collect();
        parts.push(target.clone());
        let mut all = conjuncts;
        all.extend(base.iter().cloned());
        let named = name.is_some() && base.is_empty();
        let ends = parts.iter().chain([part]).any(|part| {
            let mut ends = false;
            self.reader.files.visit_parts(part, &mut |part| {
                ends |= part.json_is_true(TERMINAL);
            });
            ends
        });
        Leaf {
            ends,
            conjuncts: all,
            parts,
            at: target.at.clone(),
            exactly: named.then_some(target),
            name,
        }
    }
}

fn says_more_than_object(conjunct: &Conjunct<'_>) -> bool {
    const NOTHING: &[&str] = &["type", "additionalProperties", "unevaluatedProperties"];
    match conjunct {
        Conjunct::Keywords(part) => part.members().is_none_or(|members| {
            OWN_KEYWORDS
                .iter()
                .any(|key| members.contains_key(*key) && !NOTHING.contains(key))
        }),
        _ => true,
    }
}
