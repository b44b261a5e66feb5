//! Reading a configuration file: every mistake in it is found at its place.

mod keys;
mod values;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use stream_events_schema::{Mistake, Mistakes, Source, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ConfigFile, Entry, Layer};
use crate::exit::Failure;
use crate::io;
use keys::{Key, Kind, Of};
use values::{Name, Value, ordered, what_it_is};

/// The one table of the file.
const TABLE: &str = "stream-events";
const EXAMPLE: &str = "[stream-events.\"schemas/feed.json\"]";

pub(super) fn read(path: &Path) -> Result<ConfigFile, Failure> {
    let source = io::read(path)?;
    let folder = match io::is_standard(path) {
        true => Path::new(""),
        false => path.parent().unwrap_or(Path::new("")),
    };
    let mut reader = Reader {
        folder,
        mistakes: Vec::new(),
    };
    let config = reader.file(&source);
    match reader.mistakes.is_empty() {
        true => Ok(config),
        false => Err(Failure::Config(Mistakes::new(source, reader.mistakes))),
    }
}

struct Reader<'a> {
    folder: &'a Path,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn mistake(&mut self, range: Range<usize>, message: String, label: &str, help: String) {
        self.mistakes.push(Mistake {
            range,
            message,
            label: label.to_owned(),
            help,
        });
    }

    fn file(&mut self, source: &Source) -> ConfigFile {
        let mut config = ConfigFile {
            name: source.name().to_owned(),
            all: Layer::default(),
            documents: Vec::new(),
            known: HashMap::new(),
        };
        let file = match DeTable::parse(source.text()) {
            Ok(file) => file,
            Err(error) => {
                let range = error.span().unwrap_or_default();
                let message = format!("the file is not TOML: {}", error.message());
                self.mistake(range, message, "", String::new());
                return config;
            }
        };
        let help = format!(
            "write options of all documents below `[{TABLE}]`, those of one below `{EXAMPLE}`"
        );
        let mut is_there = false;
        for (key, value) in ordered(file.get_ref()) {
            let name = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::Table(table) if name == TABLE => {
                    is_there = true;
                    self.table(table, &mut config);
                }
                value if name == TABLE => {
                    is_there = true;
                    let message = format!("`{TABLE}` is a table");
                    self.mistake(key.span(), message, what_it_is(value), help.clone());
                }
                _ => {
                    let message = format!("`{name}` means nothing here");
                    let label = "not the table of the command";
                    self.mistake(key.span(), message, label, help.clone());
                }
            }
        }
        if !is_there && self.mistakes.is_empty() {
            self.mistake(0..0, format!("the file has no `[{TABLE}]`"), "", help);
        }
        config
    }

    fn table(&mut self, table: &DeTable<'_>, config: &mut ConfigFile) {
        let mut outputs = HashMap::new();
        for (key, value) in ordered(table) {
            let name = key.get_ref().as_ref();
            if let Some(found) = Key::named(name) {
                self.option(found, Of::All, (key, value), &mut config.all);
                continue;
            }
            let DeValue::Table(own) = value.get_ref() else {
                self.unknown(key, Of::All);
                continue;
            };
            // A file has an ending or a folder: a word alone is an option.
            if !name.contains(['.', '/', '\\']) {
                self.unknown(key, Of::All);
                continue;
            }
            let entry = self.document(key, own, &mut outputs);
            let whole = io::whole(&entry.document);
            let index = config.documents.len();
            if config.known.insert(whole, index).is_some() {
                let message = format!("`{name}` is there twice");
                let label = "the same file by another path";
                let help = "write all of its options in one table".to_owned();
                self.mistake(key.span(), message, label, help);
            }
            config.documents.push(entry);
        }
    }

    fn document(
        &mut self,
        key: &Name<'_>,
        table: &DeTable<'_>,
        outputs: &mut HashMap<PathBuf, String>,
    ) -> Entry {
        let name = key.get_ref().as_ref();
        let document = self.folder.join(name);
        if !document.is_file() {
            // Who has more of them has another mistake, and each costs a look at the whole folder.
            let near = (self.mistakes.len() < 20).then(|| io::near(&document));
            let help = match near.flatten() {
                Some(near) => {
                    let near = Path::new(name).with_file_name(near);
                    format!("did you mean `{}`?", io::slashes(&near))
                }
                None => "write its path from the folder of this file".to_owned(),
            };
            let message = format!("there is no document `{name}`");
            self.mistake(key.span(), message, "no such file", help);
        }
        let mut entry = Entry {
            document,
            output: None,
            layer: Layer::default(),
        };
        for (key, value) in ordered(table) {
            let Some(found) = Key::named(key.get_ref()) else {
                self.unknown(key, Of::One);
                continue;
            };
            if found.name != "output" {
                self.option(found, Of::One, (key, value), &mut entry.layer);
                continue;
            }
            let Some(path) = self.output(found, value) else {
                continue;
            };
            if let Some(other) = outputs.insert(io::whole(&path), name.to_owned()) {
                let message = format!("`{other}` has this `output` too");
                let label = "one would be written over the other";
                self.mistake(
                    value.span(),
                    message,
                    label,
                    "write another file".to_owned(),
                );
            }
            entry.output = Some(path);
        }
        entry
    }

    fn output(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<PathBuf> {
        match value.get_ref() {
            DeValue::String(path) if !path.is_empty() && path != "-" => {
                Some(self.folder.join(path.as_ref()))
            }
            _ => {
                self.wrong_kind(key, value);
                None
            }
        }
    }

    fn option(
        &mut self,
        key: &Key,
        of: Of,
        (at, value): (&Name<'_>, &Spanned<DeValue<'_>>),
        layer: &mut Layer,
    ) {
        if of == Of::All && key.of == Of::One {
            let message = format!("`{}` is of one document", key.name);
            let help = format!("write it below the table of the document, such as `{EXAMPLE}`");
            self.mistake(at.span(), message, "not for all documents", help);
            return;
        }
        let Some(read) = Value::read(key.kind, value) else {
            self.wrong_kind(key, value);
            return;
        };
        let before = self.mistakes.len();
        if let (Kind::Pairs, DeValue::Table(pairs)) = (key.kind, value.get_ref()) {
            self.pairs(pairs);
        }
        if self.mistakes.len() > before {
            return;
        }
        for (text, range) in read.words() {
            if let Err((message, help)) = key.validate(text) {
                self.mistake(range.clone(), message, "", help);
            }
        }
        if self.mistakes.len() == before {
            key.put(&read, layer);
        }
    }

    /// Pairs are written as on the command line, where the last `=` counts.
    fn pairs(&mut self, pairs: &DeTable<'_>) {
        for (_, value) in ordered(pairs) {
            if let DeValue::String(text) = value.get_ref()
                && text.contains('=')
            {
                let message = "a type cannot have `=` here".to_owned();
                let help = "give it a name of its own, by `type Name = ..;`".to_owned();
                self.mistake(value.span(), message, "", help);
            }
        }
    }

    fn wrong_kind(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) {
        let message = format!("`{}` is {}", key.name, key.kind.words());
        let help = format!("write `{}`", key.example);
        self.mistake(value.span(), message, what_it_is(value.get_ref()), help);
    }

    fn unknown(&mut self, key: &Name<'_>, of: Of) {
        let name = key.get_ref().as_ref();
        let known = || Key::ALL.iter().map(|it| it.name);
        let help = match nearest(name, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let known: Vec<_> = Key::ALL
                    .iter()
                    .filter(|it| of == Of::One || it.of == of)
                    .collect();
                let known: Vec<_> = known.iter().map(|it| it.name).collect();
                format!("write one of {}", known.join(", "))
            }
        };
        let message = format!("unknown option `{name}`");
        self.mistake(key.span(), message, "not an option", help);
    }
}
