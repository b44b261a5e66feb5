//! Going on after an interruption, where that was asked for.

use std::task::{Context, Poll};
use std::time::Duration;

use super::Watch;
use crate::{Error, ResponseInfo, StreamEvents, StreamStats};

/// Fills a stream's source again, once it is at its end.
///
/// The source itself stays where it is: it is a [`Slot`](super::body::Slot), which this fills.
pub(crate) trait Resume<S>: Send + Sync {
    /// Whether the stream goes on after this. If so, [`poll`](Self::poll) tells how.
    fn begin(&mut self, at: &Interruption<'_, S::Failure>) -> bool
    where
        S: StreamEvents;

    /// The stream's last error, with what it should tell of the attempts to go on.
    fn last(&self, error: Error<S::Failure>) -> Error<S::Failure>
    where
        S: StreamEvents;

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Resumed<S::Failure>>
    where
        S: StreamEvents;
}

/// How far a stream had come.
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only requests are sent again")
)]
pub(crate) struct Interruption<'a, F> {
    /// What it would end with; `None` for an end in good order.
    pub(crate) error: Option<&'a Error<F>>,
    /// An event came after which an end is in good order.
    pub(crate) complete: bool,
    pub(crate) stats: StreamStats,
    pub(crate) last_event_id: &'a str,
    pub(crate) cursor: Option<&'a str>,
    pub(crate) reconnection_time: Option<Duration>,
}

/// What came of it.
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only requests are sent again")
)]
pub(crate) enum Resumed<F> {
    /// There are bytes again.
    Open {
        response: ResponseInfo,
        watch: Watch,
        /// Where it begins, if it is the same stream once more and not the rest of it.
        afresh: Option<Beginning>,
    },
    /// The server has nothing to add.
    Over,
    Failed(Error<F>),
}

/// What a stream begins after; nothing, if it begins with the first event there is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beginning {
    pub(crate) last_event_id: Option<String>,
    /// The cursor in the data of the last message before.
    pub(crate) cursor: Option<String>,
}
