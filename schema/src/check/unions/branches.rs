//! The branches of a union: unions among them opened, sorted by JSON kind.

use std::collections::HashSet;

use crate::check::lower::node::{Form, Link, Union};
use crate::check::unions::Definitions;
use crate::check::unions::kinds::KindSet;

/// A branch, or one of the branches a branch was opened into; of one kind.
#[derive(Debug, Clone)]
pub(crate) struct Alternative<'d> {
    pub(crate) node: Link<'d>,
    pub(crate) kind: KindSet,
}

impl<'d> Definitions<'d> {
    /// The branches of a union that is put together, each of one kind: those of several kinds are
    /// opened.
    pub(crate) fn branches(&self, union: &Union<'d>) -> Vec<Alternative<'d>> {
        let mut found = Vec::new();
        self.open(&union.branches, &mut |node| {
            let kind = self.kinds(node);
            let open = kind.is_mixed();
            if !open {
                let node = node.clone();
                found.push(Alternative { node, kind });
            }
            open
        });
        self.distinct(found)
    }

    /// What branches come down to, all of the kind of the first: no unions are left among them.
    pub(crate) fn leaves(&self, branches: &[Alternative<'d>]) -> Vec<Alternative<'d>> {
        let mut leaves = Vec::new();
        let Some(kind) = branches.first().map(|branch| branch.kind) else {
            return leaves;
        };
        let nodes: Vec<_> = branches.iter().map(|branch| branch.node.clone()).collect();
        self.open(&nodes, &mut |node| {
            let open = self.as_union(node).is_some();
            if !open {
                let node = node.clone();
                leaves.push(Alternative { node, kind });
            }
            open
        });
        self.distinct(leaves)
    }

    /// The discriminators declared by unions among the branches.
    pub(crate) fn inner_tags(&self, branches: &[Alternative<'d>]) -> Vec<&'d str> {
        let tag = |branch: &Alternative<'d>| {
            let target = self.as_union(&branch.node)?;
            let Form::Union(union) = &target.form else {
                return None;
            };
            Some(union.discriminator?.property_name.as_str())
        };
        branches.iter().filter_map(tag).collect()
    }

    /// The union that a node is, or leads to.
    fn as_union(&self, node: &Link<'d>) -> Option<Link<'d>> {
        Some(self.target(node)).filter(|target| matches!(target.form, Form::Union(_)))
    }

    /// Goes through branches in order, into those that are unions if `enter` says so; into each
    /// only once, so the work is that of the definitions, not of the paths between them.
    fn open(&self, branches: &[Link<'d>], enter: &mut impl FnMut(&Link<'d>) -> bool) {
        let mut opened = HashSet::new();
        let mut stack: Vec<_> = branches.iter().rev().cloned().collect();
        while let Some(node) = stack.pop() {
            self.spend(1);
            let union = self.as_union(&node);
            if union.as_ref().is_some_and(|union| opened.contains(union)) {
                continue;
            }
            if let (true, Some(target)) = (enter(&node), union) {
                if let Form::Union(union) = &target.form {
                    stack.extend(union.branches.iter().rev().cloned());
                }
                opened.insert(target);
            }
        }
    }

    /// Drops branches that say what another one says.
    fn distinct(&self, branches: Vec<Alternative<'d>>) -> Vec<Alternative<'d>> {
        let mut targets = HashSet::new();
        let mut written = HashSet::new();
        let mut distinct = branches;
        distinct.retain(|branch| match (&branch.node.form, branch.node.identity) {
            (Form::Ref(_), _) => targets.insert(self.target(&branch.node)),
            (_, Some(identity)) => written.insert(identity),
            (_, None) => true,
        });
        distinct
    }
}
