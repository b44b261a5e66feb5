//! Where JSON texts are, and which texts grow.

use std::collections::HashSet;

use stream_events_schema::Checked;
use stream_events_schema::snapshot::checked::{Operation, PlaceStep, Rule};

use crate::model::item::{Item, Ty};

/// The items that JSON texts are in, directly or in what they are made of.
pub(super) fn items(items: &[Item]) -> Vec<usize> {
    let mut found = vec![false; items.len()];
    loop {
        let before = found.clone();
        for (index, item) in items.iter().enumerate() {
            let parts = item.kind.parts();
            found[index] |= parts.iter().any(|it| is_with(it, &|index| before[index]));
        }
        if found == before {
            break;
        }
    }
    let found = found.iter().enumerate().filter(|(_, found)| **found);
    found.map(|(index, _)| index).collect()
}

/// Whether JSON texts are in a type, as far as these items have them.
pub(super) fn is_with(ty: &Ty, items: &dyn Fn(usize) -> bool) -> bool {
    match ty {
        Ty::JsonText(_) => true,
        Ty::Item(index, _) => items(*index),
        Ty::Boxed(inner) | Ty::Option(inner) | Ty::Vec(inner) | Ty::Map(inner) => {
            is_with(inner, items)
        }
        _ => false,
    }
}

/// Where the types of strings stand that deltas are appended to: these grow, whatever other strings are.
pub(crate) fn appended_texts(document: &Checked) -> HashSet<String> {
    let mut found = HashSet::new();
    let rules = document
        .fold()
        .into_iter()
        .flat_map(|it| it.events.values());
    rules.for_each(|rules| collect(rules, &mut found));
    found
}

fn collect(rules: &[Rule], found: &mut HashSet<String>) {
    for rule in rules {
        match &rule.operation {
            Operation::Append(append) => match append.to.steps.last() {
                Some(PlaceStep::Field { declared, .. }) => found.extend(declared.iter().cloned()),
                Some(PlaceStep::Index { items, .. } | PlaceStep::Key { items, .. }) => {
                    found.insert(items.pointer.clone());
                }
                _ => {}
            },
            Operation::Scope(scope) => collect(&scope.rules, found),
            _ => {}
        }
    }
}
