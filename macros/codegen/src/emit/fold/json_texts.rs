//! The types that JSON texts are in.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Writer;
use crate::model::{Item, ItemKind, Ty};

/// What begins and closes all JSON texts in a value.
pub(super) fn impls(writer: &Writer<'_>) -> TokenStream {
    let items = writer.model.items.iter();
    let items = items.filter(|it| writer.fold.has_json_texts(&it.ident));
    let impls = items.filter_map(|it| one(writer, it));
    quote!(#(#impls)*)
}

fn one(writer: &Writer<'_>, item: &Item) -> Option<TokenStream> {
    let ident = &item.ident;
    let has = |ty: &Ty| writer.fold.is_with_json_texts(ty);
    let body = match &item.kind {
        ItemKind::Struct(it) => {
            let fields = it.fields.iter().filter(|it| has(&it.ty));
            let fields = fields.map(|it| &it.ident);
            quote!(true #(& self.#fields.json_texts(act))*)
        }
        ItemKind::Tagged { branches, .. } => {
            let arms = branches.iter().filter(|it| has(&it.ty));
            variants(&arms.map(|it| &it.ident).collect::<Vec<_>>())
        }
        ItemKind::Kinds(branches) => {
            let arms = branches.iter().filter(|it| has(&it.ty));
            variants(&arms.map(|it| &it.ident).collect::<Vec<_>>())
        }
        _ => return None,
    };
    Some(quote! {
        impl JsonTexts for super::#ident {
            fn json_texts(&mut self, act: JsonTextAct) -> bool {
                #body
            }
        }
    })
}

fn variants(variants: &[&Ident]) -> TokenStream {
    quote! {
        match self {
            #(Self::#variants(it) => it.json_texts(act),)*
            _ => true,
        }
    }
}
