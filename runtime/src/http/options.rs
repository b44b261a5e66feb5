//! How streams are asked for and read.

use std::time::Duration;

use super::deadlines::Limits;
use super::option_methods::{request_options, response_options};
use super::reconnect::ReconnectPolicy;
use super::retry::RetryPolicy;

/// How a stream is asked for and read: limits, retries, reconnects.
///
/// Kept once and given to many requests by
/// [`StreamRequest::options`](super::StreamRequest::options). The methods are those of a request.
///
/// ```
/// use std::time::Duration;
///
/// use stream_events::{ReconnectPolicy, StreamOptions};
///
/// let options = StreamOptions::new()
///     .idle_timeout(Duration::from_secs(60))
///     .max_retries(4)
///     .reconnect(ReconnectPolicy::new());
/// let patient = options.clone().idle_timeout(None);
/// assert_ne!(options, patient);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "options do nothing until they are given to a request"]
pub struct StreamOptions {
    pub(super) retry: RetryPolicy,
    pub(super) until_first_event: bool,
    pub(super) reconnect: Option<ReconnectPolicy>,
    pub(super) retry_count_header: Option<String>,
    pub(super) headers_timeout: Option<Duration>,
    pub(super) limits: Limits,
    pub(super) max_event_bytes: Option<usize>,
    pub(super) dispatch_unterminated: Option<bool>,
    pub(super) any_content_type: bool,
    pub(super) error_body_limit: usize,
    pub(super) error_body_timeout: Duration,
    pub(super) trace_data: bool,
}

/// Long enough that no working API exceeds it (they send pings or comments), and short enough that
/// one that hangs is noticed the same day.
const TEN_MINUTES: Duration = Duration::from_secs(600);

impl StreamOptions {
    /// The defaults, which each method names.
    pub fn new() -> Self {
        Self {
            retry: RetryPolicy::default(),
            until_first_event: false,
            reconnect: None,
            retry_count_header: None,
            headers_timeout: Some(TEN_MINUTES),
            limits: Limits {
                first_event: None,
                bytes: Some(TEN_MINUTES),
                event: None,
            },
            max_event_bytes: None,
            dispatch_unterminated: None,
            any_content_type: false,
            error_body_limit: 64 * 1024,
            error_body_timeout: Duration::from_secs(5),
            trace_data: false,
        }
    }

    request_options!(self);
    response_options!(self);
}

impl Default for StreamOptions {
    fn default() -> Self {
        Self::new()
    }
}
