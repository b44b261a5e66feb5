//! What must hold outside subschemas, and between them and the rest of a document.

pub(crate) mod aliases;
pub(crate) mod document;
pub(crate) mod event;
pub(crate) mod framing;
pub(crate) mod pointers;
pub(crate) mod reach;
pub(crate) mod reachable;
pub(crate) mod resume;
pub(crate) mod when;
