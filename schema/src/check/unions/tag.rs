//! The property that tells the objects of a union apart.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::check::lower::node::{Form, Link};
use crate::check::unions::Definitions;
use crate::check::unions::branches::Alternative;
use crate::json::Json;
use crate::schema::JsonType;

/// How objects are told apart.
#[derive(Debug)]
pub(crate) struct Choice<'d> {
    pub(crate) tag: &'d str,
    /// The tag's values, with the branches that have them.
    pub(crate) values: IndexMap<&'d str, Vec<usize>>,
    /// The only branch that does not require the tag.
    pub(crate) default: Option<usize>,
    /// How many branches do not require the tag.
    optional: usize,
}

impl Choice<'_> {
    fn shares(&self) -> bool {
        self.values.values().any(|branches| branches.len() > 1)
    }

    /// Smaller is better: first those that always decide, then `preferred` ones.
    fn rank(&self, preferred: &[&str]) -> (bool, bool, usize) {
        let preference = preferred.iter().position(|tag| *tag == self.tag);
        (
            self.shares(),
            self.optional > 1,
            preference.unwrap_or(preferred.len()),
        )
    }
}

/// A branch that lacks a tag which another has.
#[derive(Debug)]
pub(crate) struct Lacking<'d> {
    pub(crate) branch: Link<'d>,
}

impl<'d> Definitions<'d> {
    /// Tells objects apart by a declared discriminator.
    pub(crate) fn declared(
        &self,
        tag: &'d str,
        leaves: &[Alternative<'d>],
    ) -> Result<Choice<'d>, Lacking<'d>> {
        let targets: Vec<_> = leaves.iter().map(|leaf| self.target(&leaf.node)).collect();
        let lacking = |index: usize| Lacking {
            branch: leaves[index].node.clone(),
        };
        let mut objects = Vec::with_capacity(targets.len());
        for (index, target) in targets.iter().enumerate() {
            objects.push(Candidate::new(target).ok_or_else(|| lacking(index))?);
        }
        self.choice(tag, &objects).map_err(lacking)
    }

    /// Finds a property that tells objects apart: a constant of its own in every one.
    pub(crate) fn inferred(
        &self,
        leaves: &[Alternative<'d>],
        preferred: &[&'d str],
    ) -> Option<Choice<'d>> {
        let targets: Vec<_> = leaves.iter().map(|leaf| self.target(&leaf.node)).collect();
        let objects: Option<Vec<_>> = targets.iter().map(Candidate::new).collect();
        let objects = objects?;
        let tags = objects.first()?.properties.keys();
        tags.filter_map(|tag| self.choice(tag, &objects).ok())
            .filter(|choice| choice.values.len() > 1)
            .min_by_key(|choice| choice.rank(preferred))
    }

    /// How a single object is told from others that may come: by its `type`, if it says what it is.
    pub(crate) fn only(&self, leaves: &[Alternative<'d>]) -> Option<Choice<'d>> {
        let [leaf] = leaves else {
            return None;
        };
        let choice = self.declared("type", std::slice::from_ref(leaf)).ok()?;
        (choice.values.len() == 1 && choice.optional == 0).then_some(choice)
    }

    /// The choice by a property, or the index of an object where it has no constant.
    fn choice(&self, tag: &'d str, objects: &[Candidate<'_, 'd>]) -> Result<Choice<'d>, usize> {
        let mut values: IndexMap<&'d str, Vec<usize>> = IndexMap::new();
        let mut optional = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            let property = object.properties.get(tag).ok_or(index)?;
            let constants = self.constants(property).ok_or(index)?;
            if constants.nullable || !object.required.contains(tag) {
                optional.push(index);
            }
            for value in constants.values {
                values.entry(value).or_default().push(index);
            }
        }
        let default = match optional.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        Ok(Choice {
            tag,
            values,
            default,
            optional: optional.len(),
        })
    }

    /// The values of a property that only has known ones.
    pub(crate) fn constants(&self, property: &Link<'d>) -> Option<Constants<'d>> {
        let mut constants = Constants::default();
        let target = self.target(property);
        match &target.form {
            Form::Union(union) => {
                for leaf in self.leaves(&self.branches(union)) {
                    if !constants.add(&self.target(&leaf.node)) {
                        return None;
                    }
                }
            }
            _ if !constants.add(&target) => return None,
            _ => {}
        }
        (!constants.values.is_empty()).then_some(constants)
    }
}

/// An object among others.
struct Candidate<'n, 'd> {
    properties: &'n IndexMap<&'d str, Link<'d>>,
    required: HashSet<&'d str>,
}

impl<'n, 'd> Candidate<'n, 'd> {
    fn new(target: &'n Link<'d>) -> Option<Self> {
        let Form::Object(object) = &target.form else {
            return None;
        };
        Some(Self {
            properties: &object.properties,
            required: object.required_keys(),
        })
    }
}

/// The known values of a property.
#[derive(Debug, Default)]
pub(crate) struct Constants<'d> {
    pub(crate) values: Vec<&'d str>,
    nullable: bool,
}

impl<'d> Constants<'d> {
    /// Adds the values of a node that is no union; `false` if it can have others.
    fn add(&mut self, target: &Link<'d>) -> bool {
        let Form::Scalar(kind) = &target.form else {
            return false;
        };
        match kind.json_type {
            JsonType::Null => self.nullable = true,
            JsonType::String if !kind.open => {
                let known = kind.known.iter().copied();
                self.values.extend(known.filter_map(Json::as_str));
            }
            _ => return false,
        }
        true
    }
}
