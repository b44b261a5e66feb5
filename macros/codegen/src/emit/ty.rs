//! Types.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::Options;
use crate::model::{FailureArm, OwnType, Ty};

/// A type as it is written inside the generated module.
pub(super) fn ty(ty: &Ty, options: &Options) -> TokenStream {
    write(ty, options, &TokenStream::new())
}

/// A type as it is written beside the generated module.
pub(super) fn ty_outside(ty: &Ty, options: &Options, module: &Ident) -> TokenStream {
    write(ty, options, &quote!(#module::))
}

/// What reads a type of which nothing is known, as if the user had written it beside the type: there
/// the compiler says what the type lacks.
pub(super) fn read(ty: &Ty, options: &Options) -> Option<TokenStream> {
    let Ty::Own(OwnType { tokens, .. }) = ty else {
        return None;
    };
    let runtime = &options.runtime;
    let first = tokens.clone().into_iter().next();
    let place = first.map_or_else(Span::call_site, |token| token.span());
    let located = |tokens: TokenStream| -> TokenStream {
        let tokens = tokens.into_iter().map(|mut token| {
            token.set_span(token.span().located_at(place));
            token
        });
        tokens.collect()
    };
    let (read, end) = (quote!(, #runtime::__private::read::<), quote!(>));
    let (read, end) = (located(read), located(end));
    Some(quote!(#read #tokens #end))
}

/// What reads a failure, unless it is read as any generated type is.
pub(super) fn read_failure(arm: &FailureArm, options: &Options) -> Option<TokenStream> {
    let runtime = &options.runtime;
    match arm.integers {
        true => Some(quote!(, #runtime::__private::read_integers)),
        false => read(&arm.ty, options),
    }
}

fn write(ty: &Ty, options: &Options, prefix: &TokenStream) -> TokenStream {
    let runtime = &options.runtime;
    let inner = |inner: &Ty| write(inner, options, prefix);
    match ty {
        Ty::Unit => quote!(()),
        Ty::Bool => quote!(bool),
        Ty::I64 => quote!(i64),
        Ty::U64 => quote!(u64),
        Ty::F64 => quote!(f64),
        Ty::String => quote!(::std::string::String),
        Ty::Text => options.string.to_token_stream(),
        Ty::Any => quote!(#runtime::__private::Value),
        Ty::FreeForm => {
            quote!(#runtime::__private::Map<::std::string::String, #runtime::__private::Value>)
        }
        Ty::Raw => quote!(#runtime::RawJson),
        Ty::Item(_, ident) => quote!(#prefix #ident),
        Ty::Own(own) => own.tokens.clone(),
        Ty::JsonText(it) => {
            let it = inner(it);
            quote!(#runtime::JsonText<#it>)
        }
        Ty::Boxed(it) => {
            let it = inner(it);
            quote!(::std::boxed::Box<#it>)
        }
        Ty::Option(it) => {
            let it = inner(it);
            quote!(::core::option::Option<#it>)
        }
        Ty::Vec(it) => {
            let it = inner(it);
            quote!(::std::vec::Vec<#it>)
        }
        Ty::Map(it) => {
            let it = inner(it);
            quote!(::std::collections::BTreeMap<::std::string::String, #it>)
        }
    }
}
