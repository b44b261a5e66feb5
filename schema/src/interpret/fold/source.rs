//! What a rule takes from an event.

use crate::checked::Checked;
use crate::interpret::fold::node::{Node, Part};
use crate::interpret::fold::typed::{Variant, typed, variant};
use crate::snapshot::checked::{Form, Source, SourceStep};

/// What was found.
pub(super) enum Found {
    /// A variant on the way does not hold.
    NoMatch,
    /// It is absent or null.
    Nothing,
    Value(Node),
}

/// What is at a place of an event.
pub(super) enum Looked<'e> {
    NoMatch,
    Nothing,
    Value(&'e Node),
}

/// Follows a way through an event.
pub(super) fn look<'e>(event: &'e Node, steps: &[SourceStep]) -> Looked<'e> {
    let mut now = Some(event);
    for step in steps {
        match step {
            SourceStep::Field { key, .. } => now = now.and_then(|it| it.field(key)),
            SourceStep::Variant { union, variants } => match variant(union, now) {
                Variant::Declared(name) if variants.contains(&name) => {}
                _ => return Looked::NoMatch,
            },
        }
    }
    match now {
        None | Some(Node::Null) => Looked::Nothing,
        Some(node) => Looked::Value(node),
    }
}

/// The parts of an event that a way goes through.
pub(super) fn parts(steps: &[SourceStep]) -> impl Iterator<Item = Part> {
    steps.iter().filter_map(|step| match step {
        SourceStep::Field { key, .. } => Some(Part::Field(key.clone())),
        SourceStep::Variant { .. } => None,
    })
}

/// What a source gives, as its type holds it.
pub(super) fn take(document: &Checked, source: &Source, event: &Node) -> Found {
    let node = match &source.form {
        Form::Path { steps, .. } => match look(event, steps) {
            Looked::NoMatch => return Found::NoMatch,
            Looked::Nothing => return Found::Nothing,
            Looked::Value(node) => node.clone(),
        },
        Form::Const(json) => Node::from(json),
        Form::New(fields) => {
            let fields =
                fields
                    .iter()
                    .filter_map(|(key, source)| match take(document, source, event) {
                        Found::Value(node) => Some((key.clone(), node)),
                        Found::Nothing | Found::NoMatch => None,
                    });
            Node::object(fields.collect::<Vec<_>>())
        }
        Form::First(sources) => {
            let mut found = sources.iter().map(|it| take(document, it, event));
            return found
                .find(|it| matches!(it, Found::Value(_)))
                .unwrap_or(Found::Nothing);
        }
    };
    match node {
        Node::Null => Found::Nothing,
        node => Found::Value(typed(document, &source.into, node)),
    }
}
