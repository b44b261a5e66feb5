//! `stream-events import`.

mod options;

pub(crate) use options::{Entry, Handling, Ignored, More, When};

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use stream_events_import::{ImportError, Imported, Importer, Report};
use stream_events_schema::Document;

use crate::args::ImportArguments;
use crate::check::count;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::paths::{relative, slashes};
use crate::render;
use crate::table::Table;

pub(crate) fn run(arguments: &ImportArguments) -> Result<Exit, Failure> {
    if arguments.check || arguments.update {
        let output = output(arguments)?;
        let existing = stream_events_schema::parse(&files::read(output)?)?;
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
        return list(&importer);
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

fn output(arguments: &ImportArguments) -> Result<&Path, Failure> {
    let output = arguments.output.as_deref();
    output.ok_or_else(|| Failure::Usage("which document? Say it with `--output`".to_owned()))
}

/// The description: the one given, or else the one the document names, from where it stands.
fn description(
    arguments: &ImportArguments,
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

fn importer(arguments: &ImportArguments, file: &Path) -> Result<Importer, Failure> {
    let text = files::read(file)?;
    // The document and what it was made from are found together, wherever the command ran.
    let name = |file: &Path| match &arguments.output {
        Some(output) => slashes(&relative(file, output.parent().unwrap_or(Path::new("")))),
        None => slashes(file),
    };
    let mut importer = Importer::new(&name(file), text.text())?;
    for recording in &arguments.recording {
        let stream = files::read(recording)?;
        importer = importer.recording(&name(recording), stream.text());
    }
    Ok(options::apply(importer, arguments))
}

fn check(importer: &Importer, output: &Path, existing: &Document) -> Result<Exit, Failure> {
    if importer.is_current(existing)? {
        return Ok(Exit::Fine);
    }
    render::say(&format!(
        "error: {} is out of date: what it was imported from has changed\n  = help: \
         `stream-events import -o {} --update` imports anew, and keeps what was added by hand",
        output.display(),
        output.display()
    ));
    Ok(Exit::Found)
}

fn list(importer: &Importer) -> Result<Exit, Failure> {
    let streams = importer.streams();
    if streams.is_empty() {
        render::say(
            "note: no operation of the description declares a `text/event-stream` response\n  = \
             help: name the schema that describes the events with `--union`",
        );
        return Ok(Exit::Fine);
    }
    let mut table = Table::new(&["OPERATION", "UNION"]);
    for stream in streams {
        table.row([stream.operation, stream.union]);
    }
    write!(anstream::stdout(), "{}", table.text(""))?;
    Ok(Exit::Fine)
}

fn write(arguments: &ImportArguments, imported: Imported) -> Result<Exit, Failure> {
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
    render::say(&text);
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
