//! Typed events from messages that are ready made.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::{FusedStream, Stream};
use pin_project_lite::pin_project;

use super::engine::Engine;
use super::face::Events;
use super::messages::ReadyMessages;
use super::{Item, Next, SourceItem, StreamEnd, StreamStats};
use crate::trace::Trace;
use crate::{Message, Mismatch, ResponseInfo, StreamEvents};

pin_project! {
    /// A stream of typed events over a stream of messages: from a recording, a test, or another framing
    /// than server-sent events.
    ///
    /// Items, errors and end are those of an [`AsyncStream`](crate::AsyncStream).
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
    /// # async fn print<M>(messages: M) -> Result<(), Error<std::convert::Infallible>>
    /// # where M: futures_core::Stream<Item = Message<'static>> + Unpin {
    /// let mut events = MessageEvents::<Lines, _>::new(messages);
    /// while let Some(event) = events.next().await {
    ///     println!("{}", event?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "streams do nothing unless polled"]
    pub struct MessageEvents<S, M> {
        #[pin]
        engine: Engine<S, ReadyMessages<M>>,
    }
}

impl<S, M> MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream,
    M::Item: SourceItem<Message<'static>>,
{
    /// The events in a stream of messages.
    ///
    /// Its items may be `Message` or `Result<Message, E>`. An `Err` ends the stream as
    /// [`ErrorKind::Transport`](crate::ErrorKind::Transport).
    pub fn new(messages: M) -> Self {
        Self {
            engine: Engine::new(ReadyMessages::new(messages), Trace::default()),
        }
    }
}

impl<S, M> MessageEvents<S, M> {
    /// The same stream, with what is known of the response that its messages came in.
    ///
    /// Errors then tell its status and request id.
    pub fn with_response(mut self, response: ResponseInfo) -> Self {
        self.engine.response = response;
        self
    }

    /// The response that the messages came in. An empty one unless it was given.
    pub fn response(&self) -> &ResponseInfo {
        &self.engine.response
    }

    /// The message of the item that was yielded last.
    ///
    /// `None` once the stream was polled again without an item, and for the items that are not
    /// made from a message, such as an error of the source.
    pub fn last_message(&self) -> Option<Message<'_>> {
        self.engine.last_message()
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

    /// The last event ID of the last message, delivered or not. Empty when there was none.
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

    /// How the stream ended; `None` as long as it has not.
    pub fn end(&self) -> Option<StreamEnd> {
        self.engine.end()
    }

    /// What the stream has counted so far.
    pub fn stats(&self) -> StreamStats {
        self.engine.stats()
    }
}

impl<S, M> MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream + Unpin,
    M::Item: SourceItem<Message<'static>>,
{
    /// The next event; `None` after the end.
    ///
    /// # Errors
    ///
    /// See [`AsyncStream::next`](crate::AsyncStream::next).
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

impl<S, M> Stream for MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream,
    M::Item: SourceItem<Message<'static>>,
{
    type Item = Item<S>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item<S>>> {
        self.project().engine.poll_next::<Events>(cx)
    }
}

impl<S, M> FusedStream for MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream,
    M::Item: SourceItem<Message<'static>>,
{
    fn is_terminated(&self) -> bool {
        self.end().is_some()
    }
}

/// Shows nothing of what was received.
impl<S, M> fmt::Debug for MessageEvents<S, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageEvents")
            .field("end", &self.end())
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}
