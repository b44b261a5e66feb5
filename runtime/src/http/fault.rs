//! What an error of reqwest means.
//!
//! By where it happened, never by `is_body` or `is_decode`: a connection cut in mid-stream calls
//! itself a decoding error.

use std::error::Error;
use std::io;

use crate::error::BoxError;
use crate::stream::Fault;
use crate::{ErrorKind, TimeoutError, WaitedFor};

/// An error of a stream's source, which may be reqwest's own body.
pub(crate) fn fault_of_source(error: BoxError) -> Fault {
    match error.downcast::<reqwest::Error>() {
        Ok(error) if is_own_timeout(&error) => {
            Fault::Timeout(TimeoutError::new(WaitedFor::Client, None))
        }
        // The URL may hold credentials, in its user part or in its query.
        Ok(error) => Fault::Transport(error.without_url().into()),
        Err(error) => Fault::Transport(error),
    }
}

/// An error of sending a request, or of waiting for its response.
pub(super) fn kind_of_send<F>(error: reqwest::Error) -> ErrorKind<F> {
    let error = error.without_url();
    match () {
        () if error.is_builder() => ErrorKind::InvalidRequest(error.into()),
        () if error.is_redirect() => ErrorKind::Redirect(error.into()),
        () if is_own_timeout(&error) => {
            let connecting = error.is_connect();
            let waited_for = if connecting {
                WaitedFor::Connection
            } else {
                WaitedFor::Client
            };
            ErrorKind::Timeout(TimeoutError::new(waited_for, None))
        }
        () if error.is_connect() => ErrorKind::Connect(error.into()),
        () => ErrorKind::Send(error.into()),
    }
}

/// Whether it is a timeout that was asked for, and not the operating system giving up a dead
/// connection (`ETIMEDOUT`), which reqwest counts among them.
fn is_own_timeout(error: &reqwest::Error) -> bool {
    let mut sources = std::iter::successors(error.source(), |&error| error.source());
    let by_system = sources.any(|source| {
        source
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.raw_os_error().is_some())
    });
    error.is_timeout() && !by_system
}
