//! The derive on a unit struct: a document makes the types.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_codegen::{Error, Options};
use stream_events_schema::{Diagnostics, Document, Source};
use syn::{DeriveInput, LitStr};

use crate::attr::Attributes;
use crate::clash;
use crate::fallback;
use crate::source;

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let attributes = Attributes::parse(&input.attrs)?;
    let Some(schema) = attributes.schema.clone() else {
        return Err(syn::Error::new_spanned(
            &input.ident,
            "which document? Write `#[stream_events(schema = \"schemas/messages.json\")]` below \
             the derive",
        ));
    };
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(
            &input.generics,
            "a set of events has no parameters: what the document says is all there is",
        ));
    }
    let mut options = options(input, attributes);
    if let Err(error) = clash::check(&options, &schema) {
        // What stands in must not clash as well.
        options.module = Some(quote::format_ident!("__{}", options.name));
        return Ok(with_errors(&error.into_compile_error(), None, &options));
    }
    let file = match source::read(&schema) {
        Ok(file) => file,
        Err(error) => return Ok(with_errors(&error.into_compile_error(), None, &options)),
    };
    let source = Source::new(schema.value(), file.text);
    let expanded = expand(&source, &options, &schema);
    let watch = file.watch;
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
fn expand(source: &Source, options: &Options, schema: &LitStr) -> TokenStream {
    let mistakes = |diagnostics: &Diagnostics| {
        // A document with mistakes may still tell what its events are called.
        let document = stream_events_schema::parse(source).ok();
        with_errors(&errors(diagnostics, schema), document.as_ref(), options)
    };
    let checked = match stream_events_schema::read_source(source) {
        Ok(checked) => checked,
        Err(diagnostics) => return mistakes(&diagnostics),
    };
    match stream_events_codegen::expand(&checked, options) {
        Ok(tokens) => tokens,
        Err(Error::Document(diagnostics)) => mistakes(&diagnostics),
        Err(Error::Options(error)) => {
            let document = stream_events_schema::parse(source).ok();
            with_errors(&error.into_compile_error(), document.as_ref(), options)
        }
        Err(error) => {
            let error = syn::Error::new(schema.span(), error);
            with_errors(&error.into_compile_error(), None, options)
        }
    }
}

fn with_errors(
    errors: &TokenStream,
    document: Option<&Document>,
    options: &Options,
) -> TokenStream {
    let fallback = fallback::items(document, options);
    quote!(#errors #fallback)
}

/// One compile error a mistake, each with the document's own lines.
fn errors(diagnostics: &Diagnostics, schema: &LitStr) -> TokenStream {
    let errors = diagnostics
        .iter()
        .zip(diagnostics.rendered())
        .map(|(diagnostic, text)| {
            // rustc puts its own `error` before the text, so the check's name goes behind the message.
            let (severity, check) = (diagnostic.severity(), diagnostic.check.name());
            let text = text
                .strip_prefix(&format!("{severity}[{check}]: "))
                .unwrap_or(&text);
            let (message, rest) = text.split_once('\n').unwrap_or((text, ""));
            syn::Error::new(schema.span(), format!("{message} [{check}]\n{rest}"))
                .into_compile_error()
        });
    quote!(#(#errors)*)
}
