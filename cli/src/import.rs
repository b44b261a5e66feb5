//! `stream-events import`.

mod arguments;
mod list;
mod options;

pub(crate) use arguments::Arguments;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use stream_events_import::{ImportError, Imported, Importer, Report};
use stream_events_schema::Document;

use crate::exit::{Exit, Failure};
use crate::io::{self, relative, slashes};
use crate::out::{self, count};

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    if arguments.check || arguments.update {
        let output = output(arguments)?;
        let existing = stream_events_schema::parse(&io::read(output)?)?;
        let importer = importer(arguments, &description(arguments, output, &existing)?)?;
        return if arguments.check {
            check(&importer, output, &existing)
        } else {
            write(arguments, importer.update(&existing)?)
        };
    }
    let file = arguments.file.clone().unwrap_or_default();
    let importer = importer(arguments, &file)?;
    if arguments.list {
        return list::run(&importer);
    }
    if let Some(output) = arguments
        .output
        .as_ref()
        .filter(|it| !arguments.force && it.exists())
    {
        return Err(Failure::Other(format!(
            "{} is there already\n  = help: `--update` keeps what was added to it by hand, \
             `--force` writes over it",
            output.display()
        )));
    }
    write(arguments, importer.import()?)
}

fn output(arguments: &Arguments) -> Result<&Path, Failure> {
    let output = arguments.output.as_deref();
    output.ok_or_else(|| Failure::Usage("which document? Say it with `--output`".to_owned()))
}

/// The description: the one given, or else the one the document names, from where it stands.
fn description(
    arguments: &Arguments,
    output: &Path,
    existing: &Document,
) -> Result<PathBuf, Failure> {
    if let Some(file) = &arguments.file {
        return Ok(file.clone());
    }
    let source = existing.source.as_ref();
    match source.and_then(|source| source.file.as_ref()) {
        Some(file) => Ok(output.parent().unwrap_or(Path::new("")).join(file)),
        None => Err(Failure::Usage(format!(
            "{} does not say which file it was imported from; name it",
            output.display()
        ))),
    }
}

fn importer(arguments: &Arguments, file: &Path) -> Result<Importer, Failure> {
    let text = io::read(file)?;
    // The document and what it was made from are found together, wherever the command ran.
    let name = |file: &Path| match &arguments.output {
        Some(output) => slashes(&relative(file, output.parent().unwrap_or(Path::new("")))),
        None => slashes(file),
    };
    let mut importer = Importer::new(&name(file), text.text())?;
    for recording in &arguments.recording {
        let stream = io::read(recording)?;
        importer = importer.recording(&name(recording), stream.text());
    }
    Ok(options::apply(importer, arguments))
}

fn check(importer: &Importer, output: &Path, existing: &Document) -> Result<Exit, Failure> {
    if importer.is_current(existing)? {
        return Ok(Exit::Fine);
    }
    out::say(&format!(
        "error: {} is out of date: what it was imported from has changed\n  = help: \
         `stream-events import -o {} --update` imports anew, and keeps what was added by hand",
        output.display(),
        output.display()
    ));
    Ok(Exit::Found)
}

fn write(arguments: &Arguments, imported: Imported) -> Result<Exit, Failure> {
    let Imported {
        document, report, ..
    } = imported;
    let text = document.to_json();
    match &arguments.output {
        Some(output) => fs::write(output, text).map_err(Failure::file("write", output))?,
        None => write!(anstream::stdout(), "{text}")?,
    }
    if !arguments.quiet {
        tell(&document, &report);
    }
    Ok(Exit::Fine)
}

/// What an import has to say, in as many lines as it has findings, and one more.
fn tell(document: &Document, report: &Report) {
    let mut text = String::new();
    for finding in report {
        text.push_str(&format!("{finding}\n"));
    }
    let events = count(document.events.len(), "event");
    let types = count(document.definitions.len(), "type");
    text.push_str(&format!("imported: {events}, {types}"));
    out::say(&text);
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::Other(match error.missing_event() {
            Some(event) => format!(
                "{error}\n  = help: if it comes all the same, declare it with `--more \
                 {event}=SCHEMA`"
            ),
            None => error.to_string(),
        })
    }
}
