//! Where a stream's bytes come from.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use pin_project_lite::pin_project;

use super::{Connection, SourceItem};
use crate::error::transport;
use crate::{ErrorKind, StreamEvents};

/// Names the source of a stream over HTTP, whose bytes come from its connection.
///
/// There is no value of it. It is there so that `AsyncStream<S>` can be written.
#[derive(Debug)]
pub enum Body {}

impl Stream for Body {
    type Item = Bytes;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Bytes>> {
        match *self {}
    }
}

pin_project! {
    /// Bytes from outside, or from a connection that can be asked for again.
    #[project = Projected]
    pub(super) enum Source<S, B> {
        Bytes { #[pin] bytes: B },
        Connection { connection: Box<dyn Connection<S>> },
        /// Dropped: a connection is closed by that.
        Closed,
    }
}

type Chunk<S> = Result<Bytes, ErrorKind<<S as StreamEvents>::Failure>>;

impl<S, B> Source<S, B> {
    pub(super) fn connection(&self) -> Option<&dyn Connection<S>> {
        match self {
            Self::Connection { connection } => Some(&**connection),
            _ => None,
        }
    }

    pub(super) fn connection_mut(self: Pin<&mut Self>) -> Option<&mut dyn Connection<S>> {
        match self.project() {
            Projected::Connection { connection } => Some(&mut **connection),
            _ => None,
        }
    }

    pub(super) fn boxed(self) -> Source<S, Pin<Box<B>>> {
        match self {
            Self::Bytes { bytes } => Source::Bytes {
                bytes: Box::pin(bytes),
            },
            Self::Connection { connection } => Source::Connection { connection },
            Self::Closed => Source::Closed,
        }
    }
}

impl<S, B> Source<S, B>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
{
    #[inline]
    pub(super) fn poll_bytes(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Chunk<S>>> {
        match self.project() {
            Projected::Bytes { bytes } => bytes.poll_next(cx).map(|item| {
                let chunk = item?.into_result();
                Some(chunk.map_err(transport))
            }),
            Projected::Connection { connection } => connection.poll_bytes(cx),
            Projected::Closed => Poll::Ready(None),
        }
    }
}
