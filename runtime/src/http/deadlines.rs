//! How long a stream may keep its reader waiting, and how long it did.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

use crate::stream::Waits;
use crate::{TimeoutError, TimeoutKind};

/// The limits of a stream's waits; `None` for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) first_event: Option<Duration>,
    pub(super) bytes: Option<Duration>,
    pub(super) event: Option<Duration>,
}

/// Measures the time in which a stream's reader waits for its source.
///
/// A wait begins when the source has nothing, not when it was last read: a reader that takes its
/// time causes no timeout. Nothing is done for an event that needs no wait.
#[derive(Debug)]
pub(super) struct Deadlines {
    limits: Limits,
    /// When the request was sent.
    sent: Instant,
    waits: Waits,
    /// Since when no byte came, while waiting.
    for_bytes: Option<Instant>,
    /// Since when no item came, while waiting.
    for_item: Option<Instant>,
    /// An item came over the connection in hand.
    had_item: bool,
    /// The wait was given [`WAKE_SLACK`] once more, because the limit was noticed late.
    graced: bool,
    /// Set for the nearest limit or for an earlier moment: moving it at every wait would cost more
    /// than waking up once too often. `None` without limits.
    sleep: Option<Pin<Box<Sleep>>>,
    armed: bool,
}

/// How late the task may be woken for a limit. If it is polled later than that, its reader was away,
/// and what came in the meantime may still be on its way to the source: the wait goes on for as long
/// as this, and once, so that a client that is always late times out too.
const WAKE_SLACK: Duration = Duration::from_millis(250);

impl Deadlines {
    /// Must be called inside a tokio runtime, if there is a limit at all: the stream may be polled
    /// outside of it.
    pub(super) fn new(limits: Limits, sent: Instant) -> Self {
        let Limits {
            first_event,
            bytes,
            event,
        } = limits;
        let limited = [first_event, bytes, event].iter().any(Option::is_some);
        Self {
            limits,
            sent,
            waits: Waits::default(),
            for_bytes: None,
            for_item: None,
            had_item: false,
            graced: false,
            sleep: limited.then(|| Box::pin(tokio::time::sleep(Duration::ZERO))),
            armed: false,
        }
    }

    /// The limits begin once more, with another connection.
    pub(super) fn restart(&mut self) {
        self.for_bytes = None;
        self.had_item = false;
        self.graced = false;
        self.armed = false;
    }

    pub(super) fn waits(&self) -> Waits {
        self.waits
    }

    #[inline]
    pub(super) fn bytes_came(&mut self) {
        self.for_bytes = None;
        self.graced = false;
    }

    #[inline]
    pub(super) fn item_came(&mut self) {
        if self.for_item.is_some() || !self.had_item {
            self.wait_ended();
        }
        self.graced = false;
    }

    /// The clock is read only where there was a wait: it takes as long as a small chunk.
    fn wait_ended(&mut self) {
        let now = Instant::now();
        if self.waits.first.is_none() {
            self.waits.first = Some(now.saturating_duration_since(self.sent));
        } else if let Some(since) = self.for_item {
            let waited = now.saturating_duration_since(since);
            self.waits.longest = self.waits.longest.max(Some(waited));
        }
        self.for_item = None;
        // The limit of the next wait may be nearer.
        self.armed &= self.had_item;
        self.had_item = true;
    }

    /// To be polled when the source is pending.
    pub(super) fn poll_elapsed(&mut self, cx: &mut Context<'_>) -> Poll<TimeoutError> {
        let now = Instant::now();
        self.for_bytes.get_or_insert(now);
        self.for_item.get_or_insert(now);
        let Some(mut sleep) = self.sleep.take() else {
            return Poll::Pending;
        };
        // Nearly every wait: what is armed for comes no later than any limit.
        let polled = match self.armed && sleep.as_mut().poll(cx).is_pending() {
            true => Poll::Pending,
            false => self.poll_limits(sleep.as_mut(), cx),
        };
        self.sleep = Some(sleep);
        polled
    }

    #[cold]
    fn poll_limits(
        &mut self,
        mut sleep: Pin<&mut Sleep>,
        cx: &mut Context<'_>,
    ) -> Poll<TimeoutError> {
        loop {
            let now = Instant::now();
            let Some((deadline, waited_for, limit)) = self.nearest(now) else {
                return Poll::Pending;
            };
            let next = match now.checked_duration_since(deadline) {
                Some(late) if late > WAKE_SLACK && !self.graced => {
                    self.graced = true;
                    now + WAKE_SLACK
                }
                Some(_) => return Poll::Ready(TimeoutError::new(waited_for, limit)),
                None => deadline,
            };
            sleep.as_mut().reset(next);
            self.armed = true;
            ready!(sleep.as_mut().poll(cx));
        }
    }

    /// The limit that is reached next, if nothing comes.
    fn nearest(&self, now: Instant) -> Option<(Instant, TimeoutKind, Duration)> {
        let Limits {
            first_event,
            bytes,
            event,
        } = self.limits;
        let for_bytes = self.for_bytes.unwrap_or(now);
        let for_item = self.for_item.unwrap_or(now);
        let item = match (self.had_item, first_event) {
            (false, Some(limit)) => Some((for_item, TimeoutKind::FirstEvent, limit)),
            _ => event.map(|limit| (for_item, TimeoutKind::Event, limit)),
        };
        let bytes = bytes.map(|limit| (for_bytes, TimeoutKind::Bytes, limit));
        // A limit beyond what the clock can count is none.
        let deadline = |(since, waited_for, limit): (Instant, _, _)| {
            Some((since.checked_add(limit)?, waited_for, limit))
        };
        let limits = bytes.into_iter().chain(item);
        limits.filter_map(deadline).min_by_key(|limit| limit.0)
    }
}
