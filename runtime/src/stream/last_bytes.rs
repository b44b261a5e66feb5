//! When there were last bytes to be had.

#[cfg(feature = "http")]
use std::time::Instant;

/// Asking for the time costs as much as decoding a small chunk, so it is asked for once the source
/// has no more, and not chunk by chunk. Without the `http` feature there may be no clock.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum LastBytes {
    #[default]
    Never,
    /// The source has not run out since.
    JustNow,
    #[cfg(feature = "http")]
    At(Instant),
}

impl LastBytes {
    #[inline]
    pub(super) fn came(&mut self) {
        *self = Self::JustNow;
    }

    #[inline]
    pub(super) fn ran_out(&mut self) {
        #[cfg(feature = "http")]
        if let Self::JustNow = self {
            *self = Self::At(Instant::now());
        }
    }

    #[cfg(feature = "http")]
    pub(super) fn at(self) -> Option<Instant> {
        match self {
            Self::Never => None,
            Self::JustNow => Some(Instant::now()),
            Self::At(at) => Some(at),
        }
    }
}
