//! When a stream that was interrupted is asked for again.

use std::time::Duration;

use super::backoff::{Backoff, spread};

/// How often, and after what waits, a stream that was interrupted is asked for again; see
/// [`StreamRequest::reconnect`](crate::StreamRequest::reconnect).
///
/// The first wait is the reconnection time: what the server said in a `retry` field, or else
/// [`reconnection_time`](Self::reconnection_time). As long as no message comes, the wait doubles
/// from one attempt to the next, from at least 100 ms up to [`max_wait`](Self::max_wait), which
/// bounds the reconnection time too. A `Retry-After` of a refused attempt can lengthen the next wait,
/// never shorten it; one beyond `max_wait` ends the stream with that attempt's error, which tells the
/// wait ([`Error::retry_after`](crate::Error::retry_after)). Every wait is lengthened by up to a
/// quarter at random, so that clients that were cut off together do not come back together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReconnectPolicy {
    max_reconnects: Option<u32>,
    reconnection_time: Duration,
    max_wait: Duration,
}

/// The shortest wait after a reconnect that brought nothing, whatever the server asks for.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

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
    /// A row ends with the first message that comes, be it one that is skipped.
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

    /// The same policy with waits up to this one, before chance adds to them.
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

    /// How long to wait before another reconnect after this many in a row.
    ///
    /// `asked` is what the server said in a `retry` field. `random` is between 0 and 1.
    pub(super) fn wait(&self, reconnects: u32, asked: Option<Duration>, random: f64) -> Duration {
        let mut first = asked.unwrap_or(self.reconnection_time);
        if reconnects > 0 {
            first = first.max(AFTER_FAILURE);
        }
        let backoff = Backoff {
            first,
            max: self.max_wait,
        };
        spread(backoff.after(reconnects), 0.25 * random)
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
    fn the_servers_time_comes_first_and_doubles_up_to_a_limit() {
        let policy = ReconnectPolicy::new();
        for (reconnects, asked, random, expected) in [
            (0, None, 0.0, 3000),
            (0, None, 1.0, 3750),
            (1, None, 0.0, 6000),
            (5, None, 0.0, 60_000),
            (u32::MAX, None, 0.0, 60_000),
            (0, Some(10), 0.0, 10),
            (0, Some(0), 1.0, 0),
            (1, Some(0), 0.0, 200),
            (2, Some(500), 0.0, 2000),
            (0, Some(u64::MAX), 0.0, 60_000),
        ] {
            let wait = policy.wait(reconnects, asked.map(millis), random);
            assert_eq!(wait, millis(expected), "{reconnects} {asked:?} {random}");
        }
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
        let wait = endless.wait(9, Some(Duration::MAX), 1.0);
        assert!(wait > Duration::from_secs(1 << 40));
    }
}
