//! What `#[stream_events(..)]` says.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use stream_events_codegen::{StringType, Target};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token, Type, parenthesized};

use crate::options::{OF_ENUMS, OF_STRUCTS, OF_VARIANTS, no_such_or};

/// The options of a derive on a unit struct.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) schema: Option<LitStr>,
    pub(crate) module: Option<Ident>,
    pub(crate) derives: Vec<TokenStream>,
    pub(crate) replacements: Vec<Target<TokenStream>>,
    pub(crate) renames: Vec<Target<String>>,
    pub(crate) string: Option<StringType>,
    pub(crate) runtime: Option<TokenStream>,
}

impl Attributes {
    /// What could be read, and the first mistake of each attribute.
    pub(crate) fn parse(attributes: &[Attribute]) -> (Self, Option<syn::Error>) {
        let mut parsed = Self::default();
        let mut mistakes: Option<syn::Error> = None;
        for attribute in attributes
            .iter()
            .filter(|it| it.path().is_ident("stream_events"))
        {
            let mut mistake = None;
            let read = attribute.parse_nested_meta(|meta| {
                if let Err(error) = parsed.option(&meta) {
                    mistake.get_or_insert(error);
                    // What comes after it may say what the module is called.
                    skip_option(meta.input)?;
                }
                Ok(())
            });
            match (&mut mistakes, mistake.or(read.err())) {
                (Some(mistakes), Some(mistake)) => mistakes.combine(mistake),
                (_, None) => {}
                (none, mistake) => *none = mistake,
            }
        }
        (parsed, mistakes)
    }

    fn option(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let name = meta.path.require_ident()?.unraw().to_string();
        match name.as_str() {
            "schema" => once(&mut self.schema, meta.value()?.parse()?, meta),
            "module" => once(
                &mut self.module,
                meta.value()?.call(Ident::parse_any)?,
                meta,
            ),
            "string" => {
                let ty = parsed_or_text(meta, StringType::parse)?;
                once(&mut self.string, ty, meta)
            }
            "crate" => {
                let path = path_or_text(meta)?;
                once(&mut self.runtime, path, meta)
            }
            "derive" => {
                let content;
                parenthesized!(content in meta.input);
                let paths = Punctuated::<Path, Token![,]>::parse_terminated(&content)?;
                self.derives
                    .extend(paths.into_iter().map(ToTokens::into_token_stream));
                Ok(())
            }
            "replace" => {
                self.replacements
                    .extend(targets::<Type>(meta)?.into_iter().map(|target| Target {
                        place: target.place,
                        span: target.span,
                        value: target.value.into_token_stream(),
                    }));
                Ok(())
            }
            "rename" => {
                for target in targets::<LitStr>(meta)? {
                    let value = rust_name(&target.value)?;
                    self.renames.push(Target {
                        place: target.place,
                        span: target.span,
                        value,
                    });
                }
                Ok(())
            }
            _ if OF_ENUMS.contains(&name.as_str()) || OF_VARIANTS.contains(&name.as_str()) => {
                Err(meta.error(format!(
                    "`{name}` is for a derive on an enum, which declares its events itself; here the \
                     document says it",
                )))
            }
            _ => {
                let others = [OF_ENUMS, OF_VARIANTS];
                Err(meta.error(no_such_or("option", &name, OF_STRUCTS, &others)))
            }
        }
    }
}

/// Goes to the comma behind an option that could not be read, or to the end.
fn skip_option(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

pub(crate) fn once<T>(
    slot: &mut Option<T>,
    value: T,
    meta: &ParseNestedMeta<'_>,
) -> syn::Result<()> {
    if slot.replace(value).is_some() {
        return Err(meta.error("this option is given twice"));
    }
    Ok(())
}

/// `crate = ::some::path` or, as serde has it, `crate = "some::path"`.
pub(crate) fn path_or_text(meta: &ParseNestedMeta<'_>) -> syn::Result<TokenStream> {
    let path = parsed_or_text(meta, Path::parse_mod_style)?;
    Ok(quote!(#path))
}

/// A value as it is, or in quotes.
fn parsed_or_text<T: Parse>(
    meta: &ParseNestedMeta<'_>,
    parse: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let value = meta.value()?;
    if value.peek(LitStr) {
        return value.parse::<LitStr>()?.parse();
    }
    value.call(parse)
}

/// `("place" = value, ..)`.
fn targets<T: Parse>(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<Target<T>>> {
    let content;
    parenthesized!(content in meta.input);
    let mut targets = Vec::new();
    while !content.is_empty() {
        let place: LitStr = content.parse()?;
        content.parse::<Token![=]>()?;
        let value = content.parse()?;
        targets.push(Target {
            place: place.value(),
            span: place.span(),
            value,
        });
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(targets)
}

/// A text that can be the name of a type.
fn rust_name(name: &LitStr) -> syn::Result<String> {
    match name.parse_with(Ident::parse) {
        Ok(ident) => Ok(ident.to_string()),
        Err(_) => Err(syn::Error::new(
            name.span(),
            format!("\"{}\" is no name for a Rust type", name.value()),
        )),
    }
}
