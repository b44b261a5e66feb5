//! What a value lacks of its events.

use crate::Mismatch;

/// What was lost of the events that a value is made of.
///
/// The first 64 are kept, and all are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Losses {
    first: Vec<Loss>,
    count: u64,
    has_lost_event: bool,
}

/// What was lost of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// Which event of the stream it was, from 1.
    pub number: u64,
    /// Its name.
    pub event_type: String,
    /// Where in its payload, such as `delta.index` or `content[0].text`; empty for the whole event.
    pub path: String,
    /// Why.
    pub reason: String,
}

impl Losses {
    /// How many are kept.
    const KEPT: usize = 64;

    /// The first 64, in the order of the events.
    #[must_use]
    pub fn first(&self) -> &[Loss] {
        &self.first
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether an event was lost whole. The value is not final then.
    #[must_use]
    pub fn has_lost_event(&self) -> bool {
        self.has_lost_event
    }

    #[cold]
    pub(super) fn note(&mut self, number: u64, event_type: &str, path: &str, reason: &str) {
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.push(Loss {
                number,
                event_type: event_type.to_owned(),
                path: path.to_owned(),
                reason: reason.to_owned(),
            });
        }
    }

    /// A whole event was lost, as it does not fit.
    #[cold]
    pub(super) fn note_event(&mut self, number: u64, event: &Mismatch) {
        let reason = match event.path() {
            "" => event.reason().to_owned(),
            path => format!("{} at `{path}`", event.reason()),
        };
        self.note(number, event.event_type(), "", &reason);
        self.has_lost_event = true;
    }
}
