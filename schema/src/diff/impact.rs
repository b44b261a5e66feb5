//! What a change asks of programs.

use std::fmt;

/// What a change means for programs that use the generated API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Impact {
    /// Code may stop compiling, wherever it stands.
    Breaking,
    /// The code compiles as before, and the stream does something else.
    Behaviour,
    /// An enum has a new variant. It is `#[non_exhaustive]`, so only a match in the crate that
    /// derives can be exhaustive and must be extended.
    Matches,
    /// A struct has a new field. It is `#[non_exhaustive]`, so only a literal in the crate that
    /// derives can exist and must be extended.
    Literals,
}

impl Impact {
    /// All impacts, the gravest first.
    pub const ALL: &[Self] = &[
        Self::Breaking,
        Self::Behaviour,
        Self::Matches,
        Self::Literals,
    ];

    /// The name it is reported under; it does not change.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Behaviour => "behaviour",
            Self::Matches => "matches",
            Self::Literals => "literals",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of impacts; empty where programs need not care.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Impacts(u8);

impl Impacts {
    /// Adds an impact.
    pub fn add(&mut self, impact: Impact) {
        self.0 |= impact.bit();
    }

    /// Adds the impacts of another set.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether an impact is among them.
    #[must_use]
    pub fn contains(self, impact: Impact) -> bool {
        self.0 & impact.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The impacts, the gravest first.
    pub fn iter(self) -> impl Iterator<Item = Impact> {
        Impact::ALL
            .iter()
            .copied()
            .filter(move |it| self.contains(*it))
    }
}

impl FromIterator<Impact> for Impacts {
    fn from_iter<I: IntoIterator<Item = Impact>>(impacts: I) -> Self {
        let mut set = Self::default();
        for impact in impacts {
            set.add(impact);
        }
        set
    }
}

impl fmt::Debug for Impacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// `breaking, behaviour`, or `none`.
impl fmt::Display for Impacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(Impact::name).collect();
        match names.is_empty() {
            true => f.write_str("none"),
            false => f.write_str(&names.join(", ")),
        }
    }
}
