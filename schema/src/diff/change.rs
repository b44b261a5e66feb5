//! One change.

use std::fmt;

use super::kind::ChangeKind;
use super::subject::Subject;

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What sort of change it is.
    pub kind: ChangeKind,
    /// What changed.
    pub subject: Subject,
    /// Where that stands.
    pub place: Place,
    /// What it means for code that uses the generated API.
    pub impact: Impact,
    /// What changed, in a sentence.
    pub message: String,
    /// Why it has this impact.
    pub reason: String,
    /// What to do about it; empty if there is nothing to do.
    pub advice: String,
    /// What the document says about something that is new.
    pub description: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it is now.
    pub after: Option<String>,
}

impl Change {
    /// A change that needs nothing done, until said otherwise.
    pub fn new(
        kind: ChangeKind,
        subject: Subject,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            subject,
            place,
            impact: Impact::None,
            message: message.into(),
            reason: String::new(),
            advice: String::new(),
            description: None,
            before: None,
            after: None,
        }
    }

    /// Sets what it means, and why.
    #[must_use]
    pub fn impact(mut self, impact: Impact, reason: impl Into<String>) -> Self {
        self.impact = impact;
        self.reason = reason.into();
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Sets what it was and what it is now.
    #[must_use]
    pub fn values(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.before = Some(before.into());
        self.after = Some(after.into());
        self
    }

    pub(super) fn described(mut self, description: Option<&String>) -> Self {
        self.description = description.cloned();
        self
    }

    /// Whether it is breaking.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.impact.verdict()
    }

    /// Whether it is something that arrives from now on and wants to be handled.
    #[must_use]
    pub fn is_new_to_handle(&self) -> bool {
        match self.kind {
            // What fails is handled where errors are; what is skipped need not be.
            ChangeKind::EventAdded => !self.advice.is_empty(),
            ChangeKind::EventHandle | ChangeKind::VariantAdded | ChangeKind::ValueAdded => {
                self.impact == Impact::Matches
            }
            _ => false,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.verdict(), self.message)
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// In which document: the new one, or the old one for what is gone.
    pub side: Side,
    /// Where in it, as a JSON Pointer.
    pub pointer: String,
}

impl Place {
    /// A place in the old document.
    #[must_use]
    pub fn old(pointer: impl Into<String>) -> Self {
        Self {
            side: Side::Old,
            pointer: pointer.into(),
        }
    }

    /// A place in the new document.
    #[must_use]
    pub fn new(pointer: impl Into<String>) -> Self {
        Self {
            side: Side::New,
            pointer: pointer.into(),
        }
    }
}

/// One of the two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The one that was.
    Old,
    /// The one that is.
    New,
}

impl Side {
    /// Its name: `old` or `new`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// What a change means for code that uses the generated API.
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
    /// Code need not care.
    None,
}

impl Impact {
    /// All impacts, the gravest first.
    pub const ALL: &[Self] = &[
        Self::Breaking,
        Self::Behaviour,
        Self::Matches,
        Self::Literals,
        Self::None,
    ];

    /// The name it is reported under; it does not change.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Behaviour => "behaviour",
            Self::Matches => "matches",
            Self::Literals => "literals",
            Self::None => "none",
        }
    }

    /// Whether it is breaking.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Breaking => Verdict::Breaking,
            _ => Verdict::Compatible,
        }
    }
}

/// Whether a change is breaking for code that uses the generated API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Code may stop compiling.
    Breaking,
    /// Code compiles as before; inside the crate that derives, up to exhaustive matches and struct
    /// literals.
    Compatible,
}

impl Verdict {
    /// Its name: `breaking` or `compatible`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
