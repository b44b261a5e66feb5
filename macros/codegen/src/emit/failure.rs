//! The failure enum.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ty::{read_failure, ty};
use crate::Options;
use crate::model::{Event, Home, Model, Ty};

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
    let failing = failing(model, options);
    quote! {
        #failure
        #runtime::__failure_json! { Failure { #(#arms;)* } }
        #runtime::__failure_messages! {
            #visibility Failure in Event { #failing }
        }
    }
}

/// How each failing event says its arm.
pub(super) fn failing(model: &Model, options: &Options) -> TokenStream {
    let lines = model.failures.events.iter().map(|failing| {
        let arm = &model.failures.arms[failing.arm];
        let event = model.events.iter().find(|it| it.key == failing.key);
        let (method, ident, key) = (&failing.method, &arm.ident, &failing.key);
        let written = event.map(|event| written(event, Some(&arm.ty), model, options));
        quote!(#method: #ident = #key #written;)
    });
    lines.collect()
}

/// What is written into the data of an event, or into its JSON.
pub(super) fn written(
    event: &Event,
    payload: Option<&Ty>,
    model: &Model,
    options: &Options,
) -> Option<TokenStream> {
    match (&event.tag, payload, &model.home) {
        (Some(tag), ..) => Some(quote!(in #tag)),
        // The compiler shows the user's type if it cannot be written.
        (None, Some(payload), Home::Enum(_)) => {
            let ty = ty(payload, options);
            Some(quote!(as json: #ty))
        }
        (None, Some(_), Home::Module(_)) if event.tags_json => Some(quote!(as json)),
        _ => None,
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
        let (ident, read) = (&arm.ident, read_failure(arm, options));
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
