//! A document that passed every check.

use std::fmt;

use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::shape::{Definition, DefinitionId, Type};
use crate::source::Source;

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
    pub(crate) errors: Errors,
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
    pub fn errors(&self) -> &Errors {
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

/// One place where a message's event type is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dispatch {
    /// The `event` field, when present and not empty.
    Event,
    /// The string at this JSON Pointer in the data.
    Pointer(String),
    /// `event_type`, when something other than `null` stands at `pointer`.
    Has {
        /// Where to look in the data.
        pointer: String,
        /// The event type if something is there.
        event_type: String,
    },
    /// Always this event type.
    Always(String),
}

/// A declared event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventType {
    /// Its name on the wire.
    pub key: String,
    /// `name`: the Rust name the document asks for.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// What becomes of it.
    pub handle: Handle,
    /// All must hold for `finish` or `complete` to apply; empty when there is no condition.
    pub when: Vec<Condition>,
    /// What its data is.
    pub content: Content,
    /// The type of its data; always there when the content is JSON and the event is not skipped.
    pub payload: Option<Type>,
}

/// What becomes of a declared event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Handle {
    /// It is an item of the stream.
    #[default]
    Yield,
    /// It is dropped, its data never parsed.
    Skip,
    /// It is an error, and the stream ends.
    Fail,
    /// It is an item, and the stream ends.
    Finish,
    /// It is an item; from here on an end is not a truncation.
    Complete,
}

/// A condition on the payload of a `finish` or `complete` event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The pointer as written.
    pub pointer: String,
    /// The pointer's way through the payload's type.
    pub steps: Vec<Step>,
    /// What must hold there.
    pub test: Test,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.test {
            Test::Present => write!(f, "{} is there", self.pointer),
            Test::OneOf(values) => {
                let values: Vec<_> = values.iter().map(|it| format!("\"{it}\"")).collect();
                write!(f, "{} is {}", self.pointer, values.join(" or "))
            }
        }
    }
}

/// One step of a [`Condition`]'s way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a property of an object or the value of a map.
    Property(String),
    /// Into an element of an array.
    Index(usize),
}

/// What a [`Condition`] asks of the value it points to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Test {
    /// It is there and not `null`.
    Present,
    /// It is one of these strings.
    OneOf(Vec<String>),
}

/// What an event's data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Content {
    /// JSON that fits `payload`.
    #[default]
    Json,
    /// The text itself.
    Text,
    /// Of no interest.
    None,
}

/// What becomes of an event that is not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Unknown {
    /// It arrives as `Unknown`, unparsed.
    #[default]
    Keep,
    /// It is dropped.
    Skip,
    /// It is an error, and the stream ends.
    Fail,
}

/// What becomes of a declared event whose payload does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Mismatch {
    /// It is an error item, and the stream goes on.
    #[default]
    Error,
    /// It arrives as `Unknown`, with the reason.
    Keep,
}

/// Whether a stream must say that it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum End {
    /// A stream that just stops was cut off.
    Required,
    /// A stream may just stop.
    Optional,
}

/// What a sentinel means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Sentinel {
    /// The stream ends.
    Finish,
    /// Nothing.
    Skip,
}

/// How failures are read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Errors {
    /// Pointers to the failure's type, first match first.
    pub type_pointers: Vec<String>,
    /// Pointers to the failure's message, first match first.
    pub message_pointers: Vec<String>,
    /// The HTTP status each type stands for, in the order of the document.
    pub statuses: Vec<(String, u16)>,
    /// Pointer to a numeric HTTP status in the failure.
    pub status_pointer: Option<String>,
    /// The type of a non-2xx body.
    pub body: Option<Type>,
}

/// How the rest of a stream that was cut is asked for, such as
/// `{ "cursor": "/sequence_number", "query": "starting_after" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Resume {
    /// Where a message says how far the stream has come with it.
    pub cursor: Cursor,
    /// The parameter of the request's URL that takes the cursor of the last message that came.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1)))]
    pub query: String,
}

/// Where a message says how far the stream has come with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cursor {
    /// The last event ID.
    Id,
    /// The string or the integer at this JSON Pointer in the data.
    Pointer(String),
}
