//! Reading: the one place where documents are read.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use stream_events_schema::{Checked, Source};

use super::{address, missing};
use crate::exit::Failure;

/// Whether a path is that of standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// What a file is called in what is said about it.
pub(crate) fn name(path: &Path) -> String {
    if is_standard(path) {
        return "<stdin>".to_owned();
    }
    path.display().to_string()
}

/// What a file is called in what goes to others: without the folders, which are nobody else's business.
pub(crate) fn file_name(path: &Path) -> String {
    match path.file_name() {
        Some(name) if !is_standard(path) => name.to_string_lossy().into_owned(),
        _ => name(path),
    }
}

/// All that was read: it is not written onto, and standard input is there only once.
static INPUTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// All that was read.
pub(super) fn inputs() -> Vec<PathBuf> {
    INPUTS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// Takes note of a file that is read.
pub(super) fn note(path: &Path) {
    INPUTS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(path.to_owned());
}

/// The text of a file, or of standard input.
pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    let text = String::from_utf8(read_bytes(path)?);
    let text = text.map_err(|_| unreadable(path, &ErrorKind::InvalidData.into()))?;
    Ok(Source::new(name(path), text))
}

/// The text of a document: that of a file, or where none is called so, of an API that comes with the
/// command.
pub(crate) fn read_named(path: &Path) -> Result<Source, Failure> {
    match missing::shipped(path) {
        Some(api) => Ok(Source::new(api.name, api.document)),
        None => read(path),
    }
}

/// The bytes of a file, or of standard input.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if is_standard(path) && inputs().iter().any(|it| is_standard(it)) {
        let message = "standard input can be read only once: write `-` for one file only";
        return Err(Failure::Usage(message.to_owned()));
    }
    note(path);
    let bytes = if is_standard(path) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().read_to_end(&mut bytes);
        read.map(|_| bytes)
    } else {
        fs::read(path)
    };
    bytes.map_err(|error| unreadable(path, &error))
}

/// The text of a file that a description refers to: a device or a pipe might never end.
pub(crate) fn read_regular(path: &Path) -> std::io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    note(path);
    fs::read_to_string(path)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let name = name(path);
    if error.kind() == ErrorKind::InvalidData {
        return Failure::other(format!("cannot read {name}: it is not UTF-8"));
    }
    address::unreadable(path).unwrap_or_else(|| missing::unreadable(path, error))
}

/// A document that was read and checked, with its text.
pub(crate) struct Document {
    pub(crate) source: Source,
    pub(crate) checked: Checked,
}

impl Document {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Self::checked(read(path)?)
    }

    /// The same, or the document of an API that comes with the command, by its name.
    pub(crate) fn named(path: &Path) -> Result<Self, Failure> {
        Self::checked(read_named(path)?)
    }

    /// The document that a text is.
    pub(crate) fn checked(source: Source) -> Result<Self, Failure> {
        let checked = stream_events_schema::read_source(&source)?;
        Ok(Self { source, checked })
    }

    /// What it is called: its title, or else the name of its file.
    pub(crate) fn title(&self) -> &str {
        self.checked
            .title
            .as_deref()
            .unwrap_or_else(|| self.source.name())
    }
}
