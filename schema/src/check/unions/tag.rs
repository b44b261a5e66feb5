//! The property that tells the objects of a union apart.

use indexmap::IndexMap;

use crate::check::lower::node::Node;
use crate::check::unions::branches::Leaf;
use crate::check::unions::view::{Merged, Nodes, View};

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
    pub(crate) fn shares(&self) -> bool {
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

/// A tag one branch has and another lacks.
#[derive(Debug)]
pub(crate) struct Lacking<'n, 'd> {
    pub(crate) branch: &'n Node<'d>,
}

impl<'n, 'd> Nodes<'n, 'd> {
    /// Tells objects apart by a declared discriminator.
    pub(crate) fn declared(
        self,
        tag: &'d str,
        leaves: &[Leaf<'n, 'd>],
    ) -> Result<Choice<'d>, Lacking<'n, 'd>> {
        let mut objects = Vec::new();
        for leaf in leaves {
            match self.view(leaf.node) {
                View::Object(merged) => objects.push(merged),
                _ => return Err(Lacking { branch: leaf.node }),
            }
        }
        self.choice(tag, &objects).map_err(|index| Lacking {
            branch: leaves[index].node,
        })
    }

    /// Finds a property that tells objects apart: a constant of its own in every one.
    pub(crate) fn inferred(
        self,
        leaves: &[Leaf<'n, 'd>],
        preferred: &[&'d str],
    ) -> Option<Choice<'d>> {
        let object = |leaf: &Leaf<'n, 'd>| match self.view(leaf.node) {
            View::Object(merged) => Some(merged),
            _ => None,
        };
        let objects: Vec<_> = leaves.iter().map(object).collect::<Option<_>>()?;
        let candidates = objects.first()?.properties.keys();
        candidates
            .filter_map(|tag| self.choice(tag, &objects).ok())
            .filter(|choice| choice.values.len() > 1)
            .min_by_key(|choice| choice.rank(preferred))
    }

    /// The choice by a property, or the index of an object where it has no constant.
    fn choice(self, tag: &'d str, objects: &[Merged<'n, 'd>]) -> Result<Choice<'d>, usize> {
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
    pub(crate) fn constants(self, property: &'n Node<'d>) -> Option<Constants<'d>> {
        let mut constants = Constants {
            values: Vec::new(),
            nullable: false,
        };
        match self.view(property) {
            View::Values(values) => constants.values.extend(values),
            View::Union(union) => {
                for leaf in self.leaves(&self.branches(union)) {
                    match self.view(leaf.node) {
                        View::Values(values) => constants.values.extend(values),
                        View::Null => constants.nullable = true,
                        _ => return None,
                    }
                }
            }
            _ => {}
        }
        (!constants.values.is_empty()).then_some(constants)
    }
}

#[derive(Debug)]
pub(crate) struct Constants<'d> {
    pub(crate) values: Vec<&'d str>,
    nullable: bool,
}
