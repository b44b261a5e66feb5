//! Waits that double.

use std::time::Duration;

/// Waits that double from the first up to the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Backoff {
    pub(super) first: Duration,
    pub(super) max: Duration,
}

impl Backoff {
    /// The wait after this many attempts.
    pub(super) fn after(self, attempts: u32) -> Duration {
        let factor = 1_u32.checked_shl(attempts).unwrap_or(u32::MAX);
        self.first.saturating_mul(factor).min(self.max)
    }
}

/// The wait with this share of it added, or taken away: clients that failed together are not to
/// come back together.
pub(super) fn spread(wait: Duration, share: f64) -> Duration {
    Duration::try_from_secs_f64(wait.as_secs_f64() * (1.0 + share)).unwrap_or(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_never_overflow() {
        let millis = Duration::from_millis;
        let backoff = Backoff {
            first: millis(500),
            max: millis(8000),
        };
        for (attempts, wait) in [(0, 500), (1, 1000), (3, 4000), (4, 8000), (5, 8000)] {
            assert_eq!(backoff.after(attempts), millis(wait), "{attempts}");
        }
        for attempts in [31, 32, u32::MAX] {
            assert_eq!(backoff.after(attempts), millis(8000), "{attempts}");
        }
        let endless = Backoff {
            first: Duration::MAX,
            max: Duration::MAX,
        };
        assert_eq!(endless.after(9), Duration::MAX);
        assert_eq!(spread(Duration::MAX, 0.25), Duration::MAX);
        assert_eq!(spread(millis(1000), -0.25), millis(750));
    }
}
