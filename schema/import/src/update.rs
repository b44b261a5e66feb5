//! A new import with what people added to the last one.

pub(crate) mod handling;
pub(crate) mod merge;
pub(crate) mod schema;
