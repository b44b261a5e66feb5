//! `when`: a way through a payload's type, and what must hold at its end.

use proc_macro2::Ident;
use stream_events_schema::{Checked, Json, Pointer, Shape, Test, Type, pointer};

use super::item::{Field, Item, ItemKind, Presence, Struct, Ty};
use super::lower::{Lower, without_null};

/// A condition.
#[derive(Debug)]
pub(crate) enum Condition {
    /// As field access.
    Fields { way: Vec<Access>, test: Check },
    /// As a look into the text of the data: of a type of the user's own only its name is known.
    Data { way: Vec<String>, test: Test },
}

impl Condition {
    pub(super) fn in_data(pointer: &Pointer, test: &Test) -> Self {
        Self::Data {
            way: pointer.segments().to_vec(),
            test: test.clone(),
        }
    }
}

/// One step of the way.
#[derive(Debug)]
pub(crate) enum Access {
    Field(Ident),
    /// A field, or an element, that may be missing.
    OptionalField(Ident),
    Index(usize),
    Key(String),
    /// A value that may be missing where it stands.
    Optional,
}

/// What must hold at the end of the way.
#[derive(Debug)]
pub(crate) enum Check {
    Never,
    Present,
    /// It is `true`.
    True,
    /// It has a text, which is not empty.
    NotEmpty,
    /// The same, of a string.
    TextNotEmpty,
    /// It is any value but `null`, `""` and `false`.
    Says,
    OneOf(Vec<String>),
    /// The same, of a string.
    TextOneOf(Vec<String>),
    /// It is one of these numbers or booleans, which are of its type.
    EqualOneOf(Vec<Literal>),
}

/// Compiles one condition on a payload of this type.
pub(super) fn compile(
    lower: &Lower<'_>,
    payload: &Type,
    pointer: &Pointer,
    test: &Test,
) -> Condition {
    match fields(lower, payload, pointer, test) {
        Some((way, test)) => Condition::Fields { way, test },
        None => Condition::in_data(pointer, test),
    }
}

/// The way through the fields and what to ask at its end; nothing if it leads to a type of the user's
/// own.
fn fields(
    lower: &Lower<'_>,
    payload: &Type,
    pointer: &Pointer,
    test: &Test,
) -> Option<(Vec<Access>, Check)> {
    let (document, tags, items) = (lower.document, lower.tags, lower.items.as_slice());
    let mut way = Vec::new();
    let known = |ty| (!lower.is_replaced(ty)).then_some(ty);
    let mut ty = element(document, known(payload)?, &mut way);
    for segment in pointer.segments() {
        if let Shape::Nullable(inner) = &ty.shape {
            ty = document.resolve(known(inner)?);
        }
        ty = match &ty.shape {
            Shape::Object(object) => {
                let consts = tags.of_object(&ty.pointer);
                if let Some(tag) = consts.iter().find(|it| it.key == *segment) {
                    return Some((way, of_tag(test, &tag.value)));
                }
                let struct_ = struct_(document, items, ty);
                match struct_.and_then(|it| it.fields.iter().find(|it| it.key == *segment)) {
                    Some(field) if is_optional(field) => {
                        way.push(Access::OptionalField(field.ident.clone()));
                    }
                    Some(field) => way.push(Access::Field(field.ident.clone())),
                    None => {
                        let additional = struct_.and_then(|it| it.additional.as_ref());
                        way.extend(additional.map(|(ident, _)| Access::Field(ident.clone())));
                        way.push(Access::Key(segment.clone()));
                    }
                }
                match (object.property(segment), &object.additional) {
                    (Some(property), _) => document.resolve(known(&property.ty)?),
                    (None, Some(additional)) => element(document, known(additional)?, &mut way),
                    (None, None) => return Some((way, check(test, &Shape::Any))),
                }
            }
            Shape::Array(items) => {
                way.push(Access::Index(pointer::index(segment).unwrap_or_default()));
                element(document, known(items)?, &mut way)
            }
            Shape::Map(values) => {
                way.push(Access::Key(segment.clone()));
                element(document, known(values)?, &mut way)
            }
            _ => {
                way.push(Access::Key(segment.clone()));
                return Some((way, check(test, &Shape::Any)));
            }
        };
    }
    let test = match (test, &document.resolve(without_null(ty)).shape) {
        (Test::OneOf(values), Shape::String) => Check::TextOneOf(texts(values)),
        (Test::OneOf(values), shape @ (Shape::Integer { .. } | Shape::Number | Shape::Boolean)) => {
            Check::EqualOneOf(values.iter().filter_map(|it| literal(it, shape)).collect())
        }
        (test, shape) => check(test, shape),
    };
    Some((way, test))
}

/// The type of an element, which may itself be missing.
fn element<'a>(document: &'a Checked, ty: &'a Type, way: &mut Vec<Access>) -> &'a Type {
    let ty = document.resolve(ty);
    if let Shape::Nullable(inner) = &ty.shape {
        way.push(Access::Optional);
        return document.resolve(inner);
    }
    ty
}

/// The struct of the object at `ty`.
fn struct_<'a>(document: &Checked, items: &'a [Item], ty: &Type) -> Option<&'a Struct> {
    items.iter().enumerate().find_map(|(index, item)| {
        let definition = document.definitions.get_index(index);
        let pointer = definition.map_or(&item.pointer, |(_, ty)| &without_null(ty).pointer);
        match &item.kind {
            ItemKind::Struct(it) if *pointer == ty.pointer => Some(it),
            _ => None,
        }
    })
}

fn is_optional(field: &Field) -> bool {
    field.presence == Presence::Optional || matches!(field.ty, Ty::Option(_))
}

/// What must hold of the object of a tag, which has one value.
fn of_tag(test: &Test, value: &str) -> Check {
    match test {
        Test::Present if value.is_empty() => Check::Never,
        Test::OneOf(values) if values.iter().all(|it| it.as_str() != Some(value)) => Check::Never,
        _ => Check::Present,
    }
}

fn check(test: &Test, shape: &Shape) -> Check {
    match (test, shape) {
        (Test::OneOf(values), _) => Check::OneOf(texts(values)),
        (Test::Present, Shape::Null) => Check::Never,
        (Test::Present, Shape::Boolean) => Check::True,
        (Test::Present, Shape::String) => Check::TextNotEmpty,
        (Test::Present, Shape::Const(_) | Shape::Enum(_)) => Check::NotEmpty,
        (Test::Present, Shape::Any | Shape::Raw | Shape::Kinds(_)) => Check::Says,
        (Test::Present, _) => Check::Present,
    }
}

/// A number or a boolean of the type that a payload has there.
#[derive(Debug)]
pub(crate) enum Literal {
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

/// A value as the type that is decoded has it; the checker has seen that it can have it.
fn literal(value: &Json, shape: &Shape) -> Option<Literal> {
    match (value, shape) {
        (Json::Boolean(value), _) => Some(Literal::Boolean(*value)),
        (Json::Number(number), Shape::Integer { unsigned: false }) => {
            number.whole()?.try_into().ok().map(Literal::Signed)
        }
        (Json::Number(number), Shape::Integer { unsigned: true }) => {
            number.whole()?.try_into().ok().map(Literal::Unsigned)
        }
        (Json::Number(number), _) => Some(Literal::Float(number.as_f64())),
        _ => None,
    }
}

fn texts(values: &[Json]) -> Vec<String> {
    let texts = values.iter().filter_map(Json::as_str);
    texts.map(str::to_owned).collect()
}
