//! Typed events over bytes.

use std::collections::VecDeque;
use std::fmt;
#[cfg(feature = "http")]
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::{FusedStream, Stream};
use pin_project_lite::pin_project;

#[cfg(any(feature = "http", feature = "testing"))]
use super::Connection;
use super::engine::Engine;
use super::face::Events;
#[cfg(feature = "http")]
use super::face::Raw;
use super::reader::Reader;
use super::{Body, Item, MessageStream, Next, SourceItem, StreamEnd, StreamStats};
#[cfg(feature = "http")]
use super::{ResumePoint, StreamMessage};
use crate::recording::RecordingError;
use crate::trace::Trace;
use crate::{Message, Mismatch, ResponseInfo, StreamEvents};

pin_project! {
    /// A stream of typed events, over a stream of bytes.
    ///
    #[cfg_attr(
        feature = "http",
        doc = "Over HTTP, [`RequestExt`](crate::RequestExt) makes one;"
    )]
    #[cfg_attr(not(feature = "http"), doc = "Over HTTP, `RequestExt` makes one;")]
    /// [`from_bytes`](Self::from_bytes) makes one over any other source. It implements [`Stream`] and
    /// [`FusedStream`](futures_core::FusedStream), and has a
    /// [`next`](Self::next) of its own.
    ///
    /// It reads from its source only when polled, buffers no more than the chunk in hand and the event
    /// being put together, and spawns nothing.
    ///
    /// # Items and end
    ///
    /// An `Err` is either one event whose payload does not fit its type, and the stream goes on, or the
    /// last item: [`Error::ends_stream`](crate::Error::ends_stream) tells. What arrived before an error comes before it. After the
    /// end there is nothing but `None`.
    ///
    /// The stream ends with an event or a sentinel that the API declares to be the last, without
    /// waiting for the server to hang up, or with its source. If the API declares such an end and the
    /// source ends without it, the last item is [`ErrorKind::Truncated`](crate::ErrorKind::Truncated).
    ///
    /// # Cancelling and closing
    ///
    /// Nothing is lost when a `next()` is dropped before it is ready, as `select!` does. The source is
    /// dropped, and so a connection closed, when the stream is: by [`close`](Self::close), by dropping
    /// it, or by its end. Only after a declared end the source is asked, without waiting, whether it
    /// is at its end as well, so that an HTTP connection can be used again.
    ///
    /// # What the events add up to
    ///
    /// [`with_snapshot`](Self::with_snapshot) gives the object that an API sends in pieces, while it grows and
    /// in the end.
    ///
    /// # Examples
    ///
    /// ```
    /// # use stream_events::*;
    /// # struct Lines;
    /// # impl StreamEvents for Lines {
    /// #     type Event = String;
    /// #     type Failure = std::convert::Infallible;
    /// #     const PROTOCOL: Protocol = Protocol::new("lines");
    /// #     fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
    /// #         Ok(Dispatch::Yield(message.data().to_owned()))
    /// #     }
    /// #     fn failure(_: &str) -> Option<Self::Failure> { None }
    /// # }
    /// # async fn print<B>(source: B) -> Result<(), Error<std::convert::Infallible>>
    /// # where B: futures_core::Stream<Item = bytes::Bytes> + Unpin {
    /// let mut events = AsyncStream::<Lines, _>::from_bytes(source);
    /// while let Some(event) = events.next().await {
    ///     println!("{}", event?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "streams do nothing unless polled"]
    pub struct AsyncStream<S, B = Body> {
        #[pin]
        pub(super) engine: Engine<S, Reader<S, B>>,
    }
}

impl<S, B> AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
{
    /// The events in a stream of bytes, cut anywhere.
    ///
    /// Its items may be `Bytes`, a `Vec<u8>`, a `String` or the like, or a `Result` of one
    /// ([`SourceItem`]). An `Err` ends the stream as
    /// [`ErrorKind::Transport`](crate::ErrorKind::Transport).
    ///
    /// For [`next`](Self::next), the source must be [`Unpin`];
    /// [`boxed_source`](Self::boxed_source) makes it so.
    pub fn from_bytes(source: B) -> Self {
        Self {
            engine: Engine::new(Reader::of_bytes(source), Trace::default()),
        }
    }

