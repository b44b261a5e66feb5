//! [`Set`] → what stands beside the enum.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use stream_events_codegen::{entry, resume, way};
use stream_events_schema::{Dispatch, Handle, Mismatch, Pointer, Sentinel, Unknown};

use super::document;
use super::failure;
use super::set::{Condition, Event, Item, Meaning, Payload, Set};

pub(super) fn items(set: &Set) -> TokenStream {
    let Set {
        ident,
        visibility,
        runtime,
        ..
    } = set;
    let stream = stream(set);
    let protocol = protocol(set);
    let table = table(set);
    let failure_enum = failure::failure_enum(set);
    let failure = failure::ty(set);
    let read_failure = match &set.failures {
        Some(_) => quote!(::core::option::Option::Some(#failure::from_text(body))),
        None => quote!({
            let _ = body;
            ::core::option::Option::None
        }),
    };
    let event_type = event_type(set);
    let document = document::document(set);
    quote! {
        #stream

        #[allow(dead_code, deprecated, clippy::too_many_lines, reason = "made for every set")]
        impl #ident {
            /// Reads a stream of bytes as these events.
            ///
            /// Its items may be `Bytes` or `Result<Bytes, E>`.
            #visibility fn from_bytes<B>(stream: B) -> #runtime::AsyncStream<Self, B>
            where
                B: #runtime::__private::Stream,
                B::Item: #runtime::SourceItem<#runtime::__private::Bytes>,
            {
                #runtime::AsyncStream::from_bytes(stream)
            }

            #event_type
        }

        impl #runtime::StreamEvents for #ident {
            type Event = #ident;
            type Failure = #failure;

            const PROTOCOL: #runtime::Protocol = #protocol;

            fn dispatch(
                message: &#runtime::Message<'_>,
            ) -> ::core::result::Result<#runtime::Dispatch<Self>, #runtime::Mismatch> {
                #runtime::__private::dispatch(message)
            }

            fn failure(body: &str) -> ::core::option::Option<#failure> {
                #read_failure
            }
        }

        #table

        impl #runtime::__private::EventOf for #ident {
            type Set = #ident;
        }

        #failure_enum
        #document
    }
}

/// The stream's alias.
fn stream(set: &Set) -> TokenStream {
    let Set {
        ident,
        visibility,
        runtime,
        ..
    } = set;
    let alias = format_ident!("{}Stream", ident);
    let docs = format!(" A stream of [`{ident}`] events.");
    quote! {
        #[doc = #docs]
        #[allow(dead_code, reason = "made for every set")]
        #visibility type #alias<B = #runtime::Body> = #runtime::AsyncStream<#ident, B>;
    }
}

