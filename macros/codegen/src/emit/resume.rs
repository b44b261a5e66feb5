//! How the rest of a stream is asked for.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_schema::{Cursor, Resume};

use super::entry::way;

/// The call that tells a `Protocol` of it.
#[must_use]
pub fn resume(resume: &Resume, runtime: &TokenStream) -> TokenStream {
    let cursor = match &resume.cursor {
        Cursor::Pointer(pointer) => {
            let way = way(pointer);
            quote!(Data(#way))
        }
        _ => quote!(Id),
    };
    let query = &resume.query;
    quote!(.resume(#runtime::ResumeRules::new(#runtime::Cursor::#cursor, #query)))
}
