//! What a stream has counted.

use std::time::Duration;

/// What has come over a stream so far; over all its connections, if it was asked for again.
///
/// Times are told of streams over HTTP alone: no other stream has a clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamStats {
    /// Bytes of the body, after HTTP's own framing and coding. Zero where messages came ready made.
    pub bytes: u64,
    /// Messages, whatever became of them.
    pub messages: u64,
    /// Events that were yielded, unknown ones included.
    pub yielded: u64,
    /// Messages that mean nothing to the caller, such as pings.
    pub skipped: u64,
    /// Yielded events that were not declared, or do not fit and are kept all the same.
    pub unknown: u64,
    /// What does not fit its type: errors yielded in the place of an event, and values that were read as
    /// null.
    pub mismatches: u64,
    /// Of these, the values that were read as null.
    pub nulls: u64,
    /// Messages that came before, and were sent once more after the stream was asked to go on.
    pub repeated: u64,
    /// From when the request was sent to when the first item was read; `None` before.
    pub first_event: Option<Duration>,
    /// The longest wait between two items; `None` before a reader had to wait for one.
    pub longest_gap: Option<Duration>,
}
