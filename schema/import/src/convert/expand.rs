//! Schemas taken apart into what a value must be at once.

use crate::read::part::{Part, tidy};
use crate::read::reader::Reader;
use crate::read::resolve::REFERENCES;
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// One of the things a value must be at once.
#[derive(Debug, Clone)]
pub(crate) enum Conjunct<'a> {
    Ref(Part<'a>),
    /// What a schema says of itself, its `$ref`, `allOf`, `oneOf` and `anyOf` aside.
    Keywords(Part<'a>),
    Union {
        /// The schema with the union.
        owner: Part<'a>,
        /// The union itself.
        at: String,
        branches: Vec<Part<'a>>,
    },
}

/// What a schema says.
#[derive(Debug, Default)]
pub(crate) struct Conjunction<'a> {
    pub(crate) conjuncts: Vec<Conjunct<'a>>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) nullable: bool,
    /// Part of it could not be read: nothing may be concluded from what is left.
    pub(crate) lost: bool,
}

/// Keywords by which a schema says something of itself.
pub(crate) const OWN_KEYWORDS: &[&str] = &[
    "type",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "items",
    "unevaluatedProperties",
    "prefixItems",
    "enum",
    "const",
];

/// Keywords that only say what a value is not, or make it depend on another.
const LIMITS: &[&str] = &["not", "if", "dependentSchemas", "dependencies"];

impl<'a> Reader<'a> {
    /// Takes a schema apart.
    pub(crate) fn expand(&mut self, part: &Part<'a>, outermost: bool, into: &mut Conjunction<'a>) {
        let Some(members) = part.members() else {
            match part.json {
                Json::Boolean(true) => {}
                Json::Boolean(false) => {
                    self.dropped(&part.at, "`false`: no value is allowed here");
                    into.lost = true;
                }
                other => {
                    self.dropped(&part.at, &format!("{} is no schema", other.kind()));
                    into.lost = true;
                }
            }
            return;
        };
        if outermost {
            if self.describes && into.description.is_none() {
                into.description = part.text("description").map(tidy);
            }
            into.deprecated |= part.json_is_true("deprecated");
        }
        let is_true = |key| members.get(key) == Some(&Json::Boolean(true));
        into.nullable |= is_true("nullable") || is_true("x-nullable");
        for keyword in LIMITS {
            if members.contains_key(*keyword) {
                let what = format!("`{keyword}`: it only limits values");
                self.dropped(&pointer::child(&part.at, keyword), &what);
            }
        }
        self.references(part, into);
        for member in part.list("allOf").into_iter().flatten() {
            self.expand(&member, false, into);
        }
        for keyword in ["oneOf", "anyOf"] {
            let Some(branches) = part.list(keyword) else {
                continue;
            };
            if branches.is_empty() {
                self.dropped(&pointer::child(&part.at, keyword), "it is empty");
                continue;
            }
            let at = pointer::child(&part.at, keyword);
            into.conjuncts.push(Conjunct::Union {
                owner: part.clone(),
                at,
                branches,
            });
        }
        if OWN_KEYWORDS.iter().any(|key| members.contains_key(*key)) {
            into.conjuncts.push(Conjunct::Keywords(part.clone()));
        }
    }

    pub(crate) fn references(&mut self, part: &Part<'a>, into: &mut Conjunction<'a>) {
        for keyword in REFERENCES {
            let Some(reference) = part.text(keyword) else {
                continue;
            };
            match self.files.target(keyword, reference, &part.at) {
                Some(target) if matches!(target.json, Json::Object(_) | Json::Boolean(_)) => {
                    into.conjuncts.push(Conjunct::Ref(self.alias(&target)));
                }
                _ => {
                    let why = self.files.why_not(reference, &part.at);
                    let what = format!("`{reference}` {why}: any value is allowed instead");
                    self.dropped(&pointer::child(&part.at, keyword), &what);
                    into.lost = true;
                }
            }
        }
    }
}
