//! `document()`: the document that says what the enum declares.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use stream_events_schema::{Cursor, Dispatch, End, Handle, Mismatch, Pointer, Sentinel, Unknown};
use syn::Type;
use syn::ext::IdentExt;

use super::set::{Event, Item, Meaning, Payload, Set};

/// The method, for the runtime to drop where its feature `schema` is off.
///
/// Whether that is so depends on everything else in a user's build. So the payloads need a schema
/// only where the method is called: a bound with a lifetime of its own is not checked before.
pub(super) fn document(set: &Set) -> TokenStream {
    let Set {
        ident,
        visibility,
        runtime,
        name,
        ..
    } = set;
    let schema = quote!(#runtime::schema);
    let payloads = payloads(set);
    let description = set
        .description
        .iter()
        .map(|text| quote!(it.document.description = ::core::option::Option::Some(#text.into());));
    let rules = rules(set, &schema);
    let events = set
        .events
        .iter()
        .map(|event| self::event(event, set, &schema));
    quote! {
        #runtime::__document! {
            #[allow(
                dead_code,
                single_use_lifetimes,
                clippy::too_many_lines,
                reason = "made for every set"
            )]
            impl #ident {
                /// The document that says what this enum declares.
                #[must_use]
                #visibility fn document() -> #schema::Document
                where
                    #(for<'payload> #payloads: #runtime::__private::JsonSchema,)*
                {
                    let mut it = #runtime::__private::DocumentBuilder::new(#name);
                    #(#description)*
                    #rules
                    #(#events)*
                    it.finish()
                }
            }
        }
    }
}

/// The distinct types of payloads.
fn payloads(set: &Set) -> Vec<&Type> {
    let items = set.items().filter_map(|(_, item)| match &item.payload {
        Payload::Json(ty) => Some(ty),
        _ => None,
    });
    let failures = set
        .failures
        .iter()
        .flat_map(|failures| failures.arms.iter().map(|arm| &arm.ty));
    let mut payloads: Vec<&Type> = Vec::new();
    for ty in items.chain(failures) {
        let text = ty.to_token_stream().to_string();
        if payloads
            .iter()
            .all(|known| known.to_token_stream().to_string() != text)
        {
            payloads.push(ty);
        }
    }
    payloads
}

