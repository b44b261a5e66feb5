//! What readers and those who start runs are told.

use std::error::Error;
use std::fmt;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};

use crate::{LogError, RunEnd};

/// Why a body or a subscription broke off: it is its last item. In a response it cuts the connection, so that no
/// client takes what it has for all of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum CutError {
    /// The run has ended, and not all of the answer is in its log: it was truncated or abandoned. A subscription is
    /// told so of a cancelled run, too.
    Ended(RunEnd),
    /// Records are missing in the log behind what was read.
    Trimmed,
    /// The log is there no more.
    Gone,
    /// The log could not be read for longer than the patience of the relay.
    Log(LogError),
    /// This instance shuts down. The run goes on: ask again, with the last ID.
    ShuttingDown,
}

impl fmt::Display for CutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ended(end) => return write!(f, "the run is cut off ({end})"),
            Self::Trimmed => "a part of the log is gone that was not read yet",
            Self::Gone => "the log is there no more",
            Self::Log(error) => return error.fmt(f),
            Self::ShuttingDown => "this instance shuts down; the run goes on elsewhere",
        })
    }
}

impl Error for CutError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Log(error) => error.source(),
            _ => None,
        }
    }
}

/// Why a run cannot be read, from where the reader wants to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AttachError {
    /// There is no such run: nobody has started it, or it expired. In HTTP: 404.
    Unknown,
    /// The ID is none of this run, or what followed it is gone. In HTTP: 410; the client starts again.
    Lost,
    /// Nothing will follow this ID, and the answer is not whole. In HTTP: 410, with what end it was.
    CutOff(RunEnd),
    /// Nothing will follow this ID: the reader has all there is. In HTTP: 204, on which a browser's `EventSource`
    /// asks no more.
    Over,
    /// The log cannot be read. In HTTP: 503.
    Log(LogError),
    /// This instance shuts down. In HTTP: 503; another one has the run.
    ShuttingDown,
}

impl AttachError {
    /// Of a reader that comes without an ID.
    pub(crate) fn of_key(cut: CutError) -> Self {
        match cut {
            CutError::Gone => Self::Unknown,
            cut => Self::of_cursor(cut),
        }
    }

    /// Of a reader that has read before.
    pub(crate) fn of_cursor(cut: CutError) -> Self {
        match cut {
            CutError::Gone | CutError::Trimmed => Self::Lost,
            CutError::Ended(end) => Self::CutOff(end),
            CutError::Log(error) => Self::Log(error),
            CutError::ShuttingDown => Self::ShuttingDown,
        }
    }

    /// Its status in HTTP.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Lost | Self::CutOff(_) => StatusCode::GONE,
            Self::Over => StatusCode::NO_CONTENT,
            Self::Log(_) | Self::ShuttingDown => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The response that says it: with a body of problem details
    /// ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), whose `end` names the end of a run that was cut off.
    #[must_use]
    pub fn into_http(self) -> Response<String> {
        let status = self.status();
        if matches!(self, Self::Over) {
            return with_status(status, String::new());
        }
        // What an upstream or an engine says of itself is for logs, and for no client.
        let title = match &self {
            Self::CutOff(end) => format!("nothing follows this ID: the run is {}", end.kind),
            Self::Log(_) => "the run cannot be read now".to_owned(),
            other => other.to_string(),
        };
        let mut problem = serde_json::json!({ "status": status.as_u16(), "title": title });
        if let Self::CutOff(end) = &self {
            problem["end"] = end.kind.as_str().into();
        }
        let mut response = with_status(status, problem.to_string());
        let content_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        response
    }
}

fn with_status(status: StatusCode, body: String) -> Response<String> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

impl fmt::Display for AttachError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "there is no such run",
            Self::Lost => "what follows this ID cannot be had any more: start again",
            Self::CutOff(end) => {
                return write!(f, "nothing follows this ID: the run is cut off ({end})");
            }
            Self::Over => "nothing follows this ID: the run is over",
            Self::ShuttingDown => "this instance shuts down",
            Self::Log(error) => return error.fmt(f),
        })
    }
}

impl Error for AttachError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Log(error) => error.source(),
            _ => None,
        }
    }
}

/// Why a run was not started.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError<E> {
    /// The upstream did not answer with a stream. The run is deleted, so that its key can be started again.
    Upstream(E),
    /// The log could not be written.
    Log(LogError),
    /// It was cancelled before the upstream had answered.
    Cancelled,
    /// As many runs are written here as may be.
    Busy,
    /// This instance shuts down.
    ShuttingDown,
}

impl<E: fmt::Display> fmt::Display for StartError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Upstream(error) => error.fmt(f),
            Self::Log(error) => error.fmt(f),
            Self::Cancelled => f.write_str("the run was cancelled before it began"),
            Self::Busy => f.write_str("this instance writes as many runs as it may"),
            Self::ShuttingDown => f.write_str("this instance shuts down"),
        }
    }
}

impl<E: Error + 'static> Error for StartError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Upstream(error) => error.source(),
            Self::Log(error) => error.source(),
            Self::Cancelled | Self::Busy | Self::ShuttingDown => None,
        }
    }
}
