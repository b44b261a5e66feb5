//! Expressions of generated code.

use proc_macro2::TokenStream;
use quote::quote;

/// Something that is there, or perhaps: then it is an `Option`.
pub(super) enum Expr {
    Sure(TokenStream),
    Maybe(TokenStream),
}

impl Expr {
    /// As an `Option`.
    pub(super) fn option(self) -> TokenStream {
        match self {
            Self::Sure(it) => quote!(Some(#it)),
            Self::Maybe(it) => it,
        }
    }

    /// The first of these that is there.
    pub(super) fn first(exprs: impl IntoIterator<Item = Self>) -> Self {
        let mut tried: Option<TokenStream> = None;
        for expr in exprs {
            tried = Some(match (tried, expr) {
                (None, Self::Sure(it)) => return Self::Sure(it),
                (None, Self::Maybe(it)) => it,
                (Some(tried), Self::Sure(it)) => {
                    return Self::Sure(quote!(#tried.unwrap_or_else(|| #it)));
                }
                (Some(tried), Self::Maybe(it)) => quote!(#tried.or_else(|| #it)),
            });
        }
        Self::Maybe(tried.unwrap_or_else(|| quote!(None)))
    }

    /// What a function makes of it.
    pub(super) fn map(self, function: &TokenStream) -> Self {
        match self {
            Self::Sure(it) => Self::Sure(quote!(#function(#it))),
            Self::Maybe(it) => Self::Maybe(quote!(#it.map(#function))),
        }
    }
}
