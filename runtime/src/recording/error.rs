//! Why a recording cannot be read.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::times::Wrong;

/// A recording cannot be read.
#[derive(Debug)]
pub struct RecordingError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Io(io::Error),
    Wrong(Wrong),
}

impl RecordingError {
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        let reason = Reason::Io(error);
        Self { path, reason }
    }

    pub(super) fn wrong(path: &Path, wrong: Wrong) -> Self {
        let path = path.to_owned();
        let reason = Reason::Wrong(wrong);
        Self { path, reason }
    }

    /// The file that it is about: that of the body, or the one with its times.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line that is wrong, counted from 1; `None` if it is the file as a whole.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self.reason {
            Reason::Wrong(Wrong::Line { line, .. }) => Some(line),
            _ => None,
        }
    }

    /// What the system said, if a file could not be read at all.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        match &self.reason {
            Reason::Io(error) => Some(error),
            Reason::Wrong(_) => None,
        }
    }
}

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::Io(error) => write!(f, "cannot read {path}: {error}"),
            Reason::Wrong(wrong) => write!(f, "{path}: {wrong}"),
        }
    }
}

impl std::error::Error for RecordingError {}
