//! Streams whose bytes are all there.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;

/// The chunks as a connection would deliver them, one a poll.
#[derive(Clone)]
pub(crate) struct Chunks {
    chunks: Arc<[Bytes]>,
    next: usize,
}

impl Chunks {
    pub(crate) fn new(chunks: &Arc<[Bytes]>) -> Self {
        Self {
            chunks: Arc::clone(chunks),
            next: 0,
        }
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.chunks.get(self.next).cloned();
        self.next += 1;
        Poll::Ready(chunk.map(Ok))
    }
}

/// The next item, polled for until it is there.
pub(crate) fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(item) = Pin::new(&mut *stream).poll_next(&mut context) {
            return item;
        }
    }
}