    /// The same stream with its source in a box, which makes it [`Unpin`].
    pub fn boxed_source(self) -> AsyncStream<S, Pin<Box<B>>> {
        AsyncStream {
            engine: self.engine.map(Reader::boxed_source),
        }
    }
}

impl<S, B> AsyncStream<S, B> {
    /// The same stream, that takes no event larger than this many bytes.
    ///
    /// Without this it is [`Decoder::DEFAULT_MAX_EVENT_BYTES`](crate::Decoder), 64 MiB and a bit. A larger
    /// event ends the stream as [`ErrorKind::EventTooLarge`](crate::ErrorKind::EventTooLarge).
    pub fn max_event_bytes(mut self, limit: usize) -> Self {
        self.engine.messages.set_max_event_bytes(limit);
        self
    }

    /// The same stream, which dispatches a last event without the blank line that ends it, or does not.
    ///
    /// Without this, it does if the API declares it (`"unterminated": "dispatch"`). The source must
    /// have come to its end in good order, and the lines of the event must be whole. A last `data` line is
    /// whole without a line break too, if the data is JSON that cannot go on, or a sentinel.
    pub fn dispatch_unterminated(mut self, dispatch: bool) -> Self {
        self.engine.messages.set_dispatch_unterminated(dispatch);
        self
    }

    /// The same stream, with what is known of a response that another HTTP client got.
    ///
    /// Errors then tell its status and request id.
    pub fn with_response(mut self, response: ResponseInfo) -> Self {
        self.engine.response = response;
        self
    }

    /// The response that the stream is the body of. An empty one if it did not come over HTTP.
    ///
    /// Of a stream whose request was sent again, it is the last.
    pub fn response(&self) -> &ResponseInfo {
        &self.engine.response
    }

    /// Which values of the item that was yielded last do not fit their types, and were read as null
    /// (`"mismatch": "null"`), in the order of the text.
    ///
    /// [`path`](crate::Mismatch::path) is where null was read, or nothing; [`reason`](crate::Mismatch::reason)
    /// says what does not fit; [`data`](crate::Mismatch::data) is the text of the value as it came. Of one
    /// item at most 65,536 are told. It is empty once the stream was polled again.
    pub fn mismatches(&self) -> &[Mismatch] {
        self.engine.mismatches()
    }

    /// The last event ID: the last `id` that came with a message, delivered or not. Empty when
    /// there was none.
    pub fn last_event_id(&self) -> &str {
        self.engine.last_event_id()
    }

    /// How long the server asks to wait before a reconnect, by a `retry` field.
    pub fn reconnection_time(&self) -> Option<Duration> {
        self.engine.reconnection_time()
    }

