//! How a stream ends, or goes on over another connection.

use std::pin::Pin;
use std::task::{Context, Poll};

use super::{Engine, Flow, Phase, StreamEnd};
use crate::stream::face::{Face, ItemOf};
use crate::stream::{Connection, PollMessages, Position, Reopens, ResumePoint};
use crate::{Decoder, End, Error, ErrorKind, StreamEvents};

impl<S: StreamEvents, M: PollMessages<S>> Engine<S, M> {
    /// The API's end came.
    #[cold]
    pub(super) fn begin_end(mut self: Pin<&mut Self>) {
        *self.as_mut().project().phase = Phase::Ending;
        self.tell_end(None);
    }

    /// The API's end came, with an item.
    #[cold]
    pub(super) fn api_ended(mut self: Pin<&mut Self>, cx: &mut Context<'_>) {
        self.as_mut().begin_end();
        let polled = self.as_mut().project().messages.poll_source_end(cx);
        if polled.is_ready() {
            self.over(StreamEnd::Declared);
        }
    }

    /// After the API's end: `Pending` for a moment, in which the source can come to its end too.
    #[cold]
    pub(super) fn poll_end<T>(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
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
        let mut this = self.project();
        if let Some(connection) = this.messages.as_mut().connection_mut() {
            connection.over();
            *this.waits = connection.waits();
            *this.recording_error = connection.recording_error().map(Box::new);
        }
        *this.phase = Phase::Over(end);
        this.messages.close();
    }

    #[cold]
    pub(super) fn source_ended<F: Face<S>>(
        mut self: Pin<&mut Self>,
        end: End,
    ) -> Flow<ItemOf<F, S>> {
        *self.as_mut().project().ended_inside_event = end == End::InsideEvent;
        let text = self.ignored_text();
        let truncated = self.progress.truncation::<S>(end, &text);
        let error = truncated.map(|kind| Error::new(kind, &self.response));
        self.stopped::<F>(error)
    }

    /// The framing said that the stream is over, which is the API's end if no event is.
    #[cold]
    pub(super) fn framing_ended<F: Face<S>>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Flow<ItemOf<F, S>> {
        let Some(kind) = self.progress.truncation::<S>(End::Clean, "") else {
            self.as_mut().begin_end();
            return Flow::Answer(self.poll_end(cx));
        };
        let error = Error::new(kind, &self.response);
        Flow::Answer(self.ended::<F>(Some(error)))
    }

    #[cold]
    pub(super) fn source_failed<F: Face<S>>(
        self: Pin<&mut Self>,
        kind: ErrorKind<S::Failure>,
    ) -> Flow<ItemOf<F, S>> {
        let kind = self.progress.refusal::<S>(kind, &self.ignored_text());
        let error = Error::new(kind, &self.response);
        self.stopped::<F>(Some(error))
    }

    /// The source gives no more: the connection asks for the rest, or the stream is over.
    fn stopped<F: Face<S>>(
        mut self: Pin<&mut Self>,
        error: Option<Error<S::Failure>>,
    ) -> Flow<ItemOf<F, S>> {
        match self.as_mut().reopens(error.as_ref()) {
            Reopens::Yes => {
                *self.project().phase = Phase::Reopening;
                Flow::Continue
            }
            Reopens::No => Flow::Answer(self.ended::<F>(error)),
            Reopens::GivesUp => {
                // That the last end was in good order is no end of the stream.
                let error = error.unwrap_or_else(|| {
                    Error::new(self.progress.truncated(End::Clean, ""), &self.response)
                });
                Flow::Answer(self.ended::<F>(Some(error)))
            }
        }
    }

    fn reopens(self: Pin<&mut Self>, error: Option<&Error<S::Failure>>) -> Reopens {
        if self.messages.connection().is_none() {
            return Reopens::No;
        }
        let at = Position {
            complete: self.progress.is_complete(),
            items: self.progress.items(),
            messages: self.progress.new_messages(),
            point: ResumePoint {
                last_event_id: Some(self.messages.last_event_id().to_owned()),
                cursor: self.cursor().map(str::to_owned),
            },
            had_id: self.messages.decoder().is_some_and(Decoder::had_id),
            reconnection_time: self.reconnection_time(),
        };
        let connection = self.project().messages.connection_mut();
        connection.map_or(Reopens::No, |connection| connection.reopen(at, error))
    }

    /// The end, by this error or in good order.
    pub(super) fn ended<F: Face<S>>(
        mut self: Pin<&mut Self>,
        error: Option<Error<S::Failure>>,
    ) -> Poll<Option<ItemOf<F, S>>> {
        let Some(error) = error else {
            self.as_mut().over(StreamEnd::Source);
            self.tell_end(None);
            return Poll::Ready(None);
        };
        let error = self.failed_with::<F>(error);
        Poll::Ready(Some(Err(error)))
    }

    /// The end by this error, which tells how often the request was sent again.
    pub(super) fn failed_with<F: Face<S>>(
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
    pub(super) fn poll_not_open<F: Face<S>>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Flow<ItemOf<F, S>> {
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

    fn poll_reopened<F: Face<S>>(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Flow<ItemOf<F, S>> {
        let mut this = self.as_mut().project();
        let reopened = match this.messages.as_mut().connection_mut() {
            Some(connection) => connection.poll_reopened(cx),
            None => Poll::Ready(Ok(None)),
        };
        match reopened {
            Poll::Pending => Flow::Answer(Poll::Pending),
            Poll::Ready(Ok(Some(response))) => {
                let connection = this.messages.connection();
                if !connection.is_none_or(Connection::goes_on) {
                    *this.beginnings += 1;
                }
                this.messages.restart();
                this.progress.cursors.go_on();
                *this.response = response;
                *this.ended_inside_event = false;
                *this.phase = Phase::Open;
                Flow::Continue
            }
            Poll::Ready(Ok(None)) => {
                let truncated = this.progress.truncation::<S>(End::Clean, "");
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
