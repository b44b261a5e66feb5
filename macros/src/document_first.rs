//! The derive on a unit struct: a document makes the types.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_codegen::{Error, Options};
use stream_events_schema::{Diagnostics, Look, Source, printable, recover};
use syn::{DeriveInput, LitStr};

use crate::attr::Attributes;
use crate::clash;
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
        let document = file
            .ok()
            .and_then(|it| recover(&source_of(&schema, it.text)));
        return Ok(fallback::items(mistakes, document.as_ref(), &options));
    }
    if let Err(error) = clash::check(&options, &schema) {
        // What stands in must not clash as well.
        options.module = Some(quote::format_ident!("__{}", options.name));
        return Ok(fallback::items(error, None, &options));
    }
    let DocumentFile { text, watch } = match file {
        Ok(file) => file,
        Err(error) => return Ok(fallback::items(error, None, &options)),
    };
    let expanded = expand(&source_of(&schema, text), &options, &schema);
    Ok(quote!(#watch #expanded))
}

fn source_of(schema: &LitStr, text: String) -> Source {
    Source::new(schema.value(), text)
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
fn expand(source: &Source, options: &Options, schema: &LitStr) -> TokenStream {
    let expanded = stream_events_schema::read_source(source)
        .map_err(Error::Document)
        .and_then(|checked| stream_events_codegen::expand(&checked, options));
    expanded.unwrap_or_else(|error| {
        let mistakes = match error {
            Error::Document(diagnostics) => errors(&diagnostics, schema),
            Error::Options(error) => error,
            error => syn::Error::new(schema.span(), error),
        };
        fallback::items(mistakes, recover(source).as_ref(), options)
    })
}

/// One compile error a mistake, each with the document's own lines.
fn errors(diagnostics: &Diagnostics, schema: &LitStr) -> syn::Error {
    let rendered = diagnostics.rendered(Look::Plain);
    let errors = diagnostics
        .iter()
        .zip(rendered)
        .map(|(diagnostic, rendered)| {
            // rustc puts its own `error` before the text, so the check's name goes behind the message.
            let (message, check) = (printable(&diagnostic.message), diagnostic.check.name());
            let message = format!("{message} [{check}]\n{}", rendered.body);
            syn::Error::new(schema.span(), message)
        });
    let all = errors.reduce(|mut all, error| {
        all.combine(error);
        all
    });
    all.unwrap_or_else(|| syn::Error::new(schema.span(), "the document has a mistake"))
}
