//! The branches of a union: unions among them opened, sorted by JSON kind.

use std::collections::HashSet;

use crate::check::lower::node::{Form, Node};
use crate::check::unions::view::{Nodes, Union, View};

/// The kinds of value a branch can be, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindSet(u8);

impl KindSet {
    pub(crate) const EMPTY: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(1 << 1);
    pub(crate) const NUMBER: Self = Self(1 << 2);
    pub(crate) const STRING: Self = Self(1 << 3);
    pub(crate) const ARRAY: Self = Self(1 << 4);
    pub(crate) const OBJECT: Self = Self(1 << 5);
    pub(crate) const ANY: Self = Self(1 << 6);
    pub(crate) const BROKEN: Self = Self(1 << 7);

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn is_mixed(self) -> bool {
        self.0.count_ones() > 1
    }
}

/// A branch, or one of the branches a branch was opened into; of one kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf<'n, 'd> {
    pub(crate) node: &'n Node<'d>,
    pub(crate) kind: KindSet,
}

/// The kinds of all definitions, found out in an order in which each comes after those it is made
/// of.
pub(crate) fn kinds(definitions: &[Node<'_>], order: &[usize]) -> Vec<KindSet> {
    let mut kinds = vec![KindSet::EMPTY; definitions.len()];
    for id in order {
        kinds[*id] = Nodes {
            definitions,
            kinds: &kinds,
        }
        .kinds(&definitions[*id]);
    }
    kinds
}

impl<'n, 'd> Nodes<'n, 'd> {
    /// The branches, each of one kind: those of several kinds are opened.
    pub(crate) fn branches(self, union: Union<'n, 'd>) -> Vec<Leaf<'n, 'd>> {
        let mut leaves = Vec::new();
        self.open(union.branches.iter().collect(), &mut |node| {
            let kind = self.kinds(node);
            let open = kind.is_mixed();
            if !open {
                leaves.push(Leaf { node, kind });
            }
            open
        });
        self.distinct(leaves)
    }

    /// What branches of one kind come down to: no unions are left among them.
    pub(crate) fn leaves(self, branches: &[Leaf<'n, 'd>]) -> Vec<Leaf<'n, 'd>> {
        let mut leaves = Vec::new();
        let Some(kind) = branches.first().map(|leaf| leaf.kind) else {
            return leaves;
        };
        self.open(
            branches.iter().map(|leaf| leaf.node).collect(),
            &mut |node| {
                let open = self.as_union(node).is_some();
                if !open {
                    leaves.push(Leaf { node, kind });
                }
                open
            },
        );
        self.distinct(leaves)
    }

    /// The discriminators declared by unions among the branches.
    pub(crate) fn inner_tags(self, branches: &[Leaf<'n, 'd>]) -> Vec<&'d str> {
        let tag = |leaf: &Leaf<'n, 'd>| self.as_union(leaf.node)?.discriminator;
        branches
            .iter()
            .filter_map(tag)
            .map(|it| it.property_name.as_str())
            .collect()
    }

    fn as_union(self, node: &'n Node<'d>) -> Option<Union<'n, 'd>> {
        match &self.chase(node).form {
            Form::Union { .. } | Form::AllOf(_) => match self.view(node) {
                View::Union(union) => Some(union),
                _ => None,
            },
            _ => None,
        }
    }

    /// Goes through branches in order, into those that are unions if `enter` says so; into each
    /// only once, so the work is that of the definitions, not of the paths between them.
    fn open(self, branches: Vec<&'n Node<'d>>, enter: &mut impl FnMut(&'n Node<'d>) -> bool) {
        let mut opened = HashSet::new();
        let mut stack = branches;
        stack.reverse();
        while let Some(node) = stack.pop() {
            let union = self.as_union(node);
            if union.is_some_and(|union| opened.contains(&union.branches.as_ptr())) {
                continue;
            }
            if let (true, Some(union)) = (enter(node), union) {
                opened.insert(union.branches.as_ptr());
                stack.extend(union.branches.iter().rev());
            }
        }
    }

    /// The kinds a node can be of; those of definitions must be known already.
    pub(crate) fn kinds(self, node: &'n Node<'d>) -> KindSet {
        if let Form::Ref(id) = node.form {
            return self.kinds.get(id).copied().unwrap_or(KindSet::BROKEN);
        }
        match self.view(node) {
            View::Union(union) => {
                let kinds = union.branches.iter().map(|branch| self.kinds(branch));
                kinds.fold(KindSet::EMPTY, KindSet::or)
            }
            View::Broken | View::Conflict(_) => KindSet::BROKEN,
            View::Any => KindSet::ANY,
            View::Null => KindSet::NULL,
            View::Boolean => KindSet::BOOLEAN,
            View::Integer { .. } | View::Number => KindSet::NUMBER,
            View::String | View::Values(_) => KindSet::STRING,
            View::Array(_) => KindSet::ARRAY,
            View::Object(_) | View::Free | View::Map(_) => KindSet::OBJECT,
        }
    }

    /// Drops branches that say what another one says.
    fn distinct(self, leaves: Vec<Leaf<'n, 'd>>) -> Vec<Leaf<'n, 'd>> {
        let mut targets = HashSet::new();
        let mut written = HashSet::new();
        let mut distinct = leaves;
        distinct.retain(|leaf| match (&leaf.node.form, leaf.node.identity) {
            (Form::Ref(_), _) => targets.insert(std::ptr::from_ref(self.chase(leaf.node))),
            (_, Some(identity)) => written.insert(identity),
            (_, None) => true,
        });
        distinct
    }
}
