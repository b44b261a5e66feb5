//! Whether programs and streams of two documents get along.

use std::fmt;

/// A verdict on one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything works as before.
    Compatible,
    /// Something may not.
    Breaking,
}

impl Verdict {
    /// Its name: `breaking` or `compatible`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }

    /// Breaking, if something was found.
    #[must_use]
    pub fn breaking_if(found: bool) -> Self {
        match found {
            true => Self::Breaking,
            false => Self::Compatible,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The verdicts on the three questions that a change raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Verdicts {
    /// Programs that use the generated types: whether they compile with the types of the new
    /// document. What is new in a `#[non_exhaustive]` enum or struct breaks nothing.
    pub source: Verdict,
    /// Programs built from the old document: whether they read streams of the new one.
    pub forward: Verdict,
    /// Programs built from the new document: whether they read recordings of the old one.
    pub backward: Verdict,
}

impl Verdicts {
    /// Nothing changed.
    pub const COMPATIBLE: Self = Self {
        source: Verdict::Compatible,
        forward: Verdict::Compatible,
        backward: Verdict::Compatible,
    };

    /// The verdicts on both of two changes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            source: self.source.max(other.source),
            forward: self.forward.max(other.forward),
            backward: self.backward.max(other.backward),
        }
    }

    /// The verdicts with the names they are reported under, which do not change.
    #[must_use]
    pub fn named(self) -> [(&'static str, Verdict); 3] {
        [
            ("source", self.source),
            ("forward", self.forward),
            ("backward", self.backward),
        ]
    }
}
