//! `when`: a way through a payload's type, and what must hold at its end.

use proc_macro2::Ident;
use stream_events_schema::{Checked, Pointer, Shape, Tags, Test, Type, pointer};

use super::item::{Field, Item, ItemKind, Presence, Struct, Ty};
use super::lower::without_null;

/// A condition as field access.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) way: Vec<Access>,
    pub(crate) test: Check,
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
    Always(bool),
    Present,
    NotNull,
    OneOf(Vec<String>),
    /// The same, of a string.
    TextOneOf(Vec<String>),
}

/// Compiles one condition on a payload of this type.
pub(super) fn compile(
    document: &Checked,
    tags: &Tags,
    items: &[Item],
    payload: &Type,
    pointer: &Pointer,
    test: &Test,
) -> Condition {
    let mut way = Vec::new();
    let mut ty = element(document, payload, &mut way);
    for segment in pointer.segments() {
        if let Shape::Nullable(inner) = &ty.shape {
            ty = document.resolve(inner);
        }
        ty = match &ty.shape {
            Shape::Object(object) => {
                let consts = tags.of_object(&ty.pointer);
                if let Some(tag) = consts.iter().find(|it| it.key == *segment) {
                    return Condition {
                        way,
                        test: Check::Always(holds(test, &tag.value)),
                    };
                }
                let strukt = strukt(document, items, ty);
                match strukt.and_then(|it| it.fields.iter().find(|it| it.key == *segment)) {
                    Some(field) if is_optional(field) => {
                        way.push(Access::OptionalField(field.ident.clone()));
                    }
                    Some(field) => way.push(Access::Field(field.ident.clone())),
                    None => {
                        let additional = strukt.and_then(|it| it.additional.as_ref());
                        way.extend(additional.map(|(ident, _)| Access::Field(ident.clone())));
                        way.push(Access::Key(segment.clone()));
                    }
                }
                let property = object.property(segment);
                match (property, &object.additional) {
                    (Some(property), _) => document.resolve(&property.ty),
                    (None, Some(additional)) => element(document, additional, &mut way),
                    (None, None) => {
                        return Condition {
                            way,
                            test: check(test, true),
                        };
                    }
                }
            }
            Shape::Array(items) => {
                way.push(Access::Index(pointer::index(segment).unwrap_or_default()));
                element(document, items, &mut way)
            }
            Shape::Map(values) => {
                way.push(Access::Key(segment.clone()));
                element(document, values, &mut way)
            }
            _ => {
                way.push(Access::Key(segment.clone()));
                return Condition {
                    way,
                    test: check(test, true),
                };
            }
        };
    }
    let test = match (test, &document.resolve(without_null(ty)).shape) {
        (Test::OneOf(values), Shape::String) => Check::TextOneOf(values.clone()),
        (test, _) => check(test, matches!(ty.shape, Shape::Any)),
    };
    Condition { way, test }
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
fn strukt<'a>(document: &Checked, items: &'a [Item], ty: &Type) -> Option<&'a Struct> {
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

fn holds(test: &Test, value: &str) -> bool {
    match test {
        Test::OneOf(values) => values.iter().any(|it| it == value),
        _ => true,
    }
}

fn check(test: &Test, untyped: bool) -> Check {
    match test {
        Test::OneOf(values) => Check::OneOf(values.clone()),
        _ if untyped => Check::NotNull,
        _ => Check::Present,
    }
}
