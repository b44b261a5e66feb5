//! The generated module.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{code, docs};
use super::{events, failure, types};
use crate::Options;
use crate::model::Model;

/// The module with everything a user names.
pub(super) fn module(ident: &Ident, model: &Model, options: &Options) -> TokenStream {
    let visibility = &options.visibility;
    let fallback = format!("What {} streams yield.", code(&model.name));
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
            #types
        }
    }
}
