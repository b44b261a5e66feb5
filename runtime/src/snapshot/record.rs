//! What a stream keeps for a fold that does not keep it itself.

use super::error::FoldError;
use super::fold::Fold;
use super::losses::Losses;
use crate::Mismatch;

/// The first error of a fold, and what was lost.
#[derive(Debug, Default)]
pub(super) struct Record {
    error: Option<FoldError>,
    losses: Losses,
    /// How many events came.
    events: u64,
}

impl Record {
    pub(super) fn error(&self) -> Option<&FoldError> {
        self.error.as_ref()
    }

    pub(super) fn losses(&self) -> &Losses {
        &self.losses
    }

    /// Adds an event, unless there was an error that the fold does not know of.
    #[inline]
    pub(super) fn apply<F: Fold>(
        &mut self,
        fold: &mut F,
        event: &F::Event,
        nulls: &[Mismatch],
    ) -> Result<(), FoldError> {
        self.events += 1;
        if self.error.is_some() {
            return Ok(());
        }
        if !nulls.is_empty() && fold.losses().is_none() {
            for null in nulls {
                let (event_type, number) = (null.event_type(), self.events);
                let losses = &mut self.losses;
                losses.note(number, event_type, null.path(), null.reason());
            }
        }
        let applied = fold.apply_with(event, nulls);
        if let Err(error) = &applied
            && fold.error().is_none()
        {
            self.error = Some(error.clone());
        }
        applied
    }

    #[cold]
    pub(super) fn lost<F: Fold>(&mut self, fold: &mut F, event: &Mismatch) {
        self.events += 1;
        fold.lost(event);
        if fold.losses().is_none() {
            self.losses.note_event(self.events, event);
        }
    }
}
