//! The source of bytes where none is named.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::error::BoxError;

/// The bytes of an HTTP response, or of a fixture of the testing kit that stands for one.
///
/// It exists without the feature `http`, so that `AsyncStream<S>` can be written in code that
/// does without; only, there is no value of it then.
pub struct Body(Inner);

enum Inner {
    /// Sync, because streams are to be; boxed, because the type cannot be named.
    #[cfg(feature = "http")]
    Http(Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send + Sync>>),
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

    #[cfg(feature = "testing")]
    pub(crate) fn played(player: crate::testing::Player) -> Self {
        Self(Inner::Played(player))
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
