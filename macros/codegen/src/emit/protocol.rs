//! What a stream must know of an API besides its events.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_schema::{Cursor, Pointer, Resume};

use crate::model::Model;

/// The protocol as an expression, in which the runtime's names are short.
pub(super) fn protocol(model: &Model) -> TokenStream {
    let (name, document) = (&model.name, &model.document);
    let end_required = document.requires_end().then(|| quote!(.end_required()));
    let headers = &document.http.request_id_headers;
    let request_id = (!headers.is_empty()).then(|| quote!(.request_id(&[#(#headers),*])));
    let resume = document.resume.as_ref().map(resume);
    let failures = failures(model);
    quote! {
        Protocol::new(#name) #end_required #request_id #resume #failures
    }
}

fn resume(resume: &Resume) -> TokenStream {
    let cursor = match &resume.cursor {
        Cursor::Pointer(pointer) => {
            let way = way(pointer.segments());
            quote!(Data(#way))
        }
        _ => quote!(Id),
    };
    let query = &resume.query;
    quote!(.resume(ResumeRules::new(Cursor::#cursor, #query)))
}

fn failures(model: &Model) -> Option<TokenStream> {
    let errors = &model.document.errors;
    let lists = [
        &errors.type_pointers,
        &errors.message_pointers,
        &errors.status_pointers,
    ];
    let [types, messages, status] = lists.map(|list| {
        let texts = list.iter().map(Pointer::as_str);
        quote!(&[#(#texts),*])
    });
    let statuses = errors.type_status.iter();
    let statuses = statuses.map(|(name, status)| quote!((#name, #status)));
    let any = lists.iter().any(|list| !list.is_empty());
    any.then(|| quote!(.failures(FailureRules::new(#types, #messages, &[#(#statuses),*], #status))))
}

/// The segments of a JSON Pointer, as the runtime has them.
pub(super) fn way(segments: &[String]) -> TokenStream {
    quote!(&[#(#segments),*])
}
