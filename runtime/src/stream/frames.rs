//! A source of bytes and the decoder that it feeds.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
#[cfg(feature = "http")]
use std::time::Instant;

use bytes::Bytes;
use futures_core::Stream;

use super::last_bytes::LastBytes;
use super::watch::Moment;
use super::{SourceItem, Watch};
use crate::error::BoxError;
use crate::{Decoder, End, ErrorKind, EventTooLarge, TimeoutError};

/// Takes bytes from a source when the decoder needs them.
pub(crate) struct Frames<B> {
    /// `None` once it is over: dropping it closes a connection.
    source: Option<B>,
    decoder: Decoder,
    watch: Watch,
    bytes: u64,
    last_bytes: LastBytes,
    /// How often the source may yet be asked whether it is at its end.
    end_polls_left: u8,
}

/// What comes out of a poll.
pub(crate) enum Frame {
    /// The decoder has a message.
    Message,
    /// The source ended.
    End(End),
    Failed(Fault),
}

/// What can go wrong below the level of messages.
pub(crate) enum Fault {
    Transport(BoxError),
    TooLarge(EventTooLarge),
    Timeout(TimeoutError),
}

/// What one poll may spend without an item before others get their turn.
pub(crate) struct Budget(usize);

impl Budget {
    const BYTES: usize = 256 * 1024;
    /// What a chunk or a skipped message costs beyond its bytes: so that no number of empty ones
    /// is free.
    const EACH: usize = 256;

    #[inline]
    pub(crate) fn new() -> Self {
        Self(Self::BYTES)
    }

    #[inline]
    fn spend_on_chunk(&mut self, bytes: usize) {
        self.0 = self.0.saturating_sub(bytes.saturating_add(Self::EACH));
    }

    #[inline]
    pub(crate) fn spend_on_skipped(&mut self) {
        self.0 = self.0.saturating_sub(Self::EACH);
    }

    #[inline]
    pub(crate) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// How often a source is asked for its end after the API's end: enough for the task that reads
/// the connection to get its turn, and to hand over what it has already read.
const END_POLLS: u8 = 4;

impl<B> Frames<B> {
    pub(crate) fn new(source: B, watch: Watch) -> Self {
        let (decoder, source) = (Decoder::new(), Some(source));
        Self {
            source,
            decoder,
            watch,
            bytes: 0,
            last_bytes: LastBytes::default(),
            end_polls_left: END_POLLS,
        }
    }

    pub(crate) fn map<C>(self, wrap: impl FnOnce(B) -> C) -> Frames<C> {
        let Self {
            source,
            decoder,
            watch,
            bytes,
            last_bytes,
            end_polls_left,
        } = self;
        Frames {
            source: source.map(wrap),
            decoder,
            watch,
            bytes,
            last_bytes,
            end_polls_left,
        }
    }

    pub(crate) fn set_max_event_bytes(&mut self, limit: usize) {
        self.decoder = std::mem::take(&mut self.decoder).with_max_event_bytes(limit);
    }

    #[inline]
    pub(crate) fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// When there were last bytes to be had.
    #[cfg(feature = "http")]
    pub(crate) fn last_byte_at(&self) -> Option<Instant> {
        self.last_bytes.at()
    }

    /// The stream begins with an id from before.
    pub(crate) fn set_last_event_id(&mut self, id: String) {
        self.decoder = std::mem::take(&mut self.decoder).with_last_event_id(id);
    }

    /// The source is filled again: with the rest of the stream, or with all of it.
    pub(crate) fn restart(&mut self, watch: Watch, afresh: bool) {
        self.decoder.finish();
        if afresh {
            self.decoder = Decoder::new().with_max_event_bytes(self.decoder.max_event_bytes());
        }
        self.watch = watch;
    }

    /// Drops the source.
    pub(crate) fn close(&mut self) {
        self.source = None;
        self.watch = Watch::none();
    }

    /// The wait for an event is over.
    #[inline]
    pub(crate) fn item_came(&mut self) {
        self.watch.item_came();
    }
}

impl<B> Frames<B>
where
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    /// Goes on to the next message.
    ///
    /// Everything decoded comes before an error of the source, for the source is asked only when
    /// the decoder has no more.
    #[inline]
    pub(crate) fn poll_frame(&mut self, cx: &mut Context<'_>, budget: &mut Budget) -> Poll<Frame> {
        loop {
            if budget.is_spent() {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            match self.decoder.advance() {
                Ok(true) => return Poll::Ready(Frame::Message),
                Ok(false) => {}
                Err(error) => return Poll::Ready(Frame::Failed(Fault::TooLarge(error))),
            }
            match self.poll_source(cx) {
                Poll::Ready(Ok(Some(bytes))) => {
                    budget.spend_on_chunk(bytes.len());
                    self.bytes += bytes.len() as u64;
                    self.last_bytes.came();
                    self.decoder.feed(bytes);
                }
                Poll::Ready(Ok(None)) => return Poll::Ready(Frame::End(self.decoder.finish())),
                Poll::Ready(Err(fault)) => return Poll::Ready(Frame::Failed(fault)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    fn poll_source(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Fault>> {
        let Some(source) = &mut self.source else {
            return Poll::Ready(Ok(None));
        };
        match Pin::new(source).poll_next(cx) {
            Poll::Ready(Some(item)) => {
                self.watch.bytes_came();
                Poll::Ready(item.into_result().map(Some).map_err(Fault::of_source))
            }
            Poll::Ready(None) => {
                self.last_bytes.ran_out(Moment::now());
                Poll::Ready(Ok(None))
            }
            Poll::Pending => {
                let now = Moment::now();
                self.last_bytes.ran_out(now);
                let elapsed = self.watch.poll_elapsed(cx, now);
                elapsed.map(|error| Err(Fault::Timeout(error)))
            }
        }
    }

    /// Ready when the source is at its end, or has not come to it in a few polls.
    ///
    /// It is not to be waited for: after `Pending`, ask again at once or not at all.
    pub(crate) fn poll_source_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(source) = &mut self.source else {
            return Poll::Ready(());
        };
        while self.end_polls_left > 0 {
            self.end_polls_left -= 1;
            match Pin::new(&mut *source).poll_next(cx) {
                Poll::Ready(Some(item)) => {
                    if item.into_result().is_err() {
                        return Poll::Ready(());
                    }
                }
                Poll::Ready(None) => return Poll::Ready(()),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(())
    }
}

impl Fault {
    #[cold]
    fn of_source(error: BoxError) -> Self {
        #[cfg(feature = "http")]
        return crate::http::fault_of_source(error);
        #[cfg(not(feature = "http"))]
        return Self::Transport(error);
    }
}

impl<F> From<Fault> for ErrorKind<F> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Transport(error) => Self::Transport(error),
            Fault::TooLarge(error) => Self::EventTooLarge(error),
            Fault::Timeout(error) => Self::Timeout(error),
        }
    }
}

impl<B> fmt::Debug for Frames<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames")
            .field("decoder", &self.decoder)
            .finish_non_exhaustive()
    }
}
