//! How far a stream has come, by what its messages meant.

use super::Waits;
use super::cursor::Cursors;
use crate::error::Outcome;
use crate::trace::Trace;
use crate::{
    Cursor, Dispatch, End, ErrorKind, FailureError, FailureInfo, Framing, Message, MessageKind,
    Mismatch, ResumeRules, StreamEvents, StreamStats, TruncatedError, UndeclaredEndError,
};

#[derive(Debug, Default)]
pub(crate) struct Progress {
    /// What was counted so far: the mismatches without the values that were read as null.
    stats: StreamStats,
    /// The values of the last item that do not fit and were read as null.
    pub(super) nulls: Vec<Mismatch>,
    /// Messages without an item that were not skipped: sentinels and failures.
    others: u64,
    pub(super) cursors: Cursors,
    /// The end of the source would be no truncation.
    complete: bool,
    /// The number of the last message that was not declared, and its `event` field.
    last_unknown: Option<(u64, Option<String>)>,
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
                self.stats.repeated += 1;
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
                self.stats.unknown += 1;
                let name = message.event_field().map(str::to_owned);
                self.last_unknown = Some((self.new_messages(), name));
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
                self.stats.skipped += 1;
                Step::Skip(MessageKind::Skip)
            }
            Dispatch::Sentinel => {
                self.stats.skipped += 1;
                Step::Skip(MessageKind::Sentinel)
            }
            Dispatch::End => {
                self.others += 1;
                Step::End
            }
            Dispatch::Fail(failure) => {
                self.others += 1;
                let rules = &S::PROTOCOL.failures;
                let failure = FailureError::new(failure, message, rules);
                Step::Failed(ErrorKind::Failure(failure), MessageKind::Fail)
            }
            Dispatch::WithNulls(dispatch, nulls) => {
                let step = self.take(Ok(*dispatch), message);
                self.stats.nulls += u64::try_from(nulls.len()).unwrap_or(u64::MAX);
                self.trace.nulls(&nulls);
                self.nulls = nulls;
                step
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
        self.stats.yielded += 1;
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
        // In place of a stream of JSON, a server may write a failure that is JSON as well.
        if self.new_messages() == 0
            && !matches!(S::PROTOCOL.framing, Framing::Sse)
            && let Some(failure) = failure_in::<S>(message.data())
        {
            self.others += 1;
            return Step::Failed(ErrorKind::Failure(failure), MessageKind::Fail);
        }
        self.stats.mismatches += 1;
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

    /// The error, if the source ended where it should not have. `text` came since the last item and was
    /// no event.
    pub(crate) fn truncation<S: StreamEvents>(
        &self,
        end: End,
        text: &str,
    ) -> Option<ErrorKind<S::Failure>> {
        if let Some(failure) = failure_in::<S>(text) {
            return Some(ErrorKind::Failure(failure));
        }
        let is_silent = self.items() == 0 && !text.is_empty();
        // By the standard, what there is of an event of server-sent events is no event.
        let is_cut = end == End::Unclosed
            || end == End::InsideEvent && !matches!(S::PROTOCOL.framing, Framing::Sse);
        let is_required = S::PROTOCOL.end_required || is_cut;
        if (self.complete || !is_required) && !is_silent {
            return None;
        }
        if let Some((_, event_type)) = self.ends_unknown().filter(|_| end == End::Clean) {
            let error = UndeclaredEndError::new(self.items(), event_type.clone());
            return Some(ErrorKind::UndeclaredEnd(error));
        }
        Some(self.truncated(end, text))
    }

    /// The failure that came in place of a stream, if what the stream failed with is that.
    pub(crate) fn refusal<S: StreamEvents>(
        &self,
        kind: ErrorKind<S::Failure>,
        text: &str,
    ) -> ErrorKind<S::Failure> {
        match kind {
            ErrorKind::Malformed(error) => {
                let failure = failure_in::<S>(text).map(ErrorKind::Failure);
                failure.unwrap_or(ErrorKind::Malformed(error))
            }
            kind => kind,
        }
    }

    /// The error, if the API's end came after text alone: no such stream is a success.
    pub(crate) fn silent_end<S: StreamEvents>(&self, text: &str) -> Option<ErrorKind<S::Failure>> {
        if self.items() > 0 || text.is_empty() {
            return None;
        }
        let failure = failure_in::<S>(text).map(ErrorKind::Failure);
        Some(failure.unwrap_or_else(|| self.truncated(End::Clean, text)))
    }

    /// The last message, if it was not declared.
    fn ends_unknown(&self) -> Option<&(u64, Option<String>)> {
        let last = self.last_unknown.as_ref();
        last.filter(|(at, _)| *at == self.new_messages())
    }

    pub(crate) fn truncated<F>(&self, end: End, text: &str) -> ErrorKind<F> {
        let last = Some(self.last_event_type.clone()).filter(|last| !last.is_empty());
        ErrorKind::Truncated(TruncatedError::new(self.items(), last, end, text))
    }

    pub(crate) fn stats(&self, bytes: u64, waits: Waits) -> StreamStats {
        StreamStats {
            bytes,
            messages: self.new_messages() + self.stats.repeated,
            mismatches: self.stats.mismatches + self.stats.nulls,
            first_event: waits.first,
            longest_gap: waits.longest,
            ..self.stats
        }
    }

    /// Events, and errors in the place of one.
    pub(crate) fn items(&self) -> u64 {
        self.stats.yielded + self.stats.mismatches
    }

    /// Messages that came for the first time.
    pub(crate) fn new_messages(&self) -> u64 {
        self.stats.yielded + self.stats.skipped + self.stats.mismatches + self.others
    }
}

/// The failure that a server wrote in place of events: JSON by itself, or as the value of a field that
/// is none of an event.
fn failure_in<S: StreamEvents>(text: &str) -> Option<FailureError<S::Failure>> {
    let values = text
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.1));
    let mut texts = std::iter::once(text).chain(values).map(str::trim);
    texts.find_map(|json| {
        let rules = &S::PROTOCOL.failures;
        let is_failure = json.starts_with('{') && !FailureInfo::read(json, rules).is_empty();
        let failure = is_failure.then(|| S::failure(json))?;
        Some(FailureError::new(failure?, &Message::new(json), rules))
    })
}
