//! One change.

use std::fmt;

use super::impact::{Impact, Impacts};
use super::kind::ChangeKind;
use super::subject::Subject;
use super::verdict::{Verdict, Verdicts};

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
    /// What it means for programs that use the generated API.
    pub impacts: Impacts,
    /// Why programs built from the old document do not read every stream of the new one, if so.
    pub forward: Option<String>,
    /// Why programs built from the new document do not read every recording of the old one, if so.
    pub backward: Option<String>,
    /// What changed, in a sentence.
    pub message: String,
    /// Why it has these impacts.
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
            impacts: Impacts::default(),
            forward: None,
            backward: None,
            message: message.into(),
            reason: String::new(),
            advice: String::new(),
            description: None,
            before: None,
            after: None,
        }
    }

    /// Adds an impact, and why it has it.
    #[must_use]
    pub fn impact(mut self, impact: Impact, reason: impl AsRef<str>) -> Self {
        self.add_impact(impact, reason.as_ref());
        self
    }

    /// Adds an impact, and why it has it.
    pub fn add_impact(&mut self, impact: Impact, reason: &str) {
        self.impacts.add(impact);
        join(&mut self.reason, reason);
    }

    /// Says why old programs do not read new streams; the first reason given stays.
    pub fn breaks_forward(&mut self, why: impl Into<String>) {
        self.impacts.add(Impact::Behaviour);
        self.forward.get_or_insert_with(|| why.into());
    }

    /// Says why new programs do not read old recordings; the first reason given stays.
    pub fn breaks_backward(&mut self, why: impl Into<String>) {
        self.impacts.add(Impact::Behaviour);
        self.backward.get_or_insert_with(|| why.into());
    }

    /// Adds what to do.
    #[must_use]
    pub fn advice(mut self, advice: impl AsRef<str>) -> Self {
        self.add_advice(advice.as_ref());
        self
    }

    /// Adds what to do.
    pub fn add_advice(&mut self, advice: &str) {
        join(&mut self.advice, advice);
    }

    /// Sets what it was and what it is now.
    #[must_use]
    pub fn values(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.before = Some(before.into());
        self.after = Some(after.into());
        self
    }

    /// Sets what the document says about it.
    #[must_use]
    pub fn described(mut self, description: Option<&String>) -> Self {
        self.description = description.cloned();
        self
    }

    /// Takes over what another change says about the same thing: its impacts and verdicts, why, and
    /// what to do.
    pub fn absorb(&mut self, other: Self) {
        self.impacts.extend(other.impacts);
        join(&mut self.reason, &other.reason);
        join(&mut self.advice, &other.advice);
        self.forward = self.forward.take().or(other.forward);
        self.backward = self.backward.take().or(other.backward);
        self.description = self.description.take().or(other.description);
        self.before = self.before.take().or(other.before);
        self.after = self.after.take().or(other.after);
    }

    /// Whether it breaks code, old programs or old recordings.
    #[must_use]
    pub fn verdicts(&self) -> Verdicts {
        Verdicts {
            source: Verdict::breaking_if(self.impacts.contains(Impact::Breaking)),
            forward: Verdict::breaking_if(self.forward.is_some()),
            backward: Verdict::breaking_if(self.backward.is_some()),
        }
    }

    /// Whether it is something that arrives from now on and wants to be handled.
    #[must_use]
    pub fn is_new_to_handle(&self) -> bool {
        match self.kind {
            // What fails is handled where errors are; what is skipped need not be.
            ChangeKind::EventAdded => !self.advice.is_empty(),
            ChangeKind::EventHandle | ChangeKind::VariantAdded | ChangeKind::ValueAdded => {
                self.impacts.contains(Impact::Matches)
            }
            _ => false,
        }
    }
}

/// `one; other`, unless one of them says it all.
fn join(text: &mut String, more: &str) {
    if more.is_empty() || text.contains(more) {
        return;
    }
    if !text.is_empty() {
        text.push_str("; ");
    }
    text.push_str(more);
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.impacts, self.message)
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
