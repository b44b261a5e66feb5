//! What it takes to make a struct.

use proc_macro2::Ident;

use super::item::{Field, Given, Item, ItemKind, Presence, Ty};
use crate::names::{self, Scope};

/// As many arguments as a call can have that is still read; clippy allows no more, either.
const MAX_ARGUMENTS: usize = 7;

/// Decides of every field whether `new` takes it, and names what takes many.
///
/// It comes after all types are named: a struct of arguments takes no name that a type of the document
/// would have.
pub(super) fn settle(items: &mut [Item], scope: &mut Scope) {
    for index in 0..items.len() {
        let ItemKind::Struct(it) = &items[index].kind else {
            continue;
        };
        let given: Vec<_> = it.fields.iter().map(|field| given(items, field)).collect();
        let arguments = given.iter().filter(|it| it.is_argument()).count();
        let name = &items[index].ident;
        let args = (arguments > MAX_ARGUMENTS).then(|| args_name(name, scope));
        if let ItemKind::Struct(it) = &mut items[index].kind {
            for (field, given) in it.fields.iter_mut().zip(given) {
                field.given = given;
            }
            it.args = args;
        }
    }
}

fn args_name(of: &Ident, scope: &mut Scope) -> Ident {
    let name = of.to_string();
    let name = name.trim_start_matches("r#");
    names::ident(&scope.fresh(&format!("{name}Args")))
}

fn given(items: &[Item], field: &Field) -> Given {
    match (&field.given, field.presence) {
        (Given::Constant(variant), Presence::Required) => Given::Constant(variant.clone()),
        (_, Presence::Optional) => Given::Nothing,
        _ if field.ty == Ty::Unit => Given::Nothing,
        _ => Given::Argument {
            is_string: is_string(items, &field.ty),
        },
    }
}

/// Whether a type is a string, by whatever name.
fn is_string(items: &[Item], ty: &Ty) -> bool {
    match ty {
        Ty::String | Ty::Text => true,
        Ty::Item(index, _) => match &items[*index].kind {
            ItemKind::Alias(ty) => is_string(items, ty),
            _ => false,
        },
        _ => false,
    }
}
