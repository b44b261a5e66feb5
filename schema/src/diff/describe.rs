//! Types in words.

use super::unions;
use crate::checked::Checked;
use crate::shape::{EnumValue, Shape, Type};

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
            let kinds = unions::by_kind(kinds);
            let present: Vec<_> = kinds.iter().filter_map(|(_, ty)| ty.map(of)).collect();
            present.join(" or ")
        }
        Shape::Raw => "raw JSON".to_owned(),
        Shape::Ref(id) => document.definition_key(*id).to_owned(),
    }
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
