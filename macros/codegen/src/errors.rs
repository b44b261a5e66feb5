//! All mistakes of a stage.

use proc_macro2::Span;
use quote::ToTokens;

/// The mistakes so far, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Errors(Option<syn::Error>);

impl Errors {
    /// Adds a mistake at a place.
    pub fn at(&mut self, span: Span, message: impl Into<String>) {
        self.add(syn::Error::new(span, message.into()));
    }

    /// Adds a mistake about some tokens.
    pub fn on(&mut self, tokens: impl ToTokens, message: impl Into<String>) {
        self.add(syn::Error::new_spanned(tokens, message.into()));
    }

    /// Adds a mistake.
    pub fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Adds all mistakes of another stage.
    pub fn append(&mut self, others: Self) {
        self.keep(others.into_result());
    }

    /// Keeps a value, or adds the mistake.
    pub fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// Stops here if there was a mistake.
    ///
    /// # Errors
    ///
    /// All of them.
    pub fn into_result(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
