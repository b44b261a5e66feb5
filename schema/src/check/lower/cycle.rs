//! Types defined as themselves.

use crate::check::lower::node::{Form, Link};
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};

/// Reports definitions that lead back to themselves through references, unions and `allOf` alone,
/// and breaks them, so that following references ends. Returns the definitions in an order in
/// which each comes after those it is made of.
pub(crate) fn break_cycles(
    nodes: &mut [Link<'_>],
    keys: &[&str],
    findings: &mut Findings,
) -> Vec<usize> {
    let edges: Vec<Vec<usize>> = nodes.iter().map(surface).collect();
    let Sorted { order, cycles } = sort(&edges);
    for cycle in cycles {
        let names: Vec<_> = cycle
            .iter()
            .chain(cycle.first())
            .map(|id| keys[*id])
            .collect();
        let Some((first, rest)) = cycle.split_first() else {
            continue;
        };
        let message = match rest {
            [] => format!("`{}` is defined as itself", keys[*first]),
            _ => format!(
                "`{}` is defined as itself: {}",
                keys[*first],
                names.join(" → ")
            ),
        };
        findings.add(
            Diagnostic::new(Check::ReferenceCycle, &*nodes[*first].pointer, message)
                .at_key()
                .label("leads back here with no object or list in between")
                .help("say in one of them what it is: an object, a list, a string, …"),
        );
        for id in cycle {
            nodes[id] = Link::bare(&nodes[id].pointer, Form::Broken);
        }
    }
    order
}

/// The definitions a node is made of.
fn surface(node: &Link<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut stack = vec![node];
    while let Some(node) = stack.pop() {
        match &node.form {
            Form::Ref(id) => found.push(*id),
            Form::Union(union) => stack.extend(union.branches.iter().rev()),
            Form::AllOf(all) => stack.extend(all.parts.iter().rev()),
            _ => {}
        }
    }
    found
}

/// A graph sorted by its edges.
struct Sorted {
    /// What an edge leads to comes before what it starts from, but for cycles.
    order: Vec<usize>,
    /// Disjoint cycles, enough of them that without their members no cycle is left.
    cycles: Vec<Vec<usize>>,
}

fn sort(edges: &[Vec<usize>]) -> Sorted {
    const ON_PATH: usize = usize::MAX;
    let mut sorted = Sorted {
        order: Vec::with_capacity(edges.len()),
        cycles: Vec::new(),
    };
    let mut done = vec![false; edges.len()];
    // How many edges of each node have been followed; `ON_PATH` is kept apart in `path`.
    let mut on_path = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if !done[start] {
            path.push((start, 0));
            on_path[start] = true;
        }
        while let Some((id, next)) = path.last_mut() {
            let target = edges[*id].get(*next).copied().unwrap_or(ON_PATH);
            *next += 1;
            if target == ON_PATH {
                on_path[*id] = false;
                done[*id] = true;
                sorted.order.push(*id);
                path.pop();
            } else if on_path[target] {
                // All on the path from `target` on are broken; what led there is not.
                let from = path.iter().position(|(id, _)| *id == target).unwrap_or(0);
                let mut cycle: Vec<_> = path.drain(from..).map(|(id, _)| id).collect();
                for id in &cycle {
                    on_path[*id] = false;
                    done[*id] = true;
                }
                let first = (0..cycle.len())
                    .min_by_key(|index| cycle[*index])
                    .unwrap_or(0);
                cycle.rotate_left(first);
                sorted.order.extend(&cycle);
                sorted.cycles.push(cycle);
            } else if !done[target] {
                path.push((target, 0));
                on_path[target] = true;
            }
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cycle_is_broken() {
        assert_eq!(sort(&[vec![0]]).cycles, [[0]]);
        assert_eq!(sort(&[vec![2], vec![0], vec![1]]).cycles, [[0, 2, 1]]);
        assert_eq!(sort(&[vec![1], vec![2], vec![1]]).cycles, [[1, 2]]);
    }

    #[test]
    fn what_a_node_is_made_of_comes_first() {
        let sorted = sort(&[vec![1, 2], vec![2], vec![]]);
        assert!(sorted.cycles.is_empty());
        assert_eq!(sorted.order, [2, 1, 0]);
    }
}
