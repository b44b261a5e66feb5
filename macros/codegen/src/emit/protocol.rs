//! What a stream must know of an API besides its events.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_schema::{Cursor, FailureType, Framing, Pointer, Resume, Unterminated};

use crate::model::Model;

/// The protocol as an expression, in which the runtime's names are short.
pub(super) fn protocol(model: &Model) -> TokenStream {
    let (name, document) = (&model.name, &model.document);
    let framing = match document.framing {
        Framing::Sse => None,
        Framing::JsonLines => Some(quote!(Framing::JsonLines)),
        Framing::JsonArray => Some(quote!(Framing::JsonArray)),
        Framing::JsonSeq => Some(quote!(Framing::JsonSeq)),
        // The runtime's macro says which feature is missing.
        _ => Some(quote!(__aws_event_stream!())),
    };
    let framing = framing.map(|framing| quote!(.framing(#framing)));
    let media_types = &document.http.media_types;
    let media_types = (!media_types.is_empty()).then(|| quote!(.media_types(&[#(#media_types),*])));
    let end_required = document.requires_end().then(|| quote!(.end_required()));
    let unterminated =
        (document.unterminated == Unterminated::Dispatch).then(|| quote!(.dispatch_unterminated()));
    let accept = document.http.accept.as_ref();
    let accept = accept.map(|accept| quote!(.accept(#accept)));
    let headers = &document.http.request_id_headers;
    let request_id = (!headers.is_empty()).then(|| quote!(.request_id(&[#(#headers),*])));
    let resume = document.resume.as_ref().map(resume);
    let failures = failures(model);
    quote! {
        Protocol::new(#name) #framing #media_types #end_required #unterminated #accept #request_id #resume #failures
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

fn failures(model: &Model) -> TokenStream {
    let errors = &model.document.errors;
    let types = errors.types.iter().map(FailureType::as_str);
    let lists = [&errors.message_pointers, &errors.status_pointers];
    let pointers = |list: &[Pointer]| {
        let texts = list.iter().map(Pointer::as_str);
        quote!(&[#(#texts),*])
    };
    let types = quote!(&[#(#types),*]);
    let [messages, status] = lists.map(|list| pointers(list));
    let statuses = errors.type_status.iter();
    let statuses = statuses.map(|(name, status)| quote!((#name, #status)));
    let any = !errors.types.is_empty() || lists.iter().any(|list| !list.is_empty());
    let rules = any.then(
        || quote!(.failures(FailureRules::new(#types, #messages, &[#(#statuses),*], #status))),
    );
    let waits = &errors.retry_after_pointers;
    let waits = (!waits.is_empty()).then(|| {
        let waits = pointers(waits);
        quote!(.retry_after(#waits))
    });
    quote!(#rules #waits)
}

/// The segments of a JSON Pointer, as the runtime has them.
pub(super) fn way(segments: &[String]) -> TokenStream {
    quote!(&[#(#segments),*])
}
