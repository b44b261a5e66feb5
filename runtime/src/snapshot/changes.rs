//! What an event changed.

use std::fmt;

use super::places::{Part, Places};
use super::rules::Rules;

/// What rules tell while they are followed. The memory is used again for each event.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    told: Vec<Note>,
    numbers: Vec<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Note {
    change: u16,
    /// Its numbers are those from here to the next one's.
    from: usize,
}

impl Notes {
    #[inline]
    pub(super) fn clear(&mut self) {
        self.told.clear();
        self.numbers.clear();
    }

    pub(super) fn tell(&mut self, change: u16, at: &[u64]) {
        let from = self.numbers.len();
        self.told.push(Note { change, from });
        self.numbers.extend_from_slice(at);
    }

    fn get(&self, index: usize) -> Option<Told<'_>> {
        let note = self.told.get(index)?;
        let next = self.told.get(index + 1);
        let to = next.map_or(self.numbers.len(), |next| next.from);
        Some(Told {
            change: note.change,
            at: &self.numbers[note.from..to],
        })
    }
}

/// What a rule told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Which of the set's changes it is.
    pub change: u16,
    /// The elements on the way, as they were told.
    pub at: &'a [u64],
}

/// The value as it is after an event.
#[derive(Debug)]
pub struct Shown<'a, V> {
    /// The value.
    pub value: &'a V,
    places: &'a Places,
}

impl<V> Clone for Shown<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Shown<'_, V> {}

impl<V> Shown<'_, V> {
    /// The position of an element by its address.
    #[must_use]
    pub fn position(&self, list: &[Part], address: u64) -> Option<usize> {
        self.places.shown(list, address)
    }
}

/// What an event changed, in the order of the document's rules.
///
/// Each borrows from the value, as it is after the whole event, and from the event.
pub struct Changes<'a, S: Rules> {
    pub(super) restarted: bool,
    pub(super) notes: &'a Notes,
    pub(super) next: usize,
    /// `None` where there is no value: then nothing changed.
    pub(super) value: Option<&'a S::Value>,
    pub(super) places: &'a Places,
    pub(super) event: &'a S::Event,
}

impl<'a, S: Rules> Iterator for Changes<'a, S> {
    type Item = S::Change<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if std::mem::take(&mut self.restarted) {
            return Some(S::restarted());
        }
        let shown = Shown {
            value: self.value?,
            places: self.places,
        };
        loop {
            let told = self.notes.get(self.next)?;
            self.next += 1;
            if let Some(change) = S::change(told, shown, self.event) {
                return Some(change);
            }
        }
    }
}

impl<S: Rules> Clone for Changes<'_, S> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

/// Shows how many are left, as they were told.
impl<S: Rules> fmt::Debug for Changes<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes")
            .field("restarted", &self.restarted)
            .field("told", &(self.notes.told.len() - self.next))
            .finish_non_exhaustive()
    }
}
