//! How a payload is made.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::code;
use super::ty::ty;
use crate::Options;
use crate::model::{Field, Given, Struct, Ty};

/// `new`, what it takes if that is more than arguments, and `Default` where it takes nothing.
pub(super) fn construct(ident: &Ident, it: &Struct, options: &Options) -> TokenStream {
    let (parameters, args) = match &it.args {
        Some(name) => (quote!(args: #name), Some(args(ident, name, it, options))),
        None => {
            let parameters = it.arguments().map(|field| parameter(field, options));
            (quote!(#(#parameters),*), None)
        }
    };
    let fields = it.fields.iter().map(|field| value(field, it, options));
    let additional = it
        .additional
        .iter()
        .map(|(ident, _)| quote!(#ident: ::std::collections::BTreeMap::new()));
    let default = it.arguments().next().is_none().then(|| {
        quote! {
            impl ::core::default::Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        impl #ident {
            /// Makes one with what is required; what is not is left out.
            #[must_use]
            pub fn new(#parameters) -> Self {
                Self { #(#fields,)* #(#additional,)* }
            }
        }
        #default
        #args
    }
}

fn parameter(field: &Field, options: &Options) -> TokenStream {
    let (ident, ty) = (&field.ident, ty(&field.ty, options));
    match field.given {
        Given::Argument { is_string: true } => quote!(#ident: impl ::core::convert::Into<#ty>),
        _ => quote!(#ident: #ty),
    }
}

fn value(field: &Field, it: &Struct, options: &Options) -> TokenStream {
    let ident = &field.ident;
    match &field.given {
        Given::Argument { .. } if it.args.is_some() => quote!(#ident: args.#ident),
        Given::Argument { is_string: true } => quote!(#ident: #ident.into()),
        Given::Argument { is_string: false } => quote!(#ident),
        Given::Constant(variant) => {
            let ty = ty(&field.ty, options);
            quote!(#ident: #ty::#variant)
        }
        Given::Nothing if field.ty == Ty::Unit => quote!(#ident: ()),
        Given::Nothing => quote!(#ident: ::core::option::Option::None),
    }
}

/// The struct of arguments.
fn args(of: &Ident, name: &Ident, it: &Struct, options: &Options) -> TokenStream {
    let visibility = options.visibility_inside();
    let docs = format!(" What {} takes.", code(&format!("{of}::new")));
    let fields = it.arguments().map(|field| {
        let (ident, ty) = (&field.ident, ty(&field.ty, options));
        quote!(pub #ident: #ty)
    });
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone)]
        #[allow(missing_docs, reason = "they are fields of what is made")]
        #visibility struct #name { #(#fields,)* }
    }
}
