//! A stream of events as the body of a response.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use pin_project_lite::pin_project;

use super::{Encoder, NotEndedError, OrFail, WriteNext};
use crate::{EventItem, WriteError, WriteEvents};

/// Events that are ready together leave as one chunk, up to so many bytes: servers write each chunk by
/// itself.
const CHUNK: usize = 16 * 1024;

pin_project! {
    /// The bytes of a stream of events; [`Encoder::encode`] and [`Encoder::pass_on`] make it.
    ///
    /// No event waits for another: a chunk has those that were ready when it was asked for. After the last
    /// event comes what the API sends at the end, such as `[DONE]`. An error is the last item, and aborts
    /// the body that it is in. Before it the body is not ready once, so that the server writes what came
    /// before.
    #[must_use = "streams do nothing unless polled"]
    pub struct EventBody<B, W> {
        // `None` once it is over.
        #[pin]
        events: Option<B>,
        writer: W,
        // What comes after the chunk that was given last.
        error: Option<EncodeError>,
        // A server that is given an error throws away what it has not written yet.
        lets_write: bool,
    }
}

/// Why a body was aborted.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum EncodeError {
    /// An event cannot be written.
    Write(WriteError),
    /// The events stopped before the declared end.
    NotEnded(NotEndedError),
    /// The source of the events failed.
    Source(Arc<dyn Error + Send + Sync>),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(error) => error.fmt(f),
            Self::NotEnded(error) => error.fmt(f),
            Self::Source(_) => f.write_str("the source of the events failed"),
        }
    }
}

impl From<WriteError> for EncodeError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl Error for EncodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Write(error) => error.source(),
            Self::NotEnded(_) => None,
            Self::Source(error) => Some(&**error),
        }
    }
}

impl<B, W> EventBody<B, W> {
    pub(super) fn new(events: B, writer: W) -> Self {
        Self {
            events: Some(events),
            writer,
            error: None,
            lets_write: true,
        }
    }
}

impl<S: WriteEvents, B> EventBody<B, Encoder<S>> {
    /// The same body, in which an error of its events is sent as the failure that this function makes of it,
    /// by [`Encoder::fail`]. It is then over.
    ///
    /// The function returns the failure, or a `Result` of one, whose error aborts the body: a source that was
    /// cut off is no failure that its API has reported, and is passed on as a cut.
    ///
    /// ```
    /// # use stream_events::StreamEvents;
    /// # #[derive(StreamEvents)]
    /// # #[stream_events(schema = "schemas/feed.json")]
    /// # pub struct Feed;
    /// use stream_events::Encoder;
    ///
    /// # fn pass_on<B>(upstream: FeedStream<B>)
    /// # where B: futures_core::Stream<Item = bytes::Bytes> + Unpin {
    /// let body = Encoder::<Feed>::encode(upstream)
    ///     .or_fail(|error: FeedError| error.failure().cloned().ok_or(error));
    /// # let _ = body;
    /// # }
    /// ```
    pub fn or_fail<E, R, F>(self, failure: F) -> EventBody<B, OrFail<S, F>>
    where
        B: Stream<Item = Result<S::Event, E>>,
        R: EventItem<S::Failure>,
        F: FnMut(E) -> R,
    {
        EventBody {
            events: self.events,
            writer: OrFail::new(self.writer, failure),
            error: self.error,
            lets_write: self.lets_write,
        }
    }
}

impl<B, W> Stream for EventBody<B, W>
where
    W: WriteNext<B>,
{
    type Item = Result<Bytes, EncodeError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        let mut out = Vec::new();
        while out.len() < CHUNK {
            let Some(events) = this.events.as_mut().as_pin_mut() else {
                break;
            };
            match this.writer.poll_write(events, cx, &mut out) {
                Poll::Pending if out.is_empty() => return Poll::Pending,
                Poll::Pending => break,
                Poll::Ready(Ok(true)) => continue,
                Poll::Ready(Ok(false)) => {}
                Poll::Ready(Err(error)) => *this.error = Some(error),
            }
            this.events.set(None);
        }
        if !out.is_empty() {
            return Poll::Ready(Some(Ok(out.into())));
        }
        if this.error.is_some() && std::mem::take(this.lets_write) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(this.error.take().map(Err))
    }
}

impl<B, W> fmt::Debug for EventBody<B, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventBody")
            .field("is_over", &self.events.is_none())
            .finish_non_exhaustive()
    }
}
