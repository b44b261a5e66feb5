//! When a request is sent again.

use std::time::Duration;

use super::backoff::{Backoff, spread};

/// How often a request is sent again, and how long is waited before.
///
/// A request is sent again when no connection could be made, when the connection failed before the
/// response headers came, when connecting or the headers took too long, and for the statuses 408,
/// 409, 429 and 5xx. A response with `x-should-retry: true` or `false` decides that itself. Once the
/// response headers of a stream came, nothing is sent again, unless
/// [`retry_until_first_event`](crate::StreamRequest::retry_until_first_event) says so.
///
/// The server may say how long to wait: by `retry-after-ms`, by `retry-after` in seconds or as a date, or
/// else in the body, where the document's `errors.retry_after` leads. That wait is kept. If it is longer than [`max_retry_after`](Self::max_retry_after), the request is
/// not sent again, and the error tells the wait ([`Error::retry_after`](crate::Error::retry_after)).
/// When the server says nothing, the wait doubles from retry to retry, shortened by up to a quarter
/// at random, so that clients that failed together do not come back together.
///
/// The rules and defaults are those that the official clients of several APIs share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    max_retries: u32,
    backoff: Backoff,
    max_retry_after: Duration,
}

impl RetryPolicy {
    /// At most 2 retries, after 0.5 s doubling up to 8 s, or after the server's own wait of up to
    /// 60 s.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_retries: 2,
            backoff: Backoff {
                first: Duration::from_millis(500),
                max: Duration::from_secs(8),
            },
            max_retry_after: Duration::from_secs(60),
        }
    }

    /// The policy that never sends a request again.
    #[must_use]
    pub const fn never() -> Self {
        Self::new().max_retries(0)
    }

    /// The same policy with at most this many retries; 0 for none.
    #[must_use]
    pub const fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The same policy with waits that double from `first` up to `max`, where the server names none.
    #[must_use]
    pub const fn backoff(mut self, first: Duration, max: Duration) -> Self {
        self.backoff = Backoff { first, max };
        self
    }

    /// The same policy, that waits as long as the server asks if that is at most this long, and gives
    /// up at once if it is longer.
    #[must_use]
    pub const fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// Whether there may be another retry after this many.
    pub(super) const fn allows(&self, retries: u32) -> bool {
        retries < self.max_retries
    }

    /// How long to wait before another retry after this many; `None` if the server asks for more
    /// than this policy waits.
    ///
    /// `random` is between 0 and 1.
    pub(super) fn wait(
        &self,
        retries: u32,
        retry_after: Option<Duration>,
        random: f64,
    ) -> Option<Duration> {
        match retry_after {
            Some(asked) if !asked.is_zero() => (asked <= self.max_retry_after).then_some(asked),
            _ => Some(spread(self.backoff.after(retries), -0.25 * random)),
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    #[test]
    fn r1_two_retries_by_default() {
        let policy = RetryPolicy::default();
        assert_eq!(
            [0, 1, 2, 3].map(|n| policy.allows(n)),
            [true, true, false, false]
        );
        assert!(!RetryPolicy::never().allows(0));
    }

    #[test]
    fn r4_the_servers_wait_is_kept_up_to_a_minute() {
        let policy = RetryPolicy::default();
        for (asked, expected) in [
            (Some(0.001), Some(0.001)),
            (Some(1.0), Some(1.0)),
            (Some(60.0), Some(60.0)),
            (Some(60.001), None),
            (Some(999_999.0), None),
            (Some(0.0), Some(0.5)),
            (None, Some(0.5)),
        ] {
            assert_eq!(
                policy.wait(0, asked.map(secs), 0.0),
                expected.map(secs),
                "{asked:?}"
            );
        }
        assert_eq!(policy.wait(0, Some(Duration::MAX), 0.0), None);
    }

    #[test]
    fn r5_waits_double_up_to_eight_seconds_less_a_quarter_at_random() {
        let policy = RetryPolicy::default();
        for (retries, random, expected) in [
            (0, 0.0, 0.5),
            (1, 0.0, 1.0),
            (3, 0.0, 4.0),
            (5, 0.0, 8.0),
            (u32::MAX, 0.0, 8.0),
            (0, 1.0, 0.375),
            (4, 1.0, 6.0),
            (1, 0.5, 0.875),
        ] {
            let wait = policy.wait(retries, None, random);
            assert_eq!(wait, Some(secs(expected)), "{retries} {random}");
        }
    }

    #[test]
    fn no_policy_panics() {
        let endless = RetryPolicy::new().backoff(Duration::MAX, Duration::MAX);
        for random in [0.0, 1.0] {
            assert!(endless.wait(9, None, random) > Some(Duration::from_secs(1 << 40)));
        }
        let none = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
        assert_eq!(none.wait(9, None, 0.5), Some(Duration::ZERO));
    }
}
