//! The ways in which a stream can fail, and whose fault each is.

use std::error::Error as _;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::Arc;

use super::frame_limit;
use super::limited::{Limited, excerpt};
use super::{
    ContentEncodingError, ContentTypeError, FailureError, Mismatch, StatusError, TimeoutError,
    TruncatedError, UndeclaredEndError,
};
use crate::recording::{RecordedFailure, RecordingError};
use crate::{DecodeError, EventTooLarge, FoldError, MalformedError, UnknownEvent};

/// An error of any kind, as its source.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The same, where an error can be cloned.
pub(crate) type SharedError = Arc<dyn std::error::Error + Send + Sync>;

/// What is said of a connection that broke.
pub(crate) const CUT: &str = "the connection failed in mid-stream";

/// What went wrong.
///
/// In the order in which things can go wrong: before the request, before the response, with the
/// response, in the stream, with an event.
#[derive(Clone)]
#[non_exhaustive]
pub enum ErrorKind<F> {
    /// The caller's: the request could not be built. Nothing was sent.
    InvalidRequest(SharedError),
    /// The caller's: what was to be [recorded](crate::recording) has no file. Nothing was sent.
    Recording(RecordingError),
    /// The network's: no connection could be made. Nothing was sent.
    Connect(SharedError),
    /// The network's or the server's: the connection failed, or what came was not HTTP, before
    /// the response headers were complete.
    Send(SharedError),
    /// The server's: too many redirects, or one that leads nowhere.
    Redirect(SharedError),
    /// Something took too long, before or in the stream.
    Timeout(TimeoutError),
    /// The server answered, but not with a success.
    Status(StatusError<F>),
    /// The server answered 204 or 205: success, and nothing to stream.
    NoContent,
    /// The server's success is no stream of the API's framing.
    ContentType(ContentTypeError<F>),
    /// The server's: the stream is compressed, and nobody decompressed it, or it is corrupt.
    Coding(ContentEncodingError),
    /// The network's: the source of bytes failed in mid-stream.
    Transport(SharedError),
    /// The server's: the stream stopped, in good order, before its declared end.
    Truncated(TruncatedError),
    /// The document's: the stream ended in good order, after an event that is not declared and may have
    /// been the end.
    UndeclaredEnd(UndeclaredEndError),
    /// The server's: an event exceeded [`max_event_bytes`](crate::AsyncStream::max_event_bytes).
    EventTooLarge(EventTooLarge),
    /// The server's: the bytes are not of the stream's framing.
    Malformed(MalformedError),
    /// The server's, or the document's: one payload does not fit its type. The stream goes on.
    Mismatch(Mismatch),
    /// The API's: it reported a failure in the stream.
    Failure(FailureError<F>),
    /// The server's, or the document's: an event that was not declared, where the document says
    /// `"unknown": "fail"`.
    UnknownEvent(UnknownEvent),
    /// The server's, or the document's: an event could not be added to the
    /// [snapshot](crate::AsyncStream::with_snapshot). The event came before this error, and the stream goes on.
    Fold(FoldError),
}

impl<F> ErrorKind<F> {
    /// The error that this one is about, where it is not the kind's own and already told.
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Send(source) | Self::Transport(source) => match frame_limit::find(source) {
                Some(limit) => limit.source(),
                None => Some(&**source),
            },
            Self::InvalidRequest(source) | Self::Connect(source) | Self::Redirect(source) => {
                Some(&**source)
            }
            Self::Coding(error) => error.source(),
            _ => None,
        }
    }
}

impl<F> From<DecodeError> for ErrorKind<F> {
    fn from(error: DecodeError) -> Self {
        match error {
            DecodeError::EventTooLarge(error) => Self::EventTooLarge(error),
            DecodeError::Malformed(error) => Self::Malformed(error),
        }
    }
}

impl<F> Display for ErrorKind<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Self::Send(source) | Self::Transport(source) = self
            && let Some(limit) = frame_limit::find(source)
        {
            return Display::fmt(limit, f);
        }
        if let Self::Transport(source) = self
            && let Some(recorded) = source.downcast_ref::<RecordedFailure>()
        {
            return write!(f, "{}", excerpt(recorded.reason()));
        }
        match self {
            Self::InvalidRequest(_) => f.write_str("the request could not be built"),
            Self::Recording(error) => Display::fmt(error, f),
            Self::Connect(_) => f.write_str("no connection to the server could be made"),
            Self::Send(_) => f.write_str("the connection failed before a response came"),
            Self::Redirect(_) => f.write_str("the server's redirects could not be followed"),
            Self::Timeout(error) => Display::fmt(error, f),
            Self::Status(error) => Display::fmt(error, f),
            Self::NoContent => f.write_str("the server answered that there is nothing to stream"),
            Self::ContentType(error) => Display::fmt(error, f),
            Self::Coding(error) => Display::fmt(error, f),
            Self::Transport(_) => f.write_str(CUT),
            Self::Truncated(error) => Display::fmt(error, f),
            Self::UndeclaredEnd(error) => Display::fmt(error, f),
            Self::EventTooLarge(error) => Display::fmt(error, f),
            Self::Malformed(error) => Display::fmt(error, f),
            Self::Mismatch(error) => Display::fmt(error, f),
            Self::Failure(error) => Display::fmt(error, f),
            Self::UnknownEvent(event) => {
                write!(
                    f,
                    "the event `{}` is not declared",
                    excerpt(&event.event_type)
                )
            }
            Self::Fold(error) => Display::fmt(error, f),
        }
    }
}

/// Shows at most 200 bytes of each text that came from the server.
impl<F: Debug> Debug for ErrorKind<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut tuple = |name: &str, field: &dyn Debug| f.debug_tuple(name).field(field).finish();
        match self {
            Self::InvalidRequest(source) => tuple("InvalidRequest", &Limited(source)),
            Self::Recording(error) => tuple("Recording", error),
            Self::Connect(source) => tuple("Connect", &Limited(source)),
            Self::Send(source) => tuple("Send", &Limited(source)),
            Self::Redirect(source) => tuple("Redirect", &Limited(source)),
            Self::Timeout(error) => tuple("Timeout", error),
            Self::Status(error) => tuple("Status", error),
            Self::NoContent => f.write_str("NoContent"),
            Self::ContentType(error) => tuple("ContentType", error),
            Self::Coding(error) => tuple("Coding", error),
            Self::Transport(source) => tuple("Transport", &Limited(source)),
            Self::Truncated(error) => tuple("Truncated", &Limited(error)),
            Self::UndeclaredEnd(error) => tuple("UndeclaredEnd", &Limited(error)),
            Self::EventTooLarge(error) => tuple("EventTooLarge", error),
            Self::Malformed(error) => tuple("Malformed", &Limited(error)),
            Self::Mismatch(error) => tuple("Mismatch", error),
            Self::Failure(error) => tuple("Failure", error),
            Self::UnknownEvent(event) => tuple("UnknownEvent", &Limited(event)),
            Self::Fold(error) => tuple("Fold", error),
        }
    }
}
