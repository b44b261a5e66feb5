//! What is written of the items of a stream.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::message_stream::Passed;
use super::{EncodeError, Encoder, MessageItem, MessageStream, SourceItem, StreamPart};
use crate::error::BoxError;
use crate::{MessageEncoder, StreamEvents, WriteError, WriteEvents};

/// What writes a source as an [`EventBody`](crate::EventBody).
pub trait WriteNext<B> {
    /// Writes the next item of the source, or its end. Whether more may follow.
    #[doc(hidden)]
    fn poll_write(
        &mut self,
        source: Pin<&mut B>,
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Poll<Result<bool, EncodeError>>;
}

/// An item of a stream that is encoded: an event, or a `Result` of one.
pub trait EventItem<E> {
    /// The event, or why there is none.
    ///
    /// # Errors
    ///
    /// That of the item.
    fn into_event(self) -> Result<E, BoxError>;
}

impl<E> EventItem<E> for E {
    fn into_event(self) -> Result<E, BoxError> {
        Ok(self)
    }
}

impl<E, X: Into<BoxError>> EventItem<E> for Result<E, X> {
    fn into_event(self) -> Result<E, BoxError> {
        self.map_err(Into::into)
    }
}

/// An error aborts the body.
impl<S, B> WriteNext<B> for Encoder<S>
where
    S: WriteEvents,
    B: Stream,
    B::Item: EventItem<S::Event>,
{
    #[inline]
    fn poll_write(
        &mut self,
        source: Pin<&mut B>,
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Poll<Result<bool, EncodeError>> {
        let Some(item) = ready!(source.poll_next(cx)) else {
            return Poll::Ready(self.write_end(out));
        };
        Poll::Ready(match item.into_event() {
            Ok(event) => self.write_next(&event, out),
            Err(error) => Err(EncodeError::Source(error.into())),
        })
    }
}

impl<S: WriteEvents> Encoder<S> {
    #[inline]
    fn write_next(&mut self, event: &S::Event, out: &mut Vec<u8>) -> Result<bool, EncodeError> {
        self.write(event, out)?;
        Ok(true)
    }

    fn write_end(&mut self, out: &mut Vec<u8>) -> Result<bool, EncodeError> {
        out.extend(self.finish().map_err(EncodeError::NotEnded)?);
        Ok(false)
    }
}

/// Writes an error as the failure that a function makes of it;
/// [`EventBody::or_fail`](crate::EventBody::or_fail) makes one.
pub struct OrFail<S, F> {
    encoder: Encoder<S>,
    failure: F,
}

impl<S, F> OrFail<S, F> {
    pub(super) fn new(encoder: Encoder<S>, failure: F) -> Self {
        Self { encoder, failure }
    }
}

impl<S, B, E, R, F> WriteNext<B> for OrFail<S, F>
where
    S: WriteEvents,
    B: Stream<Item = Result<S::Event, E>>,
    R: EventItem<S::Failure>,
    F: FnMut(E) -> R,
{
    #[inline]
    fn poll_write(
        &mut self,
        source: Pin<&mut B>,
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Poll<Result<bool, EncodeError>> {
        let error = match ready!(source.poll_next(cx)) {
            None => return Poll::Ready(self.encoder.write_end(out)),
            Some(Ok(event)) => return Poll::Ready(self.encoder.write_next(&event, out)),
            Some(Err(error)) => error,
        };
        Poll::Ready(match (self.failure)(error).into_event() {
            Ok(failure) => match self.encoder.write_failure(&failure, out) {
                Ok(()) => self.encoder.write_end(out),
                Err(error) => Err(error.into()),
            },
            Err(error) => Err(EncodeError::Source(error.into())),
        })
    }
}

impl<S, F> fmt::Debug for OrFail<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrFail").finish_non_exhaustive()
    }
}

/// Writes messages as they came; [`Encoder::pass_on`] makes one.
pub struct PassOn<S> {
    messages: MessageEncoder,
    events: PhantomData<fn() -> S>,
}

impl<S> PassOn<S> {
    pub(super) fn new(messages: MessageEncoder) -> Self {
        Self {
            messages,
            events: PhantomData,
        }
    }
}

impl<S, B, I> WriteNext<MessageStream<S, B, I>> for PassOn<S>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    I: MessageItem,
{
    /// The source has told its end, or an error in its place.
    #[inline]
    fn poll_write(
        &mut self,
        source: Pin<&mut MessageStream<S, B, I>>,
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Poll<Result<bool, EncodeError>> {
        let written = ready!(source.poll_passed(cx, |passed| match passed {
            Passed::Message(message) => self.messages.write(message, out),
            Passed::Part(part) => write_part(&mut self.messages, part, out),
        }));
        Poll::Ready(match written {
            Some(Ok(written)) => written.map(|()| true).map_err(EncodeError::Write),
            Some(Err(error)) => Err(EncodeError::Source(Arc::new(error))),
            None => {
                out.extend(self.messages.finish());
                Ok(false)
            }
        })
    }
}

impl<S> fmt::Debug for PassOn<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PassOn")
            .field("messages", &self.messages)
            .finish_non_exhaustive()
    }
}

pub(super) fn write_part(
    messages: &mut MessageEncoder,
    part: &StreamPart,
    out: &mut Vec<u8>,
) -> Result<(), WriteError> {
    let bytes = match part {
        StreamPart::Message(it) => return messages.write(&it.message, out),
        StreamPart::Comment(text) => messages.comment(text)?,
        StreamPart::Retry(wait) => messages.retry(*wait)?,
        StreamPart::Id(id) => messages.id(id)?,
    };
    out.extend(bytes);
    Ok(())
}
