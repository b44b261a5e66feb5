//! What `#[stream_events(..)]` says.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use stream_events_codegen::{Errors, StringType, Target};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token, Type, parenthesized};

use crate::options::{OF_STRUCTS, no_such_or, of_enums, of_variants};

/// The options of a derive on a unit struct.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) schema: Option<LitStr>,
    pub(crate) module: Option<Ident>,
    pub(crate) error: Option<Ident>,
    pub(crate) derives: Vec<TokenStream>,
    pub(crate) replacements: Vec<Target<TokenStream>>,
    pub(crate) formats: Vec<Target<TokenStream>>,
    pub(crate) renames: Vec<Target<String>>,
    pub(crate) string: Option<StringType>,
    pub(crate) exhaustive: Option<()>,
    pub(crate) runtime: Option<TokenStream>,
}

impl Attributes {
    /// What could be read.
    pub(crate) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut parsed = Self::default();
        options(attributes, errors, |name, meta| parsed.option(name, meta));
        parsed
    }

    fn option(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match name {
            "schema" => once(&mut self.schema, meta.value()?.parse()?, meta),
            "module" => once(
                &mut self.module,
                meta.value()?.call(Ident::parse_any)?,
                meta,
            ),
            "error" => once(&mut self.error, meta.value()?.parse()?, meta),
            "string" => {
                let ty = parsed_or_text(meta, StringType::parse)?;
                once(&mut self.string, ty, meta)
            }
            "exhaustive" => once(&mut self.exhaustive, (), meta),
            "crate" => once(&mut self.runtime, path_or_text(meta)?, meta),
            "derive" => {
                self.derives.extend(tokens(list::<Path>(meta)?));
                Ok(())
            }
            "replace" => types(&mut self.replacements, meta),
            "format" => types(&mut self.formats, meta),
            "rename" => {
                for Pair { text, value } in list::<Pair<LitStr>>(meta)? {
                    self.renames.push(target(&text, rust_name(&value)?));
                }
                Ok(())
            }
            "write" => Err(meta.error(
                "`write` is for a derive on an enum: the events of a document can be written without it",
            )),
            _ if of_enums().contains(&name) || of_variants().contains(&name) => {
                Err(meta.error(format!(
                    "`{name}` is for a derive on an enum, which declares its events itself; here the \
                     document says it",
                )))
            }
            _ => {
                let others = [of_enums(), of_variants()].concat();
                Err(meta.error(no_such_or("option", name, OF_STRUCTS, &others)))
            }
        }
    }
}

/// Reads the options of all `#[stream_events(..)]`: a mistake in one does not hide the others.
pub(crate) fn options(
    attributes: &[Attribute],
    errors: &mut Errors,
    mut option: impl FnMut(&str, &ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    for attribute in attributes {
        if !attribute.path().is_ident("stream_events") {
            continue;
        }
        let mut any = false;
        let read = attribute.parse_nested_meta(|meta| {
            let name = meta.path.require_ident()?.unraw().to_string();
            if let Err(error) = option(&name, &meta) {
                any = true;
                errors.add(error);
                skip_option(meta.input)?;
            }
            Ok(())
        });
        // After a mistake, what is left unread is no further one.
        if !any {
            errors.keep(read);
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
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(meta.error("this option is given twice")),
    }
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

/// `(a, b, ..)`.
pub(crate) fn list<T: Parse>(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<T>> {
    let content;
    parenthesized!(content in meta.input);
    if content.is_empty() {
        let option = meta.path.to_token_stream();
        let message = format!("`{option}()` says nothing: fill it in or remove it");
        return Err(meta.error(message));
    }
    let list = Punctuated::<T, Token![,]>::parse_terminated(&content)?;
    Ok(list.into_iter().collect())
}

/// `"text" = value`.
struct Pair<T> {
    text: LitStr,
    value: T,
}

impl<T: Parse> Parse for Pair<T> {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let text = input.parse()?;
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        Ok(Self { text, value })
    }
}

/// `("text" = Type, ..)`.
fn types(targets: &mut Vec<Target<TokenStream>>, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    let pairs = list::<Pair<Type>>(meta)?.into_iter();
    targets.extend(pairs.map(|Pair { text, value }| target(&text, value.into_token_stream())));
    Ok(())
}

fn target<T>(place: &LitStr, value: T) -> Target<T> {
    Target {
        place: place.value(),
        span: place.span(),
        value,
    }
}

pub(crate) fn tokens<T: ToTokens>(all: Vec<T>) -> impl Iterator<Item = TokenStream> {
    all.into_iter().map(ToTokens::into_token_stream)
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
