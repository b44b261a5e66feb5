//! The derive on an enum: the code declares the events, with payloads of the user's own types.
//!
//! An enum is written down as a document ([`document`]), whose text remembers where in the source each
//! part of it stands ([`node`]). From there on it is one: it is read, checked and generated for like
//! any other, and a mistake in it is shown where the source says it ([`mistakes`]).

mod container;
mod document;
mod mistakes;
mod node;
mod payload;
mod syntax;
mod unknown;
mod variant;

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_codegen::{Errors, expand_enum};
use stream_events_schema::{Source, read_opaque, recover};
use syn::{DataEnum, DeriveInput};

use crate::diagnostics::warnings;
use crate::fallback;
use container::Container;
use document::Declared;
use mistakes::Mistakes;
use variant::Variant;

pub(crate) fn derive(input: &DeriveInput, data: &DataEnum) -> TokenStream {
    let mut errors = Errors::default();
    let mut container = Container::parse(&input.attrs, &mut errors);
    let variants = data.variants.iter();
    let mut variants: Vec<_> = variants.map(|it| Variant::parse(it, &mut errors)).collect();
    let read = errors.into_result();

    let mut errors = std::mem::take(&mut container.aside.mistakes);
    for variant in &mut variants {
        errors.append(std::mem::take(&mut variant.aside.mistakes));
    }
    let Declared { text, own, options } =
        document::declared(input, &container, &variants, &mut errors);
    let source = Source::new(format!("the enum `{}`", input.ident), &*text.json);
    let mistakes = Mistakes::new(&text, &variants);
    let checked = read.and_then(|()| {
        let checked = read_opaque(&source);
        let checked = checked.map_err(|found| mistakes.errors(&found, &mut errors));
        errors.into_result().map(|()| checked.ok())
    });
    match checked {
        Ok(checked) => {
            let expanded = checked.map(|checked| {
                let items = expand_enum(&checked, &options, &own);
                let warnings = warnings(mistakes.warnings(checked.notes()), &input.attrs);
                quote!(#items #warnings)
            });
            expanded.unwrap_or_default()
        }
        Err(mistakes) => {
            let document = recover(&source);
            fallback::beside_enum(input, mistakes, document.as_ref(), &options, &own)
        }
    }
}