/// Everything but the events.
fn rules(set: &Set, schema: &TokenStream) -> TokenStream {
    let mut rules = TokenStream::new();
    let mut rule = |tokens| rules.extend::<TokenStream>(tokens);
    for entry in &set.dispatch {
        let entry = match entry {
            Dispatch::Pointer(place) => {
                let place = pointer(place, schema);
                quote!(Pointer(#place))
            }
            Dispatch::Has {
                pointer: place,
                event_type,
            } => {
                let place = pointer(place, schema);
                quote!(Has { pointer: #place, event_type: #event_type.into() })
            }
            Dispatch::Always(event_type) => quote!(Always(#event_type.into())),
            _ => quote!(Event),
        };
        rule(quote!(it.document.dispatch.push(#schema::Dispatch::#entry);));
    }
    match set.unknown {
        Unknown::Skip => rule(quote!(it.document.unknown = #schema::Unknown::Skip;)),
        Unknown::Fail => rule(quote!(it.document.unknown = #schema::Unknown::Fail;)),
        _ => {}
    }
    if set.mismatch == Mismatch::Keep {
        rule(quote!(it.document.mismatch = #schema::Mismatch::Keep;));
    }
    if let Some(end) = set.end {
        let end = if end == End::Required {
            quote!(Required)
        } else {
            quote!(Optional)
        };
        rule(quote!(it.document.end = ::core::option::Option::Some(#schema::End::#end);));
    }
    for (text, sentinel) in &set.sentinels {
        let sentinel = match sentinel {
            Sentinel::Skip => quote!(Skip),
            _ => quote!(Finish),
        };
        rule(quote!(it.document.sentinels.insert(#text.into(), #schema::Sentinel::#sentinel);));
    }
    let errors = &set.errors;
    for place in &errors.types {
        let place = pointer(place, schema);
        rule(quote!(it.document.errors.type_pointers.push(#place);));
    }
    for place in &errors.messages {
        let place = pointer(place, schema);
        rule(quote!(it.document.errors.message_pointers.push(#place);));
    }
    for (name, status) in &errors.statuses {
        rule(quote!(it.document.errors.type_status.insert(#name.into(), #status);));
    }
    if let Some(place) = &errors.status {
        let place = pointer(place, schema);
        rule(quote!(it.document.errors.status_pointers.push(#place);));
    }
    if let Some(body) = &errors.body {
        rule(quote! {
            it.document.errors.body = ::core::option::Option::Some(it.schema::<#body>());
        });
    }
    for header in &set.request_id {
        rule(quote!(it.document.http.request_id_headers.push(#header.into());));
    }
    if let Some(resume) = &set.resume {
        let query = &resume.query;
        let cursor = match &resume.cursor {
            Cursor::Pointer(place) => {
                let place = pointer(place, schema);
                quote!(Pointer(#place))
            }
            _ => quote!(Id),
        };
        rule(quote! {
            it.document.resume = ::core::option::Option::Some(#schema::Resume {
                cursor: #schema::Cursor::#cursor,
                query: #query.into(),
            });
        });
    }
    rules
}

fn event(event: &Event, set: &Set, schema: &TokenStream) -> TokenStream {
    let name = &event.name;
    let what = match &event.meaning {
        Meaning::Skip => quote!(event.handle = #schema::Handle::Skip;),
        Meaning::Fail(None) => quote! {
            event.handle = #schema::Handle::Fail;
        },
        Meaning::Fail(Some(arm)) => {
            let ty = set.failures.iter().map(|failures| &failures.arms[*arm].ty);
            let payload = ty.map(payload);
            quote! {
                event.handle = #schema::Handle::Fail;
                #(#payload)*
            }
        }
        Meaning::Item(item) => self::item(name, item, schema),
    };
    quote! {
        {
            let mut event = #schema::Event::default();
            #what
            it.document.events.insert(#name.into(), event);
        }
    }
}

fn payload(ty: &Type) -> TokenStream {
    quote!(event.payload = ::core::option::Option::Some(it.schema::<#ty>());)
}

fn item(name: &str, item: &Item, schema: &TokenStream) -> TokenStream {
    let rust_name = rust_name(name, item)
        .map(|name| quote!(event.name = ::core::option::Option::Some(#name.into());));
    let description = item
        .description
        .iter()
        .map(|text| quote!(event.description = ::core::option::Option::Some(#text.into());));
    let deprecated = item.deprecated.then(|| quote!(event.deprecated = true;));
    let handle = match item.handle {
        Handle::Finish => quote!(event.handle = #schema::Handle::Finish;),
        Handle::Complete => quote!(event.handle = #schema::Handle::Complete;),
        _ => TokenStream::new(),
    };
    let when = item.when.iter().map(|condition| {
        let pointer = pointer(&condition.pointer, schema);
        let test = match &condition.values {
            None => quote!(Present),
            Some(values) => quote!(OneOf(::std::vec![#(#values.into()),*])),
        };
        quote!(event.when.insert(#pointer, #schema::Test::#test);)
    });
    let content = match &item.payload {
        Payload::Json(ty) => payload(ty),
        Payload::Text(_) => quote!(event.content = #schema::Content::Text;),
        Payload::None => quote!(event.content = #schema::Content::None;),
    };
    quote!(#rust_name #(#description)* #deprecated #handle #(#when)* #content)
}

fn pointer(pointer: &Pointer, schema: &TokenStream) -> TokenStream {
    let segments = pointer.segments();
    quote!(#schema::Pointer::new::<&str>([#(#segments),*]))
}

/// The variant's name, where the event's does not lead to it.
fn rust_name(name: &str, item: &Item) -> Option<String> {
    let variant = item.variant.unraw().to_string();
    let is_plain = variant.starts_with(|c: char| c.is_ascii_uppercase())
        && variant.chars().all(|c| c.is_ascii_alphanumeric());
    let follows = stream_events_codegen::variant_name(name) == variant;
    (item.only_name && is_plain && !follows && variant != "Unknown").then_some(variant)
}