    /// What was on the wire for the item that was yielded last.
    ///
    /// `None` once the stream was polled again without an item, and for the items that are not
    /// made from a message, such as a broken connection. Nothing is copied: the message lies where
    /// it was decoded. That its data is UTF-8 is checked again at each call.
    pub fn last_message(&self) -> Option<Message<'_>> {
        self.engine.last_message()
    }

    /// Whether the source ended in the middle of an event, which was discarded.
    ///
    /// `false` as long as it has not ended.
    pub fn ended_inside_event(&self) -> bool {
        self.engine.ended_inside_event
    }

    /// What the stream has counted so far.
    pub fn stats(&self) -> StreamStats {
        self.engine.stats()
    }

    /// Why the response is not recorded any more, if `StreamRequest::record` was asked for and a file could not be
    /// written. The stream goes on all the same.
    pub fn recording_error(&self) -> Option<RecordingError> {
        self.engine.recording_error()
    }

    /// How far the stream has come: the last cursor that came with a message, delivered or not.
    ///
    /// `None` before there was one, and for an API that declares no `resume`. A cursor longer than
    /// 4 KiB counts as none.
    ///
    /// It is what to keep of a stream in order to go on later, in another process if need be:
    #[cfg_attr(feature = "http", doc = "```no_run")]
    #[cfg_attr(not(feature = "http"), doc = "```ignore")]
    /// use stream_events::{AsyncStream, Error, RequestExt, StreamEvents};
    ///
    /// async fn rest<Responses: StreamEvents>(
    ///     client: reqwest::Client,
    ///     id: &str,
    ///     stopped: AsyncStream<Responses>,
    /// ) -> Result<AsyncStream<Responses>, Error<Responses::Failure>> {
    ///     let url = format!("https://api.openai.com/v1/responses/{id}?stream=true");
    ///     let request = client.get(url).stream_events::<Responses>();
    ///     request.resume_after(stopped.cursor()).await
    /// }
    /// ```
    pub fn cursor(&self) -> Option<&str>
    where
        S: StreamEvents,
    {
        self.engine.cursor()
    }

    /// How the stream ended; `None` as long as it has not.
    pub fn end(&self) -> Option<StreamEnd> {
        self.engine.end()
    }

    /// How often the stream began again, with what it had sent before.
    pub(crate) fn beginnings(&self) -> u64 {
        self.engine.beginnings()
    }

    /// All messages of the stream from here on, before they are given a type.
    ///
    /// Limits, retries and reconnects stay as they are.
    pub fn into_messages(self) -> MessageStream<S, B> {
        MessageStream::new(self.engine, VecDeque::new())
    }

    /// Ends the stream and gives its connection up. Dropping it does the same.
    ///
    /// What that does not promise, `StreamRequest` says under "What dropping does".
    pub fn close(self) {}

    /// The same stream, that begins after what came before it.
    #[cfg(feature = "http")]
    pub(crate) fn beginning(mut self, point: ResumePoint) -> Self {
        if let Some(id) = point.last_event_id {
            self.engine.messages.set_last_event_id(id);
        }
        self.engine.progress.cursors.begin(point.cursor);
        self
    }
}

#[cfg(feature = "http")]
impl<S, B> AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    /// Waits for the first item, which stays to be read.
    ///
    /// `passed` is given the messages before it, and says whether to wait on. An error that ends the
    /// stream before its first item is the error.
    pub(crate) async fn first_item(
        &mut self,
        mut passed: impl FnMut(StreamMessage) -> bool,
    ) -> Result<(), crate::Error<S::Failure>> {
        let mut engine = Pin::new(&mut self.engine);
        loop {
            match poll_fn(|cx| engine.as_mut().poll_next::<Raw<StreamMessage, true>>(cx)).await {
                Some(Ok(message)) => {
                    if !passed(message) {
                        return Ok(());
                    }
                }
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            }
        }
    }

    /// All messages from the first on, of which these came already.
    pub(crate) fn into_messages_after(self, held: VecDeque<StreamMessage>) -> MessageStream<S, B> {
        MessageStream::new(self.engine, held)
    }
}

impl<S: StreamEvents> AsyncStream<S> {
    /// The events of a connection.
    #[cfg(any(feature = "http", feature = "testing"))]
    pub(crate) fn of_connection(
        connection: impl Connection<S> + 'static,
        response: ResponseInfo,
        trace: Trace,
    ) -> Self {
        let messages = Reader::of_connection(Box::new(connection));
        let stream = Self {
            engine: Engine::new(messages, trace),
        };
        stream.with_response(response)
    }
}

impl<S, B> AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    /// The next event; `None` after the end.
    ///
    /// # Errors
    ///
    /// Its output is an `Err` for one event that does not fit its type, and for what ends the
    /// stream; see [`Error::ends_stream`](crate::Error::ends_stream).
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost when the future is dropped before it is ready.
    #[inline]
    #[expect(
        clippy::should_implement_trait,
        reason = "a stream's `next` is awaited"
    )]
    pub fn next(&mut self) -> Next<'_, Self> {
        Next::new(self)
    }
}

impl<S, B> Stream for AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
{
    type Item = Item<S>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item<S>>> {
        self.project().engine.poll_next::<Events>(cx)
    }
}

impl<S, B> FusedStream for AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
{
    fn is_terminated(&self) -> bool {
        self.end().is_some()
    }
}

/// Shows nothing of what was received.
impl<S, B> fmt::Debug for AsyncStream<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStream")
            .field("end", &self.end())
            .field("response", self.response())
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}
