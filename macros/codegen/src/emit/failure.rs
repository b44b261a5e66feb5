//! The failure enum.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ty::{read, ty};
use crate::Options;
use crate::model::Model;

/// The failure enum of a document, or the alias that says that there are no failures.
pub(super) fn failure(model: &Model, options: &Options) -> TokenStream {
    let visibility = options.visibility_inside();
    if !model.failures.any {
        return quote! {
            /// Nothing in these streams is a failure.
            #visibility type Failure = ::core::convert::Infallible;
        };
    }
    let runtime = &options.runtime;
    let derives = [quote!(Clone), quote!(PartialEq)];
    let failure = failure_enum(
        &format_ident!("Failure"),
        &visibility,
        &derives,
        model,
        options,
    );
    let arms = model.failures.arms.iter().map(|arm| &arm.ident);
    quote! {
        #failure
        #runtime::__failure_json! { Failure { #(#arms;)* } }
    }
}

/// The enum of failures, and how the text of a failed response is read as one.
pub(super) fn failure_enum(
    ident: &Ident,
    visibility: &TokenStream,
    derives: &[TokenStream],
    model: &Model,
    options: &Options,
) -> TokenStream {
    let runtime = &options.runtime;
    let non_exhaustive = options.non_exhaustive();
    let arms = model.failures.arms.iter().map(|arm| {
        let (ident, ty) = (&arm.ident, ty(&arm.ty, options));
        quote!(#ident(#ty))
    });
    let tried = model.failures.tried().iter().map(|arm| {
        let (ident, read) = (&arm.ident, read(&arm.ty, options));
        quote!(#ident #read;)
    });
    quote! {
        /// What a failing event, or a failed response, says.
        #[derive(Debug #(, #derives)*)]
        #non_exhaustive
        #visibility enum #ident {
            #(#arms,)*
            /// It is nothing that was declared; this is its text.
            Other(::std::string::String),
        }
        #runtime::__failure! {
            #visibility #ident { #(#tried)* }
        }
    }
}
