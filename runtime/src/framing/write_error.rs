//! What cannot be written.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// A message that cannot be written. Nothing was written of it.
#[derive(Debug, Clone)]
pub struct WriteError {
    field: WriteField,
    reason: Reason,
}

#[derive(Debug, Clone)]
enum Reason {
    Said(&'static str),
    /// What a payload's `Serialize` says.
    Serialize(Arc<serde_json::Error>),
}

/// The part of a message that cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WriteField {
    /// Its name.
    Event,
    /// Its ID.
    Id,
    /// Its data.
    Data,
    /// The time to wait before a reconnect.
    Retry,
    /// A comment.
    Comment,
}

impl WriteError {
    pub(crate) fn new(field: WriteField, reason: &'static str) -> Self {
        let reason = Reason::Said(reason);
        Self { field, reason }
    }

    /// Which part of the message it is.
    #[must_use]
    pub fn field(&self) -> WriteField {
        self.field
    }
}

impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Self {
            field: WriteField::Data,
            reason: Reason::Serialize(Arc::new(error)),
        }
    }
}

impl WriteField {
    /// What it is called: `event`, `id`, `data`, `retry` or `comment`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Id => "id",
            Self::Data => "data",
            Self::Retry => "retry",
            Self::Comment => "comment",
        }
    }
}

/// Shows nothing of the message.
impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.field.name();
        match &self.reason {
            Reason::Said(reason) => write!(f, "a message's `{field}` cannot be written: {reason}"),
            Reason::Serialize(_) => write!(f, "a message's `{field}` cannot be written"),
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.reason {
            Reason::Said(_) => None,
            Reason::Serialize(error) => Some(&**error),
        }
    }
}
