//! Types that are lists, maps or nullables of themselves.

use indexmap::IndexMap;

use crate::check::rules::reachable::Unvisited;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::shape::{Shape, Type};

/// Reports definitions that are lists, maps or nullables of themselves, and breaks them, so that
/// following references ends.
pub(crate) fn break_cycles(definitions: &mut IndexMap<String, Type>, findings: &mut Findings) {
    let next: Vec<Option<usize>> = definitions.values().map(|ty| alias(&ty.shape)).collect();
    let mut unvisited = Unvisited::new(definitions.len());
    for start in 0..definitions.len() {
        let mut path = Vec::new();
        let mut current = Some(start);
        while let Some(id) = current.filter(|id| unvisited.take(*id)) {
            path.push(id);
            current = next[id];
        }
        let Some(from) = path.iter().position(|id| Some(*id) == current) else {
            continue;
        };
        let first = path[from..].iter().min();
        let Some((key, ty)) = first.and_then(|id| definitions.get_index(*id)) else {
            continue;
        };
        findings.add(
            Diagnostic::new(
                Check::AliasCycle,
                ty.pointer.clone(),
                format!("`{key}` contains itself with no object in between"),
            )
            .at_key()
            .label("Rust has no type for this")
            .help("put an object or a union in between"),
        );
        for id in &path[from..] {
            definitions[*id].shape = Shape::Broken;
        }
    }
}

/// The definition that this shape, which makes no Rust type of its own, is built on.
fn alias(mut shape: &Shape) -> Option<usize> {
    loop {
        shape = match shape {
            Shape::Ref(id) => return Some(id.index()),
            Shape::Nullable(inner) | Shape::Array(inner) | Shape::Map(inner) => &inner.shape,
            _ => return None,
        };
    }
}
