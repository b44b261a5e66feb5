//! What an enum brings along: variants and types of the user's own.

use std::fmt;

use proc_macro2::Ident;
use syn::Type;

/// What an enum brings along to the document that says the same.
#[derive(Clone)]
pub struct Own {
    /// The document as text, in which `true` stands for every payload.
    pub text: String,
    /// The variants with names on the wire.
    pub variants: Vec<OwnVariant>,
    /// The variant for events that are not declared, with its type.
    pub unknown: Option<(Ident, Type)>,
    /// The failing events that have a type.
    pub failures: Vec<(String, Type)>,
    /// The type of a failed response's body.
    pub body: Option<Type>,
    /// The name of the failure enum.
    pub failure: Ident,
    /// Whether events are written, too: payloads implement `Serialize`.
    pub write: bool,
}

/// A variant of the enum.
#[derive(Clone)]
pub struct OwnVariant {
    /// Its name.
    pub ident: Ident,
    /// Its names on the wire; the first is the one it is known by.
    pub names: Vec<String>,
    /// Its payload.
    pub payload: Option<Type>,
}

impl Own {
    /// The variant of an event.
    pub(crate) fn variant(&self, event: &str) -> Option<&OwnVariant> {
        self.variants
            .iter()
            .find(|it| it.names.iter().any(|name| name == event))
    }

    /// The type of a failing event.
    pub(crate) fn failure_of(&self, event: &str) -> Option<&Type> {
        let failure = self.failures.iter().find(|(name, _)| name == event);
        failure.map(|(_, ty)| ty)
    }
}

/// Names the failure enum; syn's types have no `Debug` but at a price in build time.
impl fmt::Debug for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Own")
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}

/// Names the variant.
impl fmt::Debug for OwnVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnVariant")
            .field("ident", &self.ident)
            .finish_non_exhaustive()
    }
}
