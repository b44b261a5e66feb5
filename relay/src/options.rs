//! What can be set.

use std::time::Duration;

use crate::log::Terms;

/// What a relay does and how long; the methods of [`Relay`](crate::Relay) say what each is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) terms: Terms,
    pub(crate) max_bytes: usize,
    pub(crate) max_runs: usize,
    pub(crate) heartbeat: Duration,
    pub(crate) patience: Duration,
    pub(crate) retry: Option<Duration>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            terms: Terms {
                lease: Duration::from_secs(10),
                ttl: Duration::from_secs(3600),
            },
            max_bytes: 64 << 20,
            max_runs: 4096,
            heartbeat: Duration::from_secs(15),
            patience: Duration::from_secs(30),
            retry: Some(Duration::from_secs(1)),
        }
    }
}
