//! What is generated when there is a mistake: enough that the mistake is the only error.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use stream_events_codegen::{Options, from_bytes, module_name};

/// The module, the stream's alias and the impl, and every mistake.
///
/// What the events are is not known, so `Event` is a type that the compiler gives up on: it says
/// why, which is the first mistake, and is quiet about whatever a program does with events. In the
/// length of an array `compile_error!` has that effect; in the place of a type it makes a `()`.
pub(crate) fn items(mistakes: syn::Error, options: &Options) -> TokenStream {
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
    let mut mistakes = mistakes.into_iter().map(syn::Error::into_compile_error);
    let first = mistakes.next();
    quote! {
        #[allow(missing_docs, dead_code, reason = "stands in until there is no mistake")]
        #visibility mod #module {
            #inside type Event = [(); #first];
            #inside type Failure = Event;

            #from_bytes
        }

        #(#mistakes)*

        #[allow(missing_docs, dead_code, reason = "stands in until there is no mistake")]
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
    }
}
