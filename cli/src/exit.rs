//! How the command ends.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use stream_events_schema::{Diagnostics, Mistakes};

use crate::io::name;

/// What the command found, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Fine,
    /// A document has mistakes, or a file cannot be read or written.
    Trouble,
    /// The command line is wrong; clap says so with the same code.
    Usage,
    /// The answer is one that a CI job asks for: a change that matters, a file that is stale.
    Found,
}

impl Exit {
    /// The one of two that says more: what could not be found out, then what was found.
    pub(crate) fn worse(self, other: Self) -> Self {
        let rank = |exit| match exit {
            Self::Fine => 0,
            Self::Found => 1,
            Self::Usage => 2,
            Self::Trouble => 3,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Trouble => 1,
            Exit::Usage => 2,
            Exit::Found => 3,
        })
    }
}

/// Why the command cannot answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A document has mistakes.
    Document(Diagnostics),
    /// A configuration file has mistakes.
    Config(Mistakes),
    /// A file cannot be read or written.
    File {
        action: &'static str,
        path: PathBuf,
        error: io::Error,
    },
    /// The results cannot be printed.
    Print(io::Error),
    /// An argument is wrong, in a sentence.
    Usage(String),
    /// Anything else, in a sentence, and what to do.
    Other { message: String, help: Vec<String> },
}

impl Failure {
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File {
            action,
            path,
            error,
        }
    }

    /// Anything that went wrong, in a sentence.
    pub(crate) fn other(message: impl fmt::Display) -> Self {
        Self::Other {
            message: message.to_string(),
            help: Vec::new(),
        }
    }

    /// Anything that went wrong, in a sentence, and what to do.
    pub(crate) fn with_help(message: impl fmt::Display, help: impl Into<String>) -> Self {
        Self::Other {
            message: message.to_string(),
            help: vec![help.into()],
        }
    }

    /// The same, said of this file, if it does not name one itself.
    pub(crate) fn about(mut self, file: &str) -> Self {
        if let Self::Other { message, .. } = &mut self
            && !message.starts_with(file)
        {
            *message = format!("{file}: {message}");
        }
        self
    }

    /// Something else that can be done.
    pub(crate) fn and_help(mut self, more: impl Into<String>) -> Self {
        if let Self::Other { help, .. } = &mut self {
            help.push(more.into());
        }
        self
    }

    /// What went wrong, without the word that it is an error.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Document(diagnostics) => diagnostics.to_string(),
            Self::Config(mistakes) => mistakes.to_string(),
            Self::File {
                action,
                path,
                error,
            } => format!("cannot {action} {}: {error}", name(path)),
            Self::Print(error) => format!("cannot print: {error}"),
            Self::Usage(message) | Self::Other { message, .. } => message.clone(),
        }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> &[String] {
        match self {
            Self::Other { help, .. } => help,
            _ => &[],
        }
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Print(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Document(diagnostics)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Print(error)
    }
}

impl From<stream_events_codegen::Error> for Failure {
    fn from(error: stream_events_codegen::Error) -> Self {
        match error {
            stream_events_codegen::Error::Document(diagnostics) => Self::Document(diagnostics),
            error => Self::other(error),
        }
    }
}
