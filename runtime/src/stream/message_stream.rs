//! Every message of a stream, and what each is.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::{FusedStream, Stream};
use pin_project_lite::pin_project;

use super::engine::Engine;
use super::face::{self, Raw};
use super::messages::Messages as _;
use super::reader::Reader;
use super::{
    Body, MessageItem, Next, SourceItem, StreamEnd, StreamMessage, StreamPart, StreamStats,
};
use crate::recording::RecordingError;
use crate::{Error, Message, ResponseInfo, StreamEvents};

pin_project! {
    /// A stream of all messages, before they are given a type: for gateways, recorders and relays.
    ///
    /// [`AsyncStream::into_messages`](crate::AsyncStream::into_messages) makes one.
    /// Its items are messages and [what each is](crate::MessageKind), those included that are no
    /// event: what is skipped, sentinels, failures, what is not declared and what does not fit.
    ///
    /// It ends where the typed stream does: with the last event or the sentinel that the API
    /// declares, with a failure, or with its source. [`end`](Self::end) tells which. If the API
    /// declares an end and the source ends without it, the last item is
    /// [`ErrorKind::Truncated`](crate::ErrorKind::Truncated). Limits of time and reconnects are
    /// those of the request; messages that a server sends again after a reconnect are left out, as
    /// they are from events.
    ///
    /// # Errors
    ///
    /// An `Err` is the last item. It is an error of the bytes: a broken connection, a timeout, an
    /// event that is too large, a truncation. A failure that the API reports is a message.
    #[must_use = "streams do nothing unless polled"]
    pub struct MessageStream<S, B = Body, I = StreamMessage> {
        #[pin]
        engine: Engine<S, Reader<S, B, I>>,
        // What was passed over while the first item was waited for.
        held: VecDeque<StreamMessage>,
    }
}

impl<S, B> MessageStream<S, B> {
    pub(super) fn new(engine: Engine<S, Reader<S, B>>, held: VecDeque<StreamMessage>) -> Self {
        let engine = engine.map(Reader::giving);
        Self { engine, held }
    }

    /// The same stream with what server-sent events have beside their messages: comments, `retry`, and IDs that
    /// come alone. A gateway that passes all of it on loses nothing.
    ///
    /// ```
    /// # use stream_events::StreamEvents;
    /// # #[derive(StreamEvents)]
    /// # #[stream_events(schema = "schemas/feed.json")]
    /// # pub struct Feed;
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// use stream_events::{Encoder, StreamPart};
    ///
    /// let bytes = ": hello\n\nevent: bye\ndata: {}\n\n";
    /// let bytes = futures::stream::iter([bytes::Bytes::from(bytes)]);
    /// let mut parts = feed::from_bytes(bytes).into_messages().with_asides();
    /// let comment = parts.next().await.unwrap()?;
    /// assert_eq!(comment, StreamPart::Comment("hello".to_owned()));
    /// # Ok::<(), FeedError>(()) }).unwrap();
    /// # fn main() {}
    /// ```
    pub fn with_asides(self) -> MessageStream<S, B, StreamPart> {
        MessageStream {
            engine: self.engine.map(Reader::giving),
            held: self.held,
        }
    }
}

impl<S, B, I> MessageStream<S, B, I> {
    /// The response that the stream is the body of. An empty one if it did not come over HTTP.
    pub fn response(&self) -> &ResponseInfo {
        &self.engine.response
    }

    /// The last event ID: the last `id` that came with a message. Empty when there was none.
    pub fn last_event_id(&self) -> &str {
        self.engine.last_event_id()
    }

    /// How far the stream has come; see [`AsyncStream::cursor`](crate::AsyncStream::cursor).
    pub fn cursor(&self) -> Option<&str>
    where
        S: StreamEvents,
    {
        self.engine.cursor()
    }

    /// Why the response is not recorded any more; see [`AsyncStream::recording_error`](crate::AsyncStream::recording_error).
    pub fn recording_error(&self) -> Option<RecordingError> {
        self.engine.recording_error()
    }

    /// How the stream ended; `None` as long as it has not.
    pub fn end(&self) -> Option<StreamEnd> {
        match self.held.is_empty() {
            true => self.engine.end(),
            false => None,
        }
    }

    /// Whether the source ended in the middle of an event, which was discarded.
    pub fn ended_inside_event(&self) -> bool {
        self.engine.ended_inside_event
    }

    /// What the stream has counted so far. Messages that are events count as yielded.
    pub fn stats(&self) -> StreamStats {
        self.engine.stats()
    }

    /// Ends the stream and gives its connection up. Dropping it does the same.
    pub fn close(self) {}
}

impl<S, B, I> MessageStream<S, B, I>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
    I: MessageItem,
{
    /// The next message; `None` after the end.
    ///
    /// # Errors
    ///
    /// Its output is an `Err` for what ends the stream and is no message.
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost when the future is dropped before it is ready.
    #[expect(
        clippy::should_implement_trait,
        reason = "a stream's `next` is awaited"
    )]
    pub fn next(&mut self) -> Next<'_, Self> {
        Next::new(self)
    }
}

/// What is to be passed on, while it is held.
pub(super) enum Passed<'a> {
    Message(&'a Message<'a>),
    Part(&'a StreamPart),
}

impl<S, B, I> MessageStream<S, B, I>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    I: MessageItem,
{
    /// What is next, as it stands where it was read.
    #[inline]
    pub(super) fn poll_passed<T>(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pass: impl FnOnce(Passed<'_>) -> T,
    ) -> Poll<Option<Result<T, Error<S::Failure>>>> {
        let mut this = self.project();
        if let Some(held) = this.held.pop_front() {
            return Poll::Ready(Some(Ok(pass(Passed::Message(&held.message)))));
        }
        let next = ready!(this.engine.as_mut().poll_next::<face::Passed<I>>(cx));
        Poll::Ready(match next {
            Some(Ok(None)) => {
                let message = this.engine.messages.message();
                Some(Ok(pass(Passed::Message(&message))))
            }
            Some(Ok(Some(aside))) => Some(Ok(pass(Passed::Part(&aside.into())))),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }
}

impl<S, B, I> Stream for MessageStream<S, B, I>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    I: MessageItem,
{
    type Item = Result<I, Error<S::Failure>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.project();
        match this.held.pop_front() {
            Some(message) => Poll::Ready(Some(Ok(message.into()))),
            None => this.engine.poll_next::<Raw<I, false>>(cx),
        }
    }
}

impl<S, B, I> FusedStream for MessageStream<S, B, I>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    I: MessageItem,
{
    fn is_terminated(&self) -> bool {
        self.end().is_some()
    }
}

/// Shows nothing of what was received.
impl<S, B, I> fmt::Debug for MessageStream<S, B, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageStream")
            .field("end", &self.end())
            .field("response", &self.response())
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}
