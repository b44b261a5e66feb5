//! The source of bytes where none is named.

use std::fmt;
use std::pin::Pin;
#[cfg(feature = "http")]
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::error::BoxError;

/// The bytes of an HTTP response, or of a fixture of the testing kit that stands for one.
///
/// It exists without the feature `http`, so that `AsyncStream<S>` can be written in code that
/// does without; only, there is no value of it then.
pub struct Body(Inner);

/// Sync, because streams are to be; boxed, because the type cannot be named.
#[cfg(feature = "http")]
type HttpBytes = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>;

/// A place for one response's bytes after the other's.
///
/// The stream holds one end, and what sends its request again the other.
#[cfg(feature = "http")]
#[derive(Clone, Default)]
pub(crate) struct Slot(Arc<Mutex<Option<HttpBytes>>>);

enum Inner {
    #[cfg(feature = "http")]
    Http(HttpBytes),
    #[cfg(feature = "http")]
    Slot(Slot),
    #[cfg(feature = "testing")]
    Played(crate::testing::Player),
    #[expect(
        dead_code,
        reason = "an enum without variants cannot be matched on by reference"
    )]
    Never(std::convert::Infallible),
}

impl Body {
    #[cfg(feature = "http")]
    pub(crate) fn http(response: reqwest::Response) -> Self {
        Self(Inner::Http(Box::pin(response.bytes_stream())))
    }

    #[cfg(feature = "http")]
    pub(crate) fn slot(slot: Slot) -> Self {
        Self(Inner::Slot(slot))
    }

    #[cfg(feature = "testing")]
    pub(crate) fn played(player: crate::testing::Player) -> Self {
        Self(Inner::Played(player))
    }
}

#[cfg(feature = "http")]
impl Slot {
    /// Puts a response's bytes in the place of what was there.
    pub(crate) fn fill(&self, response: reqwest::Response) {
        *self.lock() = Some(Box::pin(response.bytes_stream()));
    }

    /// Drops what is there, which closes its connection.
    pub(crate) fn clear(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<HttpBytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    #[cfg_attr(
        not(any(feature = "http", feature = "testing")),
        expect(unused_variables)
    )]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            #[cfg(feature = "http")]
            Inner::Http(body) => body.as_mut().poll_next(cx).map_err(Into::into),
            #[cfg(feature = "http")]
            Inner::Slot(slot) => match &mut *slot.lock() {
                Some(body) => body.as_mut().poll_next(cx).map_err(Into::into),
                None => Poll::Ready(None),
            },
            #[cfg(feature = "testing")]
            Inner::Played(player) => player
                .poll_bytes(cx)
                .map(|item| item.map(|item| item.map_err(Into::into))),
            Inner::Never(never) => match *never {},
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}
