//! `stream-events.toml`: the options of documents, which all commands read.

mod find;
mod read;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use stream_events_schema::Checked;

use crate::check::{Levels, Lints};
use crate::exit::Failure;
use crate::io::{self, relative};
use crate::settings::Settings;

/// What the file is called.
pub(crate) const NAME: &str = "stream-events.toml";

/// Which configuration file is read.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ConfigArguments {
    /// Where options of documents are, instead of the nearest `stream-events.toml`
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Read no `stream-events.toml`
    #[arg(long)]
    no_config: bool,
}

impl ConfigArguments {
    /// Whether the nearest configuration file counts.
    pub(crate) fn is_default(&self) -> bool {
        self.config.is_none() && !self.no_config
    }
}

/// The configuration files of a run; each is read once.
pub(crate) struct Configs<'a> {
    arguments: &'a ConfigArguments,
    read: RefCell<HashMap<PathBuf, Rc<ConfigFile>>>,
}

impl<'a> Configs<'a> {
    pub(crate) fn new(arguments: &'a ConfigArguments) -> Self {
        Self {
            arguments,
            read: RefCell::default(),
        }
    }

    /// The file that governs a document, or an output.
    pub(crate) fn of(&self, file: &Path) -> Result<Option<Rc<ConfigFile>>, Failure> {
        // What comes by a pipe has the folder that the command runs in.
        let folder = match io::is_standard(file) {
            true => Path::new(""),
            false => file.parent().unwrap_or(Path::new("")),
        };
        self.in_folder(folder)
    }

    /// The file that governs what is in a folder.
    pub(crate) fn in_folder(&self, folder: &Path) -> Result<Option<Rc<ConfigFile>>, Failure> {
        let path = match &self.arguments.config {
            _ if self.arguments.no_config => return Ok(None),
            Some(path) => path.clone(),
            None => match find::nearest(folder) {
                Some(path) => relative(&path, Path::new("")),
                None => return Ok(None),
            },
        };
        if let Some(config) = self.read.borrow().get(&path) {
            return Ok(Some(Rc::clone(config)));
        }
        let config = Rc::new(read::read(&path)?);
        self.read.borrow_mut().insert(path, Rc::clone(&config));
        Ok(Some(config))
    }

    /// What the command line says of a document's code, and for each option that it leaves out, the
    /// document's file.
    pub(crate) fn settings(
        &self,
        given: &Settings,
        document: &Path,
        checked: &Checked,
    ) -> Result<Settings, Failure> {
        Ok(match self.of(document)? {
            Some(config) => given.or(&config.settings(document, checked)),
            None => given.clone(),
        })
    }

    /// The file of two of one API whose options both have: the first that a configuration file names, or
    /// else the first.
    pub(crate) fn named_one<'p>(&self, files: [&'p Path; 2]) -> Result<&'p Path, Failure> {
        for file in files.into_iter().filter(|it| !io::is_standard(it)) {
            if self.of(file)?.is_some_and(|it| it.has(file)) {
                return Ok(file);
            }
        }
        let named = files.into_iter().find(|it| !io::is_standard(it));
        Ok(named.unwrap_or(files[0]))
    }
}

/// A configuration file.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    /// What it is called.
    name: String,
    all: Layer,
    documents: Vec<Entry>,
    /// Where in `documents` a document is, by its path from the root on.
    known: HashMap<PathBuf, usize>,
}

/// What is said of all documents, or of one.
#[derive(Debug, Default)]
struct Layer {
    settings: Settings,
    exhaustive: Option<bool>,
    lints: Lints,
}

/// A document in a configuration file.
#[derive(Debug)]
struct Entry {
    document: PathBuf,
    output: Option<PathBuf>,
    layer: Layer,
}

impl ConfigFile {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it names a document.
    pub(crate) fn has(&self, document: &Path) -> bool {
        self.entry(document).is_some()
    }

    fn entry(&self, document: &Path) -> Option<&Entry> {
        if io::is_standard(document) {
            return None;
        }
        let index = self.known.get(&io::whole(document))?;
        self.documents.get(*index)
    }

    /// The options of a document's code: its own, and for what they leave out, those of all.
    pub(crate) fn settings(&self, document: &Path, checked: &Checked) -> Settings {
        let mut all = self.all.settings.clone();
        // Of all documents, those that have the format.
        let formats = checked.formats();
        all.derive.format.retain(|it| {
            it.rsplit_once('=')
                .is_some_and(|(it, _)| formats.contains(&it))
        });
        let Some(Entry { layer, .. }) = self.entry(document) else {
            all.derive.exhaustive = self.all.exhaustive.unwrap_or_default();
            return all;
        };
        let mut settings = layer.settings.or(&all);
        let exhaustive = layer.exhaustive.or(self.all.exhaustive);
        settings.derive.exhaustive = exhaustive.unwrap_or_default();
        settings
    }

    /// What is done with what is found in a document.
    pub(crate) fn levels<'a>(&'a self, given: &'a Lints, document: &Path) -> Levels<'a> {
        let own = self.entry(document).map(|it| &it.layer.lints);
        let layers = [Some(given), own, Some(&self.all.lints)];
        Levels::new(layers.into_iter().flatten())
    }

    /// All documents that it names, in the order of the file.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Path> {
        self.documents.iter().map(|it| it.document.as_path())
    }

    /// The documents that have an output, each with it, in the order of the file.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = (&Path, &Path)> {
        let outputs = self.documents.iter();
        outputs.filter_map(|it| Some((it.document.as_path(), it.output.as_deref()?)))
    }

    /// Where the code of a document goes.
    pub(crate) fn output(&self, document: &Path) -> Option<&Path> {
        self.entry(document)?.output.as_deref()
    }

    /// The document whose output a file is.
    pub(crate) fn document(&self, output: &Path) -> Option<&Path> {
        let output = io::whole(output);
        let mut outputs = self.outputs();
        let found = outputs.find(|(_, it)| io::whole(it) == output);
        found.map(|(document, _)| document)
    }
}
