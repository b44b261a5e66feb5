//! A document that was imported, what the import made, and the description it came from.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use stream_events_schema::{Document, Source, parse};

use super::Arguments;
use crate::exit::Failure;
use crate::io;

/// A document on the command line, with the description if that is there too.
#[derive(Debug)]
pub(super) struct Imports<'a> {
    pub(super) path: &'a Path,
    file: Option<&'a Path>,
}

impl<'a> Imports<'a> {
    /// The documents that arguments name.
    pub(super) fn named(arguments: &'a Arguments) -> Result<Vec<Self>, Failure> {
        let one = |path: &'a PathBuf| Self { path, file: None };
        match (arguments.output.as_slice(), arguments.files.as_slice()) {
            (outputs, []) => Ok(outputs.iter().map(one).collect()),
            ([], files) => Ok(files.iter().map(one).collect()),
            ([path], [file]) => Ok(vec![Self {
                path,
                file: Some(file),
            }]),
            _ => Err(Failure::Usage(
                "several documents and a description; each document names its own".to_owned(),
            )),
        }
    }

    pub(super) fn read(&self) -> Result<Read, Failure> {
        let source = io::read(self.path)?;
        let base = base_of(self.path);
        let base = match base.exists() {
            true => Some(parse(&io::read(&base)?)?),
            false => None,
        };
        Ok(Read {
            document: parse(&source)?,
            base,
            source,
        })
    }

    /// The description: the one given, or else the one the document names, from where it stands.
    pub(super) fn description(&self, read: &Read) -> Result<PathBuf, Failure> {
        if let Some(file) = self.file {
            return Ok(file.to_owned());
        }
        let source = read.document.source.as_ref();
        let file = source.and_then(|source| source.file.as_deref());
        match file.filter(|file| !io::is_standard(Path::new(file))) {
            Some(file) => Ok(io::written_folder(self.path).join(file)),
            None => Err(Failure::Usage(format!(
                "{} does not say which file it was imported from; name it: `stream-events import \
                 FILE -o {}`, with the other options",
                self.path.display(),
                self.path.display()
            ))),
        }
    }

    /// Whether nothing says that the document was imported.
    pub(super) fn is_by_hand(&self, read: &Read) -> bool {
        read.document.source.is_none() && read.base.is_none()
    }
}

/// A document, and what the last import made of it.
pub(super) struct Read {
    pub(super) source: Source,
    pub(super) document: Document,
    pub(super) base: Option<Document>,
}

/// Where what an import made is kept: beside the document, wherever links lead, under a name that no
/// `*.json` takes for a document.
pub(super) fn base_of(document: &Path) -> PathBuf {
    let mut name = OsString::from(io::target(document));
    name.push(".base");
    PathBuf::from(name)
}

/// A document that came from standard input names no file: nobody could read it again.
pub(super) fn forget_stdin(document: &mut Document, file: &Path) {
    if io::is_standard(file)
        && let Some(source) = &mut document.source
    {
        source.file = None;
    }
}
