//! How a response is read.

use std::time::Duration;

use super::timeouts::{Limits, Watch};

/// What may be set on a request as on a response.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) limits: Limits,
    pub(super) max_event_bytes: Option<usize>,
    pub(super) any_content_type: bool,
    pub(super) error_body_bytes: usize,
    pub(super) error_body_time: Duration,
    pub(super) trace_data: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            limits: Limits {
                first_event: None,
                bytes: Some(TEN_MINUTES),
                event: None,
            },
            max_event_bytes: None,
            any_content_type: false,
            error_body_bytes: 64 * 1024,
            error_body_time: Duration::from_secs(5),
            trace_data: false,
        }
    }
}

/// The reference's read timeout. Long enough that no working API exceeds it (they send pings or
/// comments), and short enough that a hung one is noticed the same day.
pub(super) const TEN_MINUTES: Duration = Duration::from_secs(600);

impl Reading {
    pub(super) fn watch(&self) -> Watch {
        Watch::new(self.limits)
    }
}

/// The options that a request and a response share.
macro_rules! reading_options {
    () => {
        /// How long to wait for the first event; `None`, the default, for as long as
        /// [`event_idle_timeout`](Self::event_idle_timeout) allows.
        ///
        /// Counted from the first wait for it, after the response headers. Pings and comments are
        /// no events.
        pub fn first_event_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
            self.reading.limits.first_event = limit.into();
            self
        }

        /// How long the stream may be silent; 10 minutes by default, `None` for ever.
        ///
        /// Any byte ends a silence, a ping too. Only the time in which the stream is waited for
        /// counts: a reader that takes its time causes no timeout.
        pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
            self.reading.limits.bytes = limit.into();
            self
        }

        /// How long the stream may go on without an event; `None`, the default, for ever.
        ///
        /// It catches a server that hangs and pings on. Events that are skipped do not count, nor
        /// does the time in which nobody waits for the stream.
        pub fn event_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
            self.reading.limits.event = limit.into();
            self
        }

        /// The most bytes that one event may have; see
        /// [`AsyncStream::max_event_bytes`](crate::AsyncStream::max_event_bytes).
        pub fn max_event_bytes(mut self, limit: usize) -> Self {
            self.reading.max_event_bytes = Some(limit);
            self
        }

        /// Reads the response whatever its `Content-Type` says.
        ///
        /// Without this, a response that is not declared as `text/event-stream` is an error, also
        /// if it declares nothing: read as a stream, most such responses would be a stream of
        /// nothing. (So do browsers: WHATWG HTML, section 9.2.3.)
        pub fn any_content_type(mut self) -> Self {
            self.reading.any_content_type = true;
            self
        }

        /// The most bytes to read of a body that is no stream, for the error; 64 KiB by default.
        pub fn error_body_limit(mut self, bytes: usize) -> Self {
            self.reading.error_body_bytes = bytes;
            self
        }

        /// The longest time to read a body that is no stream, for the error; 5 seconds by default.
        pub fn error_body_timeout(mut self, limit: Duration) -> Self {
            self.reading.error_body_time = limit;
            self
        }

        /// Tells `tracing` what was in an event that is unknown or does not fit: its first 200
        /// bytes as `data`, and the `reason` of a mismatch, which may quote it. `false` by default.
        ///
        /// Meant for development. What an API sends is often what its users said.
        #[cfg(feature = "tracing")]
        pub fn trace_data(mut self, told: bool) -> Self {
            self.reading.trace_data = told;
            self
        }
    };
}
pub(super) use reading_options;
