//! Everything that can go wrong.

mod content;
mod failure;
mod failure_info;
mod frame_limit;
mod kind;
mod limited;
mod mismatch;
mod redirect;
mod response;
mod status;
mod timeout;
mod transport;
mod truncated;
mod undeclared_end;
mod wait;

use std::fmt::{self, Debug, Display, Formatter};
use std::time::Duration;

#[cfg(feature = "http")]
pub(crate) use content::Failed;
pub use content::{ContentEncodingError, ContentTypeError};
pub use failure::FailureError;
pub use failure_info::FailureInfo;
#[cfg(feature = "http")]
pub(crate) use frame_limit::named as named_limit;
pub(crate) use kind::BoxError;
#[cfg(feature = "http")]
pub(crate) use kind::CUT;
pub use kind::ErrorKind;
pub(crate) use limited::excerpt;
pub use mismatch::Mismatch;
pub use mismatch::Outcome;
pub use redirect::Redirect;
pub use response::ResponseInfo;
pub(crate) use status::is_retryable_status;
pub use status::{ErrorBody, StatusError};
pub use timeout::{TimeoutError, TimeoutKind};
#[cfg(feature = "http")]
pub(crate) use transport::is_own_timeout;
pub(crate) use transport::transport;
pub use truncated::TruncatedError;
pub use undeclared_end::UndeclaredEndError;
#[cfg(feature = "http")]
pub(crate) use wait::seconds;

/// What went wrong, before or in a stream; `F` is the API's failure type.
///
/// The predicates answer what callers usually ask; [`kind`](Self::kind) has the details.
///
/// ```
/// use stream_events::{Error, ErrorKind};
///
/// fn advice<F>(error: &Error<F>) -> &'static str {
///     match error.kind() {
///         _ if !error.ends_stream() => "skip this one event",
///         ErrorKind::Truncated(_) => "the answer is incomplete",
///         _ if error.is_retryable() => "try again later",
///         _ => "give up",
///     }
/// }
/// ```
///
/// `Display` is one sentence, `source()` what is not in it. `Display` and `Debug` show at most 200
/// bytes of each text that came from the server, and never headers or what was sent; of URLs only where
/// a [redirect](Self::redirect) led, without user, password and query. The accessors give everything.
#[derive(Clone)]
pub struct Error<F>(Box<Inner<F>>);

#[derive(Clone)]
struct Inner<F> {
    kind: ErrorKind<F>,
    /// Of the response, once there was one.
    status: Option<u16>,
    request_id: Option<Box<str>>,
    redirect: Option<Redirect>,
    attempts: Attempts,
}

/// How often a request was sent again before its error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Attempts {
    pub(crate) retries: u32,
    /// For the rest of a stream that was cut, in a row.
    pub(crate) reconnects: u32,
    /// It would have been sent again, had the body been one that can be sent twice.
    pub(crate) body_gone: bool,
}

impl<F> Error<F> {
    /// An error of this kind, on a stream with this response.
    #[cold]
    pub(crate) fn new(kind: ErrorKind<F>, response: &ResponseInfo) -> Self {
        let request_id = response.request_id().map(Box::from);
        let attempts = Attempts::default();
        Self(Box::new(Inner {
            kind,
            status: response.status(),
            request_id,
            redirect: response.redirect().cloned(),
            attempts,
        }))
    }

    pub(crate) fn with_attempts(mut self, attempts: Attempts) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind<F> {
        &self.0.kind
    }

    /// What went wrong, by value.
    #[must_use]
    pub fn into_kind(self) -> ErrorKind<F> {
        self.0.kind
    }

    /// Whether the stream is over.
    ///
    /// After a payload that does not fit its type ([`ErrorKind::Mismatch`]) it goes on, if the event is not one
    /// that ends the stream; and after an event that could not be added to a snapshot ([`ErrorKind::Fold`]).
    #[must_use]
    pub fn ends_stream(&self) -> bool {
        match &self.0.kind {
            ErrorKind::Mismatch(mismatch) => mismatch.outcome() == Outcome::Finish,
            ErrorKind::Fold(_) => false,
            _ => true,
        }
    }

