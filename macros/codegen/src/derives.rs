//! Traits that payload types are asked to derive.

use proc_macro2::{TokenStream, TokenTree};

use crate::model::{ItemKind, Model};
use crate::{Error, Options};

/// The name of a trait, without the path to it.
pub(crate) fn name(derive: &TokenStream) -> Option<String> {
    let idents = derive.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    idents.last()
}

pub(crate) fn is_default(derive: &TokenStream) -> bool {
    name(derive).as_deref() == Some("Default")
}

/// Whether all payload types can have what is asked for, as far as that is ours to know.
pub(crate) fn check(model: &Model, options: &Options) -> Result<(), Error> {
    let Some(derive) = options.derives.iter().find(|it| is_default(it)) else {
        return Ok(());
    };
    let enums = model.items.iter().filter(|item| {
        matches!(
            item.kind,
            ItemKind::OpenEnum(_) | ItemKind::Tagged { .. } | ItemKind::Kinds(_)
        )
    });
    let names: Vec<_> = enums.map(|item| format!("`{}`", item.ident)).collect();
    let which = match names.as_slice() {
        [] => return Ok(()),
        [only] => format!("{only} is an enum without a default variant"),
        [first, second] => format!("{first} and {second} are enums without a default variant"),
        [first, more @ ..] => format!(
            "{first} and {} more types are enums without a default variant",
            more.len()
        ),
    };
    let message = format!(
        "`Default` cannot be derived: {which}. Leave `Default` out: structs that require nothing \
         implement it anyway"
    );
    Err(syn::Error::new_spanned(derive, message).into())
}
