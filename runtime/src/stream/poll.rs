//! From frames to items: what every poll of a stream does.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::{FusedStream, Stream};

use super::course::Step;
use super::frames::{Budget, Frame};
use super::{AsyncStream, Interruption, Item, Phase, Resumed, SourceItem};
use crate::{Dispatch, End, Error, ErrorKind, StreamEvents};

impl<S, B> AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    /// What to yield for the decoder's message; `None` when it is skipped.
    #[inline]
    fn take_message(&mut self, cx: &mut Context<'_>) -> Option<Poll<Option<Item<S>>>> {
        let message = self.frames.decoder().message();
        if self.course.is_replay::<S>(&message) {
            let step = self.course.replayed::<S>(&message);
            drop(message);
            return self.take_step(step, cx);
        }
        match S::dispatch(&message) {
            // Nearly every message. To move an event costs as much as to read some of its fields, so
            // these are moved once, and all others stand apart.
            Ok(Dispatch::Yield(event)) => {
                self.course.item::<S>(&message);
                drop(message);
                self.item_came();
                Some(Poll::Ready(Some(Ok(event))))
            }
            decoded => {
                let step = self.course.take(decoded, &message);
                drop(message);
                self.take_step(step, cx)
            }
        }
    }

    #[inline(never)]
    fn take_step(&mut self, step: Step<S>, cx: &mut Context<'_>) -> Option<Poll<Option<Item<S>>>> {
        let item = match step {
            Step::Event(event) => Ok(event),
            Step::Skip => return None,
            Step::LastEvent(event) => {
                self.api_ended(cx);
                Ok(event)
            }
            Step::End => {
                self.phase = Phase::Ending;
                self.tell_end(None);
                return Some(self.poll_end(cx));
            }
            Step::Mismatch(kind, ends) => {
                if ends {
                    self.api_ended(cx);
                }
                Err(Error::new(kind, &self.response))
            }
            Step::Failed(kind) => self.failed(kind)?,
        };
        self.item_came();
        Some(Poll::Ready(Some(item)))
    }

    #[inline]
    fn item_came(&mut self) {
        self.holds_message = true;
        self.frames.item_came();
    }

    #[cold]
    fn over(&mut self) {
        self.phase = Phase::Over;
        self.frames.close();
        self.resume = None;
    }

    /// The API's end came, with an item.
    #[cold]
    fn api_ended(&mut self, cx: &mut Context<'_>) {
        self.phase = Phase::Ending;
        self.tell_end(None);
        if self.frames.poll_source_end(cx).is_ready() {
            self.over();
        }
    }

    /// After the API's end: `Pending` for a moment, in which the source can come to its end too.
    #[cold]
    fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<Option<Item<S>>> {
        if self.frames.poll_source_end(cx).is_pending() {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.over();
        Poll::Ready(None)
    }

    /// The source ended: the last item, or `None` if the stream goes on.
    #[cold]
    fn source_ended(&mut self, end: End) -> Option<Option<Item<S>>> {
        self.ended_inside_event = end == End::InsideEvent;
        let truncated = self.course.truncation::<S>(end);
        let error = truncated.map(|kind| Error::new(kind, &self.response));
        self.interrupted(error)
    }

    /// The error that ends the stream, or `None` if it goes on.
    #[cold]
    fn failed(&mut self, kind: ErrorKind<S::Failure>) -> Option<Item<S>> {
        let error = Error::new(kind, &self.response);
        self.interrupted(Some(error)).flatten()
    }

    /// What the stream ends with, if it ends.
    fn interrupted(&mut self, error: Option<Error<S::Failure>>) -> Option<Option<Item<S>>> {
        let mut last = error;
        if let Some(mut resume) = self.resume.take() {
            let interruption = Interruption {
                error: last.as_ref(),
                complete: self.course.is_complete(),
                stats: self.stats(),
                last_event_id: self.last_event_id(),
                cursor: self.cursor(),
                reconnection_time: self.reconnection_time(),
            };
            if resume.begin(&interruption) {
                self.resume = Some(resume);
                self.phase = Phase::Resuming;
                return None;
            }
            last = last.map(|error| resume.last(error));
        }
        Some(self.ended(last))
    }

    /// The end, by this error or in good order.
    fn ended(&mut self, error: Option<Error<S::Failure>>) -> Option<Item<S>> {
        self.over();
        self.tell_end(error.as_ref());
        error.map(Err)
    }

    /// Goes on where it is not just open; `None` when it is now.
    #[cold]
    fn poll_not_open(&mut self, cx: &mut Context<'_>) -> Option<Poll<Option<Item<S>>>> {
        match self.phase {
            Phase::Open => None,
            Phase::Ending => Some(self.poll_end(cx)),
            Phase::Over => Some(Poll::Ready(None)),
            Phase::Resuming => self.poll_resumed(cx),
        }
    }

    fn poll_resumed(&mut self, cx: &mut Context<'_>) -> Option<Poll<Option<Item<S>>>> {
        let resumed = match &mut self.resume {
            Some(resume) => resume.poll(cx),
            None => Poll::Ready(Resumed::Over),
        };
        let last = match resumed {
            Poll::Pending => return Some(Poll::Pending),
            Poll::Ready(Resumed::Open {
                response,
                watch,
                afresh,
            }) => {
                self.frames.restart(watch, afresh.is_some());
                match afresh {
                    Some(beginning) => self.begin(beginning),
                    None => self.course.cursors.go_on(),
                }
                self.response = response;
                self.ended_inside_event = false;
                self.phase = Phase::Open;
                return None;
            }
            Poll::Ready(Resumed::Over) => {
                let truncated = self.course.truncation::<S>(End::Clean);
                truncated.map(|kind| Error::new(kind, &self.response))
            }
            Poll::Ready(Resumed::Failed(error)) => Some(error),
        };
        Some(Poll::Ready(self.ended(last)))
    }

    fn tell_end(&self, error: Option<&Error<S::Failure>>) {
        self.course.trace().ended(error, self.stats());
    }
}

impl<S, B> Stream for AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    type Item = Item<S>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item<S>>> {
        let this = self.get_mut();
        this.holds_message = false;
        let mut budget = Budget::new();
        loop {
            if this.phase != Phase::Open
                && let Some(poll) = this.poll_not_open(cx)
            {
                return poll;
            }
            match ready!(this.frames.poll_frame(cx, &mut budget)) {
                Frame::Message => match this.take_message(cx) {
                    Some(ready) => return ready,
                    None => budget.spend_on_skipped(),
                },
                Frame::End(end) => {
                    if let Some(last) = this.source_ended(end) {
                        return Poll::Ready(last);
                    }
                }
                Frame::Failed(fault) => {
                    if let Some(last) = this.failed(fault.into()) {
                        return Poll::Ready(Some(last));
                    }
                }
            }
        }
    }
}

impl<S, B> FusedStream for AsyncStream<S, B>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
{
    fn is_terminated(&self) -> bool {
        self.phase == Phase::Over
    }
}
