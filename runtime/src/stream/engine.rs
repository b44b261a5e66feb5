//! The loop of every stream: from messages to items.

mod ending;

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;

use super::cursor::MAX_CURSOR;
use super::face::{Face, ItemOf};
use super::progress::{Progress, Step};
use super::{Advance, Budget, Connection, Messages, PollMessages, Waits};
use crate::recording::RecordingError;
use crate::trace::Trace;
use crate::{
    Cursor, Decoder, Dispatch, Error, Message, MessageKind, Mismatch, ResponseInfo, StreamEvents,
    StreamStats,
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
        recording_error: Option<Box<RecordingError>>,
        // How often the stream began again, with what it had sent before.
        beginnings: u64,
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
            recording_error: None,
            beginnings: 0,
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
            recording_error: self.recording_error,
            beginnings: self.beginnings,
            events: PhantomData,
        }
    }

    /// How often the stream began again, with what it had sent before.
    pub(super) fn beginnings(&self) -> u64 {
        self.beginnings
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

    /// What in the last item does not fit and was read as null.
    pub(super) fn mismatches(&self) -> &[Mismatch] {
        &self.progress.nulls
    }

    pub(super) fn last_event_id(&self) -> &str {
        self.messages.last_event_id()
    }

    pub(super) fn reconnection_time(&self) -> Option<Duration> {
        self.messages.decoder()?.reconnection_time()
    }

    pub(super) fn recording_error(&self) -> Option<RecordingError> {
        match self.messages.connection() {
            Some(connection) => connection.recording_error(),
            None => self.recording_error.as_deref().cloned(),
        }
    }

    pub(super) fn stats(&self) -> StreamStats {
        let connection = self.messages.connection();
        let waits = connection.map_or(self.waits, Connection::waits);
        let mut stats = self.progress.stats(self.messages.bytes(), waits);
        let dropped = self.messages.decoder().map_or(0, Decoder::dropped);
        stats.skipped += dropped;
        stats.messages += dropped;
        stats
    }

    /// The beginning of what came and was no part of an event.
    fn ignored_text(&self) -> String {
        let decoder = self.messages.decoder();
        decoder.map(Decoder::ignored_text).unwrap_or_default()
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
    ) -> Poll<Option<ItemOf<F, S>>> {
        let this = self.as_mut().project();
        *this.holds_message = false;
        this.progress.nulls.clear();
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
                Advance::Aside => self.as_mut().take_aside::<F>(),
                Advance::End(end) => self.as_mut().source_ended::<F>(end),
                Advance::Over => self.as_mut().framing_ended::<F>(cx),
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
    fn take_message<F: Face<S>>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Flow<ItemOf<F, S>> {
        let this = self.as_mut().project();
        let message = this.messages.as_ref().get_ref().message();
        if this.progress.is_replay::<S>(&message) {
            let step = this.progress.replayed::<S>(&message);
            drop(message);
            return self.take_step::<F>(step, cx);
        }
        if !F::TYPED
            && S::yields(&message)
            && let Some(item) = F::message()
        {
            this.progress.item::<S>(&message);
            drop(message);
            self.item_came();
            return Flow::Answer(Poll::Ready(Some(Ok(item))));
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
                Flow::Answer(Poll::Ready(Some(Ok(item))))
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

    #[cold]
    fn take_aside<F: Face<S>>(self: Pin<&mut Self>) -> Flow<ItemOf<F, S>> {
        let decoder = self.project().messages.decoder_mut();
        match decoder.and_then(Decoder::take_aside).and_then(F::aside) {
            Some(item) => Flow::Answer(Poll::Ready(Some(Ok(item)))),
            None => Flow::Continue,
        }
    }

    #[inline(never)]
    fn take_step<F: Face<S>>(
        mut self: Pin<&mut Self>,
        step: Step<S>,
        cx: &mut Context<'_>,
    ) -> Flow<ItemOf<F, S>> {
        let item = match step {
            Step::Repeated => return Flow::Continue,
            Step::Skip(_) if !F::ALL => return Flow::Continue,
            Step::End if !F::ALL => {
                if let Some(kind) = self.progress.silent_end::<S>(&self.ignored_text()) {
                    let error = Error::new(kind, &self.response);
                    return Flow::Answer(self.ended::<F>(Some(error)));
                }
                self.as_mut().begin_end();
                return Flow::Answer(self.poll_end(cx));
            }
            Step::Skip(kind) => F::other(None, kind, || self.messages.message()),
            Step::End => {
                let item = F::other(None, MessageKind::Sentinel, || self.messages.message());
                self.as_mut().api_ended(cx);
                item
            }
            Step::Event(event, kind) => Some(Ok(F::event(event, kind, || self.messages.message()))),
            Step::LastEvent(event) => {
                let item = F::event(event, MessageKind::Yield, || self.messages.message());
                self.as_mut().api_ended(cx);
                Some(Ok(item))
            }
            Step::Mismatch(kind, ends) => {
                let error = Some(Error::new(kind, &self.response));
                let item = F::other(error, MessageKind::Mismatch, || self.messages.message());
                if ends {
                    self.as_mut().api_ended(cx);
                }
                item
            }
            Step::Failed(kind, message) => {
                let error = Error::new(kind, &self.response);
                let error = self.as_mut().failed_with::<F>(error);
                F::other(Some(error), message, || self.messages.message())
            }
        };
        self.item_came();
        Flow::Answer(Poll::Ready(item))
    }

    #[inline]
    fn item_came(self: Pin<&mut Self>) {
        let mut this = self.project();
        *this.holds_message = true;
        if let Some(decoder) = this.messages.as_mut().decoder_mut() {
            decoder.forget_ignored();
        }
        if let Some(connection) = this.messages.connection_mut() {
            connection.item_came();
        }
    }
}

/// Whether it is an item for those who read events.
fn is_item<S: StreamEvents>(decoded: &Result<Dispatch<S>, Mismatch>) -> bool {
    matches!(
        decoded,
        Err(_)
            | Ok(Dispatch::WithNulls(..))
            | Ok(Dispatch::Yield(_)
                | Dispatch::Unknown(_)
                | Dispatch::Complete(_)
                | Dispatch::Finish(_))
    )
}
