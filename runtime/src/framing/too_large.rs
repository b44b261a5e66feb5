//! The limit of one event.

use std::error::Error;
use std::fmt;

/// An event of the stream is larger than [`Decoder::max_event_bytes`](crate::Decoder).
///
/// Nothing after it can be trusted to be an event, so the decoder stays in this state until
/// [`finish`](crate::Decoder::finish).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventTooLarge {
    /// The limit, in bytes.
    pub limit: usize,
}

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.limit;
        write!(
            f,
            "an event is larger than {limit} bytes (`max_event_bytes` raises the limit)"
        )
    }
}

impl Error for EventTooLarge {}
