//! A wait that took too long.

use std::fmt;
use std::time::Duration;

/// Something did not come in the time allowed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeoutError {
    kind: TimeoutKind,
    limit: Option<Duration>,
}

/// What did not come in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// A connection (`connect_timeout` of the HTTP client).
    Connection,
    /// The response's headers.
    Headers,
    /// The first event of the stream.
    FirstEvent,
    /// Any byte at all.
    Bytes,
    /// The next event; bytes that make no event, such as pings, may well have come.
    Event,
    /// The end of the exchange, or whatever else the HTTP client itself limits (`timeout` and
    /// `read_timeout` of reqwest's client or request). It does not say which.
    Client,
}

impl TimeoutError {
    #[cfg(feature = "http")]
    pub(crate) fn new(kind: TimeoutKind, limit: impl Into<Option<Duration>>) -> Self {
        Self {
            kind,
            limit: limit.into(),
        }
    }

    /// What did not come.
    #[must_use]
    pub fn kind(&self) -> TimeoutKind {
        self.kind
    }

    /// The time allowed; `None` where the HTTP client does not tell its own limits.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.limit
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TimeoutKind::Connection => "no connection was made in time",
            TimeoutKind::Headers => "no response headers came in time",
            TimeoutKind::FirstEvent => "no first event came in time",
            TimeoutKind::Bytes => "the stream went silent",
            TimeoutKind::Event => "the stream stayed open, but no event came",
            TimeoutKind::Client => "the HTTP client's own timeout ran out",
        })?;
        match self.limit {
            Some(limit) => write!(f, " (limit {limit:?})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for TimeoutError {}
