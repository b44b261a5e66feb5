//! The derive on a unit struct: a document makes the types.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_codegen::{Error, Errors, Options};
use stream_events_schema::{Source, recover};
use syn::{Attribute, DeriveInput, LitStr};

use crate::attr::Attributes;
use crate::diagnostics;
use crate::fallback;
use crate::source::{self, DocumentFile};

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(
            &input.generics,
            "a set of events has no parameters: what the document says is all there is",
        ));
    }
    let mut errors = Errors::default();
    let mut attributes = Attributes::parse(&input.attrs, &mut errors);
    let schema = attributes.schema.take();
    let options = options(input, attributes);
    let mistakes = errors.into_result();
    let Some(schema) = schema else {
        let error = mistakes.err().unwrap_or_else(|| {
            syn::Error::new_spanned(
                &input.ident,
                "which document? Write `#[stream_events(schema = \"schemas/messages.json\")]` \
                 below the derive",
            )
        });
        return Ok(fallback::beside_struct(error, None, &options));
    };
    let file = source::read(&schema);
    if let Err(mistakes) = mistakes {
        let document = file.ok().and_then(|it| recover(&it.source));
        return Ok(fallback::beside_struct(
            mistakes,
            document.as_ref(),
            &options,
        ));
    }
    let DocumentFile { source, watch } = match file {
        Ok(file) => file,
        Err(error) => return Ok(fallback::beside_struct(error, None, &options)),
    };
    let expanded = expand(&source, &options, &schema, &input.attrs);
    Ok(quote!(#watch #expanded))
}

fn options(input: &DeriveInput, attributes: Attributes) -> Options {
    let otherwise = Options::new(input.ident.clone());
    Options {
        visibility: input.vis.clone(),
        module: attributes.module,
        error: attributes.error.or(otherwise.error),
        derives: attributes.derives,
        replacements: attributes.replacements,
        formats: attributes.formats,
        renames: attributes.renames,
        string: attributes.string,
        exhaustive: attributes.exhaustive.is_some(),
        runtime: attributes.runtime.unwrap_or(otherwise.runtime),
        name: otherwise.name,
    }
}

/// The code, or every mistake with code that keeps further errors away.
fn expand(
    source: &Source,
    options: &Options,
    schema: &LitStr,
    attributes: &[Attribute],
) -> TokenStream {
    let expanded = stream_events_schema::read_source(source)
        .map_err(Error::Document)
        .and_then(|checked| {
            let items = stream_events_codegen::expand(&checked, options)?;
            let likely = diagnostics::likely(checked.notes(), schema);
            let warnings = diagnostics::warnings(likely, attributes);
            Ok(quote!(#items #warnings))
        });
    expanded.unwrap_or_else(|error| {
        let mut errors = Errors::default();
        match error {
            Error::Document(mistakes) => diagnostics::errors(&mistakes, schema, &mut errors),
            Error::Options(error) => errors.add(error),
            error => errors.at(schema.span(), error.to_string()),
        }
        let mistakes = errors.into_result();
        let mistakes = mistakes
            .err()
            .unwrap_or_else(|| syn::Error::new(schema.span(), "the document has a mistake"));
        fallback::beside_struct(mistakes, recover(source).as_ref(), options)
    })
}
