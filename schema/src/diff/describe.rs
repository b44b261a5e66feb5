//! Types in words.

use super::subject::Standing;
use crate::checked::Checked;
use crate::shape::{EnumValue, Kinds, Shape, Type};

/// What stands somewhere in a few words: `optional string or null`.
#[must_use]
pub fn describe_standing(document: &Checked, standing: Standing<'_>) -> String {
    let ty = describe(document, standing.ty);
    match standing.optional {
        true => format!("optional {ty}"),
        false => ty,
    }
}

/// A type in a few words: `string or null`, `list of Citation`.
#[must_use]
pub fn describe(document: &Checked, ty: &Type) -> String {
    let of = |ty: &Type| describe(document, ty);
    match &ty.shape {
        Shape::Broken => "a type with a mistake".to_owned(),
        Shape::Any => "any JSON".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer { unsigned: false } => "integer".to_owned(),
        Shape::Integer { unsigned: true } => "unsigned integer".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::String => "string".to_owned(),
        Shape::Const(value) => format!("\"{value}\""),
        Shape::Enum(values) => one_of(values),
        Shape::Object(_) => "object".to_owned(),
        Shape::FreeForm => "free-form object".to_owned(),
        Shape::Map(values) => format!("map of {}", of(values)),
        Shape::Array(items) => format!("list of {}", of(items)),
        Shape::Nullable(inner) => format!("{} or null", of(inner)),
        Shape::Tagged(union) => format!("union by `{}`", union.tag),
        Shape::Kinds(kinds) => {
            let kinds: Vec<_> = by_kind(kinds).map(|(_, ty)| of(ty)).collect();
            kinds.join(" or ")
        }
        Shape::Raw => "raw JSON".to_owned(),
        Shape::Ref(id) => document.definition_key(*id).to_owned(),
    }
}

/// The variants of a union told apart by JSON kind.
pub(super) fn by_kind(kinds: &Kinds) -> impl Iterator<Item = (&'static str, &Type)> {
    let kinds = [
        ("boolean", &kinds.boolean),
        ("number", &kinds.number),
        ("string", &kinds.string),
        ("array", &kinds.array),
        ("object", &kinds.object),
    ];
    kinds
        .into_iter()
        .filter_map(|(kind, ty)| Some((kind, ty.as_deref()?)))
}

fn one_of(values: &[EnumValue]) -> String {
    const SHOWN: usize = 3;
    let shown = values
        .iter()
        .take(SHOWN)
        .map(|it| format!("\"{}\"", it.value));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match values.len().checked_sub(SHOWN) {
        None | Some(0) => format!("one of {shown}"),
        Some(more) => format!("one of {shown} and {more} more"),
    }
}
