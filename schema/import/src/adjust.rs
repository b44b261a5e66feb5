//! What has to change in a document that was made: from document to document.

pub(crate) mod contradictions;
pub(crate) mod names;
pub(crate) mod overlay;
pub(crate) mod prune;
pub(crate) mod repair;
pub(crate) mod share;
pub(crate) mod suggest;
pub(crate) mod unify;
