//! `when`: a way through a payload's type, and what must hold at its end.

use proc_macro2::Ident;
use stream_events_schema::{Checked, Condition as Rule, Shape, Step, Test, Type};

use super::tags::{self, Tags};
use super::{Item, ItemKind, Presence, Ty};

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
}

/// Compiles one condition on a payload of this type.
pub(super) fn compile(
    document: &Checked,
    tags: &Tags,
    items: &[Item],
    payload: &Type,
    rule: &Rule,
) -> Condition {
    let mut way = Vec::new();
    let mut ty = tags::resolve(document, payload);
    for step in &rule.steps {
        if let Shape::Nullable(inner) = &ty.shape {
            ty = tags::resolve(document, inner);
        }
        ty = match (&ty.shape, step) {
            (Shape::Object(object), Step::Property(key)) => {
                let consts = tags.consts(&ty.pointer);
                if let Some(tag) = consts.iter().find(|it| it.key == *key) {
                    return Condition {
                        way,
                        test: Check::Always(holds(&rule.test, &tag.value)),
                    };
                }
                match field(items, ty, key) {
                    Some((ident, true)) => way.push(Access::OptionalField(ident)),
                    Some((ident, false)) => way.push(Access::Field(ident)),
                    None => way.push(Access::Key(key.clone())),
                }
                match object.properties.iter().find(|it| it.key == *key) {
                    Some(property) => tags::resolve(document, &property.ty),
                    None => {
                        return Condition {
                            way,
                            test: check(&rule.test, true),
                        };
                    }
                }
            }
            (Shape::Array(items), Step::Index(index)) => {
                way.push(Access::Index(*index));
                element(document, items, &mut way)
            }
            (Shape::Map(values), Step::Property(key)) => {
                way.push(Access::Key(key.clone()));
                element(document, values, &mut way)
            }
            (_, Step::Property(key)) => {
                way.push(Access::Key(key.clone()));
                return Condition {
                    way,
                    test: check(&rule.test, true),
                };
            }
            (_, Step::Index(index)) => {
                way.push(Access::Index(*index));
                return Condition {
                    way,
                    test: check(&rule.test, true),
                };
            }
        };
    }
    let untyped = matches!(ty.shape, Shape::Any);
    Condition {
        way,
        test: check(&rule.test, untyped),
    }
}

/// The type of an element, which may itself be missing.
fn element<'a>(document: &'a Checked, ty: &'a Type, way: &mut Vec<Access>) -> &'a Type {
    let ty = tags::resolve(document, ty);
    if let Shape::Nullable(inner) = &ty.shape {
        way.push(Access::Optional);
        return tags::resolve(document, inner);
    }
    ty
}

/// The field of the object at `ty` with this key, and whether it may be missing.
fn field(items: &[Item], ty: &Type, key: &str) -> Option<(Ident, bool)> {
    let strukt = items.iter().find_map(|item| match &item.kind {
        ItemKind::Struct(it) if item.pointer == ty.pointer => Some(it),
        _ => None,
    })?;
    let field = strukt.fields.iter().find(|it| it.key == key)?;
    let optional = field.presence == Presence::Optional || matches!(field.ty, Ty::Option(_));
    Some((field.ident.clone(), optional))
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
