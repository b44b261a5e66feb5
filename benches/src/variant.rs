//! Everything that is measured.

use crate::input::Input;
use crate::tally::Tally;

/// How far a variant decodes. All of a stage decode the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The data of the messages, found but not framed by the rules.
    Split,
    /// Messages.
    Framed,
    /// Typed events.
    Typed,
    /// Typed events too, unless a character is cut: then it is lost.
    TypedUncut,
}

/// A way to decode the stream.
#[derive(Debug, Clone, Copy)]
pub struct Variant<W> {
    /// What it is called in the table.
    pub name: &'static str,
    /// How far it decodes.
    pub stage: Stage,
    /// Decodes all of it.
    pub run: fn(&Input<W>, &mut Tally),
}

impl<W> Variant<W> {
    pub(crate) const fn split(name: &'static str, run: fn(&Input<W>, &mut Tally)) -> Self {
        Self::new(name, Stage::Split, run)
    }

    pub(crate) const fn framed(name: &'static str, run: fn(&Input<W>, &mut Tally)) -> Self {
        Self::new(name, Stage::Framed, run)
    }

    pub(crate) const fn typed(name: &'static str, run: fn(&Input<W>, &mut Tally)) -> Self {
        Self::new(name, Stage::Typed, run)
    }

    pub(crate) const fn typed_uncut(name: &'static str, run: fn(&Input<W>, &mut Tally)) -> Self {
        Self::new(name, Stage::TypedUncut, run)
    }

    const fn new(name: &'static str, stage: Stage, run: fn(&Input<W>, &mut Tally)) -> Self {
        Self { name, stage, run }
    }
}
