//! How long a stream may keep its reader waiting.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

use crate::{TimeoutError, WaitedFor};

/// The limits of a stream's waits; `None` for no limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) first_event: Option<Duration>,
    pub(crate) bytes: Option<Duration>,
    pub(crate) event: Option<Duration>,
}

/// Watches the time in which a stream's reader waits for its source.
///
/// A wait begins when the source has nothing, not when it was last read: a reader that takes its
/// time causes no timeout. Nothing is done for an event that needs no wait.
#[derive(Debug)]
pub(crate) struct Watch(Option<Box<Waits>>);

#[derive(Debug)]
struct Waits {
    limits: Limits,
    /// Since when no byte came, while waiting.
    for_bytes: Option<Instant>,
    /// Since when no item came, while waiting.
    for_item: Option<Instant>,
    had_item: bool,
    /// The wait was given [`LATE`] once more, because the limit was noticed late.
    graced: bool,
    /// Armed for the nearest limit or for an earlier moment: moving it at every wait would cost
    /// more than waking up once too often.
    sleep: Pin<Box<Sleep>>,
    armed: bool,
}

/// How late the task may be woken for a limit. If it is polled later than that, its reader was away,
/// and what came in the meantime may still be on its way to the source: the wait goes on for as long
/// as this, and once, so that a client that is always late times out too.
const LATE: Duration = Duration::from_millis(250);

impl Watch {
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// Must be called inside a tokio runtime, if there is a limit at all.
    pub(crate) fn new(limits: Limits) -> Self {
        if let Limits {
            first_event: None,
            bytes: None,
            event: None,
        } = limits
        {
            return Self::none();
        }
        // Made here and not with the first wait: the stream may be polled outside of tokio.
        let sleep = Box::pin(tokio::time::sleep(Duration::ZERO));
        let (for_bytes, for_item) = (None, None);
        let waits = Waits {
            limits,
            for_bytes,
            for_item,
            had_item: false,
            graced: false,
            sleep,
            armed: false,
        };
        Self(Some(Box::new(waits)))
    }

    #[inline]
    pub(crate) fn bytes_came(&mut self) {
        if let Some(waits) = &mut self.0 {
            waits.for_bytes = None;
            waits.graced = false;
        }
    }

    #[inline]
    pub(crate) fn item_came(&mut self) {
        if let Some(waits) = &mut self.0 {
            waits.for_item = None;
            waits.graced = false;
            // The limit of the next wait may be nearer.
            waits.armed &= waits.had_item;
            waits.had_item = true;
        }
    }

    /// To be polled when the source is pending.
    pub(crate) fn poll_elapsed(
        &mut self,
        cx: &mut Context<'_>,
        now: Instant,
    ) -> Poll<TimeoutError> {
        match &mut self.0 {
            Some(waits) => waits.poll_elapsed(cx, now),
            None => Poll::Pending,
        }
    }
}

impl Waits {
    fn poll_elapsed(&mut self, cx: &mut Context<'_>, now: Instant) -> Poll<TimeoutError> {
        self.for_bytes.get_or_insert(now);
        self.for_item.get_or_insert(now);
        // Nearly every wait: what is armed for comes no later than any limit.
        if self.armed && self.sleep.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        self.poll_limits(cx)
    }

    #[cold]
    fn poll_limits(&mut self, cx: &mut Context<'_>) -> Poll<TimeoutError> {
        loop {
            let now = Instant::now();
            let Some((deadline, waited_for, limit)) = self.nearest(now) else {
                return Poll::Pending;
            };
            let next = match now.checked_duration_since(deadline) {
                Some(late) if late > LATE && !self.graced => {
                    self.graced = true;
                    now + LATE
                }
                Some(_) => return Poll::Ready(TimeoutError::new(waited_for, limit)),
                None => deadline,
            };
            self.sleep.as_mut().reset(next);
            self.armed = true;
            ready!(self.sleep.as_mut().poll(cx));
        }
    }

    /// The limit that is reached next, if nothing comes.
    fn nearest(&mut self, now: Instant) -> Option<(Instant, WaitedFor, Duration)> {
        let Limits {
            first_event,
            bytes,
            event,
        } = self.limits;
        let for_bytes = *self.for_bytes.get_or_insert(now);
        let for_item = *self.for_item.get_or_insert(now);
        let item = match (self.had_item, first_event) {
            (false, Some(limit)) => Some((for_item, WaitedFor::FirstEvent, limit)),
            _ => event.map(|limit| (for_item, WaitedFor::Event, limit)),
        };
        let bytes = bytes.map(|limit| (for_bytes, WaitedFor::Bytes, limit));
        // A limit beyond what the clock can count is none.
        let deadline = |(since, waited_for, limit): (Instant, _, _)| {
            Some((since.checked_add(limit)?, waited_for, limit))
        };
        let limits = bytes.into_iter().chain(item);
        limits.filter_map(deadline).min_by_key(|limit| limit.0)
    }
}
