//! What the events of a document add up to.

use std::fmt;
use std::sync::Arc;

use super::changes::Changes;
use super::error::{FoldError, FoldErrorKind};
use super::fold::Fold;
use super::losses::Losses;
use super::rules::{Ends, Rules};
use super::run::Run;
use super::state::State;
use super::unfinished::Unfinished;
use crate::error::Outcome;
use crate::{Error, ErrorKind, Mismatch};

/// The value that the events of a stream add up to, by the rules of their document.
///
/// The module of a document with a `snapshot` has an alias for it.
/// [`AsyncStream::with_snapshot`](crate::AsyncStream::with_snapshot) feeds one from a stream; this is the same
/// without a stream: events in, changes and the value out.
///
/// ```
/// # use stream_events::StreamEvents;
/// #[derive(Debug, StreamEvents)]
/// #[stream_events(schema = "../apis/documents/anthropic-messages.json")]
/// pub struct Messages;
///
/// # fn fold(events: &[messages::Event]) -> Result<(), Box<dyn std::error::Error>> {
/// let mut snapshot = messages::Snapshot::new();
/// for event in events {
///     for change in snapshot.apply(event)? {
///         if let messages::Change::Text { delta, .. } = change {
///             print!("{delta}");
///         }
///     }
/// }
/// let message: messages::Message = snapshot.finish()?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// After an error the value is frozen: it stays as it is, further events change nothing and are no errors, and
/// [`finish`](Self::finish) is that error. An event that begins a new value, or replaces the whole, thaws it.
///
/// # What was lost
///
/// [`apply_with`](Self::apply_with) takes what of an event does not fit and was read as null, and
/// [`lost`](Self::lost) an event that does not fit as a whole. [`losses`](Self::losses) lists both. After an
/// event that was lost whole and has rules there is no final value.
pub struct Snapshot<S: Rules> {
    state: State<S::Value>,
}

impl<S: Rules> Snapshot<S> {
    /// The value before the first event.
    #[must_use]
    pub fn new() -> Self {
        Self {
            state: State::new(S::initial()),
        }
    }

    /// Adds an event; gives what it changed.
    ///
    /// After the event that ends the stream, events change nothing.
    ///
    /// # Errors
    ///
    /// When a rule cannot be followed. It has changed nothing then, but those before it have:
    /// [`changes`](Self::changes) tells what.
    #[inline]
    pub fn apply<'a>(&'a mut self, event: &'a S::Event) -> Result<Changes<'a, S>, FoldError> {
        self.apply_with(event, &[])
    }

