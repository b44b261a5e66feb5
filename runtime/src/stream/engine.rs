//! The loop of every stream: from messages to items.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;

use super::cursor::MAX_CURSOR;
use super::progress::{Progress, Step};
use super::{
    Advance, Budget, Connection, Face, Messages, PollMessages, Position, ResumePoint, Waits,
};
use crate::trace::Trace;
use crate::{
    Cursor, Dispatch, End, Error, ErrorKind, Message, MessageKind, Mismatch, ResponseInfo,
    StreamEvents, StreamStats,
};

pin_project! {
    /// What all streams have in common: messages, what they meant so far, and how they end.
    pub(crate) struct Engine<S, M> {
        #[pin]
        pub(super) messages: M,
        pub(super) progress: Progress,
        pub(super) phase: Phase,
        // The message of the last item is still there.
        holds_message: bool,
        pub(super) ended_inside_event: bool,
        pub(super) response: ResponseInfo,
        // Of a connection that is closed.
        waits: Waits,
        events: PhantomData<fn() -> S>,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Open,
    /// The message that was advanced to is still to be read.
    Unread,
    /// Stopped: the connection asks for the rest.
    Reopening,
    /// The API's end came. The source is still here, to be found at its end too.
    Ending,
    Over(StreamEnd),
}

/// How a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StreamEnd {
    /// By the event or the sentinel that the API declares to be the last.
    Declared,
    /// By the end of its source, where that is no truncation.
    Source,
    /// By an error, or by a message that reports a failure.
    Failed,
}

/// What the loop does after a step.
enum Flow<T> {
    /// The poll has its answer.
    Answer(Poll<Option<T>>),
    /// The next message is asked for.
    Continue,
}

impl<S, M> Engine<S, M> {
    pub(super) fn new(messages: M, trace: Trace) -> Self {
        Self {
            messages,
            progress: Progress::traced(trace),
            phase: Phase::Open,
            holds_message: false,
            ended_inside_event: false,
            response: ResponseInfo::default(),
            waits: Waits::default(),
            events: PhantomData,
        }
    }

    pub(super) fn map<N>(self, map: impl FnOnce(M) -> N) -> Engine<S, N> {
        Engine {
            messages: map(self.messages),
            progress: self.progress,
            phase: self.phase,
            holds_message: self.holds_message,
            ended_inside_event: self.ended_inside_event,
            response: self.response,
            waits: self.waits,
            events: PhantomData,
        }
    }

    /// How the stream ended; `None` as long as it has not.
    pub(super) fn end(&self) -> Option<StreamEnd> {
        match self.phase {
            Phase::Over(end) => Some(end),
            _ => None,
        }
    }
}

impl<S, M: Messages<S>> Engine<S, M> {
    pub(super) fn last_message(&self) -> Option<Message<'_>> {
        self.holds_message.then(|| self.messages.message())
    }

    pub(super) fn last_event_id(&self) -> &str {
        self.messages.last_event_id()
    }

    pub(super) fn reconnection_time(&self) -> Option<Duration> {
        self.messages.reconnection_time()
    }

    pub(super) fn stats(&self) -> StreamStats {
        let connection = self.messages.connection();
        let waits = connection.map_or(self.waits, Connection::waits);
        self.progress.stats(self.messages.bytes(), waits)
    }

    pub(super) fn cursor(&self) -> Option<&str>
    where
        S: StreamEvents,
    {
        let cursor = match S::PROTOCOL.resume?.cursor {
            Cursor::Id => self.messages.last_event_id(),
            Cursor::Data(_) => self.progress.cursors.last()?,
        };
        (1..=MAX_CURSOR).contains(&cursor.len()).then_some(cursor)
    }
}

impl<S: StreamEvents, M: PollMessages<S>> Engine<S, M> {
    /// The next item of this face.
    #[inline]
    pub(super) fn poll_next<F: Face<S>>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<F::Item>> {
        *self.as_mut().project().holds_message = false;
        let mut budget = Budget::new();
        loop {
            if self.phase != Phase::Open
                && let Flow::Answer(answer) = self.as_mut().poll_not_open::<F>(cx)
            {
                return answer;
            }
            let advanced = self
                .as_mut()
                .project()
                .messages
                .poll_advance(cx, &mut budget);
            let flow = match ready!(advanced) {
                Advance::Message => self.as_mut().take_message::<F>(cx),
                Advance::End(end) => self.as_mut().source_ended::<F>(end),
                Advance::Failed(kind) => self.as_mut().source_failed::<F>(kind),
            };
            match flow {
                Flow::Answer(answer) => return answer,
                Flow::Continue => budget.spend_on_skipped(),
            }
        }
    }

