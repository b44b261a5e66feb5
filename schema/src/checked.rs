//! A document that passed every check.

mod event;

pub use event::{Condition, EventType, Step};

use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::Errors;
use crate::shape::{Definition, DefinitionId, Type};
use crate::source::Source;
use crate::words::{Dispatch, End, Mismatch, Resume, Sentinel, Unknown};

/// A document in which every check holds.
///
/// Only [`check`](crate::check()) makes one, so whatever takes a `Checked` cannot meet a dangling
/// reference, an unsupported construct or a rule that contradicts another.
#[derive(Debug, Clone)]
pub struct Checked {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) dispatch: Vec<Dispatch>,
    pub(crate) events: Vec<EventType>,
    pub(crate) unknown: Unknown,
    pub(crate) mismatch: Mismatch,
    pub(crate) end: End,
    pub(crate) sentinels: Vec<(String, Sentinel)>,
    pub(crate) errors: Errors<Type>,
    pub(crate) request_id: Vec<String>,
    pub(crate) resume: Option<Resume>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) notes: Diagnostics,
    /// For what later stages have to say.
    pub(crate) source: Option<Source>,
}

/// Two documents are equal if they mean the same, wherever they were read from.
impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
            && self.description == other.description
            && self.version == other.version
            && self.dispatch == other.dispatch
            && self.events == other.events
            && self.unknown == other.unknown
            && self.mismatch == other.mismatch
            && self.end == other.end
            && self.sentinels == other.sentinels
            && self.errors == other.errors
            && self.request_id == other.request_id
            && self.resume == other.resume
            && self.definitions == other.definitions
    }
}

impl Checked {
    /// `title`.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// `description`.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// `version`.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Where a message's event type is looked for, in order; never empty.
    #[must_use]
    pub fn dispatch(&self) -> &[Dispatch] {
        &self.dispatch
    }

    /// The declared events, in the order of the document.
    #[must_use]
    pub fn events(&self) -> &[EventType] {
        &self.events
    }

    /// What becomes of an event that is not declared.
    #[must_use]
    pub fn unknown(&self) -> Unknown {
        self.unknown
    }

    /// What becomes of a declared event whose payload does not fit.
    #[must_use]
    pub fn mismatch(&self) -> Mismatch {
        self.mismatch
    }

    /// Whether a stream must say that it is over; the default is resolved.
    #[must_use]
    pub fn end(&self) -> End {
        self.end
    }

    /// Data texts that are not events, in the order of the document.
    #[must_use]
    pub fn sentinels(&self) -> &[(String, Sentinel)] {
        &self.sentinels
    }

    /// How failures are read.
    #[must_use]
    pub fn errors(&self) -> &Errors<Type> {
        &self.errors
    }

    /// Names of the response headers that hold the request id, first match first.
    #[must_use]
    pub fn request_id(&self) -> &[String] {
        &self.request_id
    }

    /// How the rest of a stream is asked for, if by a parameter.
    #[must_use]
    pub fn resume(&self) -> Option<&Resume> {
        self.resume.as_ref()
    }

    /// `$defs`, in the order of the document.
    #[must_use]
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// What is worth knowing though nothing is wrong: unions kept as raw JSON, types nobody uses.
    #[must_use]
    pub fn notes(&self) -> &Diagnostics {
        &self.notes
    }

    /// Turns what a later stage has to say about this document into diagnostics with places in
    /// its text; `Ok` if there is no error among it.
    ///
    /// # Errors
    ///
    /// The errors among `diagnostics`.
    pub fn diagnose(
        &self,
        diagnostics: impl IntoIterator<Item = Diagnostic>,
    ) -> Result<(), Diagnostics> {
        let mut findings = Findings::default();
        for diagnostic in diagnostics {
            findings.add(diagnostic);
        }
        findings.finish(self.source.as_ref()).map(|_| ())
    }

    /// The definition a [`Shape::Ref`](crate::Shape::Ref) points to.
    ///
    /// # Panics
    ///
    /// If `id` comes from another document.
    #[must_use]
    pub fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[id.0]
    }
}