    /// Adds an event of which these values do not fit, and were read as null
    /// ([`AsyncStream::mismatches`](crate::AsyncStream::mismatches)).
    ///
    /// An index or a key among them is not known, so a rule that needs it is skipped.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply) does.
    #[inline]
    pub fn apply_with<'a>(
        &'a mut self,
        event: &'a S::Event,
        nulls: &[Mismatch],
    ) -> Result<Changes<'a, S>, FoldError> {
        self.follow(event, nulls)?;
        Ok(self.changes(event))
    }

    #[inline]
    fn follow(&mut self, event: &S::Event, nulls: &[Mismatch]) -> Result<(), FoldError> {
        if !self.state.event_came() {
            return Ok(());
        }
        if let Some(unknown) = S::unknown(event) {
            if let Some(mismatch) = &unknown.reason {
                self.lose(mismatch);
            }
            return Ok(());
        }
        if !nulls.is_empty() {
            self.note(nulls);
        }
        let mut run = Run::new(&mut self.state, nulls);
        let followed = S::follow(&mut run, event);
        let outcome = run.outcome(followed);
        self.state.ends(S::ends(event));
        outcome
    }

    #[cold]
    fn note(&mut self, nulls: &[Mismatch]) {
        for null in nulls.iter().filter(|it| S::has_rules(it.event_type())) {
            let (event_type, number) = (null.event_type(), self.state.events);
            let losses = &mut self.state.losses;
            losses.note(number, event_type, null.path(), null.reason());
        }
    }

    /// What the event that was added last changed. It is given once more, to be borrowed from.
    #[inline]
    #[must_use]
    pub fn changes<'a>(&'a self, event: &'a S::Event) -> Changes<'a, S> {
        Changes {
            restarted: self.state.restarted,
            notes: &self.state.notes,
            next: 0,
            value: self.state.value.get(),
            places: &self.state.places,
            event,
        }
    }

    /// An event was lost, as this error says. Only [`ErrorKind::Mismatch`] is one.
    pub fn lost<F>(&mut self, error: &Error<F>) {
        if let ErrorKind::Mismatch(mismatch) = error.kind() {
            Fold::lost(self, mismatch);
        }
    }

    #[cold]
    fn lose(&mut self, mismatch: &Mismatch) {
        if S::has_rules(mismatch.event_type()) {
            let losses = &mut self.state.losses;
            losses.note_event(self.state.events, mismatch);
        }
        self.state.ends(match mismatch.outcome() {
            Outcome::GoOn => Ends::No,
            Outcome::Complete => Ends::Complete,
            Outcome::Finish => Ends::Finish,
        });
    }

    /// The stream came to its declared end by something that is no event: a sentinel, or the end of its
    /// source in good order where that is an end.
    pub fn ended(&mut self) {
        self.state.ends(Ends::Complete);
    }

    /// The value so far; `None` before it began.
    #[inline]
    #[must_use]
    pub fn value(&self) -> Option<&S::Value> {
        self.state.value.get()
    }

    /// The value so far, to be kept while it grows on.
    ///
    /// Nothing is cloned for it; but if it is still held at the next event, the snapshot goes on with a copy.
    #[must_use]
    pub fn shared(&mut self) -> Option<Arc<S::Value>> {
        self.state.value.share()
    }

    /// The places of the value that were begun and not closed yet, as JSON Pointers: the contents of a
    /// message that still grow, say. Only those that some rule of the document closes.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        self.state.places.open().collect()
    }

    /// What of the events was lost.
    #[must_use]
    pub fn losses(&self) -> &Losses {
        &self.state.losses
    }

    /// The error after which the value is frozen.
    #[must_use]
    pub fn error(&self) -> Option<&FoldError> {
        self.state.frozen.as_ref()
    }

    /// The final value.
    ///
    /// It has to have come to its end: by an event that is declared to be the end, or by
    /// [`ended`](Self::ended). Of an API that declares no end, to call this says that the stream is over.
    ///
    /// # Errors
    ///
    /// When the stream has not ended as declared, an event could not be added or was lost, or the value never
    /// began. The error has the value so far.
    pub fn finish(self) -> Result<S::Value, Unfinished<S::Value>> {
        let State {
            value,
            frozen,
            losses,
            ended,
            ..
        } = self.state;
        let has_ended = ended != Ends::No || !S::PROTOCOL.end_required;
        let error = match (frozen, value.into_value()) {
            (Some(error), value) => return Err(Unfinished::new(error, value)),
            (None, value) if !has_ended => (FoldErrorKind::Unfinished, value),
            (None, None) => (FoldErrorKind::BeforeStart, None),
            (None, value) if losses.has_lost_event() => (FoldErrorKind::Lost, value),
            (None, Some(value)) => return Ok(value),
        };
        let (kind, value) = error;
        Err(Unfinished::new(kind.into(), value))
    }

    /// Begins anew, as before the first event. The changes of the next event say so.
    pub fn restart(&mut self) {
        self.state.restart(S::initial());
    }
}

impl<S: Rules> Fold for Snapshot<S> {
    type Event = S::Event;
    type Value = S::Value;
    type Change<'a> = S::Change<'a>;

    #[inline]
    fn apply(&mut self, event: &S::Event) -> Result<(), FoldError> {
        self.follow(event, &[])
    }

    #[inline]
    fn apply_with(&mut self, event: &S::Event, nulls: &[Mismatch]) -> Result<(), FoldError> {
        self.follow(event, nulls)
    }

    #[inline]
    fn changes<'a>(&'a self, event: &'a S::Event) -> impl Iterator<Item = S::Change<'a>> {
        self.changes(event)
    }

    fn value(&self) -> Option<&S::Value> {
        self.value()
    }

    fn into_value(self) -> Option<S::Value> {
        self.state.value.into_value()
    }

    fn restart(&mut self) {
        self.restart();
    }

    fn lost(&mut self, event: &Mismatch) {
        if self.state.event_was_lost() {
            self.lose(event);
        }
    }

    fn ended(&mut self) {
        self.ended();
    }

    fn losses(&self) -> Option<&Losses> {
        Some(self.losses())
    }

    fn open(&self) -> Vec<String> {
        self.open()
    }

    fn error(&self) -> Option<&FoldError> {
        self.error()
    }

    fn shared(&mut self) -> Option<Arc<S::Value>> {
        self.shared()
    }
}

impl<S: Rules> Default for Snapshot<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Rules> Clone for Snapshot<S> {
    fn clone(&self) -> Self {
        Self {
            state: self.state.clone(),
        }
    }
}

/// Shows nothing of the value.
impl<S: Rules> fmt::Debug for Snapshot<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("events", &self.state.events)
            .field("has_value", &self.state.value.is_there())
            .field("losses", &self.state.losses.count())
            .field("error", &self.state.frozen)
            .finish_non_exhaustive()
    }
}
