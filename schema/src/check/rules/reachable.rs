//! Which definitions and events anything leads to.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::check::lower::node::Link;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Stream;
use crate::pointer;
use crate::shape::Type;
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
    definitions: &'n [Link<'d>],
    roots: impl Iterator<Item = &'n Link<'d>>,
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
pub(crate) fn definitions(
    definitions: &IndexMap<String, Type>,
    unused: &[usize],
    findings: &mut Findings,
) {
    for (key, ty) in unused.iter().filter_map(|id| definitions.get_index(*id)) {
        findings.add(
            Diagnostic::new(
                Check::UnusedDefinition,
                ty.pointer.clone(),
                format!("no event leads to `{key}`"),
            )
            .at_key()
            .label("not used")
            .help("refer to it, or remove it"),
        );
    }
}

/// Notes the events that `dispatch` can never name.
pub(crate) fn events(checked: &Stream<Type>, findings: &mut Findings) {
    let mut named = HashSet::new();
    for entry in &checked.dispatch {
        match entry {
            Dispatch::Event | Dispatch::Pointer(_) => return,
            Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => {
                named.insert(event_type);
            }
        }
    }
    for key in checked.events.keys().filter(|key| !named.contains(key)) {
        findings.add(
            Diagnostic::new(
                Check::UnreachableEvent,
                pointer::child("/events", key),
                format!("`dispatch` never names `{key}`"),
            )
            .at_key()
            .label("never arrives")
            .help("add an entry for it to `dispatch`, or remove it"),
        );
    }
}
