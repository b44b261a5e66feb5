//! The form of what several nodes say together.

use std::rc::Rc;

use crate::all_of::{Assertions, Fields, Kind};
use crate::check::lower::node::{AllOf, Form, Link, Node, Object, Together, Union};
use crate::json::Json;
use crate::pointer;
use crate::schema::JsonType;

/// The form of what is said at `node`.
pub(crate) fn form<'d>(says: Assertions<'d, Link<'d>, &'d Json>, node: &Node<'d>) -> Form<'d> {
    let Assertions {
        kinds,
        mut objects,
        mut arrays,
    } = says;
    let Some(kinds) = kinds else {
        return Form::Any;
    };
    let form = |kind: Kind<&'d Json>| match kind.json_type {
        JsonType::Object => object(objects.pop().unwrap_or_default(), node),
        JsonType::Array => Form::Array(within(arrays.pop().unwrap_or_default(), node, "items")),
        _ => Form::Scalar(kind),
    };
    let mut forms: Vec<_> = kinds.into_iter().map(form).collect();
    if forms.len() == 1 {
        return forms.swap_remove(0);
    }
    let branch = |form| Link::bare(&node.pointer, form);
    Form::Union(Union {
        branches: forms.into_iter().map(branch).collect(),
        discriminator: None,
    })
}

fn object<'d>(fields: Fields<'d, Link<'d>>, node: &Node<'d>) -> Form<'d> {
    let Fields {
        properties,
        required,
        additional,
        closed,
    } = fields;
    let additional = match additional.is_empty() {
        true => None,
        false => Some(within(additional, node, "additionalProperties")),
    };
    match (properties.is_empty(), additional) {
        (true, Some(values)) => Form::Map(values),
        (true, None) if !closed => Form::Free { required },
        (_, additional) => {
            let property = |(key, parts)| {
                let place = place(node);
                (
                    key,
                    together(parts, node, Together::Property { place, key }),
                )
            };
            Form::Object(Object {
                properties: properties.into_iter().map(property).collect(),
                required,
                additional,
            })
        }
    }
}

fn within<'d>(parts: Vec<Link<'d>>, node: &Node<'d>, keyword: &'static str) -> Link<'d> {
    let place = place(node);
    together(parts, node, Together::Keyword { place, keyword })
}

/// The `allOf` that a node's parts stand in.
fn place(node: &Node<'_>) -> Rc<str> {
    match &node.form {
        Form::AllOf(AllOf {
            of: Together::Property { place, .. } | Together::Keyword { place, .. },
            ..
        }) => Rc::clone(place),
        _ => pointer::child(&node.pointer, "allOf").into(),
    }
}

/// A node that is all of some parts, which were written in different places.
fn together<'d>(mut parts: Vec<Link<'d>>, node: &Node<'d>, of: Together<'d>) -> Link<'d> {
    match parts.as_slice() {
        [] => {
            let keyword = match of {
                Together::Keyword { keyword, .. } => keyword,
                _ => "",
            };
            Link::bare(&pointer::child(&node.pointer, keyword).into(), Form::Any)
        }
        [_] => parts.swap_remove(0),
        [.., last] => Node {
            description: parts.iter().find_map(|part| part.description),
            deprecated: parts.iter().any(|part| part.deprecated),
            name: parts.iter().rev().find_map(|part| part.name),
            ..Node::bare(&last.pointer.clone(), Form::AllOf(AllOf { parts, of }))
        }
        .into(),
    }
}
