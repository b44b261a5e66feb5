//! Values that are not final.

use std::fmt;

use super::{FoldError, FoldErrorKind};
use crate::Error;

/// Why a [`Snapshot`](super::Snapshot) is not final, with the value so far.
pub struct Unfinished<V> {
    error: FoldError,
    value: Option<V>,
}

impl<V> Unfinished<V> {
    pub(super) fn new(error: FoldError, value: Option<V>) -> Self {
        Self { error, value }
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &FoldErrorKind {
        self.error.kind()
    }

    /// Why: the error that the value froze after, or one that names no rule.
    #[must_use]
    pub fn error(&self) -> &FoldError {
        &self.error
    }

    /// The value so far. Incomplete; `None` if it never began.
    #[must_use]
    pub fn value(&self) -> Option<&V> {
        self.value.as_ref()
    }

    /// The value so far, by value.
    #[must_use]
    pub fn into_value(self) -> Option<V> {
        self.value
    }
}

impl<V> From<Unfinished<V>> for FoldError {
    fn from(unfinished: Unfinished<V>) -> Self {
        unfinished.error
    }
}

impl<V> fmt::Display for Unfinished<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

/// Shows nothing of the value.
impl<V> fmt::Debug for Unfinished<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unfinished")
            .field("error", &self.error)
            .field("has_value", &self.value.is_some())
            .finish()
    }
}

impl<V> std::error::Error for Unfinished<V> {}

/// Why a stream gave no final value, with the value so far.
///
/// `?` makes it the stream's own [`Error`].
pub struct FinalError<V, F> {
    error: Error<F>,
    value: Option<V>,
}

impl<V, F> FinalError<V, F> {
    pub(super) fn new(error: Error<F>, value: Option<V>) -> Self {
        Self { error, value }
    }

    /// Why: what ended the stream, or [`ErrorKind::Fold`](crate::ErrorKind::Fold).
    #[must_use]
    pub fn error(&self) -> &Error<F> {
        &self.error
    }

    /// Why, by value.
    #[must_use]
    pub fn into_error(self) -> Error<F> {
        self.error
    }

    /// The value so far. Incomplete; `None` if it never began.
    #[must_use]
    pub fn value(&self) -> Option<&V> {
        self.value.as_ref()
    }

    /// The value so far, by value.
    #[must_use]
    pub fn into_value(self) -> Option<V> {
        self.value
    }
}

impl<V, F> From<FinalError<V, F>> for Error<F> {
    fn from(unfinished: FinalError<V, F>) -> Self {
        unfinished.error
    }
}

impl<V, F> fmt::Display for FinalError<V, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

/// Shows nothing of the value.
impl<V, F: fmt::Debug> fmt::Debug for FinalError<V, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FinalError")
            .field("error", &self.error)
            .field("has_value", &self.value.is_some())
            .finish()
    }
}

impl<V, F: fmt::Debug> std::error::Error for FinalError<V, F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.error)
    }
}
