//! Where an event type is looked for.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_schema::{Dispatch, Pointer};

/// An entry of `dispatch`, as the runtime has it.
#[must_use]
pub fn entry(entry: &Dispatch, runtime: &TokenStream) -> TokenStream {
    let entry = match entry {
        Dispatch::Pointer(pointer) => {
            let way = way(pointer);
            quote!(Pointer(#way))
        }
        Dispatch::Has {
            pointer,
            event_type,
        } => {
            let way = way(pointer);
            quote!(Has(#way, #event_type))
        }
        Dispatch::Always(event_type) => quote!(Always(#event_type)),
        _ => quote!(Event),
    };
    quote!(#runtime::__private::Entry::#entry)
}

/// The segments of a JSON Pointer, as the runtime has them.
#[must_use]
pub fn way(pointer: &Pointer) -> TokenStream {
    let segments = pointer.segments();
    quote!(&[#(#segments),*])
}
