//! All that a snapshot keeps.

use super::changes::Notes;
use super::error::FoldError;
use super::held::Held;
use super::losses::Losses;
use super::places::Places;
use super::rules::Ends;

/// The value, and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct State<V> {
    pub(super) value: Held<V>,
    pub(super) places: Places,
    /// The fields of what is replaced next that stay as they are.
    pub(super) kept: Vec<&'static str>,
    /// What the last event changed.
    pub(super) notes: Notes,
    /// The value began anew with the last event, or before it.
    pub(super) restarted: bool,
    /// It began anew since the last event.
    pub(super) restarts: bool,
    /// The error after which nothing is followed any more.
    pub(super) frozen: Option<FoldError>,
    pub(super) losses: Losses,
    /// How many events came.
    pub(super) events: u64,
    /// What the events say of the end, or who sees the stream.
    pub(super) ended: Ends,
}

impl<V> State<V> {
    pub(super) fn new(initial: Option<V>) -> Self {
        Self {
            value: initial.into(),
            places: Places::default(),
            kept: Vec::new(),
            notes: Notes::default(),
            restarted: false,
            restarts: false,
            frozen: None,
            losses: Losses::default(),
            events: 0,
            ended: Ends::No,
        }
    }

    /// Begins anew, which the next event tells.
    pub(super) fn restart(&mut self, initial: Option<V>) {
        *self = Self {
            restarts: true,
            ..Self::new(initial)
        };
    }

    /// An event came. Whether it counts: nothing does after the end.
    #[inline]
    pub(super) fn event_came(&mut self) -> bool {
        self.notes.clear();
        if self.ended == Ends::Finish {
            self.restarted = false;
            return false;
        }
        self.restarted = std::mem::take(&mut self.restarts);
        self.events += 1;
        true
    }

    /// An event was lost. Whether it counts.
    pub(super) fn event_was_lost(&mut self) -> bool {
        self.notes.clear();
        self.restarted = false;
        let counts = self.ended != Ends::Finish;
        self.events += u64::from(counts);
        counts
    }

    pub(super) fn ends(&mut self, ends: Ends) {
        if ends != Ends::No && self.ended != Ends::Finish {
            self.ended = ends;
        }
    }
}
