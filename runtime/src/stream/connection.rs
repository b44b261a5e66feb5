//! A source that can be asked for again.

#![cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only requests are sent again")
)]

use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use crate::error::Attempts;
use crate::recording::RecordingError;
use crate::{Error, ErrorKind, ResponseInfo, StreamEvents};

/// The connection that a stream reads from: bytes, limits of time, and the request to ask again.
pub(crate) trait Connection<S>: Send + Sync {
    /// The next chunk; `None` at the end. An error is the last, unless the connection reopens.
    fn poll_bytes(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, ErrorKind<S::Failure>>>>
    where
        S: StreamEvents;

    /// The stream needs no more of it.
    fn over(&mut self) {}

    /// Why its bytes are not recorded, though they were to be.
    fn recording_error(&self) -> Option<RecordingError> {
        None
    }

    /// An item was delivered.
    fn item_came(&mut self) {}

    /// How long items took to come.
    fn waits(&self) -> Waits {
        Waits::default()
    }

    /// Whether the connection asks for the rest of a stream that stopped here.
    ///
    /// `error` is what the stream would end with, `None` for an end in good order. If it does,
    /// [`poll_reopened`](Self::poll_reopened) tells how that went.
    fn reopen(&mut self, at: Position, error: Option<&Error<S::Failure>>) -> Reopens
    where
        S: StreamEvents,
    {
        let _ = (at, error);
        Reopens::No
    }

    /// The response that the rest of the stream is the body of; `None` if there is no more.
    fn poll_reopened(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<ResponseInfo>, Error<S::Failure>>>
    where
        S: StreamEvents,
    {
        let _ = cx;
        Poll::Ready(Ok(None))
    }

    /// Whether the request that was sent again asked for what follows. Else its response is a stream from the
    /// beginning.
    fn goes_on(&self) -> bool {
        true
    }

    /// How often the request was sent again.
    fn attempts(&self) -> Attempts {
        Attempts::default()
    }
}

/// Whether a connection asks for the rest of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reopens {
    Yes,
    No,
    /// It did, and does no more.
    GivesUp,
}

/// How far a stream has come.
pub(crate) struct Position {
    /// An event came after which an end is no truncation.
    pub(crate) complete: bool,
    /// Items that were delivered.
    pub(crate) items: u64,
    /// Messages that came for the first time.
    pub(crate) messages: u64,
    pub(crate) point: ResumePoint,
    /// There ever was a last event ID that is not empty.
    pub(crate) had_id: bool,
    /// What a `retry` field asked for.
    pub(crate) reconnection_time: Option<Duration>,
}

/// What a stream begins after; nothing, if it begins with the first event there is.
#[derive(Debug, Clone, Default)]
pub(crate) struct ResumePoint {
    pub(crate) last_event_id: Option<String>,
    /// The cursor in the data of the last message before.
    pub(crate) cursor: Option<String>,
}

/// How long a stream kept its reader waiting.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Waits {
    /// From the request to the first item.
    pub(crate) first: Option<Duration>,
    /// The longest wait for a later one.
    pub(crate) longest: Option<Duration>,
}
