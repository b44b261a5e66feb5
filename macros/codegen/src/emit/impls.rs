//! What stands beside the module: the impls on the user's struct and the stream's alias.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use stream_events_schema::{Content, Mismatch, Pointer, Sentinel, Unknown};

use super::entry::entry;
use super::resume::resume;
use super::ty::ty_outside;
use crate::Options;
use crate::model::{Access, Check, Condition, Event, Literal, Meaning, Model, Rules};

/// Everything beside the module.
pub(super) fn impls(model: &Model, options: &Options) -> TokenStream {
    let Options {
        name,
        visibility,
        runtime,
        ..
    } = options;
    let module = &model.module;
    let alias = format_ident!("{}Stream", name);
    let alias_docs = format!(" A stream of [`{name}`] events.");
    let protocol = protocol(&model.rules, runtime);
    let failure = if model.failures.any {
        quote!(::core::option::Option::Some(#module::Failure::from_text(body)))
    } else {
        quote!({
            let _ = body;
            ::core::option::Option::None
        })
    };
    let table = table(model, options);
    let replaced = options
        .replacements
        .iter()
        .enumerate()
        .map(|(index, replacement)| {
            let path = &replacement.value;
            quote! {
                impl #runtime::__private::Replaced<#index> for #module::Event {
                    type Type = #path;
                }
            }
        });
    quote! {
        #[doc = #alias_docs]
        #[allow(dead_code, reason = "not every program names the stream")]
        #visibility type #alias<B = #runtime::Body> = #runtime::AsyncStream<#name, B>;

        impl #runtime::StreamEvents for #name {
            type Event = #module::Event;
            type Failure = #module::Failure;

            const PROTOCOL: #runtime::Protocol = #protocol;

            #[inline]
            fn dispatch(
                message: &#runtime::Message<'_>,
            ) -> ::core::result::Result<#runtime::Dispatch<Self>, #runtime::Mismatch> {
                #runtime::__private::dispatch(message)
            }

            fn failure(body: &str) -> ::core::option::Option<#module::Failure> {
                #failure
            }
        }

        #table

        impl #runtime::__private::EventOf for #module::Event {
            type Set = #name;
        }

        #(#replaced)*
    }
}

