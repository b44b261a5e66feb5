//! What a rule takes, and from where.

use indexmap::IndexMap;

use crate::json::Json;
use crate::snapshot::Path;

/// What a rule takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// What is at this place of the event.
    Path(Path),
    /// Always this value.
    Const(Json),
    /// An object with these fields.
    New(IndexMap<String, Source>),
    /// The first of these that is there and not null.
    First(Vec<Source>),
}