    /// Whether the same request, sent again, may succeed.
    ///
    /// True for failed connections and timeouts, for streams that broke or were cut off, and for
    /// failures with the status 408, 409, 429 or 5xx: that of a response that is no success
    /// ([`http_status`](Self::http_status)), or the one that a failure event stands for. A response's `x-should-retry` header overrides its status.
    ///
    /// False for a timeout of the HTTP client's own in mid-stream: it would strike again.
    ///
    /// It says nothing of what was already delivered, and of what a second request may cost.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.0.kind {
            ErrorKind::Connect(_)
            | ErrorKind::Send(_)
            | ErrorKind::Transport(_)
            | ErrorKind::Truncated(_) => true,
            ErrorKind::Timeout(timeout) => {
                timeout.kind() != TimeoutKind::Client || self.0.status.is_none()
            }
            ErrorKind::Status(error) => error.is_retryable(),
            ErrorKind::Failure(failure) => failure.info().status.is_some_and(is_retryable_status),
            ErrorKind::ContentType(error) => {
                let status = error.info().and_then(|info| info.status);
                status.is_some_and(is_retryable_status)
            }
            _ => false,
        }
    }

    /// Whether something took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Timeout(_))
    }

    /// The status of what went wrong: for a failure the one that it states, else the one that the
    /// document gives its type; else the response's.
    ///
    /// An `overloaded_error` in a stream that began with 200 says 529, if its document maps it so,
    /// and `None` if it maps it to nothing: the response's 200 says nothing of a failure that came
    /// after it. [`failure_info`](Self::failure_info) says the same status.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self.failure_info() {
            Some(info) => info.status,
            None => self.0.status,
        }
    }

    /// The same as [`status`](Self::status), as the type of the crate `http`.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn status_code(&self) -> Option<http::StatusCode> {
        http::StatusCode::from_u16(self.status()?).ok()
    }

    /// The response's own HTTP status, once there was a response.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        self.0.status
    }

    /// The request id in the response's headers, if there was one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The redirect before the response, or the one that the response is and that was not followed.
    ///
    /// `Display` tells of one that was not followed, and of one that may have changed the method: a POST
    /// that became a GET explains most of what fails after it.
    #[must_use]
    pub fn redirect(&self) -> Option<&Redirect> {
        self.0.redirect.as_ref()
    }

    /// How long the server asks to wait before the request is sent again: in the headers of a failed
    /// response, or in the failure, where the document's `errors.retry_after` leads. Not capped.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.failure_info()?.retry_after
    }

    /// How often the request was sent again before this error, from the beginning of the stream.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.0.attempts.retries
    }

    /// How often the rest of the stream was asked for before this error, since the stream last
    /// made progress: a new cursor, or any message in a stream that never had one.
    #[must_use]
    pub fn reconnects(&self) -> u32 {
        self.0.attempts.reconnects
    }

    /// The API's failure: of an event, or of a failed response's body.
    #[must_use]
    pub fn failure(&self) -> Option<&F> {
        match &self.0.kind {
            ErrorKind::Failure(error) => Some(error.failure()),
            ErrorKind::Status(error) => error.failure(),
            ErrorKind::ContentType(error) => error.failure(),
            _ => None,
        }
    }

    /// Kind, message and status of the API's failure: of an event, or of a failed response's body.
    #[must_use]
    pub fn failure_info(&self) -> Option<&FailureInfo> {
        match &self.0.kind {
            ErrorKind::Failure(error) => Some(error.info()),
            ErrorKind::Status(error) => Some(error.info()),
            ErrorKind::ContentType(error) => error.info(),
            _ => None,
        }
    }
}

impl<F> Display for Error<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Inner {
            kind,
            request_id,
            redirect,
            attempts,
            ..
        } = &*self.0;
        write!(f, "{kind}")?;
        if let Some(redirect) = redirect {
            redirect.go_on(f)?;
        }
        match attempts.retries {
            0 => {}
            1 => f.write_str(", after 1 retry")?,
            retries => write!(f, ", after {retries} retries")?,
        }
        match attempts.reconnects {
            0 => {}
            1 => f.write_str(", after 1 reconnect")?,
            reconnects => write!(f, ", after {reconnects} reconnects")?,
        }
        if attempts.body_gone {
            f.write_str(", not retried because the request's body cannot be sent twice")?;
        }
        match request_id {
            Some(id) => write!(f, " [request id {}]", excerpt(id)),
            None => Ok(()),
        }
    }
}

impl<F: Debug> Debug for Error<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Inner {
            kind,
            status,
            request_id,
            redirect,
            attempts,
        } = &*self.0;
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", kind)
            .field("status", status)
            .field("request_id", &request_id.as_deref().map(excerpt));
        if let Some(redirect) = redirect {
            debug.field("redirect", redirect);
        }
        debug
            .field("retries", &attempts.retries)
            .field("reconnects", &attempts.reconnects)
            .finish()
    }
}

impl<F: Debug> std::error::Error for Error<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.kind.source()
    }
}