/// The accessor of the wire's name; there is none where a variant does not tell it.
fn event_type(set: &Set) -> TokenStream {
    if !set.has_event_types() {
        return TokenStream::new();
    }
    let (visibility, runtime) = (&set.visibility, &set.runtime);
    let names = set.items().map(|(name, item)| {
        let variant = &item.variant;
        let payload = (!matches!(item.payload, Payload::None)).then(|| quote!((_)));
        quote!(Self::#variant #payload => #name,)
    });
    let unknown = set.unknown_variant.iter().map(|unknown| {
        let variant = &unknown.ident;
        quote!(Self::#variant(event) => #runtime::__private::UnknownPayload::event_type(event),)
    });
    quote! {
        /// Its event type on the wire.
        #[must_use]
        #visibility fn event_type(&self) -> &str {
            match self {
                #(#names)*
                #(#unknown)*
            }
        }
    }
}

fn protocol(set: &Set) -> TokenStream {
    let Set {
        runtime,
        name,
        request_id,
        errors,
        ..
    } = set;
    let end_required = set.end_required.then(|| quote!(.end_required()));
    let request_id = (!request_id.is_empty()).then(|| quote!(.request_id(&[#(#request_id),*])));
    let resume = set.resume.as_ref().map(|it| resume(it, runtime));
    let types = errors.types.iter().map(Pointer::as_str);
    let messages = errors.messages.iter().map(Pointer::as_str);
    let statuses = errors
        .statuses
        .iter()
        .map(|(name, status)| quote!((#name, #status)));
    let status = errors.status.iter().map(Pointer::as_str);
    quote! {
        #runtime::Protocol::new(#name)
            #end_required
            #request_id
            #resume
            .failures(#runtime::FailureRules::new(
                &[#(#types),*],
                &[#(#messages),*],
                &[#(#statuses),*],
                &[#(#status),*],
            ))
    }
}

fn table(set: &Set) -> TokenStream {
    let Set { ident, runtime, .. } = set;
    let entries = match set.dispatch.as_slice() {
        [] => vec![entry(&Dispatch::Event, runtime)],
        entries => entries.iter().map(|it| entry(it, runtime)).collect(),
    };
    let sentinels = set.sentinels.iter().map(|(text, sentinel)| {
        let sentinel = match sentinel {
            Sentinel::Skip => quote!(Skip),
            _ => quote!(Finish),
        };
        quote!((#text, #runtime::__private::Sentinel::#sentinel))
    });
    let unknown = match set.unknown {
        Unknown::Skip => quote!(Skip),
        Unknown::Fail => quote!(Fail),
        _ => quote!(Keep),
    };
    let keep_mismatches = set.mismatch == Mismatch::Keep;
    let arms = set.events.iter().map(|event| arm(event, set));
    let keep = match &set.unknown_variant {
        Some(variant) => {
            let (variant, ty) = (&variant.ident, &variant.ty);
            quote!(#runtime::Dispatch::Unknown(
                Self::#variant(#runtime::__private::keep_unknown::<#ty>(event))
            ))
        }
        None => quote!(#runtime::Dispatch::Refuse(event)),
    };
    quote! {
        #[allow(deprecated, clippy::too_many_lines, reason = "deprecated events still arrive")]
        impl #runtime::__private::Table for #ident {
            const ENTRIES: &'static [#runtime::__private::Entry] = &[#(#entries),*];
            const SENTINELS: &'static [(&'static str, #runtime::__private::Sentinel)] =
                &[#(#sentinels),*];
            const UNKNOWN: #runtime::__private::Unknown = #runtime::__private::Unknown::#unknown;
            const KEEP_MISMATCHES: bool = #keep_mismatches;

            fn decode(
                event_type: &str,
                message: &#runtime::Message<'_>,
                or_else: impl ::core::ops::FnOnce() -> #runtime::__private::Decoded<Self>,
            ) -> #runtime::__private::Decoded<Self> {
                match event_type {
                    #(#arms,)*
                    _ => or_else(),
                }
            }

            fn unknown(event: #runtime::UnknownEvent) -> #runtime::Dispatch<Self> {
                #keep
            }
        }
    }
}

fn arm(event: &Event, set: &Set) -> TokenStream {
    let (runtime, name) = (&set.runtime, &event.name);
    let decoded = match &event.meaning {
        Meaning::Skip => quote!(::core::result::Result::Ok(#runtime::Dispatch::Skip)),
        Meaning::Fail(arm) => failure::fail(*arm, set),
        Meaning::Item(item) => decoded(name, item, runtime),
    };
    quote!(#name => #decoded)
}

fn decoded(name: &str, item: &Item, runtime: &TokenStream) -> TokenStream {
    let variant = &item.variant;
    match &item.payload {
        Payload::Json(ty) => {
            let dispatch = dispatch(item, &quote!(Self::#variant(it)), runtime);
            let mismatch = mismatch(item, runtime);
            quote! {
                #runtime::__private::json(#name, message, |it: #ty| #dispatch) #mismatch
            }
        }
        Payload::Text(ty) => {
            let text = quote!(#runtime::__private::text::<#ty>(message));
            let dispatch = dispatch(item, &quote!(Self::#variant(#text)), runtime);
            quote!(::core::result::Result::Ok(#dispatch))
        }
        Payload::None => {
            let dispatch = dispatch(item, &quote!(Self::#variant), runtime);
            quote!(::core::result::Result::Ok(#dispatch))
        }
    }
}

/// What the event means for the stream.
fn dispatch(item: &Item, event: &TokenStream, runtime: &TokenStream) -> TokenStream {
    let handle = match item.handle {
        Handle::Finish => quote!(Finish),
        Handle::Complete => quote!(Complete),
        _ => quote!(Yield),
    };
    if item.when.is_empty() {
        return quote!(#runtime::Dispatch::#handle(#event));
    }
    let conditions = item
        .when
        .iter()
        .map(|condition| self::condition(condition, runtime));
    quote! {
        if #runtime::__private::hold(message, &[#(#conditions),*]) {
            #runtime::Dispatch::#handle(#event)
        } else {
            #runtime::Dispatch::Yield(#event)
        }
    }
}

fn condition(condition: &Condition, runtime: &TokenStream) -> TokenStream {
    let way = way(&condition.pointer);
    let test = match &condition.values {
        None => quote!(Present),
        Some(values) => quote!(OneOf(&[#(#values),*])),
    };
    quote!((#way, #runtime::__private::Test::#test))
}

/// What a mismatch means for the stream: the same as the event, unless that hangs on its payload.
fn mismatch(item: &Item, runtime: &TokenStream) -> TokenStream {
    match item.handle {
        Handle::Finish if item.when.is_empty() => {
            quote!(.map_err(#runtime::__private::finishing))
        }
        Handle::Complete if item.when.is_empty() => {
            quote!(.map_err(#runtime::__private::completing))
        }
        _ => TokenStream::new(),
    }
}
