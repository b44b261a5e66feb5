//! `snapshot` of a document.

use crate::json::Json;
use crate::keywords::{keywords, words};
use crate::pointer::Pointer;
use crate::schema::Schema;

keywords! {
    /// The value that the events of a stream add up to.
    pub struct Snapshot<S = Schema> as "Snapshot" {
        /// The type of the value.
        "type" (required) ty: Option<S>,
        /// What a second `start` means.
        "restart" restart: Restart,
        /// The value before the first event, in place of an event that starts it.
        "initial" initial: Option<Json>,
        /// What an event without `apply` means.
        "others" others: Others,
    }
}

words! {
    /// What an event without `apply` means.
    pub enum Others = Error {
        /// It was forgotten: the document has a mistake.
        "error" Error,
        /// It changes nothing.
        "ignore" Ignore,
    }
}

/// What a second `start` means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Restart {
    /// It is an error.
    #[default]
    Error,
    /// Nothing.
    Ignore,
    /// A new value begins.
    Replace,
    /// Nothing if it has the same value at this place, else it is an error.
    Same(Pointer),
}

impl Restart {
    /// Those that are words.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("error", Self::Error),
        ("ignore", Self::Ignore),
        ("replace", Self::Replace),
    ];
}
