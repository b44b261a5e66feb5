//! The branches of a union: unions among them opened, sorted by JSON kind.

use std::collections::HashSet;

use super::node::{Form, Node};
use super::view::{Nodes, Union, View};
use crate::schema::Schema;

/// The kinds of value a branch can be, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindSet(u8);

impl KindSet {
    const EMPTY: Self = Self(0);
    pub(super) const NULL: Self = Self(1);
    pub(super) const BOOLEAN: Self = Self(1 << 1);
    pub(super) const NUMBER: Self = Self(1 << 2);
    pub(super) const STRING: Self = Self(1 << 3);
    pub(super) const ARRAY: Self = Self(1 << 4);
    pub(super) const OBJECT: Self = Self(1 << 5);
    pub(super) const ANY: Self = Self(1 << 6);
    pub(super) const BROKEN: Self = Self(1 << 7);

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn is_mixed(self) -> bool {
        self.0.count_ones() > 1
    }
}

/// A branch, or one of the branches a branch was opened into; of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf<'n, 'd> {
    pub(super) node: &'n Node<'d>,
    pub(super) kind: KindSet,
}

impl<'n, 'd> Nodes<'n, 'd> {
    /// The branches, each of one kind: those of several kinds are opened.
    pub(super) fn branches(self, union: Union<'n, 'd>) -> Vec<Leaf<'n, 'd>> {
        let mut leaves = Vec::new();
        self.open(union.branches, &mut |node| {
            let kind = self.kinds(node);
            let open = kind.is_mixed();
            if !open {
                leaves.push(Leaf { node, kind });
            }
            open
        });
        self.distinct(leaves)
    }

    /// What branches come down to: no unions are left among them.
    pub(super) fn leaves(self, branches: &[Leaf<'n, 'd>]) -> Vec<Leaf<'n, 'd>> {
        let mut leaves = Vec::new();
        for branch in branches {
            self.open(std::slice::from_ref(branch.node), &mut |node| {
                let open = self.is_union(node);
                if !open {
                    leaves.push(Leaf {
                        node,
                        kind: branch.kind,
                    });
                }
                open
            });
        }
        self.distinct(leaves)
    }

    /// The discriminators declared by unions among the branches.
    pub(super) fn inner_tags(self, branches: &[Leaf<'n, 'd>]) -> Vec<&'d str> {
        let union = |leaf: &Leaf<'n, 'd>| match self.view(leaf.node) {
            View::Union(union) => union.discriminator,
            _ => None,
        };
        branches
            .iter()
            .filter_map(union)
            .map(|it| it.property_name.as_str())
            .collect()
    }

    fn is_union(self, node: &'n Node<'d>) -> bool {
        matches!(self.view(node), View::Union(_))
    }

    /// Goes through branches in order, into those that are unions if `enter` says so; into each
    /// only once, so the work is that of the definitions, not of the paths between them.
    fn open(self, branches: &'n [Node<'d>], enter: &mut impl FnMut(&'n Node<'d>) -> bool) {
        let mut opened = HashSet::new();
        let mut stack: Vec<&'n Node<'d>> = branches.iter().rev().collect();
        while let Some(node) = stack.pop() {
            if let View::Union(union) = self.view(node) {
                if opened.contains(&union.branches.as_ptr()) || !enter(node) {
                    continue;
                }
                opened.insert(union.branches.as_ptr());
                stack.extend(union.branches.iter().rev());
            } else {
                enter(node);
            }
        }
    }

    fn kinds(self, node: &'n Node<'d>) -> KindSet {
        let mut kinds = KindSet::EMPTY;
        self.open(std::slice::from_ref(node), &mut |node| {
            let kind = match self.view(node) {
                View::Union(_) => return true,
                View::Broken | View::Conflict(_) => KindSet::BROKEN,
                View::Any => KindSet::ANY,
                View::Null => KindSet::NULL,
                View::Boolean => KindSet::BOOLEAN,
                View::Integer { .. } | View::Number => KindSet::NUMBER,
                View::String | View::Values(_) => KindSet::STRING,
                View::Array(_) => KindSet::ARRAY,
                View::Object(_) | View::Free | View::Map(_) => KindSet::OBJECT,
            };
            kinds = kinds.or(kind);
            true
        });
        kinds
    }

    /// Drops branches that say what another one says.
    fn distinct(self, leaves: Vec<Leaf<'n, 'd>>) -> Vec<Leaf<'n, 'd>> {
        let mut targets = HashSet::new();
        let mut inline: Vec<&Schema> = Vec::new();
        let mut distinct = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            let new = match (&leaf.node.form, leaf.node.schema) {
                (Form::Ref(_), _) => targets.insert(std::ptr::from_ref(self.chase(leaf.node))),
                (_, Some(schema)) => {
                    let new = !inline.contains(&schema);
                    inline.push(schema);
                    new
                }
                (_, None) => true,
            };
            if new {
                distinct.push(leaf);
            }
        }
        distinct
    }
}
