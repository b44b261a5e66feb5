//! How far a stream has come, by what its messages meant.

use super::Waits;
use super::cursor::Cursors;
use crate::error::Outcome;
use crate::trace::Trace;
use crate::{
    Cursor, Dispatch, End, ErrorKind, FailureError, Message, MessageKind, Mismatch, ResumeRules,
    StreamEvents, StreamStats, TruncatedError,
};

#[derive(Debug, Default)]
pub(crate) struct Progress {
    yielded: u64,
    skipped: u64,
    unknown: u64,
    mismatches: u64,
    /// Messages without an item that were not skipped: sentinels and failures.
    others: u64,
    repeated: u64,
    pub(super) cursors: Cursors,
    /// The end of the source would be no truncation.
    complete: bool,
    /// The `event` field of the last item, kept only where a truncation may have to tell it. The
    /// memory is used again for each.
    last_event_type: String,
    trace: Trace,
}

/// What becomes of a message.
pub(crate) enum Step<S: StreamEvents> {
    Event(S::Event, MessageKind),
    LastEvent(S::Event),
    /// An error in its place; whether it is the last.
    Mismatch(ErrorKind<S::Failure>, bool),
    Failed(ErrorKind<S::Failure>, MessageKind),
    Skip(MessageKind),
    /// It came before.
    Repeated,
    End,
}

impl Progress {
    pub(crate) fn traced(trace: Trace) -> Self {
        Self {
            trace,
            ..Self::default()
        }
    }

    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Whether a message came before, by its cursor.
    #[inline]
    pub(crate) fn is_replay<S: StreamEvents>(&mut self, message: &Message<'_>) -> bool {
        let Some(ResumeRules {
            cursor: Cursor::Data(way),
            ..
        }) = (const { S::PROTOCOL.resume })
        else {
            return false;
        };
        !self.cursors.take(message.data(), way)
    }

    /// Drops a message that came before. A failure is no event of the stream that was cut, whatever
    /// number it has: it is the server's answer to the request for the rest.
    #[cold]
    pub(crate) fn replayed<S: StreamEvents>(&mut self, message: &Message<'_>) -> Step<S> {
        match S::dispatch(message) {
            failure @ Ok(Dispatch::Fail(_)) => self.take(failure, message),
            _ => {
                self.repeated += 1;
                Step::Repeated
            }
        }
    }

    /// Takes a message by what it was decoded as.
    pub(crate) fn take<S: StreamEvents>(
        &mut self,
        decoded: Result<Dispatch<S>, Mismatch>,
        message: &Message<'_>,
    ) -> Step<S> {
        let dispatch = match decoded {
            Ok(dispatch) => dispatch,
            Err(mismatch) => return self.mismatch(mismatch, message),
        };
        match dispatch {
            Dispatch::Yield(event) => {
                self.item::<S>(message);
                Step::Event(event, MessageKind::Yield)
            }
            Dispatch::Unknown(event) => {
                self.item::<S>(message);
                self.unknown += 1;
                self.trace.unknown(message);
                Step::Event(event, MessageKind::Unknown)
            }
            Dispatch::Complete(event) => {
                self.item::<S>(message);
                self.complete = true;
                Step::Event(event, MessageKind::Yield)
            }
            Dispatch::Finish(event) => {
                self.item::<S>(message);
                Step::LastEvent(event)
            }
            Dispatch::Skip => {
                self.skipped += 1;
                Step::Skip(MessageKind::Skip)
            }
            Dispatch::Sentinel => {
                self.skipped += 1;
                Step::Skip(MessageKind::Sentinel)
            }
            Dispatch::End => {
                self.others += 1;
                Step::End
            }
            Dispatch::Fail(failure) => {
                self.others += 1;
                let rules = &S::PROTOCOL.failures;
                let failure = FailureError::new(failure, message.data(), rules);
                Step::Failed(ErrorKind::Failure(failure), MessageKind::Fail)
            }
            Dispatch::Refuse(event) => {
                self.others += 1;
                Step::Failed(ErrorKind::UnknownEvent(event), MessageKind::Unknown)
            }
        }
    }

    /// Counts an item.
    #[inline]
    pub(crate) fn item<S: StreamEvents>(&mut self, message: &Message<'_>) {
        self.yielded += 1;
        self.remember::<S>(message);
    }

    #[inline]
    fn remember<S: StreamEvents>(&mut self, message: &Message<'_>) {
        if const { S::PROTOCOL.end_required } {
            self.last_event_type.clear();
            self.last_event_type
                .push_str(message.event_field().unwrap_or_default());
        }
    }

    #[cold]
    fn mismatch<S: StreamEvents>(&mut self, mismatch: Mismatch, message: &Message<'_>) -> Step<S> {
        self.mismatches += 1;
        self.trace.mismatch(&mismatch);
        self.remember::<S>(message);
        let outcome = mismatch.outcome();
        self.complete |= outcome == Outcome::Complete;
        Step::Mismatch(ErrorKind::Mismatch(mismatch), outcome == Outcome::Finish)
    }

    /// Whether an end of the source would be no truncation, because of what came.
    pub(crate) fn is_complete(&self) -> bool {
        self.complete
    }

    /// The error, if the source ended where it should not have.
    pub(crate) fn truncation<S: StreamEvents>(&self, end: End) -> Option<ErrorKind<S::Failure>> {
        if self.complete || !S::PROTOCOL.end_required {
            return None;
        }
        let last = Some(self.last_event_type.clone()).filter(|last| !last.is_empty());
        let truncated = TruncatedError::new(self.items(), last, end == End::InsideEvent);
        Some(ErrorKind::Truncated(truncated))
    }

    pub(crate) fn stats(&self, bytes: u64, waits: Waits) -> StreamStats {
        StreamStats {
            bytes,
            messages: self.new_messages() + self.repeated,
            yielded: self.yielded,
            skipped: self.skipped,
            unknown: self.unknown,
            mismatches: self.mismatches,
            repeated: self.repeated,
            first_event: waits.first,
            longest_gap: waits.longest,
        }
    }

    /// Events, and errors in the place of one.
    pub(crate) fn items(&self) -> u64 {
        self.yielded + self.mismatches
    }

    /// Messages that came for the first time.
    pub(crate) fn new_messages(&self) -> u64 {
        self.yielded + self.skipped + self.mismatches + self.others
    }
}
