//! A source of bytes and the decoder that it feeds.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use pin_project_lite::pin_project;

use super::source::Source;
use super::{Advance, Budget, Connection, Messages, PollMessages, SourceItem};
use crate::{Decoder, ErrorKind, Message, StreamEvents};

pin_project! {
    /// Takes bytes from a source when the decoder needs them.
    pub(crate) struct Reader<S, B> {
        #[pin]
        source: Source<S, B>,
        decoder: Decoder,
        bytes: u64,
        // How often the source may yet be asked whether it is at its end.
        end_polls_left: u8,
    }
}

/// How often a source is asked for its end after the API's end: enough for the task that reads
/// the connection to get its turn, and to hand over what it has already read.
const END_POLLS: u8 = 4;

impl<S, B> Reader<S, B> {
    pub(super) fn of_bytes(bytes: B) -> Self {
        Self::new(Source::Bytes { bytes })
    }

    #[cfg(any(feature = "http", feature = "testing"))]
    pub(super) fn of_connection(connection: Box<dyn Connection<S>>) -> Self {
        Self::new(Source::Connection { connection })
    }

    fn new(source: Source<S, B>) -> Self {
        Self {
            source,
            decoder: Decoder::new(),
            bytes: 0,
            end_polls_left: END_POLLS,
        }
    }

    pub(super) fn boxed_source(self) -> Reader<S, Pin<Box<B>>> {
        Reader {
            source: self.source.boxed(),
            decoder: self.decoder,
            bytes: self.bytes,
            end_polls_left: self.end_polls_left,
        }
    }

    pub(super) fn set_max_event_bytes(&mut self, limit: usize) {
        self.decoder = std::mem::take(&mut self.decoder).with_max_event_bytes(limit);
    }

    /// The stream begins with an id from before.
    #[cfg(feature = "http")]
    pub(super) fn set_last_event_id(&mut self, id: String) {
        self.decoder = std::mem::take(&mut self.decoder).with_last_event_id(id);
    }
}

impl<S, B> Messages<S> for Reader<S, B> {
    #[inline]
    fn message(&self) -> Message<'_> {
        self.decoder.message()
    }

    fn last_event_id(&self) -> &str {
        self.decoder.last_event_id()
    }

    fn reconnection_time(&self) -> Option<Duration> {
        self.decoder.reconnection_time()
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn connection(&self) -> Option<&dyn Connection<S>> {
        self.source.connection()
    }

    #[inline]
    fn connection_mut(self: Pin<&mut Self>) -> Option<&mut dyn Connection<S>> {
        self.project().source.connection_mut()
    }

    fn close(self: Pin<&mut Self>) {
        self.project().source.set(Source::Closed);
    }
}

impl<S, B> PollMessages<S> for Reader<S, B>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
{
    #[inline]
    fn poll_advance(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        budget: &mut Budget,
    ) -> Poll<Advance<S::Failure>> {
        let mut this = self.project();
        loop {
            if budget.is_spent() {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            match this.decoder.advance() {
                Ok(true) => return Poll::Ready(Advance::Message),
                Ok(false) => {}
                Err(error) => {
                    return Poll::Ready(Advance::Failed(ErrorKind::EventTooLarge(error)));
                }
            }
            match this.source.as_mut().poll_bytes(cx) {
                Poll::Ready(Some(Ok(bytes))) => {
                    budget.spend_on_chunk(bytes.len());
                    *this.bytes += bytes.len() as u64;
                    this.decoder.feed(bytes);
                }
                Poll::Ready(None) => return Poll::Ready(Advance::End(this.decoder.finish())),
                Poll::Ready(Some(Err(kind))) => return Poll::Ready(Advance::Failed(kind)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    fn poll_source_end(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        while *this.end_polls_left > 0 {
            *this.end_polls_left -= 1;
            match this.source.as_mut().poll_bytes(cx) {
                Poll::Ready(Some(Ok(_))) => {}
                Poll::Ready(Some(Err(_)) | None) => return Poll::Ready(()),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(())
    }

    fn restart(self: Pin<&mut Self>) {
        self.project().decoder.finish();
    }
}
