//! The derive on a unit struct: a document makes the types.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_codegen::{Error, Options};
use stream_events_schema::{Source, recover};
use syn::{Attribute, DeriveInput, LitStr};

use crate::attr::Attributes;
use crate::clash;
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
    let (mut attributes, mistakes) = Attributes::parse(&input.attrs);
    let schema = attributes.schema.take();
    let mut options = options(input, attributes);
    let Some(schema) = schema else {
        let error = mistakes.unwrap_or_else(|| {
            syn::Error::new_spanned(
                &input.ident,
                "which document? Write `#[stream_events(schema = \"schemas/messages.json\")]` \
                 below the derive",
            )
        });
        return Ok(fallback::items(error, None, &options));
    };
    let file = source::read(&schema);
    if let Some(mistakes) = mistakes {
        let document = file.ok().and_then(|it| recover(&it.source));
        return Ok(fallback::items(mistakes, document.as_ref(), &options));
    }
    if let Err(error) = clash::check(&options, &schema) {
        // What stands in must not clash as well.
        options.module = Some(quote::format_ident!("__{}", options.name));
        return Ok(fallback::items(error, None, &options));
    }
    let DocumentFile { source, watch } = match file {
        Ok(file) => file,
        Err(error) => return Ok(fallback::items(error, None, &options)),
    };
    let expanded = expand(&source, &options, &schema, &input.attrs);
    Ok(quote!(#watch #expanded))
}

fn options(input: &DeriveInput, attributes: Attributes) -> Options {
    Options {
        name: input.ident.clone(),
        visibility: input.vis.clone(),
        module: attributes.module,
        derives: attributes.derives,
        replacements: attributes.replacements,
        renames: attributes.renames,
        string: attributes.string,
        runtime: attributes
            .runtime
            .unwrap_or_else(|| quote!(::stream_events)),
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
            let warnings = diagnostics::warnings(checked.notes(), schema, attributes);
            Ok(quote!(#items #warnings))
        });
    expanded.unwrap_or_else(|error| {
        let mistakes = match error {
            Error::Document(mistakes) => diagnostics::errors(&mistakes, schema),
            Error::Options(error) => error,
            error => syn::Error::new(schema.span(), error),
        };
        fallback::items(mistakes, recover(source).as_ref(), options)
    })
}
