//! What an error of a source of bytes means.

use super::{BoxError, frame_limit};
use crate::ErrorKind;

/// The error of a source, with what must not be shown taken out of it.
#[cold]
pub(crate) fn transport<F>(error: BoxError) -> ErrorKind<F> {
    #[cfg(feature = "http")]
    let error = match error.downcast::<reqwest::Error>() {
        Ok(error) => return of_reqwest(*error),
        Err(error) => error,
    };
    ErrorKind::Transport(frame_limit::named(error))
}

#[cfg(feature = "http")]
fn of_reqwest<F>(error: reqwest::Error) -> ErrorKind<F> {
    use super::{ContentEncodingError, TimeoutError, TimeoutKind};

    if is_own_timeout(&error) {
        return ErrorKind::Timeout(TimeoutError::new(TimeoutKind::Client, None));
    }
    let is_corrupt = is_of_decompression(&error);
    // The URL may hold credentials, in its user part or in its query.
    let error = BoxError::from(error.without_url());
    match is_corrupt {
        true => ErrorKind::Coding(ContentEncodingError::corrupt(error.into())),
        false => ErrorKind::Transport(frame_limit::named(error)),
    }
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

/// Whether reqwest's decompression failed on what came.
///
/// reqwest has no word for it: `is_decode` and `is_body` say the same of a cut connection. But what a
/// decompressor says stands in reqwest's error as it is, while what a connection says stands inside of
/// an error of hyper's. A body that ends before its compression does is a cut too, and no corruption.
#[cfg(feature = "http")]
fn is_of_decompression(error: &reqwest::Error) -> bool {
    use std::error::Error;
    use std::io;

    /// What tower-http says where bytes come after the end of what is compressed.
    const MORE: &str = "there are extra bytes after body has been decompressed";
    /// What the decoder of `deflate` says where others speak of an unexpected end.
    const EARLY_END: &str = "unexpected BufError";

    let mut sources = std::iter::successors(error.source(), |&error| error.source());
    let Some(source) = sources.find(|source| !source.is::<reqwest::Error>()) else {
        return false;
    };
    match source.downcast_ref::<io::Error>() {
        Some(error) => {
            use io::ErrorKind::{InvalidData, InvalidInput, Other};
            matches!(error.kind(), InvalidData | InvalidInput | Other)
                && error.raw_os_error().is_none()
                && error.to_string() != EARLY_END
        }
        None => source.to_string() == MORE,
    }
}