    /// What the message that was advanced to means.
    #[inline]
    fn take_message<F: Face<S>>(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Flow<F::Item> {
        let this = self.as_mut().project();
        let message = this.messages.as_ref().get_ref().message();
        if this.progress.is_replay::<S>(&message) {
            let step = this.progress.replayed::<S>(&message);
            drop(message);
            return self.take_step::<F>(step, cx);
        }
        match S::dispatch(&message) {
            // Nearly every message. To move an event costs as much as to read some of its fields, so
            // these are moved once, and all others stand apart.
            Ok(Dispatch::Yield(event)) if !F::PEEKS => {
                this.progress.item::<S>(&message);
                drop(message);
                let messages = this.messages.as_ref();
                let item = F::event(event, MessageKind::Yield, || messages.get_ref().message());
                self.item_came();
                Flow::Answer(Poll::Ready(Some(item)))
            }
            decoded => {
                if F::PEEKS && is_item(&decoded) {
                    drop(message);
                    *this.phase = Phase::Unread;
                    self.item_came();
                    return Flow::Answer(Poll::Ready(None));
                }
                let step = this.progress.take(decoded, &message);
                drop(message);
                self.take_step::<F>(step, cx)
            }
        }
    }

    #[inline(never)]
    fn take_step<F: Face<S>>(
        mut self: Pin<&mut Self>,
        step: Step<S>,
        cx: &mut Context<'_>,
    ) -> Flow<F::Item> {
        let item = match step {
            Step::Repeated => return Flow::Continue,
            Step::Skip(_) if !F::ALL => return Flow::Continue,
            Step::End if !F::ALL => {
                self.as_mut().begin_end();
                return Flow::Answer(self.poll_end(cx));
            }
            Step::Skip(kind) => F::other(self.messages.message(), kind),
            Step::End => {
                let item = F::other(self.messages.message(), MessageKind::Sentinel);
                self.as_mut().api_ended(cx);
                item
            }
            Step::Event(event, kind) => Some(F::event(event, kind, || self.messages.message())),
            Step::LastEvent(event) => {
                let item = F::event(event, MessageKind::Yield, || self.messages.message());
                self.as_mut().api_ended(cx);
                Some(item)
            }
            Step::Mismatch(kind, ends) => {
                let error = Error::new(kind, &self.response);
                let message = || self.messages.message();
                let item = F::message_error(error, MessageKind::Mismatch, message);
                if ends {
                    self.as_mut().api_ended(cx);
                }
                Some(item)
            }
            Step::Failed(kind, message) => {
                let error = Error::new(kind, &self.response);
                let error = self.as_mut().failed_with::<F>(error);
                Some(F::message_error(error, message, || self.messages.message()))
            }
        };
        self.item_came();
        Flow::Answer(Poll::Ready(item))
    }

    #[inline]
    fn item_came(self: Pin<&mut Self>) {
        let this = self.project();
        *this.holds_message = true;
        if let Some(connection) = this.messages.connection_mut() {
            connection.item_came();
        }
    }

    /// The API's end came.
    #[cold]
    fn begin_end(mut self: Pin<&mut Self>) {
        *self.as_mut().project().phase = Phase::Ending;
        self.tell_end(None);
    }

    /// The API's end came, with an item.
    #[cold]
    fn api_ended(mut self: Pin<&mut Self>, cx: &mut Context<'_>) {
        self.as_mut().begin_end();
        let polled = self.as_mut().project().messages.poll_source_end(cx);
        if polled.is_ready() {
            self.over(StreamEnd::Declared);
        }
    }

    /// After the API's end: `Pending` for a moment, in which the source can come to its end too.
    #[cold]
    fn poll_end<T>(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let polled = self.as_mut().project().messages.poll_source_end(cx);
        if polled.is_pending() {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.over(StreamEnd::Declared);
        Poll::Ready(None)
    }

    #[cold]
    fn over(self: Pin<&mut Self>, end: StreamEnd) {
        let this = self.project();
        if let Some(connection) = this.messages.connection() {
            *this.waits = connection.waits();
        }
        *this.phase = Phase::Over(end);
        this.messages.close();
    }

    #[cold]
    fn source_ended<F: Face<S>>(mut self: Pin<&mut Self>, end: End) -> Flow<F::Item> {
        *self.as_mut().project().ended_inside_event = end == End::InsideEvent;
        let truncated = self.progress.truncation::<S>(end);
        let error = truncated.map(|kind| Error::new(kind, &self.response));
        self.stopped::<F>(error)
    }

    #[cold]
    fn source_failed<F: Face<S>>(
        self: Pin<&mut Self>,
        kind: ErrorKind<S::Failure>,
    ) -> Flow<F::Item> {
        let error = Error::new(kind, &self.response);
        self.stopped::<F>(Some(error))
    }

    /// The source gives no more: the connection asks for the rest, or the stream is over.
    fn stopped<F: Face<S>>(
        mut self: Pin<&mut Self>,
        error: Option<Error<S::Failure>>,
    ) -> Flow<F::Item> {
        if self.as_mut().reopens(error.as_ref()) {
            *self.project().phase = Phase::Reopening;
            return Flow::Continue;
        }
        Flow::Answer(self.ended::<F>(error))
    }

    fn reopens(self: Pin<&mut Self>, error: Option<&Error<S::Failure>>) -> bool {
        if self.messages.connection().is_none() {
            return false;
        }
        let at = Position {
            complete: self.progress.is_complete(),
            items: self.progress.items(),
            messages: self.progress.new_messages(),
            point: ResumePoint {
                last_event_id: Some(self.messages.last_event_id().to_owned()),
                cursor: self.cursor().map(str::to_owned),
            },
            reconnection_time: self.messages.reconnection_time(),
        };
        let connection = self.project().messages.connection_mut();
        connection.is_some_and(|connection| connection.reopen(at, error))
    }

    /// The end, by this error or in good order.
    fn ended<F: Face<S>>(
        mut self: Pin<&mut Self>,
        error: Option<Error<S::Failure>>,
    ) -> Poll<Option<F::Item>> {
        let Some(error) = error else {
            self.as_mut().over(StreamEnd::Source);
            self.tell_end(None);
            return Poll::Ready(None);
        };
        let error = self.failed_with::<F>(error);
        Poll::Ready(Some(F::source_error(error)))
    }

    /// The end by this error, which tells how often the request was sent again.
    fn failed_with<F: Face<S>>(
        mut self: Pin<&mut Self>,
        error: Error<S::Failure>,
    ) -> Error<S::Failure> {
        let error = match self.messages.connection() {
            Some(connection) => error.with_attempts(connection.attempts()),
            None => error,
        };
        self.as_mut().over(StreamEnd::Failed);
        // Before its first item, it is the request that failed.
        if !F::PEEKS {
            self.tell_end(Some(&error));
        }
        error
    }

    /// Goes on where it is not just open.
    #[cold]
    fn poll_not_open<F: Face<S>>(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Flow<F::Item> {
        match self.phase {
            Phase::Open => Flow::Continue,
            Phase::Unread => {
                *self.as_mut().project().phase = Phase::Open;
                self.take_message::<F>(cx)
            }
            Phase::Ending => Flow::Answer(self.poll_end(cx)),
            Phase::Over(_) => Flow::Answer(Poll::Ready(None)),
            Phase::Reopening => self.poll_reopened::<F>(cx),
        }
    }

    fn poll_reopened<F: Face<S>>(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Flow<F::Item> {
        let mut this = self.as_mut().project();
        let reopened = match this.messages.as_mut().connection_mut() {
            Some(connection) => connection.poll_reopened(cx),
            None => Poll::Ready(Ok(None)),
        };
        match reopened {
            Poll::Pending => Flow::Answer(Poll::Pending),
            Poll::Ready(Ok(Some(response))) => {
                this.messages.restart();
                this.progress.cursors.go_on();
                *this.response = response;
                *this.ended_inside_event = false;
                *this.phase = Phase::Open;
                Flow::Continue
            }
            Poll::Ready(Ok(None)) => {
                let truncated = this.progress.truncation::<S>(End::Clean);
                let error = truncated.map(|kind| Error::new(kind, this.response));
                Flow::Answer(self.ended::<F>(error))
            }
            Poll::Ready(Err(error)) => Flow::Answer(self.ended::<F>(Some(error))),
        }
    }

    fn tell_end(&self, error: Option<&Error<S::Failure>>) {
        self.progress.trace().ended(error, self.stats());
    }
}

/// Whether it is an item for those who read events.
fn is_item<S: StreamEvents>(decoded: &Result<Dispatch<S>, Mismatch>) -> bool {
    matches!(
        decoded,
        Err(_)
            | Ok(Dispatch::Yield(_)
                | Dispatch::Unknown(_)
                | Dispatch::Complete(_)
                | Dispatch::Finish(_))
    )
}
