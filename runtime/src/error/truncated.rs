//! A stream that just stopped.

use std::fmt;

use super::limited::excerpt;
use crate::End;

/// The source ended, but the API, or the framing, says when a stream is over and had not said so.
///
/// Everything that arrived was delivered before; an event cut off in the middle was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TruncatedError {
    events: u64,
    last_event_type: Option<String>,
    end: End,
    text: String,
}

impl TruncatedError {
    pub(crate) fn new(events: u64, last_event_type: Option<String>, end: End, text: &str) -> Self {
        Self {
            events,
            last_event_type,
            end,
            text: text.to_owned(),
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

    /// What came after the last item and was no event, such as a page in place of a stream: at most 16
    /// KiB of it, and empty if there was nothing.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether bytes of a further event had arrived.
    #[must_use]
    pub fn inside_event(&self) -> bool {
        self.end == End::InsideEvent
    }

    /// How the bytes of the stream ended.
    #[must_use]
    pub fn end(&self) -> End {
        self.end
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
        match self.end {
            End::InsideEvent => f.write_str(", inside the next")?,
            End::Unclosed => f.write_str(", before its array was closed")?,
            End::Clean => {}
        }
        match &*self.text {
            "" => Ok(()),
            text => write!(f, ": the server wrote `{}`", excerpt(text)),
        }
    }
}

impl std::error::Error for TruncatedError {}
