//! What the rules of all events do to one list or one place: `sparse`, JSON text, what is closed.

use std::collections::HashMap;

use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::snapshot::checked::{Operation, Place, PlaceStep, Rule};

/// An element is inserted.
#[derive(Debug)]
pub(super) struct Inserted<'t> {
    /// The list, by where the type of its elements stands.
    pub(super) list: &'t str,
    pub(super) sparse: bool,
    /// Where the rule stands.
    pub(super) pointer: String,
}

/// Reports lists of which some elements are inserted with `sparse` and others without.
pub(super) fn sparse(inserted: &[Inserted<'_>], findings: &mut Findings) {
    let mut first: HashMap<&str, &Inserted<'_>> = HashMap::new();
    for insert in inserted {
        let before = first.entry(insert.list).or_insert(insert);
        if before.sparse == insert.sparse {
            continue;
        }
        let (other, help) = match insert.sparse {
            true => ("without `sparse`", "leave `sparse` out, or add it there"),
            false => (
                "with `sparse`",
                "add `\"sparse\": true`, or remove it there",
            ),
        };
        let message = format!(
            "another rule inserts into this list {other}: {}",
            before.pointer
        );
        let diagnostic = Diagnostic::new(Check::SparseDisagrees, &insert.pointer, message);
        findings.add(diagnostic.label("one list, two ways to count").help(help));
    }
}

/// Where the types stand whose values come as JSON text.
pub(super) fn json_texts(rules: &[&Rule]) -> Vec<String> {
    let mut texts = Vec::new();
    for rule in rules {
        if let Operation::AppendJson(append) = &rule.operation {
            for pointer in own_types(&append.to) {
                if !texts.contains(&pointer) {
                    texts.push(pointer);
                }
            }
        }
    }
    texts
}

/// Reports rules that look into JSON text, or put together what is JSON text.
pub(super) fn into_json_text(rules: &[&Rule], texts: &[String], findings: &mut Findings) {
    for rule in rules {
        let (place, keyword, whole) = match &rule.operation {
            Operation::Start(_) => continue,
            Operation::Set(it) => (&it.to, "to", false),
            Operation::Append(it) => (&it.to, "to", true),
            Operation::AppendJson(it) => (&it.to, "to", false),
            Operation::Insert(it) => (&it.to, "to", false),
            Operation::Close(it) => (&it.place, "close", false),
            Operation::Scope(it) => (&it.within, "in", !it.rules.is_empty()),
        };
        let last = place.steps.len().saturating_sub(1);
        let is_text = |step: &PlaceStep| texts.iter().any(|it| own_type(step) == Some(it));
        let mut steps = place.steps.iter().enumerate();
        if steps.any(|(index, step)| is_text(step) && (index < last || whole)) {
            let pointer = crate::pointer::child(&rule.pointer, keyword);
            let message = "this leads into what `append_json` collects as text";
            let diagnostic = Diagnostic::new(Check::RuleOperation, pointer, message)
                .label("nothing is known of it before it is closed")
                .help("set the whole of it, or remove the rule");
            findings.add(diagnostic);
        }
    }
}

/// Where the type of a step stands, as the property or the list has it.
fn own_type(step: &PlaceStep) -> Option<&String> {
    match step {
        PlaceStep::Field { ty, .. } => Some(&ty.pointer),
        PlaceStep::Index { items, .. }
        | PlaceStep::Key { items, .. }
        | PlaceStep::End { items } => Some(&items.pointer),
        PlaceStep::Variant { .. } => None,
    }
}

/// Where the types of a place stand: of a field of several variants that of each.
fn own_types(place: &Place) -> Vec<String> {
    match place.steps.as_slice() {
        [.., PlaceStep::Field { declared, .. }] => declared.clone(),
        [.., step] => own_type(step).into_iter().cloned().collect(),
        [] => Vec::new(),
    }
}

/// What is closed itself: the place without the variants at its end.
fn closed(place: &Place) -> Option<String> {
    let mut steps = place.steps.iter().rev();
    let step = steps.find(|step| !matches!(step, PlaceStep::Variant { .. }));
    step.and_then(own_type).cloned()
}

/// Notes of each rule that makes something whether it is open until another rule closes it.
pub(super) fn open(rules: &mut [Rule], all: &[String]) {
    for rule in rules {
        match &mut rule.operation {
            Operation::Insert(insert) => {
                insert.opens = closed(&insert.to).is_some_and(|it| all.contains(&it));
            }
            Operation::Scope(scope) => {
                let is_closed = closed(&scope.within).is_some_and(|it| all.contains(&it));
                scope.opens = scope.new.is_some() && is_closed;
                open(&mut scope.rules, all);
            }
            _ => {}
        }
    }
}

/// What the rules close.
pub(super) fn all_closed(rules: &[&Rule]) -> Vec<String> {
    let places = rules.iter().filter_map(|rule| match &rule.operation {
        Operation::Close(close) => closed(&close.place),
        _ => None,
    });
    places.collect()
}

/// The rules with those of their scopes.
pub(super) fn flat<'r>(rules: &'r [Rule], into: &mut Vec<&'r Rule>) {
    for rule in rules {
        into.push(rule);
        if let Operation::Scope(scope) = &rule.operation {
            flat(&scope.rules, into);
        }
    }
}
