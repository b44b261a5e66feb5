//! Why a recording cannot be read or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::times::Wrong;

/// A recording cannot be read or written.
#[derive(Debug, Clone)]
pub struct RecordingError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug, Clone)]
enum Reason {
    Io {
        action: &'static str,
        error: Arc<io::Error>,
    },
    Wrong(Wrong),
}

impl RecordingError {
    /// What could not be done with a file.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| {
            let error = Arc::new(error);
            let reason = Reason::Io { action, error };
            Self { path, reason }
        }
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

    /// What the system said, if it was the system that failed.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        match &self.reason {
            Reason::Io { error, .. } => Some(error),
            Reason::Wrong(_) => None,
        }
    }
}

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::Io { action, error } => write!(f, "cannot {action} {path}: {error}"),
            Reason::Wrong(wrong) => write!(f, "{path}: {wrong}"),
        }
    }
}

impl std::error::Error for RecordingError {}
