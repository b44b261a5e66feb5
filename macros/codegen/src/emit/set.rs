//! The set of events: what a stream of them is called, and the table that messages are read by.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use stream_events_schema::{Content, Dispatch, Mismatch, Sentinel, Unknown};

use super::condition::closure;
use super::nulls;
use super::protocol::{protocol, way};
use super::ty::{self, ty_outside};
use crate::Options;
use crate::model::{Event, Home, Meaning, Model, Ty};

/// The aliases, the table, and the types of `replace`, whose paths are resolved here.
pub(super) fn set(model: &Model, options: &Options) -> TokenStream {
    let Options { name, runtime, .. } = options;
    let (event, failure) = (event_type(model, options), failure_type(model));
    let aliases = aliases(&failure, options);
    let protocol = protocol(model);
    let dispatch = model.document.dispatch.iter().map(entry);
    let sentinels = sentinels(model);
    let unknown = unknown(model);
    let texts = texts(model);
    let mismatches = mismatches(model);
    let nulls = nulls::nulls(model, options);
    let arms = model.events.iter().map(|it| arm(it, model, options));
    let replaced = options.own_types().enumerate().map(|(index, target)| {
        let path = &target.value;
        let index = Literal::usize_unsuffixed(index);
        quote! {
            impl #runtime::__private::Replaced<#index> for #event {
                type Type = #path;
            }
        }
    });
    quote! {
        #aliases

        #runtime::__events! {
            #name: #event, #failure;
            #protocol;
            dispatch #(#dispatch),*;
            #sentinels
            #unknown
            #texts
            #mismatches
            #nulls
            #(#arms)*
        }

        #(#replaced)*
    }
}

/// What the stream is called, and its errors.
fn aliases(failure: &TokenStream, options: &Options) -> TokenStream {
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let stream = format_ident!("{}Stream", name);
    let stream_docs = format!(" A stream of [`{name}`] events.");
    let error = options.error.as_ref().map(|error| {
        let docs = format!(" What can go wrong in a [`{stream}`].");
        quote! {
            #[doc = #docs]
            #[allow(dead_code, reason = "not every program names it")]
            #visibility type #error = #runtime::Error<#failure>;
        }
    });
    quote! {
        #[doc = #stream_docs]
        #[allow(dead_code, reason = "not every program names it")]
        #visibility type #stream<B = #runtime::Body> = #runtime::AsyncStream<#name, B>;

        #error
    }
}

fn event_type(model: &Model, options: &Options) -> TokenStream {
    match &model.home {
        Home::Module(module) => quote!(#module::Event),
        Home::Enum(_) => options.name.to_token_stream(),
    }
}

fn failure_type(model: &Model) -> TokenStream {
    match &model.home {
        Home::Module(module) => quote!(#module::Failure),
        Home::Enum(own) if model.failures.any => own.failure.to_token_stream(),
        Home::Enum(_) => quote!(::core::convert::Infallible),
    }
}

fn entry(entry: &Dispatch) -> TokenStream {
    match entry {
        Dispatch::Pointer(pointer) => {
            let way = way(pointer.segments());
            quote!(Pointer(#way))
        }
        Dispatch::Has {
            pointer,
            event_type,
        } => {
            let way = way(pointer.segments());
            quote!(Has(#way, #event_type))
        }
        Dispatch::Always(event_type) => quote!(Always(#event_type)),
        _ => quote!(Event),
    }
}

fn sentinels(model: &Model) -> Option<TokenStream> {
    let sentinels = model.document.sentinels.iter().map(|(text, sentinel)| {
        let sentinel = match sentinel {
            Sentinel::Skip => quote!(Skip),
            _ => quote!(Finish),
        };
        quote!(#text => #sentinel)
    });
    let sentinels: Vec<_> = sentinels.collect();
    (!sentinels.is_empty()).then(|| quote!(sentinels #(#sentinels),*;))
}

/// What becomes of events that are not declared, and the variant that keeps them.
fn unknown(model: &Model) -> TokenStream {
    let unknown = match model.document.unknown {
        Unknown::Skip => quote!(Skip),
        Unknown::Fail => quote!(Fail),
        _ => quote!(Keep),
    };
    let variant = match &model.home {
        Home::Module(_) => Some(format_ident!("Unknown")),
        Home::Enum(own) => own.unknown.as_ref().map(|(ident, _)| ident.clone()),
    };
    let variant = variant.map(|ident| quote!((#ident)));
    quote!(unknown #unknown #variant;)
}

/// The items whose data is text; nothing if there are none.
fn texts(model: &Model) -> Option<TokenStream> {
    let texts = model.events.iter();
    let texts = texts.filter(|it| it.is_item() && it.content == Content::Text);
    let keys: Vec<_> = texts.map(|it| &it.key).collect();
    (!keys.is_empty()).then(|| quote!(texts #(#keys),*;))
}

/// Whether mismatches are kept, and of which events it is otherwise; nothing if they never are.
fn mismatches(model: &Model) -> Option<TokenStream> {
    let keep = model.document.mismatch == Mismatch::Keep;
    let others = model.events.iter();
    let others = others.filter(|it| it.keeps_mismatch.is_some_and(|it| it != keep));
    let others: Vec<_> = others.map(|it| &it.key).collect();
    if !keep && others.is_empty() {
        return None;
    }
    let but = (!others.is_empty()).then(|| quote!(but #(#others)|*));
    Some(quote!(keep_mismatches #keep #but;))
}

/// What becomes of an event.
fn arm(event: &Event, model: &Model, options: &Options) -> TokenStream {
    let Event { key, ident, .. } = event;
    let (handle, conditions) = match &event.meaning {
        Meaning::Skip => return quote!(#key => skip;),
        Meaning::Fail => {
            let arm = model.failures.of(key).map(|arm| {
                let (ident, read) = (&arm.ident, ty::read_failure(arm, options));
                quote!((#ident #read))
            });
            return quote!(#key => fail #arm;);
        }
        Meaning::Yield => (quote!(Yield), [].as_slice()),
        Meaning::Finish(conditions) => (quote!(Finish), conditions.as_slice()),
        Meaning::Complete(conditions) => (quote!(Complete), conditions.as_slice()),
    };
    let read = match event.content {
        Content::None => quote!(none),
        Content::Text if event.own => quote!(string),
        Content::Text => quote!(text),
        _ if event.own => quote!(own),
        _ if has_json_texts(event, model) => quote!(json_texts),
        _ if event.integers => quote!(integers),
        _ if event.plain => quote!(plain),
        _ => quote!(json),
    };
    let payload = event.payload.as_ref().map(|ty| {
        let read = ty::read(ty, options).filter(|_| event.content == Content::Json);
        read.unwrap_or_else(|| {
            let ty = payload_type(ty, model, options);
            quote!(: #ty)
        })
    });
    let condition = (!conditions.is_empty()).then(|| {
        let closure = closure(conditions, options);
        quote!(, if #closure)
    });
    quote!(#key => #read(#handle #ident #payload #condition);)
}

/// Whether JSON that comes as text has a place in the payload.
fn has_json_texts(event: &Event, model: &Model) -> bool {
    let payload = event.payload.as_ref().zip(model.fold.as_ref());
    payload.is_some_and(|(ty, fold)| fold.is_with_json_texts(ty))
}

/// A payload's type as it is written beside the set.
fn payload_type(payload: &Ty, model: &Model, options: &Options) -> TokenStream {
    match &model.home {
        Home::Module(module) => ty_outside(payload, options, module),
        Home::Enum(_) => ty::ty(payload, options),
    }
}
