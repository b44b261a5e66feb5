//! A stream that ended after an event that is not declared.

use std::fmt;

use super::limited::excerpt;

/// The source ended in good order, after an event that the document does not declare.
///
/// Most likely it was the end: the API has a last event that is newer than the document. So the answer may
/// be whole, and to ask again would not help; what helps is a document that declares the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndeclaredEndError {
    events: u64,
    event_type: Option<String>,
}

impl UndeclaredEndError {
    pub(crate) fn new(events: u64, event_type: Option<String>) -> Self {
        Self { events, event_type }
    }

    /// How many items the stream had yielded.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The `event` field of the last one; `None` if it had none.
    #[must_use]
    pub fn event_type(&self) -> Option<&str> {
        self.event_type.as_deref()
    }
}

impl fmt::Display for UndeclaredEndError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.event_type {
            Some(name) => write!(
                f,
                "the stream ended after `{}`, which this document does not declare",
                excerpt(name)
            ),
            None => {
                f.write_str("the stream ended after an event that this document does not declare")
            }
        }
    }
}

impl std::error::Error for UndeclaredEndError {}
