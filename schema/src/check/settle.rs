//! [`Node`] to [`Type`]: references stay, `allOf` is put together, unions are decided.

mod union;

use crate::all_of::Kind;
use crate::check::lower::node::{AllOf, Form, Link, Node, Object, Together};
use crate::check::unions::Definitions;
use crate::check::unions::conflict;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::json::Json;
use crate::schema::JsonType;
use crate::shape::{self, DefinitionId, EnumValue, Property, Shape, Type};
use crate::suggest::nearest;

pub(crate) struct Settling<'n, 'd, 'f> {
    definitions: &'n Definitions<'d>,
    findings: &'f mut Findings,
    /// What is being settled, from the outside in: nodes, each as what it is made of.
    active: Vec<Vec<Link<'d>>>,
    budget: usize,
}

impl<'n, 'd, 'f> Settling<'n, 'd, 'f> {
    /// Nested deeper than any text can be, inline schemas must contain each other.
    const MAX_DEPTH: usize = 160;
    /// How many types there may be, references included: far above the largest real descriptions,
    /// which come to some 50,000.
    const BUDGET: usize = 400_000;

    pub(crate) fn new(definitions: &'n Definitions<'d>, findings: &'f mut Findings) -> Self {
        Self {
            definitions,
            findings,
            active: Vec::new(),
            budget: Self::BUDGET,
        }
    }

    pub(crate) fn ty(&mut self, link: &Link<'d>) -> Type {
        let node = self.definitions.resolve(link);
        let mut ty = Type {
            shape: Shape::Any,
            description: node.description.map(str::to_owned),
            deprecated: node.deprecated,
            name: node.name.map(str::to_owned),
            pointer: node.pointer.to_string(),
        };
        let made_of = made_of(link);
        let spent = self.active.len() >= Self::MAX_DEPTH || self.budget == 0;
        if spent || self.active.contains(&made_of) {
            self.recursive(&node);
            ty.shape = Shape::Broken;
            return ty;
        }
        self.budget -= 1;
        if let Form::Ref(id) = node.form {
            ty.shape = Shape::Ref(DefinitionId(id));
            return ty;
        }
        self.active.push(made_of);
        self.shape(&node, &mut ty);
        self.active.pop();
        ty
    }

    fn shape(&mut self, node: &Link<'d>, ty: &mut Type) {
        ty.shape = match &node.form {
            // Neither an `allOf` nor a reference is left.
            Form::Broken | Form::AllOf(_) | Form::Ref(_) => Shape::Broken,
            Form::Conflict(diagnostic) => {
                self.findings.add((**diagnostic).clone());
                Shape::Broken
            }
            Form::Any => Shape::Any,
            Form::Scalar(kind) => scalar(kind),
            Form::Free { .. } => Shape::FreeForm,
            Form::Map(values) => Shape::Map(Box::new(self.ty(values))),
            Form::Array(items) => Shape::Array(Box::new(self.ty(items))),
            Form::Object(object) => Shape::Object(self.object(object)),
            Form::Union(union) => return self.union(node, union, ty),
        };
    }

    fn object(&mut self, object: &Object<'d>) -> shape::Object {
        self.required(object);
        let required = object.required_keys();
        let properties = object.properties.iter().map(|(key, node)| Property {
            key: (*key).to_owned(),
            required: required.contains(key),
            ty: self.ty(node),
        });
        shape::Object {
            properties: properties.collect(),
            additional: object
                .additional
                .as_ref()
                .map(|node| Box::new(self.ty(node))),
        }
    }

    fn required(&mut self, object: &Object<'_>) {
        for required in &object.required {
            let key = required.key;
            if object.properties.contains_key(key) {
                continue;
            }
            let help = match nearest(key, object.properties.keys().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("declare `{key}` in `properties`, or do not require it"),
            };
            let place = format!("{}/required/{}", required.schema, required.index);
            let message = format!("there is no property `{key}` to require");
            let diagnostic = Diagnostic::new(Check::UnknownRequired, place, message)
                .label("not declared in `properties`")
                .help(help);
            self.findings.add(diagnostic);
        }
    }

    fn recursive(&mut self, node: &Node<'_>) {
        self.findings.add(match self.budget {
            0 => conflict::too_many_types(),
            _ => {
                let message = "this inline schema contains itself";
                Diagnostic::new(Check::RecursiveInline, &*node.pointer, message)
                    .label("spelt out without end")
                    .help("give the schemas in between entries in `$defs` and refer to them")
            }
        });
    }
}

/// What a node is made of: the parts, if they were written in different places.
fn made_of<'d>(node: &Link<'d>) -> Vec<Link<'d>> {
    match &node.form {
        Form::AllOf(AllOf {
            parts,
            of: Together::Property { .. } | Together::Keyword { .. },
        }) => parts.clone(),
        _ => vec![node.clone()],
    }
}

fn scalar(kind: &Kind<&Json>) -> Shape {
    let strings = || kind.known.iter().filter_map(|value| value.as_str());
    let enum_value = |value: &str| EnumValue {
        value: value.to_owned(),
        description: None,
    };
    match kind.json_type {
        JsonType::Null => Shape::Null,
        JsonType::Boolean => Shape::Boolean,
        JsonType::Integer => Shape::Integer {
            unsigned: kind.unsigned,
        },
        JsonType::Number => Shape::Number,
        _ if kind.known.is_empty() => Shape::String,
        _ => match (strings().next(), kind.known.len()) {
            (Some(only), 1) if !kind.open => Shape::Const(only.to_owned()),
            _ => Shape::Enum(strings().map(enum_value).collect()),
        },
    }
}
