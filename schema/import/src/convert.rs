//! Schemas of a description to subschemas of a document.

pub(crate) mod all_of;
pub(crate) mod converter;
pub(crate) mod definitions;
pub(crate) mod discover;
pub(crate) mod expand;
pub(crate) mod keys;
pub(crate) mod keywords;
pub(crate) mod limits;
pub(crate) mod tag;
pub(crate) mod unions;
pub(crate) mod values;
