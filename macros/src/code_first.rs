//! The derive on an enum: the code declares the events, with payloads of the user's own types.
//!
//! What is written ([`container`], [`variant`]) → [`Set`](set::Set) ([`valid`]) → code
//! ([`expand`]). Each of the first two stages reports all mistakes it finds; the last has none.

mod container;
mod document;
mod errors;
mod expand;
mod failure;
mod failures;
mod fallback;
mod items;
mod rules;
mod set;
mod unknown;
mod valid;
mod variant;
mod words;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput};

use container::Container;
use errors::Errors;
use variant::Variant;

pub(crate) fn derive(input: &DeriveInput, data: &DataEnum) -> TokenStream {
    let mut errors = Errors::default();
    let container = Container::parse(&input.attrs, &mut errors);
    let variants: Vec<_> = data
        .variants
        .iter()
        .map(|variant| Variant::parse(variant, &mut errors))
        .collect();
    let set = errors
        .into_result()
        .and_then(|()| valid::set(input, &container, &variants));
    match set {
        Ok(set) => expand::items(&set),
        Err(errors) => {
            let errors = errors.into_compile_error();
            let fallback = fallback::items(input, &container);
            quote!(#errors #fallback)
        }
    }
}
