//! When there were last bytes to be had.

use super::watch::Moment;

/// Asking for the time costs as much as decoding a small chunk, so it is asked for once the source
/// has no more, and not chunk by chunk. Without the `http` feature there may be no clock.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum LastBytes {
    #[default]
    Never,
    /// The source has not run out since.
    JustNow,
    At(Moment),
}

impl LastBytes {
    #[inline]
    pub(super) fn came(&mut self) {
        *self = Self::JustNow;
    }

    #[inline]
    pub(super) fn ran_out(&mut self, now: Moment) {
        if let Self::JustNow = self {
            *self = Self::At(now);
        }
    }

    #[cfg(feature = "http")]
    pub(super) fn at(self) -> Option<std::time::Instant> {
        let at = match self {
            Self::Never => return None,
            Self::JustNow => Moment::now(),
            Self::At(at) => at,
        };
        Some(at.into_std())
    }
}
