//! Typed events from messages that are ready made.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::{FusedStream, Stream};

use super::course::{Course, Step};
use super::frames::{Budget, Fault};
use super::{Item, Next, SourceItem, StreamStats};
use crate::{End, Error, Message, ResponseInfo, StreamEvents};

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
    /// `None` once it is over.
    messages: Option<M>,
    course: Course,
    last_message: Option<Message<'static>>,
    events: PhantomData<fn() -> S>,
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
    ///
    /// To be polled, the source must be [`Unpin`]; `Box::pin` makes it so.
    pub fn new(messages: M) -> Self {
        let course = Course::default();
        Self {
            messages: Some(messages),
            course,
            last_message: None,
            events: PhantomData,
        }
    }
}

impl<S, M> MessageEvents<S, M> {
    /// The message of the item that was yielded last.
    pub fn last_message(&self) -> Option<&Message<'static>> {
        self.last_message.as_ref()
    }

    /// What the stream has counted so far.
    pub fn stats(&self) -> StreamStats {
        self.course.stats(0)
    }
}

impl<S, M> MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream + Unpin,
    M::Item: SourceItem<Message<'static>>,
{
    /// The next event; `None` after the end. Cancel-safe.
    ///
    /// # Errors
    ///
    /// See [`AsyncStream::next`](crate::AsyncStream::next).
    #[expect(
        clippy::should_implement_trait,
        reason = "a stream's `next` is awaited"
    )]
    pub fn next(&mut self) -> Next<'_, Self> {
        Next::new(self)
    }

    /// What to yield for a message; `None` when it is skipped.
    fn take(&mut self, message: Message<'static>) -> Option<Option<Item<S>>> {
        let step = match self.course.is_replay::<S>(&message) {
            true => self.course.replayed::<S>(&message),
            false => self.course.take::<S>(S::dispatch(&message), &message),
        };
        let (item, ends) = match step {
            Step::Skip => return None,
            Step::Event(event) => (Some(Ok(event)), false),
            Step::LastEvent(event) => (Some(Ok(event)), true),
            Step::End => (None, true),
            Step::Mismatch(kind, ends) => (Some(Err(kind)), ends),
            Step::Failed(kind) => (Some(Err(kind)), true),
        };
        if ends {
            self.messages = None;
        }
        self.last_message = item.is_some().then_some(message);
        Some(item.map(|item| item.map_err(|kind| Error::new(kind, &ResponseInfo::default()))))
    }
}

impl<S, M> Stream for MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream + Unpin,
    M::Item: SourceItem<Message<'static>>,
{
    type Item = Item<S>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item<S>>> {
        let this = self.get_mut();
        this.last_message = None;
        let mut budget = Budget::new();
        loop {
            let Some(messages) = &mut this.messages else {
                return Poll::Ready(None);
            };
            if budget.is_spent() {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            let failed = match ready!(Pin::new(messages).poll_next(cx)) {
                Some(item) => match item.into_result() {
                    Ok(message) => match this.take(message) {
                        Some(item) => return Poll::Ready(item),
                        None => {
                            budget.spend_on_skipped();
                            continue;
                        }
                    },
                    Err(error) => Some(Fault::Transport(error).into()),
                },
                None => this.course.truncation::<S>(End::Clean),
            };
            this.messages = None;
            let failed = failed.map(|kind| Err(Error::new(kind, &ResponseInfo::default())));
            return Poll::Ready(failed);
        }
    }
}

impl<S, M> FusedStream for MessageEvents<S, M>
where
    S: StreamEvents,
    M: Stream + Unpin,
    M::Item: SourceItem<Message<'static>>,
{
    fn is_terminated(&self) -> bool {
        self.messages.is_none()
    }
}

/// Shows nothing of what was received.
impl<S, M> fmt::Debug for MessageEvents<S, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageEvents")
            .field("over", &self.messages.is_none())
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}
