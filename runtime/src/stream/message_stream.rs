//! The messages of a stream, without their types.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::{FusedStream, Stream};

use super::frames::{Budget, Frame, Frames};
use super::{Next, SourceItem};
use crate::{End, Error, Message, ResponseInfo, StreamEvents};

/// A stream of messages before dispatch, made by [`AsyncStream::raw`](crate::AsyncStream::raw).
///
/// Its errors are those of the bytes: a broken connection, a timeout, an event that is too large.
#[must_use = "streams do nothing unless polled"]
pub struct MessageStream<S, B> {
    frames: Frames<B>,
    response: ResponseInfo,
    over: bool,
    ended_inside_event: bool,
    events: PhantomData<fn() -> S>,
}

impl<S, B> MessageStream<S, B> {
    pub(crate) fn new(frames: Frames<B>, response: ResponseInfo, over: bool) -> Self {
        let mut stream = Self {
            frames,
            response,
            over: false,
            ended_inside_event: false,
            events: PhantomData,
        };
        if over {
            stream.over();
        }
        stream
    }

    /// The response that the stream is the body of. An empty one if it did not come over HTTP.
    pub fn response(&self) -> &ResponseInfo {
        &self.response
    }

    /// Whether the source ended in the middle of an event, which was discarded.
    pub fn ended_inside_event(&self) -> bool {
        self.ended_inside_event
    }

    /// Ends the stream and closes its connection. Dropping it does the same.
    pub fn close(self) {}

    fn over(&mut self) {
        self.over = true;
        self.frames.close();
    }
}

impl<S, B> MessageStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    /// The next message; `None` after the end. Cancel-safe.
    ///
    /// # Errors
    ///
    /// Its output is an `Err` for what ends the stream.
    #[expect(
        clippy::should_implement_trait,
        reason = "a stream's `next` is awaited"
    )]
    pub fn next(&mut self) -> Next<'_, Self> {
        Next::new(self)
    }
}

impl<S, B> Stream for MessageStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    type Item = Result<Message<'static>, Error<S::Failure>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.over {
            return Poll::Ready(None);
        }
        match ready!(this.frames.poll_frame(cx, &mut Budget::new())) {
            Frame::Message => {
                this.frames.item_came();
                Poll::Ready(Some(Ok(this.frames.decoder().message().into_owned())))
            }
            Frame::End(end) => {
                this.over();
                this.ended_inside_event = end == End::InsideEvent;
                Poll::Ready(None)
            }
            Frame::Failed(fault) => {
                this.over();
                Poll::Ready(Some(Err(Error::new(fault.into(), &this.response))))
            }
        }
    }
}

impl<S, B> FusedStream for MessageStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    fn is_terminated(&self) -> bool {
        self.over
    }
}

impl<S, B> fmt::Debug for MessageStream<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageStream")
            .field("over", &self.over)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}
