//! Why nothing was imported.

use std::fmt;

use super::text::Unreadable;
use crate::diagnostic::Diagnostics;
use crate::suggest::nearest;

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError(Box<ErrorKind>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ErrorKind {
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
    /// An option names something that is not there.
    Option {
        message: String,
    },
    NoEvents {
        union: String,
        why: String,
    },
    /// What was imported does not pass the checks; only options can bring that about.
    Broken {
        diagnostics: Diagnostics,
    },
}

impl ErrorKind {
    /// An option says how to handle an event that is not there.
    pub(super) fn no_event(event: &str, known: &[&str]) -> Self {
        let help = match nearest(event, known.iter().copied()) {
            Some(meant) => format!("; did you mean `{meant}`?"),
            None => String::new(),
        };
        let message = format!("the stream has no event `{event}` to handle{help}");
        Self::Option { message }
    }
}

impl ImportError {
    /// What passed no check, when options such as `dispatch` made a document that holds together
    /// impossible.
    #[must_use]
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match &*self.0 {
            ErrorKind::Broken { diagnostics } => Some(diagnostics),
            _ => None,
        }
    }

    /// The line and column of a mistake in the text, from 1.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        match &*self.0 {
            ErrorKind::Unreadable { why, .. } => Some((why.line, why.column)),
            _ => None,
        }
    }
}

impl From<ErrorKind> for ImportError {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Unreadable { file, why } => {
                let Unreadable {
                    line,
                    column,
                    reason,
                } = why;
                write!(f, "{file}:{line}:{column}: neither JSON nor YAML: {reason}")
            }
            ErrorKind::NoDescription { file } => {
                write!(
                    f,
                    "{file} is no description: it has neither `components` nor `$defs`"
                )
            }
            ErrorKind::NoUnion { known } => {
                f.write_str("which schema describes the events was not said")?;
                list(f, known)
            }
            ErrorKind::UnknownUnion {
                union,
                nearest,
                known,
            } => {
                write!(f, "the description has no `{union}`")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
                    None => list(f, known),
                }
            }
            ErrorKind::NoSchema { union, what } => write!(f, "`{union}` is no schema but {what}"),
            ErrorKind::Option { message } => f.write_str(message),
            ErrorKind::NoEvents { union, why } => write!(f, "`{union}` describes no event: {why}"),
            ErrorKind::Broken { diagnostics } => {
                write!(
                    f,
                    "what was imported does not hold together:\n{diagnostics}"
                )
            }
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, known: &[String]) -> fmt::Result {
    if known.is_empty() {
        return f.write_str("; no operation of it declares a `text/event-stream` response");
    }
    f.write_str("; the streams it declares are ")?;
    for (index, name) in known.iter().enumerate() {
        let separator = if index > 0 { ", " } else { "" };
        write!(f, "{separator}`{name}`")?;
    }
    Ok(())
}

impl std::error::Error for ImportError {}
