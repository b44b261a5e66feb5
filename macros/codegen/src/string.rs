//! The type of strings.

use std::fmt;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Path, Type};

/// A type by its whole path: it is written down inside the generated module.
#[derive(Debug, Clone)]
pub struct StringType(TokenStream);

impl Parse for StringType {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.span();
        match input.parse() {
            Ok(Type::Path(ty)) if ty.qself.is_none() && is_whole(&ty.path) => {
                Ok(Self(generated(ty.into_token_stream())))
            }
            _ => Err(syn::Error::new(
                start,
                "write a type by its whole path, such as `std::sync::Arc<str>`",
            )),
        }
    }
}

/// The tokens where they stand, but as if the derive had written them: no lint about paths that are
/// longer than they need be is for a path that has to be whole.
fn generated(tokens: TokenStream) -> TokenStream {
    let respanned = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), generated(group.stream())).into();
        }
        token.set_span(Span::call_site().located_at(token.span()));
        token
    });
    respanned.collect()
}

/// Whether the path can lead to the same type from inside the module.
fn is_whole(path: &Path) -> bool {
    let starts_with = |name| path.segments.first().is_some_and(|it| it.ident == name);
    let is_near = starts_with("self") || starts_with("super") || path.segments.len() == 1;
    path.leading_colon.is_some() || !is_near
}

/// As users write it: `std::sync::Arc<str>`.
impl fmt::Display for StringType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tokens = self.0.to_string();
        let in_word = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
        let mut before = None;
        for token in tokens.split_whitespace() {
            // Two words would become one.
            if in_word(before) && in_word(token.chars().next()) {
                f.write_str(" ")?;
            }
            f.write_str(token)?;
            before = token.chars().last();
        }
        Ok(())
    }
}

impl ToTokens for StringType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}
