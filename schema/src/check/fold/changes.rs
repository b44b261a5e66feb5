//! What programs hear of: the changes that `emit` names.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::check::fold::Types;
use crate::check::fold::place::Element;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer;
use crate::shape::Type;
use crate::snapshot::checked::{Change, ChangeField, Delta};

/// A rule with `emit`.
pub(super) struct Emitted<'t> {
    pub(super) name: String,
    /// Where the rule stands.
    pub(super) pointer: String,
    pub(super) elements: Vec<Element<'t>>,
    pub(super) delta: Option<Delta>,
    pub(super) value: &'t Type,
    pub(super) nullable: bool,
}

/// The changes, by name.
pub(super) fn changes(
    emitted: &[Emitted<'_>],
    texts: &[String],
    types: Types<'_>,
    findings: &mut Findings,
) -> IndexMap<String, Change> {
    let prefixed = prefixed(emitted);
    let mut changes: IndexMap<String, (Change, &str)> = IndexMap::new();
    for emit in emitted {
        if !names(emit, &prefixed, findings) {
            continue;
        }
        let change = Change {
            fields: emit
                .elements
                .iter()
                .map(|it| field(it, &prefixed))
                .collect(),
            delta: emit.delta.clone(),
            value: match emit.nullable {
                true => emit.value.clone(),
                false => types.bare(emit.value).0.clone(),
            },
            json_text: texts.contains(&emit.value.pointer),
            nullable: emit.nullable,
        };
        let Some((before, rule)) = changes.get_mut(&emit.name) else {
            changes.insert(emit.name.clone(), (change, &emit.pointer));
            continue;
        };
        match disagreement(before, &change, types) {
            Some(what) => {
                let message = format!("another rule tells `{}` with {what}: {rule}", emit.name);
                let place = pointer::child(&emit.pointer, "emit");
                let diagnostic = Diagnostic::new(Check::EmitDisagrees, place, message)
                    .label("one name, two meanings")
                    .help("give this one a name of its own");
                findings.add(diagnostic);
            }
            None => before.nullable |= change.nullable,
        }
    }
    let changes = changes.into_iter();
    changes.map(|(name, (change, _))| (name, change)).collect()
}

/// The lists whose fields are called by the list too: two elements of one place would be called the
/// same.
fn prefixed<'t>(emitted: &[Emitted<'t>]) -> HashSet<&'t str> {
    let mut lists = HashSet::new();
    for emit in emitted {
        for (index, one) in emit.elements.iter().enumerate() {
            for other in &emit.elements[..index] {
                if one.segment == other.segment {
                    lists.extend([one.list, other.list]);
                }
            }
        }
    }
    lists
}

fn field(element: &Element<'_>, prefixed: &HashSet<&str>) -> ChangeField {
    let name = match prefixed.contains(element.list) {
        true => format!("{}_{}", element.called, element.segment),
        false => element.segment.clone(),
    };
    ChangeField {
        name,
        kind: element.kind,
    }
}

/// Whether the names of a change can be had.
fn names(emit: &Emitted<'_>, prefixed: &HashSet<&str>, findings: &mut Findings) -> bool {
    let place = pointer::child(&emit.pointer, "emit");
    let mut refuse = |message: String, label: &str, help: &str| {
        let diagnostic = Diagnostic::new(Check::EmitName, &place, message);
        findings.add(diagnostic.label(label).help(help));
        false
    };
    let name = &emit.name;
    if name == "restarted" {
        return refuse(
            "`restarted` says that the value began anew".to_owned(),
            "taken",
            "choose another name",
        );
    }
    let first = name.bytes().next();
    let others = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !first.is_some_and(|it| it.is_ascii_lowercase()) || !name.bytes().all(others) {
        return refuse(
            format!("`{name}` cannot be the name of a change"),
            "no name in snake_case",
            "write it like `text` or `input_json`",
        );
    }
    let fields: Vec<_> = emit.elements.iter().map(|it| field(it, prefixed)).collect();
    for (index, one) in fields.iter().enumerate() {
        if matches!(one.name.as_str(), "value" | "delta") {
            return refuse(
                format!("the change would have two fields `{}`", one.name),
                "an element on the way is found by something of that name",
                "leave `emit` out, or call what finds the element otherwise",
            );
        }
        if fields[..index].iter().any(|it| it.name == one.name) {
            return refuse(
                format!("the change would have two fields `{}`", one.name),
                "two lists on the way are called the same",
                "leave `emit` out",
            );
        }
    }
    true
}

/// What is not the same in two changes of one name.
fn disagreement(one: &Change, other: &Change, types: Types<'_>) -> Option<&'static str> {
    if one.fields != other.fields {
        return Some("other elements on the way");
    }
    let same = |one: &Type, other: &Type| {
        let (one, other) = (types.bare(one).0, types.bare(other).0);
        types.fits(one, other).is_ok() && types.fits(other, one).is_ok()
    };
    match (&one.delta, &other.delta) {
        (None, None) | (Some(Delta::Text), Some(Delta::Text)) => {}
        (Some(Delta::List(one)), Some(Delta::List(other))) if same(one, other) => {}
        (Some(_), Some(_)) => return Some("pieces of another type"),
        _ => return Some("a piece where this has none, or none where this has one"),
    }
    if one.json_text != other.json_text || !same(&one.value, &other.value) {
        return Some("a value of another type");
    }
    None
}
