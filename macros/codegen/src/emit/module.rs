//! The generated module.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{code, docs};
use super::{events, failure, fold, short, types};
use crate::Options;
use crate::model::Model;

/// The module with everything a user names.
pub(super) fn module(ident: &Ident, model: &Model, options: &Options) -> TokenStream {
    let visibility = &options.visibility;
    let said = format!("What {} streams yield.", code(&model.name));
    let said = model.docs.description.is_none().then_some(&*said);
    let docs = docs(&model.docs, said);
    let events = events::events(model, options);
    let failure = failure::failure(model, options);
    let fold = fold::items(model, options);
    let types = types::types(model, options);
    let items = short::names(quote!(#events #failure #fold #types), &taken(model));
    quote! {
        #docs
        #[allow(
            dead_code,
            deprecated,
            missing_docs,
            unreachable_pub,
            clippy::all,
            clippy::nursery,
            clippy::pedantic,
            reason = "its names, shapes and descriptions are the API's"
        )]
        #visibility mod #ident {
            #items
        }
    }
}

/// The names that the module declares.
fn taken(model: &Model) -> HashSet<String> {
    let items = model.items.iter().map(|item| item.ident.to_string());
    let ours = ["Event", "Failure", "Change", "Snapshot"].map(str::to_owned);
    items.chain(ours).collect()
}
