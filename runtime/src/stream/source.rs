//! What a source may yield.

use crate::error::BoxError;

/// An item of a stream that something can be read from: a `T`, or a `Result` of it.
///
/// For `T`, [`AsyncStream::from_bytes`](crate::AsyncStream::from_bytes) wants `Bytes`, and
/// [`Dispatched::new`](crate::Dispatched::new) a `Message<'static>`.
pub trait SourceItem<T> {
    /// The value, or why there is none.
    ///
    /// # Errors
    ///
    /// When the source failed.
    fn into_result(self) -> Result<T, BoxError>;
}

impl<T> SourceItem<T> for T {
    #[inline]
    fn into_result(self) -> Result<T, BoxError> {
        Ok(self)
    }
}

impl<T, E: Into<BoxError>> SourceItem<T> for Result<T, E> {
    #[inline]
    fn into_result(self) -> Result<T, BoxError> {
        self.map_err(Into::into)
    }
}
