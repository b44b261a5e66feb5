//! The generated module.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, docs};
use super::{events, failure, types};
use crate::Options;
use crate::model::Model;

/// The module with everything a user names.
pub(super) fn module(model: &Model, options: &Options) -> TokenStream {
    let visibility = &options.visibility;
    let ident = &model.module;
    let from_bytes = from_bytes(options);
    let fallback = format!("What {} streams yield.", code(&model.rules.name));
    let docs = docs(&model.docs, &fallback, None);
    let events = events::events(model, options);
    let failure = failure::failure(model, options);
    let types = types::types(model, options);
    quote! {
        #docs
        #[allow(
            dead_code,
            unreachable_pub,
            reason = "what an API sends is more than most programs look at"
        )]
        #[allow(
            deprecated,
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::match_same_arms,
            clippy::module_name_repetitions,
            clippy::option_option,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::too_long_first_doc_paragraph,
            clippy::too_many_lines,
            clippy::upper_case_acronyms,
            reason = "names, shapes and descriptions are the schema's"
        )]
        #visibility mod #ident {
            #events
            #failure

            #from_bytes

            #types
        }
    }
}

/// The function of the module that reads a stream of bytes.
#[must_use]
pub fn from_bytes(options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let inside = options.visibility_inside();
    quote! {
        /// Reads a stream of bytes as these events.
        ///
        /// Its items may be `Bytes` or `Result<Bytes, E>`.
        #inside fn from_bytes<B>(
            stream: B,
        ) -> #runtime::AsyncStream<<Event as #runtime::__private::EventOf>::Set, B>
        where
            B: #runtime::__private::Stream,
            B::Item: #runtime::SourceItem<#runtime::__private::Bytes>,
        {
            #runtime::AsyncStream::from_bytes(stream)
        }
    }
}
