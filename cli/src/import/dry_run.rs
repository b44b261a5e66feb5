//! `import --dry-run`: what would be written, and how it differs from what is there.

use std::fs;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::Arguments;
use super::document::base_of;
use crate::exit::{Exit, Failure};
use crate::io;
use crate::out;

/// Writes a document and what the import made of it, or shows what that would change.
pub(super) struct Writer<'a> {
    is_dry: bool,
    is_update: bool,
    document: &'a Path,
    changes: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(arguments: &Arguments, document: &'a Path) -> Result<Self, Failure> {
        if arguments.dry_run && io::is_standard(document) {
            let message = "`--dry-run` tells what would become of a file: name it with `-o`";
            return Err(Failure::Usage(message.to_owned()));
        }
        Ok(Self {
            is_dry: arguments.dry_run,
            is_update: arguments.update,
            document,
            changes: false,
        })
    }

    pub(super) fn document(&mut self, text: &str) -> Result<(), Failure> {
        if self.would_write(self.document, text)? {
            out::print(&difference(self.document, text)?)?;
        }
        Ok(())
    }

    pub(super) fn base(&mut self, text: &str) -> Result<(), Failure> {
        self.would_write(&base_of(self.document), text).map(drop)
    }

    /// Writes a file, unless the run is dry; whether it is, and would change the file.
    fn would_write(&mut self, path: &Path, text: &str) -> Result<bool, Failure> {
        if !self.is_dry {
            match self.is_update {
                true => io::update(path, text)?,
                false => io::write(path, text)?,
            }
            return Ok(false);
        }
        let changes = io::would_change(path, text, self.is_update)?;
        if changes {
            out::note(&format!("{} would be written", path.display()), None);
        }
        self.changes |= changes;
        Ok(changes)
    }

    /// What became of it, in a word for the report.
    pub(super) fn done(&self, word: &str) -> String {
        match self.is_dry {
            true => format!("would be {word}"),
            false => word.to_owned(),
        }
    }

    /// How a run ends that found nothing else to say.
    pub(super) fn exit(&self) -> Exit {
        match self.changes {
            true => Exit::Found,
            false => Exit::Fine,
        }
    }
}

/// How a file that is there would change; nothing for one that is not.
fn difference(path: &Path, text: &str) -> Result<String, Failure> {
    if !path.is_file() {
        return Ok(String::new());
    }
    // After that the difference is longer than it need be, but as right.
    const LONGEST: Duration = Duration::from_secs(2);
    let found = fs::read_to_string(path).map_err(Failure::file("read", path))?;
    let difference = TextDiff::configure()
        .timeout(LONGEST)
        .diff_lines(&found, text);
    let name = path.display().to_string();
    let mut difference = difference.unified_diff();
    Ok(difference.header(&name, &name).to_string())
}
