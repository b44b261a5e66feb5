//! Why nothing was imported.

use std::fmt;

use crate::report::Finding;
use stream_events_schema::{Diagnostics, Framing, nearest};

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    kind: Box<ErrorKind>,
    /// Files that something in the description refers to and that could not be read.
    unread: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Unreadable {
        file: String,
        why: Unreadable,
    },
    /// The text is JSON or YAML, but no description.
    NoDescription {
        file: String,
    },
    /// Which union is meant was not said.
    NoUnion {
        known: Vec<String>,
        /// What may be meant, if no stream is known.
        unions: Vec<String>,
    },
    UnknownUnion {
        union: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    /// A name or pointer leads to something that is no schema.
    NoSchema {
        union: String,
        what: String,
    },
    /// A stream is declared, but nothing is said of its messages.
    Undescribed(Undescribed),
    /// An option says how to handle an event that is not there.
    NoEvent {
        event: String,
        known: Vec<String>,
    },
    NoEvents {
        union: String,
        why: String,
    },
    /// An update would write over what may have been edited by hand.
    NoBase {
        lost: Vec<Finding>,
    },
    /// What was imported does not pass the checks; only options can bring that about.
    Broken {
        diagnostics: Diagnostics,
    },
}

/// What is there instead of a description of messages, and where one may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Undescribed {
    pub(crate) stream: String,
    pub(crate) why: Why,
    /// Names of schemas that may describe the events.
    pub(crate) candidates: Vec<String>,
    /// Whether the description has schemas at all.
    pub(crate) any: bool,
    /// That of the stream, as far as it is known.
    pub(crate) framing: Framing,
    /// The names of events that examples and recordings show.
    pub(crate) events: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// The operation does not answer with a stream.
    NoStream,
    NoSchema,
    /// The schema is of the text of the whole stream.
    Text,
}

/// Where and why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// What it was read as.
    pub(crate) format: &'static str,
    /// Whether it is none of that format at all.
    pub(crate) is_syntax: bool,
    pub(crate) reason: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            format,
            reason,
            ..
        } = self;
        write!(f, "{line}:{column}: invalid {format}: {reason}")
    }
}

impl ImportError {
    /// The same beside files that could not be read: what is not found may be in those.
    pub(crate) fn beside(self, unread: Vec<Finding>) -> Self {
        Self { unread, ..self }
    }

    /// What passed no check, when options such as `dispatch` made a document that holds together
    /// impossible.
    #[must_use]
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match &*self.kind {
            ErrorKind::Broken { diagnostics } => Some(diagnostics),
            _ => None,
        }
    }

    /// The event that is to be handled and that the stream does not have;
    /// [`more`](super::Importer::more) adds one.
    #[must_use]
    pub fn missing_event(&self) -> Option<&str> {
        match &*self.kind {
            ErrorKind::NoEvent { event, .. } => Some(event),
            _ => None,
        }
    }

    /// What an update would write over, when nobody kept what the last import made: what was edited
    /// by hand cannot be told from what the description changed.
    #[must_use]
    pub fn lost_edits(&self) -> &[Finding] {
        match &*self.kind {
            ErrorKind::NoBase { lost } => lost,
            _ => &[],
        }
    }

    /// The line and column of a mistake in the text, from 1.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        match &*self.kind {
            ErrorKind::Unreadable { why, .. } => Some((why.line, why.column)),
            _ => None,
        }
    }
}

impl From<ErrorKind> for ImportError {
    fn from(kind: ErrorKind) -> Self {
        Self {
            kind: Box::new(kind),
            unread: Vec::new(),
        }
    }
}

const NO_STREAM: &str = "no operation declares a response that is a stream, such as \
                         `text/event-stream` or `application/x-ndjson`";
const DECLARED: &str = "; the streams it declares are ";

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        for finding in &self.unread {
            write!(f, "\n  = note: {}: {}", finding.pointer, finding.message)?;
        }
        Ok(())
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Unreadable { file, why } => write!(f, "{file}:{why}"),
            ErrorKind::NoDescription { file } => {
                write!(
                    f,
                    "{file} is no description: it has neither `components` nor `$defs`"
                )
            }
            ErrorKind::NoUnion { known, unions } => {
                f.write_str("no `--union` given")?;
                match known.as_slice() {
                    [] => write!(f, ", and {NO_STREAM}")?,
                    known => names(f, DECLARED, known)?,
                }
                match unions.as_slice() {
                    [] => Ok(()),
                    unions => names(f, "; unions that may be meant are ", unions),
                }
            }
            ErrorKind::UnknownUnion {
                union,
                nearest,
                known,
            } => {
                write!(f, "the description has no `{union}`")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
                    None if known.is_empty() => write!(f, "; {NO_STREAM}"),
                    None => names(f, DECLARED, known),
                }
            }
            ErrorKind::NoSchema { union, what } => write!(f, "`{union}` is {what}, not a schema"),
            ErrorKind::Undescribed(undescribed) => undescribed.fmt(f),
            ErrorKind::NoEvent { event, known } => {
                write!(f, "the stream has no event `{event}` to handle; ")?;
                match nearest(event, known.iter().map(String::as_str)) {
                    Some(meant) => write!(f, "did you mean `{meant}`?"),
                    None => names(f, "its events are ", known),
                }
            }
            ErrorKind::NoEvents { union, why } => write!(f, "`{union}` describes no event: {why}"),
            ErrorKind::NoBase { lost } => {
                f.write_str(
                    "without what the last import made, edits by hand cannot be told from changes \
                     of the description; an update would write over these places:",
                )?;
                let mut lost = lost.iter();
                lost.try_for_each(|it| write!(f, "\n  {}: {}", it.pointer, it.message))
            }
            ErrorKind::Broken { diagnostics } => {
                write!(
                    f,
                    "what was imported does not hold together:\n{diagnostics}"
                )
            }
        }
    }
}

const NAME_IT: &str = "; name the schema that describes its events with `--union`";
const NAME_ONE_OF: &str = "; name what describes its events with `--union`: ";
const NOTHING_TO_NAME: &str = "; the description has no schema to name: write the document by hand";

impl fmt::Display for Undescribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stream = &self.stream;
        match self.why {
            Why::NoStream => write!(
                f,
                "`{stream}` declares no response that is a stream, such as `text/event-stream` or \
                 `application/x-ndjson`"
            )?,
            Why::NoSchema => write!(f, "`{stream}` declares a stream without a schema")?,
            Why::Text => write!(
                f,
                "`{stream}`: `type: string` describes the text of the whole stream, not a message"
            )?,
        }
        match self.candidates.as_slice() {
            [] => f.write_str(if self.any { NAME_IT } else { NOTHING_TO_NAME })?,
            known => names(f, NAME_ONE_OF, known)?,
        }
        match self.events.as_slice() {
            [] => Ok(()),
            shown => names(f, "; its examples show the events ", shown),
        }
    }
}

fn names(f: &mut fmt::Formatter<'_>, before: &str, names: &[String]) -> fmt::Result {
    f.write_str(before)?;
    for (index, name) in names.iter().enumerate() {
        let separator = if index > 0 { ", " } else { "" };
        write!(f, "{separator}`{name}`")?;
    }
    Ok(())
}

impl std::error::Error for ImportError {}