fn protocol(rules: &Rules, runtime: &TokenStream) -> TokenStream {
    let Rules {
        name, request_id, ..
    } = rules;
    let failure_types = rules.failure_types.iter().map(Pointer::as_str);
    let failure_messages = rules.failure_messages.iter().map(Pointer::as_str);
    let end_required = rules.end_required.then(|| quote!(.end_required()));
    let request_id = (!request_id.is_empty()).then(|| quote!(.request_id(&[#(#request_id),*])));
    let resume = rules.resume.as_ref().map(|it| resume(it, runtime));
    let statuses = rules
        .type_status
        .iter()
        .map(|(name, status)| quote!((#name, #status)));
    let status = rules.status_pointers.iter().map(Pointer::as_str);
    quote! {
        #runtime::Protocol::new(#name)
            #end_required
            #request_id
            #resume
            .failures(#runtime::FailureRules::new(
                &[#(#failure_types),*],
                &[#(#failure_messages),*],
                &[#(#statuses),*],
                &[#(#status),*],
            ))
    }
}

fn table(model: &Model, options: &Options) -> TokenStream {
    let Options { name, runtime, .. } = options;
    let (module, rules) = (&model.module, &model.rules);
    let entries = rules.dispatch.iter().map(|it| entry(it, runtime));
    let sentinels = rules.sentinels.iter().map(|(text, sentinel)| {
        let sentinel = match sentinel {
            Sentinel::Skip => quote!(Skip),
            _ => quote!(Finish),
        };
        quote!((#text, #runtime::__private::Sentinel::#sentinel))
    });
    let unknown = match rules.unknown {
        Unknown::Skip => quote!(Skip),
        Unknown::Fail => quote!(Fail),
        _ => quote!(Keep),
    };
    let keep_mismatches = rules.mismatch == Mismatch::Keep;
    let keeps_mismatch = keeps_mismatch(&model.events, keep_mismatches);
    let arms = model.events.iter().map(|event| arm(event, model, options));
    quote! {
        #[allow(deprecated, reason = "what the schema calls deprecated still arrives")]
        #[allow(
            clippy::match_same_arms,
            clippy::too_many_lines,
            reason = "every event has an arm of its own"
        )]
        impl #runtime::__private::Table for #name {
            const ENTRIES: &'static [#runtime::__private::Entry] = &[#(#entries),*];
            const SENTINELS: &'static [(&'static str, #runtime::__private::Sentinel)] =
                &[#(#sentinels),*];
            const UNKNOWN: #runtime::__private::Unknown = #runtime::__private::Unknown::#unknown;
            const KEEP_MISMATCHES: bool = #keep_mismatches;

            #keeps_mismatch

            #[inline]
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
                #runtime::Dispatch::Unknown(#module::Event::Unknown(event))
            }
        }
    }
}

/// What is said of single events; nothing if all are handled as the document says.
fn keeps_mismatch(events: &[Event], otherwise: bool) -> Option<TokenStream> {
    let others = events
        .iter()
        .filter(|it| it.keeps_mismatch.is_some_and(|it| it != otherwise));
    let keys: Vec<_> = others.map(|it| &it.key).collect();
    (!keys.is_empty()).then(|| {
        let is_one = quote!(::core::matches!(event_type, #(#keys)|*));
        let keeps = match otherwise {
            true => quote!(!#is_one),
            false => is_one,
        };
        quote! {
            fn keeps_mismatch(event_type: &str) -> bool {
                #keeps
            }
        }
    })
}

fn arm(event: &Event, model: &Model, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let (module, key, ident) = (&model.module, &event.key, &event.ident);
    let event_path = quote!(#module::Event::#ident);
    let decoded = match (&event.meaning, event.content) {
        (Meaning::Skip, _) => quote!(::core::result::Result::Ok(#runtime::Dispatch::Skip)),
        (Meaning::Fail, _) => fail(event, model, options),
        (meaning, Content::Json) => {
            let payload = event
                .payload
                .as_ref()
                .map(|ty| ty_outside(ty, options, module));
            let dispatch = dispatch(meaning, &quote!(#event_path(it)), options);
            let mismatch = mismatch(meaning, runtime);
            let read = if event.plain {
                quote!(plain)
            } else {
                quote!(json)
            };
            quote! {
                #runtime::__private::#read(#key, message, |it: #payload| #dispatch)#mismatch
            }
        }
        (meaning, content) => {
            let own = match options.string {
                Some(_) => quote!(::core::convert::From::from),
                None => quote!(::std::borrow::ToOwned::to_owned),
            };
            let payload = (content == Content::Text).then(|| quote!((#own(message.data()))));
            let dispatch = dispatch(meaning, &quote!(#event_path #payload), options);
            quote!(::core::result::Result::Ok(#dispatch))
        }
    };
    quote!(#key => #decoded)
}

fn fail(event: &Event, model: &Model, options: &Options) -> TokenStream {
    let (runtime, module) = (&options.runtime, &model.module);
    let failure = match model.failures.of(&event.key) {
        Some(arm) => {
            let arm = &arm.ident;
            quote! {
                #runtime::__private::failure(
                    message.data(),
                    #module::Failure::#arm,
                    |text| #module::Failure::Other(::std::borrow::ToOwned::to_owned(text)),
                )
            }
        }
        None => quote!(#module::Failure::Other(::std::borrow::ToOwned::to_owned(message.data()))),
    };
    quote!(::core::result::Result::Ok(#runtime::Dispatch::Fail(#failure)))
}

/// What `event` means for the stream; the payload is called `it`.
fn dispatch(meaning: &Meaning, event: &TokenStream, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let (variant, conditions) = match meaning {
        Meaning::Finish(conditions) => (quote!(Finish), conditions.as_slice()),
        Meaning::Complete(conditions) => (quote!(Complete), conditions.as_slice()),
        Meaning::Yield | Meaning::Skip | Meaning::Fail => (quote!(Yield), [].as_slice()),
    };
    if conditions.is_empty() {
        return quote!(#runtime::Dispatch::#variant(#event));
    }
    let conditions = conditions.iter().map(|it| condition(it, options));
    quote! {
        if #(#conditions)&&* {
            #runtime::Dispatch::#variant(#event)
        } else {
            #runtime::Dispatch::Yield(#event)
        }
    }
}

/// What a mismatch means for the stream: the same as the event, unless that hangs on its payload.
fn mismatch(meaning: &Meaning, runtime: &TokenStream) -> TokenStream {
    match meaning {
        Meaning::Finish(conditions) if conditions.is_empty() => {
            quote!(.map_err(#runtime::__private::finishing))
        }
        Meaning::Complete(conditions) if conditions.is_empty() => {
            quote!(.map_err(#runtime::__private::completing))
        }
        _ => TokenStream::new(),
    }
}

fn condition(condition: &Condition, options: &Options) -> TokenStream {
    let way = condition.way.iter().map(|access| match access {
        Access::Field(ident) => quote!(.map(|it| &it.#ident)),
        Access::OptionalField(ident) => quote!(.and_then(|it| it.#ident.as_ref())),
        Access::Index(0) => quote!(.and_then(|it| it.first())),
        Access::Index(index) => quote!(.and_then(|it| it.get(#index))),
        Access::Key(key) => quote!(.and_then(|it| it.get(#key))),
        Access::Optional => quote!(.and_then(|it| it.as_ref())),
    });
    let test = match &condition.test {
        Check::Never => quote!(.is_some_and(|_| false)),
        Check::Present => quote!(.is_some()),
        Check::NotNull => quote!(.is_some_and(|it| !it.is_null())),
        Check::RawNotNull => quote!(.is_some_and(|it| it.get() != "null")),
        Check::TextOneOf(values) if options.string.is_some() => {
            let text = quote!(::core::convert::AsRef::<str>::as_ref(it));
            quote!(.is_some_and(|it| matches!(#text, #(#values)|*)))
        }
        Check::OneOf(values) | Check::TextOneOf(values) => {
            quote!(.is_some_and(|it| matches!(it.as_str(), #(#values)|*)))
        }
        Check::EqualOneOf(values) => {
            let values = values.iter().map(|it| match it {
                Literal::Boolean(value) => quote!(#value),
                Literal::Signed(value) => quote!(#value),
                Literal::Unsigned(value) => quote!(#value),
                Literal::Float(value) => quote!(#value),
            });
            quote!(.is_some_and(|it| [#(#values),*].contains(it)))
        }
    };
    quote!(::core::option::Option::Some(&it)#(#way)* #test)
}
