//! The derive of [`stream-events`](https://docs.rs/stream-events). Use it through that crate,
//! where it is documented.

#![forbid(unsafe_code)]

mod attr;
mod code_first;
mod diagnostics;
mod document_first;
mod fallback;
mod options;
mod source;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, Fields, parse_macro_input};

/// Implements `StreamEvents`; documented in the crate `stream-events`.
#[proc_macro_derive(StreamEvents, attributes(stream_events, event))]
pub fn stream_events(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let expanded = match &input.data {
        Data::Struct(data) if matches!(data.fields, Fields::Unit) => document_first::derive(&input),
        Data::Enum(data) => Ok(code_first::derive(&input, data)),
        _ => Err(syn::Error::new_spanned(
            &input.ident,
            "`StreamEvents` is derived on an enum of events, or on a unit struct that names a \
             document:\n\n\
             #[derive(StreamEvents)]\n\
             #[stream_events(schema = \"schemas/messages.json\")]\n\
             pub struct Messages;",
        )),
    };
    expanded
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
