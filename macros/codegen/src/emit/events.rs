//! The event enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::condition::closure;
use super::docs::{code, deprecated, docs};
use super::failure::written;
use super::ty::ty;
use crate::Options;
use crate::model::{Event, Meaning, Model, Stored};

/// The event enum of a document and what it can do.
pub(super) fn events(model: &Model, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let visibility = options.visibility_inside();
    let non_exhaustive = options.non_exhaustive();
    let docs = format!(" What a stream of {} yields.", code(&model.name));
    let items: Vec<&Event> = model.events.iter().filter(|it| it.is_item()).collect();
    let variants = items.iter().map(|event| variant(event, options));
    let lines = items.iter().map(|event| line(event, &[], model, options));
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq)]
        #non_exhaustive
        #visibility enum Event {
            #(#variants,)*
            /// An event that is not declared, as it came.
            Unknown(#runtime::UnknownEvent),
        }

        #runtime::__event! {
            #visibility Event { #(#lines)* }
        }
    }
}

fn variant(event: &Event, options: &Options) -> TokenStream {
    let wire = format!("Event type on the wire: {}.", code(&event.key));
    let docs = docs(&event.docs, Some(&wire));
    let deprecated = deprecated(&event.docs);
    let ident = &event.ident;
    let payload = event.payload.as_ref().map(|payload| {
        let payload = ty(payload, options);
        quote!((#payload))
    });
    quote!(#docs #deprecated #ident #payload)
}

/// How it is stored and sent. It may have other names.
pub(super) fn line(
    event: &Event,
    others: &[String],
    model: &Model,
    options: &Options,
) -> TokenStream {
    let (ident, key) = (&event.ident, &event.key);
    let payload = event.payload.as_ref().map(|_| quote!((it)));
    let stored = match event.stored {
        Stored::Named => quote!(named),
        Stored::Bare => quote!(bare),
        Stored::Either => quote!(either),
    };
    // Beside its name an event without data has no data.
    let has_data = payload.is_some() || event.stored == Stored::Bare;
    let written = written(event, event.payload.as_ref(), model, options);
    let written = written.filter(|_| has_data);
    let outcome = outcome(event, options);
    quote!(#ident #payload = #key #(| #others)*, #stored #written #outcome;)
}

/// What it means for the stream, unless that goes on.
fn outcome(event: &Event, options: &Options) -> Option<TokenStream> {
    let (outcome, conditions) = match &event.meaning {
        Meaning::Finish(conditions) => (quote!(Finish), conditions),
        Meaning::Complete(conditions) => (quote!(Complete), conditions),
        Meaning::Skip | Meaning::Fail | Meaning::Yield => return None,
    };
    let condition = (!conditions.is_empty()).then(|| {
        let condition = closure(conditions, options);
        quote!(if #condition)
    });
    Some(quote!(, #outcome #condition))
}
