//! What data has that decodes though the document does not say it.

use crate::shape::Type;

/// One thing in data of which the document says nothing.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Undeclared<'c> {
    /// Where in the data, as a JSON Pointer.
    pub at: String,
    /// What was decoded there, or around it.
    pub ty: &'c Type,
    /// What it is.
    pub what: What,
}

/// What the document does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// An object has this property.
    Property {
        /// The property.
        key: String,
    },
    /// A string with known values is this one.
    Value {
        /// The value.
        value: String,
    },
    /// The property that tells the branches of a union apart has this value.
    Variant {
        /// The value.
        tag: String,
    },
}
