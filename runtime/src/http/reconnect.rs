//! When a stream that was interrupted is asked for again.

use std::time::Duration;

use super::backoff::spread;

/// How often, and after what waits, a stream that was interrupted is asked for again; see
/// [`StreamRequest::reconnect`](crate::StreamRequest::reconnect).
///
/// **How often.** Reconnects are counted, and progress sets the count back to 0. Progress is a new
/// cursor: another [`cursor`](crate::AsyncStream::cursor), or another last event ID where the API
/// declares no cursor. In a stream that never had either, any message is progress. A server that sends
/// the same id again and again is given up after [`max_reconnects`](Self::max_reconnects).
///
/// **After what waits.** The shortest wait is what the server said in a `retry` field, or else
/// [`reconnection_time`](Self::reconnection_time). It is at most [`max_wait`](Self::max_wait),
/// and at least 100 ms even if that is more. The first reconnect waits that long. What a later one waits depends on
/// the connection before it:
///
/// - it lasted longer than the wait before it: the shortest wait;
/// - it was shorter, and made progress: the same wait again;
/// - it made no progress, or was refused: twice the wait, up to `max_wait`.
///
/// A `Retry-After` of a refused reconnect can lengthen the next wait, never shorten it. One beyond
/// `max_wait` ends the stream with the error of that reconnect, which tells the wait
/// ([`Error::retry_after`](crate::Error::retry_after)). Every wait is lengthened by up to a quarter at
/// random, so that clients that were cut off together do not come back together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReconnectPolicy {
    max_reconnects: Option<u32>,
    reconnection_time: Duration,
    max_wait: Duration,
}

/// The shortest wait of all, whatever the server asks for.
const SHORTEST: Duration = Duration::from_millis(100);

/// What became of the connection before a reconnect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// It lasted longer than the wait before it, or it was the first.
    Long,
    /// It was shorter, and made progress.
    Progress,
    /// It made no progress, or was refused.
    Nothing,
}

impl ReconnectPolicy {
    /// At most 10 times in a row, after 3 s doubling up to 60 s.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_reconnects: Some(10),
            reconnection_time: Duration::from_secs(3),
            max_wait: Duration::from_secs(60),
        }
    }

    /// The same policy with at most this many reconnects in a row; 0 for none.
    ///
    /// A row ends with [progress](Self).
    #[must_use]
    pub const fn max_reconnects(mut self, reconnects: u32) -> Self {
        self.max_reconnects = Some(reconnects);
        self
    }

    /// The same policy without a limit to the reconnects, as browsers do it.
    #[must_use]
    pub const fn unlimited(mut self) -> Self {
        self.max_reconnects = None;
        self
    }

    /// The same policy with this first wait, where the server names none.
    #[must_use]
    pub const fn reconnection_time(mut self, time: Duration) -> Self {
        self.reconnection_time = time;
        self
    }

    /// The same policy with waits up to this one, before chance adds to them. No wait is under 100 ms,
    /// even with a shorter one.
    #[must_use]
    pub const fn max_wait(mut self, longest: Duration) -> Self {
        self.max_wait = longest;
        self
    }

    pub(super) const fn longest(&self) -> Duration {
        self.max_wait
    }

    /// Whether there may be another reconnect after this many in a row.
    pub(super) fn allows(&self, reconnects: u32) -> bool {
        self.max_reconnects.is_none_or(|max| reconnects < max)
    }

    /// How long to wait before another reconnect, before chance adds to it.
    ///
    /// `last` is the wait before the connection, `asked` what the server said in a `retry` field.
    pub(super) fn wait(&self, last: Duration, before: Before, asked: Option<Duration>) -> Duration {
        let shortest = asked.unwrap_or(self.reconnection_time);
        let shortest = shortest.min(self.max_wait).max(SHORTEST);
        match before {
            Before::Long => shortest,
            Before::Progress => last.max(shortest),
            Before::Nothing => last.saturating_mul(2).min(self.max_wait).max(shortest),
        }
    }

    /// The wait with what chance adds to it; `random` is between 0 and 1.
    pub(super) fn spread(wait: Duration, random: f64) -> Duration {
        spread(wait, 0.25 * random)
    }
}

impl Default for ReconnectPolicy {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn the_wait_depends_on_the_connection_before_it() {
        use Before::{Long, Nothing, Progress};

        let policy = ReconnectPolicy::new();
        for (last, before, asked, expected) in [
            (0, Long, None, 3000),
            (3000, Nothing, None, 6000),
            (3000, Progress, None, 3000),
            (6000, Long, None, 3000),
            (6000, Progress, None, 6000),
            (48_000, Nothing, None, 60_000),
            (60_000, Nothing, None, 60_000),
            (0, Long, Some(10), 100),
            (0, Long, Some(0), 100),
            (100, Progress, Some(0), 100),
            (100, Nothing, Some(0), 200),
            (100, Nothing, Some(500), 500),
            (3000, Progress, Some(5000), 5000),
            (0, Long, Some(u64::MAX), 60_000),
        ] {
            let wait = policy.wait(millis(last), before, asked.map(millis));
            assert_eq!(wait, millis(expected), "{last} {before:?} {asked:?}");
        }
    }

    #[test]
    fn no_wait_is_under_100_ms() {
        let policy = ReconnectPolicy::new().max_wait(millis(1));
        for before in [Before::Long, Before::Progress, Before::Nothing] {
            assert_eq!(policy.wait(millis(0), before, Some(millis(0))), SHORTEST);
        }
        assert_eq!(ReconnectPolicy::spread(millis(100), 0.0), millis(100));
        assert_eq!(ReconnectPolicy::spread(millis(100), 1.0), millis(125));
    }

    #[test]
    fn rows_are_bounded_unless_asked() {
        let policy = ReconnectPolicy::new();
        assert_eq!([0, 9, 10].map(|n| policy.allows(n)), [true, true, false]);
        assert!(!policy.clone().max_reconnects(0).allows(0));
        assert!(policy.unlimited().allows(u32::MAX));
    }

    #[test]
    fn no_policy_panics() {
        let endless = ReconnectPolicy::new().max_wait(Duration::MAX);
        let wait = endless.wait(Duration::MAX, Before::Nothing, Some(Duration::MAX));
        assert_eq!(ReconnectPolicy::spread(wait, 1.0), Duration::MAX);
    }
}
