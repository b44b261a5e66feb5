//! [`Node`] to [`Type`]: references stay, `allOf` is put together, unions are decided.

use std::collections::HashSet;

use crate::check::lower::node::{Form, Node};
use crate::check::unions::view::{Merged, Nodes, View};
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer;
use crate::shape::{DefinitionId, EnumValue, Object, Property, Shape, Type};
use crate::suggest::nearest;

pub(crate) struct Settling<'n, 'd, 'f> {
    pub(crate) nodes: Nodes<'n, 'd>,
    pub(crate) findings: &'f mut Findings,
    /// What is being settled, from the outside in.
    active: Vec<*const Node<'d>>,
    budget: usize,
}

impl<'n, 'd, 'f> Settling<'n, 'd, 'f> {
    /// Nested deeper than any text can be, inline schemas must be spelling each other out.
    const MAX_DEPTH: usize = 160;
    /// Far above the largest real descriptions, which come to some 20,000.
    const BUDGET: usize = 200_000;

    pub(crate) fn new(nodes: Nodes<'n, 'd>, findings: &'f mut Findings) -> Self {
        Self {
            nodes,
            findings,
            active: Vec::new(),
            budget: Self::BUDGET,
        }
    }

    pub(crate) fn ty(&mut self, node: &'n Node<'d>) -> Type {
        let mut ty = Type {
            shape: Shape::Any,
            description: node.description.map(str::to_owned),
            deprecated: node.deprecated,
            name: node.name.map(str::to_owned),
            pointer: node.pointer.clone(),
        };
        if let Form::Ref(id) = node.form {
            ty.shape = Shape::Ref(DefinitionId(id));
            return ty;
        }
        let this = std::ptr::from_ref(node);
        let spent = self.active.len() >= Self::MAX_DEPTH || self.budget == 0;
        if spent || self.active.contains(&this) {
            self.recursive(node);
            ty.shape = Shape::Broken;
            return ty;
        }
        self.budget -= 1;
        self.active.push(this);
        self.shape(node, &mut ty);
        self.active.pop();
        ty
    }

    fn shape(&mut self, node: &'n Node<'d>, ty: &mut Type) {
        ty.shape = match self.nodes.view(node) {
            View::Broken => Shape::Broken,
            View::Conflict(conflict) => {
                let place = pointer::child(&node.pointer, "allOf");
                let diagnostic = Diagnostic::new(Check::AllOfConflict, place, conflict.message)
                    .at_key()
                    .label("cannot be put together")
                    .help(conflict.help);
                self.findings.add(diagnostic);
                Shape::Broken
            }
            View::Any => Shape::Any,
            View::Null => Shape::Null,
            View::Boolean => Shape::Boolean,
            View::Integer { unsigned } => Shape::Integer { unsigned },
            View::Number => Shape::Number,
            View::String => Shape::String,
            View::Values(values) => known_strings(values),
            View::Free => Shape::FreeForm,
            View::Map(values) => Shape::Map(Box::new(self.ty(values))),
            View::Array(items) => Shape::Array(Box::new(self.ty(items))),
            View::Object(merged) => Shape::Object(self.object(&merged)),
            View::Union(union) => return self.union(node, union, ty),
        };
    }

    fn object(&mut self, merged: &Merged<'n, 'd>) -> Object {
        self.required(merged);
        let properties = merged.properties.iter().map(|(key, node)| Property {
            key: (*key).to_owned(),
            required: merged.required.contains(key),
            ty: self.ty(node),
        });
        Object {
            properties: properties.collect(),
            additional: merged.additional.map(|node| Box::new(self.ty(node))),
        }
    }

    fn required(&mut self, merged: &Merged<'_, '_>) {
        for (pointer, required) in &merged.requirements {
            let mut seen = HashSet::new();
            for (index, key) in required.iter().enumerate() {
                let place = format!("{pointer}/required/{index}");
                if !seen.insert(key) {
                    self.findings
                        .add(crate::check::repeated(place, &format!("`{key}`")));
                } else if !merged.properties.contains_key(key.as_str()) {
                    let help = match nearest(key, merged.properties.keys().copied()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("declare `{key}` in `properties`, or do not require it"),
                    };
                    let message = format!("there is no property `{key}` to require");
                    let diagnostic = Diagnostic::new(Check::UnknownRequired, place, message)
                        .label("not declared in `properties`")
                        .help(help);
                    self.findings.add(diagnostic);
                }
            }
        }
    }

    fn recursive(&mut self, node: &Node<'_>) {
        let help = "give the schemas in between entries in `$defs` and refer to them";
        let diagnostic = if self.budget == 0 {
            // The place is only where the budget ran out: say it once, for the whole document.
            let message = "the inline schemas of this document spell each other out endlessly";
            Diagnostic::new(Check::RecursiveInline, "/$defs", message).at_key()
        } else {
            let message = "this inline schema contains itself";
            Diagnostic::new(Check::RecursiveInline, node.pointer.clone(), message)
        };
        self.findings
            .add(diagnostic.label("spelt out without end").help(help));
    }
}

/// The shape of a string with known values.
pub(crate) fn known_strings(values: &[&str]) -> Shape {
    match values {
        [one] => Shape::Const((*one).to_owned()),
        _ => Shape::Enum(values.iter().map(|value| enum_value(value, None)).collect()),
    }
}

pub(crate) fn enum_value(value: &str, description: Option<&str>) -> EnumValue {
    EnumValue {
        value: value.to_owned(),
        description: description.map(str::to_owned),
    }
}
