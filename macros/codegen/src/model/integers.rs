//! Which types are made of nothing but integers: to JSON Schema `1.0` is one, and to serde it is not.

use super::events::Event;
use super::failures::Failures;
use super::item::{Item, ItemKind, Ty};

/// Marks what is read as integers.
pub(super) fn mark(items: &mut [Item], events: &mut [Event], failures: &mut Failures) {
    for index in 0..items.len() {
        // What is asked about others is asked before its own kind is changed.
        let mut kind = std::mem::replace(&mut items[index].kind, ItemKind::Pending);
        match &mut kind {
            ItemKind::Struct(it) => {
                for field in &mut it.fields {
                    field.integers = is_integers(items, &field.ty);
                }
                let additional = it.additional.as_ref();
                it.additional_integers = additional.is_some_and(|(_, ty)| is_integers(items, ty));
            }
            ItemKind::Kinds(branches) => {
                for branch in branches {
                    branch.integers = is_integers(items, &branch.ty);
                }
            }
            _ => {}
        }
        items[index].kind = kind;
    }
    for event in events {
        let payload = event.payload.as_ref();
        event.integers = payload.is_some_and(|it| is_integers(items, it));
    }
    for arm in &mut failures.arms {
        arm.integers = is_integers(items, &arm.ty);
    }
}

fn is_integers(items: &[Item], ty: &Ty) -> bool {
    match ty {
        Ty::I64 | Ty::U64 => true,
        Ty::Boxed(inner) | Ty::Option(inner) | Ty::Vec(inner) | Ty::Map(inner) => {
            is_integers(items, inner)
        }
        Ty::Item(index, _) => match &items[*index].kind {
            ItemKind::Alias(ty) => is_integers(items, ty),
            _ => false,
        },
        _ => false,
    }
}
