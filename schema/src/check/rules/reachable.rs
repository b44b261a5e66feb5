//! Which definitions and events anything leads to.

use std::collections::HashSet;

use crate::check::lower::node::Node;
use crate::check_table::Check;
use crate::checked::Checked;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer;
use crate::shape::Definition;
use crate::words::Dispatch;

/// Which of a number of things have not been visited.
pub(crate) struct Unvisited(Vec<bool>);

impl Unvisited {
    pub(crate) fn new(count: usize) -> Self {
        Self(vec![true; count])
    }

    /// Visits one; `false` if it was visited before.
    pub(crate) fn take(&mut self, index: usize) -> bool {
        std::mem::replace(&mut self.0[index], false)
    }
}

/// The definitions that none of `roots` leads to.
pub(crate) fn unused<'n, 'd: 'n>(
    definitions: &'n [Node<'d>],
    roots: impl Iterator<Item = &'n Node<'d>>,
) -> Vec<usize> {
    let mut unvisited = Unvisited::new(definitions.len());
    let mut nodes: Vec<_> = roots.collect();
    while let Some(node) = nodes.pop() {
        node.references(&mut |id| {
            if unvisited.take(id) {
                nodes.push(&definitions[id]);
            }
        });
    }
    (0..definitions.len())
        .filter(|id| unvisited.take(*id))
        .collect()
}

/// Notes the definitions that no event leads to.
pub(crate) fn definitions(definitions: &[Definition], unused: &[usize], findings: &mut Findings) {
    for definition in unused.iter().map(|id| &definitions[*id]) {
        findings.add(
            Diagnostic::new(
                Check::UnusedDefinition,
                definition.ty.pointer.clone(),
                format!("no event leads to `{}`", definition.key),
            )
            .at_key()
            .label("not used")
            .help("refer to it, or remove it"),
        );
    }
}

/// Notes the events that `dispatch` can never name.
pub(crate) fn events(checked: &Checked, findings: &mut Findings) {
    let mut named = HashSet::new();
    for entry in &checked.dispatch {
        match entry {
            Dispatch::Event | Dispatch::Pointer(_) => return,
            Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => {
                named.insert(event_type);
            }
        }
    }
    for event in checked
        .events
        .iter()
        .filter(|event| !named.contains(&event.key))
    {
        findings.add(
            Diagnostic::new(
                Check::UnreachableEvent,
                pointer::child("/events", &event.key),
                format!("`dispatch` never names `{}`", event.key),
            )
            .at_key()
            .label("never arrives")
            .help("add an entry for it to `dispatch`, or remove it"),
        );
    }
}
