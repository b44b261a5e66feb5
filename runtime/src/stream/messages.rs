//! Where the engine's messages come from.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use pin_project_lite::pin_project;

use super::{Budget, Connection, SourceItem};
use crate::error::transport;
use crate::{Decoder, End, ErrorKind, Message, StreamEvents};

/// Messages, one at a time.
pub(crate) trait Messages<S> {
    /// The message that was advanced to.
    fn message(&self) -> Message<'_>;

    fn last_event_id(&self) -> &str;

    /// What makes them of bytes, if they come as bytes.
    fn decoder(&self) -> Option<&Decoder> {
        None
    }

    fn decoder_mut(self: Pin<&mut Self>) -> Option<&mut Decoder> {
        None
    }

    /// How many bytes came.
    fn bytes(&self) -> u64 {
        0
    }

    fn connection(&self) -> Option<&dyn Connection<S>> {
        None
    }

    fn connection_mut(self: Pin<&mut Self>) -> Option<&mut dyn Connection<S>> {
        None
    }

    /// Drops the source.
    fn close(self: Pin<&mut Self>);
}

/// Messages that are waited for.
pub(crate) trait PollMessages<S: StreamEvents>: Messages<S> {
    /// Goes on to the next message.
    ///
    /// What came before an error of the source is told before it.
    fn poll_advance(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        budget: &mut Budget,
    ) -> Poll<Advance<S::Failure>>;

    /// Ready when the source is at its end, or has not come to it in a few polls.
    ///
    /// It is not to be waited for: after `Pending`, ask again at once or not at all.
    fn poll_source_end(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let _ = cx;
        let _ = self;
        Poll::Ready(())
    }

    /// The connection was opened again, for the rest of the stream.
    fn restart(self: Pin<&mut Self>) {}
}

/// What messages were advanced to.
pub(crate) enum Advance<F> {
    Message,
    /// Something that stands beside messages.
    Aside,
    /// The source ended.
    End(End),
    /// The framing itself said that the stream is over.
    Over,
    Failed(ErrorKind<F>),
}

pin_project! {
    /// Messages that are ready made.
    pub(crate) struct ReadyMessages<M> {
        // `None` once it is over.
        #[pin]
        source: Option<M>,
        message: Message<'static>,
    }
}

impl<M> ReadyMessages<M> {
    pub(super) fn new(source: M) -> Self {
        Self {
            source: Some(source),
            message: Message::new(""),
        }
    }
}

impl<S, M> Messages<S> for ReadyMessages<M> {
    fn message(&self) -> Message<'_> {
        self.message.borrowed()
    }

    fn last_event_id(&self) -> &str {
        self.message.last_event_id()
    }

    fn close(self: Pin<&mut Self>) {
        self.project().source.set(None);
    }
}

impl<S, M> PollMessages<S> for ReadyMessages<M>
where
    S: StreamEvents,
    M: Stream,
    M::Item: SourceItem<Message<'static>>,
{
    fn poll_advance(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        budget: &mut Budget,
    ) -> Poll<Advance<S::Failure>> {
        let this = self.project();
        if budget.is_spent() {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let Some(source) = this.source.as_pin_mut() else {
            return Poll::Ready(Advance::End(End::Clean));
        };
        Poll::Ready(match ready!(source.poll_next(cx)) {
            Some(item) => match item.into_result() {
                Ok(message) => {
                    *this.message = message;
                    Advance::Message
                }
                Err(error) => Advance::Failed(transport(error)),
            },
            None => Advance::End(End::Clean),
        })
    }
}
