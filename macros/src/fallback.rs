//! What is generated when there is a mistake: enough that the mistake is the only error.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use stream_events_codegen::{Options, Own, module_name, variant_name};
use stream_events_schema::{Document, Handle, Schema};
use syn::{DeriveInput, parse_quote};

/// The module, the aliases and the impl, and every mistake.
///
/// What the events are is not known, so `Event` is a type that the compiler gives up on: it says
/// why, which is the first mistake, and is quiet about whatever a program does with events. In the
/// length of an array `compile_error!` has that effect; in the place of a type it makes a `()`.
/// What it is not quiet about is an impl on such a type and a pattern with its fields.
pub(crate) fn beside_struct(
    mistakes: syn::Error,
    document: Option<&Document>,
    options: &Options,
) -> TokenStream {
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let module = module_name(options);
    let inside = options.visibility_inside();
    let mut mistakes = mistakes.into_iter().map(syn::Error::into_compile_error);
    let first = mistakes.next();
    let types = document.map_or_else(BTreeSet::new, |document| types(document, options));
    let aliases = aliases(options, &quote!(#module::Failure));
    let set = implementation(
        &quote!(impl #runtime::StreamEvents for #name),
        &quote!(#module::Event),
        &quote!(#module::Failure),
        runtime,
    );
    quote! {
        #[allow(missing_docs, dead_code, reason = "stands in until there is no mistake")]
        #visibility mod #module {
            #inside type Event = [(); #first];
            #inside type Failure = Event;
            #(#inside type #types = Event;)*

            #runtime::__from_bytes!(#inside <Event as #runtime::__private::EventOf>::Set);
        }

        #(#mistakes)*
        #aliases
        #set
    }
}

/// The methods, the aliases and the impl of an enum, and every mistake.
pub(crate) fn beside_enum(
    input: &DeriveInput,
    mistakes: syn::Error,
    document: Option<&Document>,
    options: &Options,
    own: &Own,
) -> TokenStream {
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let mut generics = input.generics.clone();
    let clause = generics.make_where_clause();
    clause
        .predicates
        .push(parse_quote!(Self: ::core::marker::Send + 'static));
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let fails = document.is_some_and(|document| {
        let mut events = document.events.values();
        document.errors.body.is_some() || events.any(|event| event.handle == Handle::Fail)
    });
    // A name that is taken would be taken once more.
    let taken = format!("{}", own.failure);
    let mut payloads = own.failures.iter().map(|(_, ty)| ty).chain(&own.body);
    let is_free = !payloads.any(|ty| quote!(#ty).to_string() == taken);
    let mut mistakes = mistakes.into_iter().map(syn::Error::into_compile_error);
    let mut failure = quote!(::core::convert::Infallible);
    let mut named = TokenStream::new();
    if fails && is_free {
        let (ident, first) = (&own.failure, mistakes.next());
        failure = quote!(#ident);
        named.extend(quote! {
            #[allow(missing_docs, dead_code, reason = "stands in until there is no mistake")]
            #visibility type #ident = [(); #first];
        });
    }
    if input.generics.params.is_empty() {
        named.extend(aliases(options, &failure));
        named.extend(quote! {
            #runtime::__document! { #visibility #name = "{ \"events\": {} }" {} }
        });
    }
    let set = implementation(
        &quote!(impl #parameters #runtime::StreamEvents for #name #arguments #bounds),
        &quote!(Self),
        &failure,
        runtime,
    );
    quote! {
        #[allow(missing_docs, dead_code, clippy::all, reason = "stands in until there is no mistake")]
        impl #parameters #name #arguments #bounds {
            #runtime::__from_bytes!(#visibility Self);

            #visibility fn event_type(&self) -> &str {
                ""
            }
        }

        #(#mistakes)*
        #named
        #set
    }
}

/// What the stream is called, and its error.
fn aliases(options: &Options, failure: &TokenStream) -> TokenStream {
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let stream = format_ident!("{}Stream", name);
    let error = options.error.iter();
    quote! {
        #[allow(missing_docs, dead_code, reason = "stands in until there is no mistake")]
        #visibility type #stream<B = #runtime::Body> = #runtime::AsyncStream<#name, B>;
        #(
            #[allow(missing_docs, dead_code, reason = "stands in until there is no mistake")]
            #visibility type #error = #runtime::Error<#failure>;
        )*
    }
}

/// The impl of a set of events that never come.
fn implementation(
    head: &TokenStream,
    event: &TokenStream,
    failure: &TokenStream,
    runtime: &TokenStream,
) -> TokenStream {
    quote! {
        #head {
            type Event = #event;
            type Failure = #failure;

            const PROTOCOL: #runtime::__private::Protocol =
                #runtime::__private::Protocol::new("");

            fn dispatch(
                _: &#runtime::Message<'_>,
            ) -> ::core::result::Result<#runtime::Dispatch<Self>, #runtime::Mismatch> {
                ::core::result::Result::Ok(#runtime::Dispatch::Skip)
            }

            fn failure(_: &str) -> ::core::option::Option<Self::Failure> {
                ::core::option::Option::None
            }
        }
    }
}

/// What the payloads' types would be called, as far as that is known without their shapes.
fn types(document: &Document, options: &Options) -> BTreeSet<Ident> {
    let definitions = document.definitions.iter();
    let definitions = definitions.map(|(key, schema)| {
        let name = schema.keywords().and_then(|it| it.name.as_ref());
        (key, name, Some(schema))
    });
    let events = document.events.iter();
    let events = events.map(|(key, event)| (key, event.name.as_ref(), event.payload.as_ref()));
    let renames = options.renames.iter();
    let renames = renames.map(|rename| (&rename.place, Some(&rename.value), None));
    let mut types = BTreeSet::new();
    for (key, name, schema) in definitions.chain(events).chain(renames) {
        let asked = name.and_then(|name| syn::parse_str(name).ok());
        let name = asked.unwrap_or_else(|| variant_name(key));
        if let Some(schema) = schema {
            inside(schema, &name, &mut types);
        }
        types.insert(name);
    }
    types.retain(|it| it != "Event" && it != "Failure");
    types
}

/// What the types of properties that are described in place would be called.
fn inside(schema: &Schema, name: &Ident, types: &mut BTreeSet<Ident>) {
    let Some(keywords) = schema.keywords() else {
        return;
    };
    let properties = keywords.properties.iter().flatten();
    let properties = properties.map(|(key, schema)| (variant_name(key), schema));
    let items = keywords.items.iter();
    let items = items.map(|schema| (format_ident!("Item"), schema));
    for (part, schema) in properties.chain(items) {
        let asked = schema.keywords().and_then(|it| it.name.as_ref());
        let asked = asked.and_then(|name| syn::parse_str(name).ok());
        let name = asked.unwrap_or_else(|| format_ident!("{}{}", name, part));
        inside(schema, &name, types);
        types.insert(name);
    }
}
