//! What stands beside an enum with types of the user's own.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use stream_events_schema::Content;

use super::events::line;
use super::failure::{failing, failure_enum};
use super::ty::ty;
use crate::Options;
use crate::model::Model;
use crate::own::Own;

/// The methods of the enum, its failures, and its document.
pub(super) fn own(own: &Own, model: &Model, options: &Options) -> TokenStream {
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let names = own.variants.iter().filter_map(|variant| {
        let (ident, name) = (&variant.ident, variant.names.first()?);
        Some(quote!(#ident = #name;))
    });
    let unknown = own.unknown.iter().map(|(ident, _)| quote!(_ = #ident;));
    let failures = model.failures.any.then(|| {
        let visibility = visibility.to_token_stream();
        let failures = failure_enum(&own.failure, &visibility, &options.derives, model, options);
        quote! {
            #[allow(
                dead_code,
                missing_docs,
                clippy::all,
                clippy::pedantic,
                reason = "its names and sizes are those of the payloads"
            )]
            #failures
        }
    });
    let document = document(own, model, options);
    let messages = own.write.then(|| messages(own, model, options));
    let failing = (own.write && model.failures.any).then(|| {
        let (failure, failing) = (&own.failure, failing(model, options));
        quote!(#runtime::__failure_messages! { #visibility #failure in #name { #failing } })
    });
    quote! {
        #runtime::__own_event! {
            #visibility #name { #(#names)* #(#unknown)* } #messages
        }
        #failures
        #failing
        #document
    }
}

/// How the events are sent, each by the first of its names.
fn messages(own: &Own, model: &Model, options: &Options) -> TokenStream {
    let lines = own.variants.iter().filter_map(|variant| {
        let (name, others) = variant.names.split_first()?;
        let event = model.events.iter().find(|event| event.key == *name)?;
        Some(line(event, others, model, options))
    });
    let unknown = own.unknown.iter().map(|(ident, _)| quote!(_ = #ident;));
    quote!(write { #(#lines)* #(#unknown)* })
}

/// The method that gives the document back, whose payloads are then described by their types.
fn document(own: &Own, model: &Model, options: &Options) -> TokenStream {
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let text = &own.text;
    let items = model.events.iter();
    let items = items.filter(|event| event.content == Content::Json);
    let items = items.filter_map(|event| Some((&event.key, event.payload.as_ref()?)));
    let failures = model.failures.events.iter();
    let failures = failures.map(|it| (&it.key, &model.failures.arms[it.arm].ty));
    let payloads = items.chain(failures).map(|(key, payload)| {
        let payload = ty(payload, options);
        quote!(#key: #payload;)
    });
    let body = own.body.iter().map(|ty| quote!(body: #ty;));
    quote! {
        #runtime::__document! {
            #visibility #name = #text { #(#payloads)* #(#body)* }
        }
    }
}
