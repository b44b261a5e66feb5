//! The rules by which the events of a document add up: what generated code implements.

use super::changes::{Shown, Told};
use super::error::FoldError;
use super::run::Run;
use crate::{StreamEvents, UnknownEvent};

/// A set of events whose document says how they add up.
///
/// Generated code implements it. By hand, implement [`Fold`](super::Fold).
pub trait Rules: StreamEvents {
    /// What they add up to.
    type Value: Clone;

    /// What is told of what an event changed.
    type Change<'a>;

    /// The value before the first event, where no event begins it.
    fn initial() -> Option<Self::Value> {
        None
    }

    /// Follows the rules of an event.
    ///
    /// # Errors
    ///
    /// When a rule cannot be followed; it has changed nothing then.
    fn follow(run: &mut Run<'_, Self::Value>, event: &Self::Event) -> Result<(), FoldError>;

    /// What is told of a change, with the value as it is after the event.
    fn change<'a>(
        told: Told<'a>,
        shown: Shown<'a, Self::Value>,
        event: &'a Self::Event,
    ) -> Option<Self::Change<'a>>;

    /// What is told where the value began anew.
    fn restarted<'a>() -> Self::Change<'a>;

    /// Whether the value is made of events of this name.
    fn has_rules(event_type: &str) -> bool;

    /// Whether an event is the declared end.
    fn ends(event: &Self::Event) -> Ends;

    /// The event, if it is kept as it came: it is not declared, or does not fit.
    fn unknown(event: &Self::Event) -> Option<&UnknownEvent>;
}

/// Whether an event is the declared end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ends {
    /// It is not.
    #[default]
    No,
    /// An end after it is no truncation.
    Complete,
    /// Nothing comes after it.
    Finish,
}

/// What a second `start` means.
#[derive(Debug)]
pub enum Restart<V> {
    /// It is an error.
    Error,
    /// Nothing.
    Ignore,
    /// A new value begins.
    Replace,
    /// Nothing, if this is the same in both; else it is an error.
    Same(fn(&V) -> Option<serde_json::Value>),
}

impl<V> Clone for Restart<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Restart<V> {}

/// Which element an index means that is absent or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexDefault {
    /// None: that is an error.
    None,
    /// The one with this index.
    At(u64),
    /// A new one behind the last.
    Next,
}

/// What may become of an element that is there, or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It has to be there.
    Existing,
    /// It must not be there, and is inserted.
    New {
        /// Indices on the wire may skip.
        sparse: bool,
    },
    /// It is there or is inserted.
    Either {
        /// Indices on the wire may skip.
        sparse: bool,
    },
}

/// Where an element is, or is to be inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// Its position.
    pub position: usize,
    /// What it is known by, whatever is inserted before it.
    pub address: u64,
    /// It is to be inserted.
    pub is_new: bool,
}
