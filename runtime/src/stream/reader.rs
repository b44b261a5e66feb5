//! A source of bytes and the decoder that it feeds.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use pin_project_lite::pin_project;
use serde::de::IgnoredAny;

use super::source::Source;
use super::stream_message::sealed::Item;
use super::{Advance, Budget, Connection, Messages, PollMessages, SourceItem};
use crate::{DecodeError, Decoder, Dispatch, ErrorKind, Framing, Message, StreamEvents};

pin_project! {
    /// Takes bytes from a source when the decoder needs them, for items of this kind.
    pub(crate) struct Reader<S, B, I = ()> {
        #[pin]
        source: Source<S, B>,
        decoder: Decoder,
        bytes: u64,
        // Whether a last event is dispatched without its blank line, if not as the API declares.
        dispatch_unterminated: Option<bool>,
        // The source gave its last chunk.
        at_end: bool,
        // How often the source may yet be asked whether it is at its end.
        end_polls_left: u8,
        // The message that was advanced to comes after what stood before it.
        is_held_back: bool,
        items: PhantomData<fn() -> I>,
    }
}

/// How often a source is asked for its end after the API's end: enough for the task that reads
/// the connection to get its turn, and to hand over what it has already read.
const END_POLLS: u8 = 4;

impl<S: StreamEvents, B> Reader<S, B> {
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
            decoder: Decoder::framed(S::PROTOCOL.framing),
            bytes: 0,
            dispatch_unterminated: None,
            at_end: false,
            end_polls_left: END_POLLS,
            is_held_back: false,
            items: PhantomData,
        }
    }
}

impl<S, B> Reader<S, B> {
    pub(super) fn boxed_source(self) -> Reader<S, Pin<Box<B>>> {
        self.over(Source::boxed)
    }

    pub(super) fn set_max_event_bytes(&mut self, limit: usize) {
        self.decoder = std::mem::take(&mut self.decoder).with_max_event_bytes(limit);
    }

    pub(super) fn set_dispatch_unterminated(&mut self, dispatch: bool) {
        self.dispatch_unterminated = Some(dispatch);
    }

    /// The stream begins with an id from before.
    #[cfg(feature = "http")]
    pub(super) fn set_last_event_id(&mut self, id: String) {
        self.decoder = std::mem::take(&mut self.decoder).with_last_event_id(id);
    }
}

impl<S, B, I> Reader<S, B, I> {
    /// The same for items of another kind.
    pub(super) fn giving<J: Item>(mut self) -> Reader<S, B, J> {
        if J::ASIDES {
            self.decoder.keep_asides();
        }
        self.over(|source| source)
    }

    /// The same over another source, for items of another kind.
    fn over<C, J>(self, source: impl FnOnce(Source<S, B>) -> Source<S, C>) -> Reader<S, C, J> {
        Reader {
            source: source(self.source),
            decoder: self.decoder,
            bytes: self.bytes,
            dispatch_unterminated: self.dispatch_unterminated,
            at_end: self.at_end,
            end_polls_left: self.end_polls_left,
            is_held_back: self.is_held_back,
            items: PhantomData,
        }
    }
}

impl<S, B, I> Messages<S> for Reader<S, B, I> {
    #[inline]
    fn message(&self) -> Message<'_> {
        self.decoder.message()
    }

    fn last_event_id(&self) -> &str {
        self.decoder.last_event_id()
    }

    #[inline]
    fn decoder(&self) -> Option<&Decoder> {
        Some(&self.decoder)
    }

    #[inline]
    fn decoder_mut(self: Pin<&mut Self>) -> Option<&mut Decoder> {
        Some(self.project().decoder)
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

impl<S, B, I> PollMessages<S> for Reader<S, B, I>
where
    S: StreamEvents,
    B: Stream,
    I: Item,
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
            if I::ASIDES {
                if this.decoder.has_asides() {
                    return Poll::Ready(Advance::Aside);
                }
                if std::mem::take(this.is_held_back) {
                    return Poll::Ready(Advance::Message);
                }
            }
            // The framing is known when this is compiled, and no other one is in the program.
            let advanced = match const { S::PROTOCOL.framing } {
                Framing::Sse => this.decoder.advance_sse().map_err(DecodeError::from),
                _ => this.decoder.advance(),
            };
            if I::ASIDES && this.decoder.has_asides() {
                *this.is_held_back = matches!(advanced, Ok(true));
                continue;
            }
            match advanced {
                Ok(true) => return Poll::Ready(Advance::Message),
                Ok(false) => {}
                Err(error) => {
                    let refusal = this.decoder.refusal().map(ErrorKind::Malformed);
                    if refusal.is_none() || *this.at_end || !may_say_more(this.decoder) {
                        return Poll::Ready(Advance::Failed(refusal.unwrap_or(error.into())));
                    }
                }
            }
            if const { !matches!(S::PROTOCOL.framing, Framing::Sse) } && this.decoder.is_over() {
                return Poll::Ready(Advance::Over);
            }
            if *this.at_end {
                return Poll::Ready(Advance::End(this.decoder.finish()));
            }
            match this.source.as_mut().poll_bytes(cx) {
                Poll::Ready(Some(Ok(bytes))) => {
                    budget.spend_on_chunk(bytes.len());
                    *this.bytes += bytes.len() as u64;
                    this.decoder.feed(bytes);
                }
                Poll::Ready(None) => {
                    *this.at_end = true;
                    let is_dispatched = match const { S::PROTOCOL.framing } {
                        Framing::Sse => {
                            let declared = S::PROTOCOL.dispatch_unterminated;
                            this.dispatch_unterminated.unwrap_or(declared)
                        }
                        // These say themselves which text is whole.
                        _ => true,
                    };
                    if is_dispatched && this.decoder.advance_last(is_whole::<S>) {
                        if I::ASIDES {
                            *this.is_held_back = true;
                            continue;
                        }
                        return Poll::Ready(Advance::Message);
                    }
                }
                Poll::Ready(Some(Err(kind))) => {
                    let refusal = this.decoder.refusal();
                    let kind = refusal.map_or(kind, ErrorKind::Malformed);
                    return Poll::Ready(Advance::Failed(kind));
                }
                Poll::Pending => match this.decoder.refusal() {
                    Some(error) if !this.decoder.is_refusal_open() => {
                        return Poll::Ready(Advance::Failed(ErrorKind::Malformed(error)));
                    }
                    _ => return Poll::Pending,
                },
            }
        }
    }

    fn poll_source_end(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        while *this.end_polls_left > 0 && !*this.at_end {
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
        let this = self.project();
        this.decoder.finish();
        this.decoder.forget_ignored();
        *this.at_end = false;
    }
}

/// Whether nothing can be missing at the end of a message: a sentinel, or JSON that says where it ends,
/// as a number does not. Of JSON, other framings than server-sent events decide themselves.
#[cold]
fn is_whole<S: StreamEvents>(message: &Message<'_>) -> bool {
    let data = message.data();
    let decides = const { matches!(S::PROTOCOL.framing, Framing::Sse) };
    let ends = decides && !data.ends_with(|it: char| it.is_ascii_digit());
    ends && serde_json::from_str::<IgnoredAny>(data).is_ok()
        || matches!(S::dispatch(message), Ok(Dispatch::End | Dispatch::Sentinel))
}

/// Whether more should be read of what came in place of an array.
#[cold]
fn may_say_more(decoder: &Decoder) -> bool {
    decoder.is_refusal_open() || decoder.is_refusal_short()
}
