//! The model as tokens. Nothing here can fail, and nothing here decides anything.

mod docs;
mod entry;
mod events;
mod failure;
mod impls;
mod module;
mod resume;
mod ty;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

pub use entry::{entry, way};
pub use module::from_bytes;
pub use resume::resume;

use crate::{Model, Options};

/// Everything that stands beside the user's struct.
pub(crate) fn items(model: &Model, options: &Options) -> TokenStream {
    let module = module::module(model, options);
    let impls = impls::impls(model, options);
    quote! {
        #module
        #impls
    }
}
