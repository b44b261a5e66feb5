//! What is several things at once, put together.

use std::collections::HashSet;

use crate::convert::converter::Converter;
use crate::convert::expand::{Conjunct, Conjunction, OWN_KEYWORDS};
use crate::convert::tag::discriminator;
use crate::convert::tag::{self, DeclaredTag};
use crate::convert::unions;
use crate::read::part::Part;
use crate::read::part::is_null;
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::Json;
use stream_events_schema::Schema;
use stream_events_schema::pointer;

/// How many branches unions inside `allOf` may multiply to.
const MAX_PRODUCT: usize = 256;

impl<'a> Converter<'a> {
    /// What is all of the conjuncts.
    pub(crate) fn combine(&mut self, mut conjuncts: Vec<Conjunct<'a>>, to: &str) -> Schema {
        self.simplify(&mut conjuncts);
        if conjuncts.len() > 1 {
            conjuncts = self.open(conjuncts);
            self.simplify(&mut conjuncts);
        }
        match conjuncts.as_slice() {
            [] => Schema::Boolean(true),
            [Conjunct::Ref(target)] => Schema::reference(&self.define(target)),
            [
                Conjunct::Union {
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
            _ => match conjuncts
                .iter()
                .position(|conjunct| matches!(conjunct, Conjunct::Union { .. }))
            {
                Some(index) => self.distribute(conjuncts, index, to),
                None => {
                    let own = conjuncts.into_iter().filter_map(|conjunct| match conjunct {
                        Conjunct::Keywords(part) => Some(part),
                        _ => None,
                    });
                    self.keywords(&own.collect::<Vec<_>>(), to)
                }
            },
        }
    }

    /// Drops conjuncts beside which others say the same or more.
    pub(crate) fn simplify(&mut self, conjuncts: &mut Vec<Conjunct<'a>>) {
        let mut seen = HashSet::new();
        conjuncts.retain(|conjunct| match conjunct {
            Conjunct::Ref(target) => seen.insert(target.at.clone()),
            Conjunct::Keywords(part) => seen.insert(part.at.clone()),
            Conjunct::Union { at, .. } => seen.insert(at.clone()),
        });
        drop_limits(&mut self.reader, conjuncts);
        if conjuncts.len() > 1 {
            let says_more = |conjunct: &Conjunct<'a>| !matches!(conjunct, Conjunct::Keywords(part) if only_type(part));
            if conjuncts.iter().any(says_more) {
                conjuncts.retain(says_more);
            }
        }
    }

    /// Replaces references by what they lead to.
    pub(crate) fn open(&mut self, conjuncts: Vec<Conjunct<'a>>) -> Vec<Conjunct<'a>> {
        let mut opened = HashSet::new();
        let mut open = Vec::new();
        let mut stack: Vec<_> = conjuncts.into_iter().rev().collect();
        while let Some(conjunct) = stack.pop() {
            let Conjunct::Ref(target) = conjunct else {
                open.push(conjunct);
                continue;
            };
            if opened.insert(target.at.clone()) {
                let mut conjunction = Conjunction::default();
                self.reader.expand(&target, false, &mut conjunction);
                stack.extend(conjunction.conjuncts.into_iter().rev());
            }
        }
        open
    }

    /// A union beside other things: every branch gets them.
    pub(crate) fn distribute(
        &mut self,
        mut conjuncts: Vec<Conjunct<'a>>,
        index: usize,
        to: &str,
    ) -> Schema {
        let Conjunct::Union {
            owner,
            at,
            branches,
        } = conjuncts.remove(index)
        else {
            return Schema::Boolean(true);
        };
        let others = conjuncts.iter().filter_map(|conjunct| match conjunct {
            Conjunct::Union { branches, .. } => Some(branches.len()),
            _ => None,
        });
        if others.chain([branches.len()]).product::<usize>() > MAX_PRODUCT {
            self.reader
                .dropped(&at, "too many combinations with the unions beside it");
            return self.combine(conjuncts, to);
        }
        let keyword = if at.ends_with("oneOf") {
            "oneOf"
        } else {
            "anyOf"
        };
        let place = pointer::child(to, keyword);
        let mut schemas = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let mut conjunction = Conjunction {
                conjuncts: conjuncts.clone(),
                ..Conjunction::default()
            };
            self.reader.expand(branch, true, &mut conjunction);
            // Null is not what the others are.
            if !is_null(branch) {
                schemas.push(self.assemble(conjunction, &format!("{place}/{index}")));
            }
        }
        self.reader.report.add(
            FindingKind::Converted,
            &at,
            "what stands beside it was written into every branch",
        );
        let tag = tag::declared(&owner).map(|declared| declared.tag.to_owned());
        let tag = tag.filter(|tag| {
            branches.iter().all(|it| {
                self.reader
                    .files
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
        declared: Option<&DeclaredTag<'a>>,
        to: &str,
    ) -> Schema {
        let discriminator = declared
            .and_then(|declared| self.tags.discriminate(&mut self.reader, declared, branches));
        let place = pointer::child(to, keyword);
        let mut schemas = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            schemas.push(self.convert(branch, &format!("{place}/{index}")));
        }
        let (schemas, merged) = unions::merge_arrays(schemas);
        if merged {
            let what = "lists of different types became one list whose elements differ";
            self.reader.report.add(FindingKind::Converted, at, what);
        }
        unions::union(keyword, schemas, discriminator)
    }
}

/// Drops unions that only say which of the properties declared beside them go together.
pub(crate) fn drop_limits<'a>(reader: &mut Reader<'a>, conjuncts: &mut Vec<Conjunct<'a>>) {
    let declares = |conjunct: &Conjunct<'a>| match conjunct {
        Conjunct::Keywords(part) => part.get("properties").is_some(),
        Conjunct::Ref(_) => true,
        Conjunct::Union { .. } => false,
    };
    if !conjuncts.iter().any(declares) {
        return;
    }
    conjuncts.retain(|conjunct| match conjunct {
        Conjunct::Union { at, branches, .. } if branches.iter().all(only_limits) => {
            reader.dropped(at, "it only limits which properties go together");
            false
        }
        _ => true,
    });
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
        let mut own = members
            .keys()
            .filter(|key| OWN_KEYWORDS.contains(&key.as_str()));
        own.all(|key| key == "type")
    }) && part.text("type").is_some()
}
