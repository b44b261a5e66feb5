//! A response that is no stream.

use std::fmt;
use std::time::Duration;

use super::failure_info::FailureInfo;
use super::limited::{Limited, excerpt};
use crate::ResponseInfo;

/// The server answered with a status that is no success.
#[derive(Clone)]
pub struct StatusError<F> {
    pub(crate) status: u16,
    pub(crate) response: ResponseInfo,
    pub(crate) body: ErrorBody,
    pub(crate) failure: Option<F>,
    pub(crate) info: FailureInfo,
    pub(crate) should_retry: Option<bool>,
}

/// As much of the body of a failed response as was read.
#[derive(Clone, Default)]
pub struct ErrorBody {
    pub(crate) text: String,
    pub(crate) complete: bool,
}

impl<F> StatusError<F> {
    /// The response's HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The response's HTTP status.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn status_code(&self) -> Option<http::StatusCode> {
        http::StatusCode::from_u16(self.status).ok()
    }

    /// The response: its headers and request id.
    #[must_use]
    pub fn response(&self) -> &ResponseInfo {
        &self.response
    }

    /// The body, within the request's limits of size and time.
    #[must_use]
    pub fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// The body as the API's failure type, if it is one.
    #[must_use]
    pub fn failure(&self) -> Option<&F> {
        self.failure.as_ref()
    }

    /// The body as the API's failure type, by value.
    #[must_use]
    pub fn into_failure(self) -> Option<F> {
        self.failure
    }

    /// The failure's type, message, status and wait. The status is that which the body states, else the
    /// one that the document gives its type, else the response's. The wait is
    /// [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn info(&self) -> &FailureInfo {
        &self.info
    }

    /// How long the server asks to wait, counted from the arrival of the response: by its headers
    /// (`retry-after-ms`, `retry-after` in seconds or as a date), or else by its body, where the
    /// document's `errors.retry_after` leads. Not capped.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.info.retry_after
    }

    /// Whether the same request may succeed later: what the server says (`x-should-retry`), or
    /// else what the status means.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.should_retry
            .unwrap_or_else(|| is_retryable_status(self.status))
    }
}

/// Whether a request that was answered with this status may succeed later: 408, 409, 429 and 5xx.
pub(crate) fn is_retryable_status(status: u16) -> bool {
    matches!(status, 408 | 409 | 429 | 500..)
}

impl ErrorBody {
    /// The text; ill-formed UTF-8 replaced.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether this is all of it: not cut by a limit, a timeout or a broken connection.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl<F> fmt::Display for StatusError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.status)?;
        match (
            &self.info.error_type,
            &self.info.message,
            self.body.text.trim(),
        ) {
            (None, None, "") => Ok(()),
            (None, None, text) => write!(f, ": {}", excerpt(text)),
            _ => write!(f, ", {}", self.info),
        }
    }
}

/// Shows at most 200 bytes of each text, and no header.
impl<F: fmt::Debug> fmt::Debug for StatusError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.status)
            .field("response", &self.response)
            .field("body", &self.body)
            .field("failure", &self.failure.as_ref().map(Limited))
            .field("info", &self.info)
            .field("should_retry", &self.should_retry)
            .finish()
    }
}

impl<F: fmt::Debug> std::error::Error for StatusError<F> {}

/// Shows at most 200 bytes of the text.
impl fmt::Debug for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorBody")
            .field("text", &excerpt(&self.text))
            .field("bytes", &self.text.len())
            .field("complete", &self.complete)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r2_retryable_statuses() {
        for status in [408, 409, 429, 500, 502, 503, 504, 529, 599] {
            assert!(is_retryable_status(status), "{status}");
        }
        for status in [0, 200, 204, 301, 400, 401, 403, 404, 413, 418, 422, 499] {
            assert!(!is_retryable_status(status), "{status}");
        }
    }
}
