//! With the feature: a span, and events in it.
//!
//! Nothing that was sent or received is in them but what is named here: no URL, for its query and
//! its user part may hold credentials; no header but the request id; no data and no message of the
//! server's, unless that is asked for. Event types and paths are the server's words all the same, and
//! so are cut short.

#[cfg(feature = "http")]
use std::time::Duration;

#[cfg(feature = "http")]
use tracing::field::Empty;
use tracing::field::{self, display};
#[cfg(feature = "http")]
use tracing::info_span;
use tracing::{Span, debug, warn};

use crate::error::excerpt;
use crate::{Error, ErrorKind, Message, Mismatch, StreamStats};

/// What filters go by, wherever in the crate something is told.
const TARGET: &str = "stream_events";

/// What a stream has to tell, and how much of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// None, for a stream that did not come over HTTP.
    span: Option<Span>,
    /// Data is told as well.
    data: bool,
}

impl Trace {
    #[cold]
    pub(crate) fn unknown(&self, message: &Message<'_>) {
        if let Some(span) = &self.span {
            debug!(
                target: TARGET,
                parent: span,
                event_type = %excerpt(message.event_type()),
                data = self.data.then(|| display(excerpt(message.data()))),
                "unknown event"
            );
        }
    }

    #[cold]
    pub(crate) fn mismatch(&self, mismatch: &Mismatch) {
        if let Some(span) = &self.span {
            warn!(
                target: TARGET,
                parent: span,
                event_type = %excerpt(mismatch.event_type()),
                path = %excerpt(mismatch.path()),
                reason = self.data.then(|| display(excerpt(mismatch.reason()))),
                data = self.data.then(|| display(excerpt(mismatch.data()))),
                "an event does not fit its type"
            );
        }
    }

    /// Some values of an event do not fit, and were read as null. The first of them stands for all.
    #[cold]
    pub(crate) fn nulls(&self, nulls: &[Mismatch]) {
        if let (Some(span), Some(first)) = (&self.span, nulls.first()) {
            warn!(
                target: TARGET,
                parent: span,
                event_type = %excerpt(first.event_type()),
                count = nulls.len(),
                path = %excerpt(first.path()),
                reason = self.data.then(|| display(excerpt(first.reason()))),
                data = self.data.then(|| display(excerpt(first.data()))),
                "values of an event do not fit, and are null"
            );
        }
    }

    /// The end of a stream: in good order, or by this error.
    #[cold]
    pub(crate) fn ended<F>(&self, error: Option<&Error<F>>, stats: StreamStats) {
        let Some(span) = &self.span else { return };
        let StreamStats {
            bytes,
            messages,
            yielded,
            skipped,
            unknown,
            mismatches,
            nulls,
            repeated,
            first_event,
            longest_gap,
        } = stats;
        let (first_event, longest_gap) =
            (first_event.map(field::debug), longest_gap.map(field::debug));
        let Some(error) = error else {
            return debug!(
                target: TARGET,
                parent: span,
                bytes, messages, yielded, skipped, unknown, mismatches, nulls, repeated, first_event,
                longest_gap, "the stream ended"
            );
        };
        timeout(span, error.kind());
        warn!(
            target: TARGET,
            parent: span,
            error = word(error.kind()),
            bytes, messages, yielded, skipped, unknown, mismatches, nulls, repeated, first_event, longest_gap,
            "the stream failed"
        );
    }
}

#[cfg(feature = "http")]
impl Trace {
    pub(crate) fn new(
        api: &'static str,
        method: Option<&http::Method>,
        host: Option<&str>,
    ) -> Self {
        let span = info_span!(
            target: TARGET,
            "stream_events",
            api,
            method = method.map(display),
            host,
            status = Empty,
            request_id = Empty,
        );
        let span = Some(span);
        Self { span, data: false }
    }

    /// The same, that tells what is in the events it tells of, or does not.
    pub(crate) fn with_data(mut self, data: bool) -> Self {
        self.data = data;
        self
    }

    /// The response came that counts.
    pub(crate) fn answered(&self, response: &crate::ResponseInfo) {
        let Some(span) = &self.span else { return };
        if let Some(status) = response.status() {
            span.record("status", status);
        }
        if let Some(id) = response.request_id() {
            span.record("request_id", display(excerpt(id)));
        }
    }

    /// The request is sent again for this status or error; `retry` counts from 1.
    pub(crate) fn retry<F>(&self, retry: u32, wait: Duration, why: Result<u16, &ErrorKind<F>>) {
        let Some(span) = &self.span else { return };
        if let Err(kind) = why {
            timeout(span, kind);
        }
        let (status, error) = (why.ok(), why.err().map(word));
        warn!(target: TARGET, parent: span, retry, ?wait, status, error, "the request is sent again");
    }

    /// The stream, interrupted by this error or by its end, is asked for again; `attempt` counts
    /// from 1.
    pub(crate) fn reconnect<F>(&self, attempt: u32, wait: Duration, why: Option<&ErrorKind<F>>) {
        let Some(span) = &self.span else { return };
        if let Some(kind) = why {
            timeout(span, kind);
        }
        let error = why.map(word);
        warn!(target: TARGET, parent: span, attempt, ?wait, error, "the stream is asked for again");
    }

    /// The response is no longer recorded.
    pub(crate) fn unrecorded(&self, error: &crate::recording::RecordingError) {
        let Some(span) = &self.span else { return };
        warn!(target: TARGET, parent: span, error = %error, "the response is no longer recorded");
    }

    /// There is no stream.
    pub(crate) fn refused<F>(&self, error: &Error<F>) {
        let Some(span) = &self.span else { return };
        timeout(span, error.kind());
        let (error, retries) = (word(error.kind()), error.retries());
        warn!(target: TARGET, parent: span, error, retries, "no stream came");
    }
}

/// Tells what was waited for, if the error is that it did not come.
fn timeout<F>(span: &Span, kind: &ErrorKind<F>) {
    if let ErrorKind::Timeout(timeout) = kind {
        let limit = timeout.limit().map(field::debug);
        let waited_for = timeout.kind();
        warn!(target: TARGET, parent: span, ?waited_for, limit, "timeout");
    }
}

/// An error's kind in a word. Its text could quote the server.
fn word<F>(kind: &ErrorKind<F>) -> &'static str {
    match kind {
        ErrorKind::InvalidRequest(_) => "invalid request",
        ErrorKind::Recording(_) => "recording",
        ErrorKind::Connect(_) => "connect",
        ErrorKind::Send(_) => "send",
        ErrorKind::Redirect(_) => "redirect",
        ErrorKind::Timeout(_) => "timeout",
        ErrorKind::Status(_) => "status",
        ErrorKind::NoContent => "no content",
        ErrorKind::ContentType(_) => "content type",
        ErrorKind::Coding(_) => "coding",
        ErrorKind::Transport(_) => "transport",
        ErrorKind::Truncated(_) => "truncated",
        ErrorKind::UndeclaredEnd(_) => "undeclared end",
        ErrorKind::EventTooLarge(_) => "event too large",
        ErrorKind::Malformed(_) => "malformed",
        ErrorKind::Mismatch(_) => "mismatch",
        ErrorKind::Failure(_) => "failure",
        ErrorKind::UnknownEvent(_) => "unknown event",
        ErrorKind::Fold(_) => "fold",
    }
}
