//! What unions and `allOf` come down to: references followed, parts put together, branches told apart.

mod branches;
pub(crate) mod conflict;
mod kinds;
mod lookup;
pub(crate) mod tag;
mod together;
pub(crate) mod union;

pub(crate) use branches::Alternative;

use std::cell::Cell;
use std::rc::Rc;

use crate::all_of::{self, Fields, Outcome};
use crate::check::lower::node::{AllOf, Form, Link, Node, Together, Union};
use crate::check::unions::conflict::Contradiction;
use crate::check::unions::kinds::KindSet;
use crate::check::unions::lookup::Lookup;

/// How many schemas may be looked at, and properties brought into other types, to decide all that is
/// `allOf` or a union. Real descriptions come to some ten thousand.
const MAX_WORK: usize = 500_000;

/// The entries of `$defs`, each put together: none is an `allOf`, though it may be a reference.
pub(crate) struct Definitions<'d> {
    nodes: Vec<Link<'d>>,
    /// Where references from each definition lead in the end, which is no reference.
    targets: Vec<usize>,
    /// The kinds of value of each definition.
    kinds: Vec<KindSet>,
    work: Cell<usize>,
}

impl<'d> Definitions<'d> {
    /// Puts definitions together, in an order in which each comes after those it is made of.
    pub(crate) fn new(nodes: Vec<Link<'d>>, order: &[usize]) -> Self {
        let mut definitions = Self {
            targets: (0..nodes.len()).collect(),
            kinds: vec![KindSet::EMPTY; nodes.len()],
            nodes,
            work: Cell::new(0),
        };
        for id in order {
            let mut node = definitions.resolve(&definitions.nodes[*id]);
            match &node.form {
                Form::Ref(to) => definitions.targets[*id] = definitions.targets[*to],
                // Unions of unions are opened once, or long chains of them would be gone through by
                // each union that leads to them.
                Form::Union(union) => {
                    let branches = definitions.branches(union).into_iter();
                    let open = Union {
                        branches: branches.map(|branch| branch.node).collect(),
                        discriminator: union.discriminator,
                    };
                    node = node.with_form(Form::Union(open)).into();
                }
                _ => {}
            }
            definitions.kinds[*id] = kinds::kinds(&node, &definitions.kinds);
            definitions.nodes[*id] = node;
        }
        definitions
    }

    pub(crate) fn nodes(&self) -> &[Link<'d>] {
        &self.nodes
    }

    pub(super) fn spend(&self, work: usize) {
        self.work.set(self.work.get() + work);
    }

    /// Whether the document takes more work than any real one.
    pub(super) fn is_exhausted(&self) -> bool {
        self.work.get() > MAX_WORK
    }

    /// The kinds of value that a node which is put together can be.
    pub(crate) fn kinds(&self, node: &Link<'d>) -> KindSet {
        kinds::kinds(node, &self.kinds)
    }

    /// Puts a node together, and the branches if it is a union. References are kept.
    pub(crate) fn resolve(&self, node: &Link<'d>) -> Link<'d> {
        match &node.form {
            Form::AllOf(all) => self.put_together(node, all).into(),
            Form::Union(union) if union.branches.iter().any(has_all_of) => {
                let union = self.union(&union.branches, union);
                node.with_form(Form::Union(union)).into()
            }
            _ => node.clone(),
        }
    }

    /// [`resolve`](Self::resolve), with references followed.
    pub(crate) fn target(&self, node: &Link<'d>) -> Link<'d> {
        let node = self.resolve(node);
        match node.form {
            Form::Ref(id) => self.nodes[self.targets[id]].clone(),
            _ => node,
        }
    }

    fn union(&self, branches: &[Link<'d>], union: &Union<'d>) -> Union<'d> {
        Union {
            branches: branches.iter().map(|it| self.resolve(it)).collect(),
            discriminator: union.discriminator,
        }
    }

    fn lookup(&self) -> Lookup<'_, 'd> {
        Lookup {
            nodes: &self.nodes,
            targets: &self.targets,
        }
    }

    fn put_together(&self, node: &Link<'d>, all: &AllOf<'d>) -> Node<'d> {
        let with = |form| node.with_form(form);
        if self.is_exhausted() {
            return with(Form::Conflict(Rc::new(conflict::too_many_types())));
        }
        let all_of::AllOf {
            outcome,
            conflicts,
            visited,
        } = all_of::all_of(&mut self.lookup(), &all.parts);
        let copied = match &outcome {
            Outcome::Itself(says) => says.objects.iter().map(size).sum(),
            _ => 0,
        };
        self.spend(visited + copied);
        let conflict = |first: &Link<'d>, second: &Link<'d>, about| {
            let is_object = |part| self.kinds(&self.target(part)).contains(KindSet::OBJECT);
            let contradiction = Contradiction {
                node,
                of: &all.of,
                parts: [first, second],
                mixed: is_object(first) != is_object(second),
                about,
            };
            with(Form::Conflict(Rc::new(contradiction.diagnostic())))
        };
        if let Some(first) = conflicts.first() {
            return conflict(&first.first, &first.second, Some(first.about));
        }
        match outcome {
            Outcome::Unknown => with(Form::Broken),
            Outcome::Same(part) => self.standing_for(node, all, &self.resolve(&part)),
            Outcome::Branches { union, branches } => match (branches.as_slice(), &union.form) {
                ([one], _) => self.standing_for(node, all, &self.resolve(one)),
                (several, Form::Union(union)) => with(Form::Union(self.union(several, union))),
                _ => with(Form::Broken),
            },
            Outcome::Itself(says) => with(together::form(says, node)),
            Outcome::Distributed { union, others } => {
                conflict(&union, others.first().unwrap_or(&union), None)
            }
        }
    }

    /// The node with the form of one of its parts, which says all that is said.
    fn standing_for(&self, node: &Link<'d>, all: &AllOf<'d>, part: &Link<'d>) -> Node<'d> {
        let mut same = node.with_form_of(part);
        // Of parts that were written elsewhere, this is the one to point to.
        if !matches!(all.of, Together::Written | Together::Beside { .. }) {
            same.pointer = Rc::clone(&part.pointer);
        }
        same
    }
}

fn has_all_of(node: &Link<'_>) -> bool {
    match &node.form {
        Form::AllOf(_) => true,
        Form::Union(union) => union.branches.iter().any(has_all_of),
        _ => false,
    }
}

fn size(fields: &Fields<'_, Link<'_>>) -> usize {
    fields.properties.values().map(Vec::len).sum()
}
