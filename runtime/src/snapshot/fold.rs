//! What adds events up.

use std::sync::Arc;

use super::error::FoldError;
use super::losses::Losses;
use crate::{Mismatch, StreamEvents};

/// What adds the events of a stream up to a value.
///
/// [`Snapshot`](super::Snapshot) does by the rules of a document. For events without rules, implement it by
/// hand: six short items are required, the others have defaults.
/// [`with_snapshot_of`](crate::AsyncStream::with_snapshot_of) puts it on a stream.
///
/// ```
/// use stream_events::{Fold, FoldError};
///
/// /// All lines as one text.
/// #[derive(Default)]
/// struct Text(String);
///
/// impl Fold for Text {
///     type Event = String;
///     type Value = String;
///     type Change<'a> = ();
///
///     fn apply(&mut self, line: &String) -> Result<(), FoldError> {
///         self.0.push_str(line);
///         Ok(())
///     }
///
///     fn value(&self) -> Option<&String> {
///         Some(&self.0)
///     }
///
///     fn into_value(self) -> Option<String> {
///         Some(self.0)
///     }
///
///     fn restart(&mut self) {
///         *self = Self::default();
///     }
/// }
/// ```
pub trait Fold {
    /// The events.
    type Event;

    /// What they add up to.
    type Value;

    /// What is told of what an event changed: `()` where nothing is.
    type Change<'a>
    where
        Self: 'a;

    /// Adds an event.
    ///
    /// # Errors
    ///
    /// When it cannot be added. A fold that keeps no [`error`](Self::error) is given no more events of that
    /// stream then, and has no final value.
    fn apply(&mut self, event: &Self::Event) -> Result<(), FoldError>;

    /// The value so far; `None` before it began.
    fn value(&self) -> Option<&Self::Value>;

    /// The value so far, by value.
    fn into_value(self) -> Option<Self::Value>
    where
        Self: Sized;

    /// Begins anew, as before the first event: the stream was asked for again from its beginning.
    fn restart(&mut self);

    /// Adds an event of which these values do not fit, and were read as null
    /// ([`AsyncStream::mismatches`](crate::AsyncStream::mismatches)).
    ///
    /// # Errors
    ///
    /// When it cannot be added.
    fn apply_with(&mut self, event: &Self::Event, nulls: &[Mismatch]) -> Result<(), FoldError> {
        let _ = nulls;
        self.apply(event)
    }

    /// What the event that was added last changed. It is given once more, to be borrowed from.
    fn changes<'a>(&'a self, event: &'a Self::Event) -> impl Iterator<Item = Self::Change<'a>> {
        let _ = event;
        std::iter::empty()
    }

    /// An event was lost whole, as it does not fit.
    fn lost(&mut self, event: &Mismatch) {
        let _ = event;
    }

    /// The stream ended as its API declares, or its source did where no end is declared.
    fn ended(&mut self) {}

    /// What was lost, if the fold keeps that itself. If it does not, the stream does: it has no final
    /// value after an event that was lost whole.
    fn losses(&self) -> Option<&Losses> {
        None
    }

    /// The places of the value that were begun and not closed yet, as JSON Pointers.
    fn open(&self) -> Vec<String> {
        Vec::new()
    }

    /// The error after which the value stays as it is, if the fold keeps that itself. It is given events
    /// even so, as one may begin a new value.
    fn error(&self) -> Option<&FoldError> {
        None
    }

    /// The value so far, to be kept while it grows on.
    fn shared(&mut self) -> Option<Arc<Self::Value>>
    where
        Self::Value: Clone,
    {
        self.value().cloned().map(Arc::new)
    }
}

/// A set of events that is known to add up to something.
///
/// Documents with a `snapshot` have it. For other events it says which [`Fold`] is meant by
/// [`with_snapshot`](crate::AsyncStream::with_snapshot).
pub trait StreamSnapshot: StreamEvents {
    /// What adds them up.
    type Snapshot: Fold<Event = Self::Event> + Default;
}
