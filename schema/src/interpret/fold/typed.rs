//! Values as their types hold them.

use crate::checked::Checked;
use crate::interpret::fold::node::{List, Node, Slot};
use crate::json::Number;
use crate::shape::{Object, Shape, Tagged, Type};

/// What a type keeps of a value that fits it: no fields that it does not declare, no null for what
/// need not be there, and an empty list or map for one that is required and missing.
pub(super) fn typed(document: &Checked, ty: &Type, node: Node) -> Node {
    let ty = document.resolve(ty);
    match (&ty.shape, node) {
        (Shape::Array(_), Node::Null) => Node::List(List::default()),
        (Shape::Map(_) | Shape::FreeForm, Node::Null) => Node::object([]),
        (Shape::Nullable(inner), node) => match node {
            Node::Null => Node::Null,
            node => typed(document, inner, node),
        },
        (Shape::Object(object), Node::Object(members)) => {
            Node::object(fields(document, object, members))
        }
        (Shape::Map(values), Node::Object(members)) => {
            Node::object(entries(document, values, members))
        }
        (Shape::Array(items), Node::List(list)) => {
            let elements = list.elements.into_iter();
            Node::List(List::new(
                elements.map(|it| typed(document, items, it.node)),
            ))
        }
        (Shape::Tagged(union), Node::Object(members)) => {
            let node = Node::Object(members);
            match branch(union, &node) {
                Some((values, branch)) => {
                    let value = node.field(&union.tag).cloned();
                    let value = value.unwrap_or_else(|| Node::String(values[0].clone()));
                    let mut node = typed(document, branch, node);
                    if let Node::Object(members) = &mut node
                        && !members.contains_key(&union.tag)
                    {
                        members.shift_insert(0, union.tag.clone(), Slot::new(value));
                    }
                    node
                }
                None => node,
            }
        }
        (Shape::Kinds(kinds), node) => {
            let branch = match &node {
                Node::Null => &None,
                Node::Boolean(_) => &kinds.boolean,
                Node::Number(_) => &kinds.number,
                Node::String(_) => &kinds.string,
                Node::List(_) => &kinds.array,
                Node::Object(_) | Node::Text(_) | Node::Kept { .. } => &kinds.object,
            };
            match branch {
                Some(branch) => typed(document, branch, node),
                None => node,
            }
        }
        // To JSON Schema `1.0` is an integer.
        (Shape::Integer { .. }, Node::Number(number)) => Node::Number(whole(number)),
        (_, node) => node,
    }
}

fn whole(number: Number) -> Number {
    let Some(whole) = number.whole() else {
        return number;
    };
    match (i64::try_from(whole), u64::try_from(whole)) {
        (Ok(signed), _) => Number::Integer(signed),
        (_, Ok(unsigned)) => Number::Unsigned(unsigned),
        _ => number,
    }
}

fn fields(
    document: &Checked,
    object: &Object,
    mut members: indexmap::IndexMap<String, Slot>,
) -> Vec<(String, Node)> {
    let mut fields = Vec::new();
    for property in &object.properties {
        let node = members.shift_remove(&property.key).map(|it| it.node);
        let node = match node.unwrap_or(Node::Null) {
            Node::Null if !property.required => continue,
            node => typed(document, &property.ty, node),
        };
        let is_missing = matches!(node, Node::Null);
        if !is_missing
            || matches!(
                document.resolve(&property.ty).shape,
                Shape::Nullable(_) | Shape::Null | Shape::Any
            )
        {
            fields.push((property.key.clone(), node));
        }
    }
    if let Some(additional) = &object.additional {
        fields.extend(entries(document, additional, members));
    }
    fields
}

/// The entries of a map; one that did not fit is left out.
fn entries(
    document: &Checked,
    values: &Type,
    members: indexmap::IndexMap<String, Slot>,
) -> impl Iterator<Item = (String, Node)> {
    let shape = &document.resolve(values).shape;
    let takes_null = matches!(
        shape,
        Shape::Nullable(_) | Shape::Null | Shape::Any | Shape::Raw
    );
    let members = members.into_iter().map(|(key, slot)| (key, slot.node));
    let members = members.filter(move |(_, node)| takes_null || !matches!(node, Node::Null));
    members.map(|(key, node)| (key, typed(document, values, node)))
}

/// The branch of a union that an object is of, with its tags.
fn branch<'t>(union: &'t Tagged, node: &Node) -> Option<(&'t [String], &'t Type)> {
    let branch = match node.field(&union.tag) {
        Some(tag) => {
            let tag = tag.as_str()?;
            union.branches.iter().find(|it| it.has(tag))?
        }
        None => union.branches.get(union.default?)?,
    };
    Some((&branch.values, &branch.ty))
}

/// Which variant of a union a value is.
pub(super) enum Variant {
    /// Null, or nothing.
    None,
    Declared(String),
    Unknown,
}

/// The variant of the union `ty` that a value is.
pub(super) fn variant(ty: &Type, node: Option<&Node>) -> Variant {
    let node = match node {
        None | Some(Node::Null) => return Variant::None,
        Some(Node::Kept { node, tag }) => match &ty.shape {
            // A union around the one that does not have the variant.
            Shape::Tagged(union) if union.tag != *tag => node,
            _ => return Variant::Unknown,
        },
        Some(node) => node,
    };
    match &ty.shape {
        Shape::Tagged(union) => match (node.field(&union.tag), branch(union, node)) {
            (Some(tag), Some(_)) => tag
                .as_str()
                .map_or(Variant::Unknown, |tag| Variant::Declared(tag.to_owned())),
            (None, Some((values, _))) => Variant::Declared(values[0].clone()),
            _ => Variant::Unknown,
        },
        _ => {
            let kind = match node {
                Node::Boolean(_) => ":boolean",
                Node::Number(_) => ":number",
                Node::String(_) => ":string",
                Node::List(_) => ":array",
                _ => ":object",
            };
            Variant::Declared(kind.to_owned())
        }
    }
}
