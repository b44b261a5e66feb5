//! Why a checked document still cannot become Rust.

use stream_events_schema::Diagnostics;

/// Why a checked document still cannot become Rust.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The document would give two things one Rust name.
    Document(Diagnostics),
    /// An option is about nothing in the document.
    Options(syn::Error),
}

impl From<Diagnostics> for Error {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Document(diagnostics)
    }
}

impl From<syn::Error> for Error {
    fn from(error: syn::Error) -> Self {
        Self::Options(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Document(diagnostics) => diagnostics.fmt(f),
            Self::Options(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
