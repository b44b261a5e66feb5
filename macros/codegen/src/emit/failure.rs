//! The failure enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::ty;
use crate::Options;
use crate::model::Model;

/// The failure enum, or the alias that says that there are no failures.
pub(super) fn failure(model: &Model, options: &Options) -> TokenStream {
    let failures = &model.failures;
    let visibility = options.visibility_inside();
    if !failures.any {
        return quote! {
            /// Nothing in these streams is a failure.
            #visibility type Failure = ::core::convert::Infallible;
        };
    }
    let runtime = &options.runtime;
    let variants = failures.arms.iter().map(|arm| {
        let (ident, ty) = (&arm.ident, ty(&arm.ty, options));
        let docs = format!(" It is a `{ident}`.");
        quote!(#[doc = #docs] #ident(#ty))
    });
    let idents: Vec<_> = failures.arms.iter().map(|arm| &arm.ident).collect();
    // The arm of a response's body comes first; without one any arm may fit.
    let body = failures.body.map(|arm| &failures.arms[arm].ident);
    let tried: Vec<_> = match body {
        Some(body) => vec![body],
        None => idents.clone(),
    };
    let read = tried.iter().rev().fold(
        quote!(Self::Other(text.to_owned())),
        |otherwise, ident| {
            quote!(#runtime::__private::failure(text, Self::#ident, |text| #otherwise))
        },
    );
    quote! {
        /// What a failing event, or a failed response, says.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #visibility enum Failure {
            #(#variants,)*
            /// It is nothing that was declared; this is its text.
            Other(::std::string::String),
        }

        impl Failure {
            /// Reads the body of a failed response.
            #[must_use]
            pub fn from_text(text: &str) -> Self {
                #read
            }
        }

        impl #runtime::__private::Serialize for Failure {
            fn serialize<S: #runtime::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    #(Self::#idents(it) => #runtime::__private::Serialize::serialize(it, serializer),)*
                    Self::Other(text) => serializer.serialize_str(text),
                }
            }
        }

        impl<'de> #runtime::__private::Deserialize<'de> for Failure {
            fn deserialize<D: #runtime::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #runtime::RawJson::deserialize(deserializer).map(|json| Self::from_text(json.get()))
            }
        }
    }
}
