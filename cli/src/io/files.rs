//! Files: the one place where documents are read.

use std::fs;
use std::io::Read;
use std::path::Path;

use stream_events_schema::{Checked, Source};

use crate::exit::Failure;

/// The text of a file; of standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    if path == Path::new("-") {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map_err(Failure::file("read", path))?;
        return Ok(Source::new(name(path), text));
    }
    let text = fs::read_to_string(path).map_err(Failure::file("read", path))?;
    Ok(Source::new(name(path), text))
}

/// The text of a file that a description refers to: a device or a pipe might never end.
pub(crate) fn read_regular(path: &Path) -> std::io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    fs::read_to_string(path)
}

/// What a file is called in what is said about it.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") {
        return "<stdin>".to_owned();
    }
    path.display().to_string()
}

/// A document that was read and checked, with its text.
pub(crate) struct Document {
    pub(crate) source: Source,
    pub(crate) checked: Checked,
}

impl Document {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let source = read(path)?;
        let checked = stream_events_schema::read_source(&source)?;
        Ok(Self { source, checked })
    }

    /// What it is called: its title, or else the name of its file.
    pub(crate) fn title(&self) -> &str {
        self.checked.title().unwrap_or_else(|| self.source.name())
    }
}
