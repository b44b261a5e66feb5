//! The failure enum.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::set::{Failures, Set};

/// The type of failures.
pub(super) fn ty(set: &Set) -> TokenStream {
    match &set.failures {
        Some(Failures { ident, .. }) => quote!(#ident),
        None => quote!(::core::convert::Infallible),
    }
}

pub(super) fn failure_enum(set: &Set) -> TokenStream {
    let Set {
        ident,
        visibility,
        runtime,
        ..
    } = set;
    let failures = set.failures.iter();
    failures
        .map(|failures| failures.items(ident, visibility, runtime))
        .collect()
}

impl Failures {
    /// The enum of the failures of the events `set`.
    pub(super) fn items(
        &self,
        set: &Ident,
        visibility: &TokenStream,
        runtime: &TokenStream,
    ) -> TokenStream {
        let Self {
            ident,
            derives,
            arms,
            body,
        } = self;
        let derives = derives.iter().filter(|it| !it.is_ident("Debug"));
        let docs = format!(" What a failing event of [`{set}`], or a failed response, says.");
        let variants = arms.iter().map(|arm| {
            let (ident, ty) = (&arm.ident, &arm.ty);
            let docs = format!(" It is a `{ident}`.");
            quote!(#[doc = #docs] #ident(#ty))
        });
        // The arm of a response's body alone; without one any arm may fit.
        let tried = match body {
            Some(body) => &arms[*body..=*body],
            None => arms.as_slice(),
        };
        let read = tried.iter().rev().fold(
            quote!(Self::Other(::std::string::String::from(text))),
            |otherwise, arm| {
                let arm = &arm.ident;
                quote!(#runtime::__private::failure(text, Self::#arm, |text| #otherwise))
            },
        );
        quote! {
            #[doc = #docs]
            #[derive(Debug #(, #derives)*)]
            #[non_exhaustive]
            #[allow(
                dead_code,
                clippy::enum_variant_names,
                clippy::large_enum_variant,
                clippy::module_name_repetitions,
                reason = "names and sizes are those of the payloads"
            )]
            #visibility enum #ident {
                #(#variants,)*
                /// It is nothing that was declared; this is its text.
                Other(::std::string::String),
            }

            impl #ident {
                /// Reads the body of a failed response.
                #[must_use]
                #visibility fn from_text(text: &str) -> Self {
                    #read
                }
            }
        }
    }
}

/// A failing event, with the arm of its data.
pub(super) fn fail(arm: Option<usize>, set: &Set) -> TokenStream {
    let runtime = &set.runtime;
    let (Some(arm), Some(Failures { ident, arms, .. })) = (arm, &set.failures) else {
        let ident = ty(set);
        return quote!(::core::result::Result::Ok(#runtime::Dispatch::Fail(
            #ident::Other(::std::string::String::from(message.data()))
        )));
    };
    let arm = &arms[arm].ident;
    quote! {
        ::core::result::Result::Ok(#runtime::Dispatch::Fail(#runtime::__private::failure(
            message.data(),
            #ident::#arm,
            |text| #ident::Other(::std::string::String::from(text)),
        )))
    }
}
