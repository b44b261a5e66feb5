//! The future of one item.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedFuture, FusedStream, Stream};

/// The future of a stream's next item.
///
/// Cancel-safe: an item is taken only when the future is ready.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Next<'a, T>(&'a mut T);

impl<'a, T> Next<'a, T> {
    #[inline]
    pub(crate) fn new(stream: &'a mut T) -> Self {
        Self(stream)
    }
}

impl<T: Stream + Unpin> Future for Next<'_, T> {
    type Output = Option<T::Item>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *self.0).poll_next(cx)
    }
}

/// Terminated once its stream is, so that `futures::select!` takes it.
impl<T: FusedStream + Unpin> FusedFuture for Next<'_, T> {
    fn is_terminated(&self) -> bool {
        self.0.is_terminated()
    }
}
