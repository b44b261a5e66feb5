//! The model as tokens. Nothing here can fail, and nothing here decides anything.

mod condition;
mod construct;
mod docs;
mod events;
mod failure;
mod fold;
mod module;
mod nulls;
mod own;
mod protocol;
mod set;
mod short;
mod ty;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Home;
use crate::{Model, Options};

/// Everything that stands beside the user's struct or enum.
pub(crate) fn items(model: &Model, options: &Options) -> TokenStream {
    let (set, fold) = (set::set(model, options), fold::impls(model, options));
    let home = match &model.home {
        Home::Module(ident) => module::module(ident, model, options),
        Home::Enum(own) => own::own(own, model, options),
    };
    quote! {
        #home
        #set
        #fold
    }
}
