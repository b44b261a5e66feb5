//! A stream that just stopped.

use std::fmt;

use super::limited::excerpt;

/// The source ended, but the API says when its streams are over and had not said so.
///
/// Everything that arrived was delivered before; an event cut off in the middle was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TruncatedError {
    events: u64,
    last_event_type: Option<String>,
    inside_event: bool,
}

impl TruncatedError {
    pub(crate) fn new(events: u64, last_event_type: Option<String>, inside_event: bool) -> Self {
        Self {
            events,
            last_event_type,
            inside_event,
        }
    }

    /// How many items the stream had yielded.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The `event` field of the last of them; `None` if it had none, or if there was no item.
    #[must_use]
    pub fn last_event_type(&self) -> Option<&str> {
        self.last_event_type.as_deref()
    }

    /// Whether bytes of a further event had arrived.
    #[must_use]
    pub fn inside_event(&self) -> bool {
        self.inside_event
    }
}

impl fmt::Display for TruncatedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stream was cut off ")?;
        match self.events {
            0 => f.write_str("before its first event")?,
            1 => f.write_str("after 1 event")?,
            events => write!(f, "after {events} events")?,
        }
        if let Some(event_type) = &self.last_event_type {
            write!(f, ", the last a `{}`", excerpt(event_type))?;
        }
        match self.inside_event {
            true => f.write_str(", inside the next"),
            false => Ok(()),
        }
    }
}

impl std::error::Error for TruncatedError {}
