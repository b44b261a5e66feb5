//! What is generated when there is a mistake: enough that the mistake is the only error.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use stream_events_codegen::{Options, from_bytes, module_name, variant_name};
use stream_events_schema::Document;

/// The module, the stream's alias and the impl, with as much of the events as is known.
pub(crate) fn items(document: Option<&Document>, options: &Options) -> TokenStream {
    let Options {
        name,
        visibility,
        runtime,
        ..
    } = options;
    let module = module_name(options);
    let inside = options.visibility_inside();
    let from_bytes = from_bytes(options);
    let alias = format_ident!("{}Stream", name);
    let mut variants: Vec<_> = document
        .iter()
        .flat_map(|it| it.events.keys())
        .map(|key| variant_name(key))
        .collect();
    variants.retain(|variant| variant != "Unknown");
    variants.sort();
    variants.dedup();
    quote! {
        #[allow(missing_docs, dead_code, reason = "stands in until the document is right")]
        #visibility mod #module {
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            #inside enum Event {
                #(#variants(#runtime::RawJson),)*
                Unknown(#runtime::UnknownEvent),
            }

            #inside type Failure = ::std::string::String;

            #from_bytes
        }

        #[allow(missing_docs, dead_code, reason = "stands in until the document is right")]
        #visibility type #alias<B = #runtime::Body> = #runtime::AsyncStream<#name, B>;

        impl #runtime::StreamEvents for #name {
            type Event = #module::Event;
            type Failure = #module::Failure;

            const PROTOCOL: #runtime::Protocol = #runtime::Protocol::new("");

            fn dispatch(
                _: &#runtime::Message<'_>,
            ) -> ::core::result::Result<#runtime::Dispatch<Self>, #runtime::DecodeError> {
                ::core::result::Result::Ok(#runtime::Dispatch::Skip)
            }

            fn failure(_: &str) -> ::core::option::Option<Self::Failure> {
                ::core::option::Option::None
            }
        }

        impl #runtime::__private::EventOf for #module::Event {
            type Set = #name;
        }
    }
}
