//! What was lost of the events.

use crate::interpret::nulls::{Became, Null};

/// What was lost of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Which event it was, from 1.
    pub number: u64,
    /// Its name.
    pub event: String,
    /// Where in its data, as a JSON Pointer; empty for the whole event.
    pub at: String,
    /// Why.
    pub why: String,
}

impl Loss {
    /// What of an event is not read as it came.
    pub(super) fn of(number: u64, event: &str, null: &Null<'_>) -> Self {
        let Null {
            at,
            became,
            mismatch,
            ..
        } = null;
        let mismatch = match mismatch.at == *at {
            true => format!(
                "expected {}, found {}",
                mismatch.expected(),
                mismatch.found()
            ),
            false => mismatch.to_string(),
        };
        let why = match became {
            Became::Null => mismatch,
            Became::Unknown => format!("{mismatch}, so the variant counts as undeclared"),
            Became::Mended => "it is no clean JSON, and was mended".to_owned(),
        };
        Self::new(number, event, at, &why)
    }

    pub(super) fn new(number: u64, event: &str, at: &str, why: &str) -> Self {
        Self {
            number,
            event: event.to_owned(),
            at: at.to_owned(),
            why: why.to_owned(),
        }
    }
}

/// All that was lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Losses {
    first: Vec<Loss>,
    count: u64,
    /// Whether some event was lost whole.
    pub(super) whole: bool,
}

impl Losses {
    /// How many are kept.
    const KEPT: usize = 64;

    /// The first 64.
    #[must_use]
    pub fn first(&self) -> &[Loss] {
        &self.first
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn note(&mut self, loss: Loss) {
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.push(loss);
        }
    }
}
