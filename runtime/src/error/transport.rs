//! What an error of a source of bytes means.

use super::BoxError;
use crate::ErrorKind;

/// The error of a source, with what must not be shown taken out of it.
#[cold]
pub(crate) fn transport<F>(error: BoxError) -> ErrorKind<F> {
    #[cfg(feature = "http")]
    let error = match error.downcast::<reqwest::Error>() {
        Ok(error) if is_own_timeout(&error) => {
            let limit = super::TimeoutError::new(super::TimeoutKind::Client, None);
            return ErrorKind::Timeout(limit);
        }
        // The URL may hold credentials, in its user part or in its query.
        Ok(error) => error.without_url().into(),
        Err(error) => error,
    };
    ErrorKind::Transport(error.into())
}

/// Whether one of reqwest's own limits ran out.
///
/// A limit of the system's, such as TCP's, calls itself a timeout too, but it is a broken
/// connection.
#[cfg(feature = "http")]
pub(crate) fn is_own_timeout(error: &reqwest::Error) -> bool {
    use std::error::Error;
    use std::io;

    let mut sources = std::iter::successors(error.source(), |&error| error.source());
    let by_system = sources.any(|source| {
        source
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.raw_os_error().is_some())
    });
    error.is_timeout() && !by_system
}
