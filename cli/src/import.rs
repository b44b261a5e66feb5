//! `stream-events import`.

mod arguments;
mod check;
mod document;
mod dry_run;
mod list;
mod options;
mod update;

pub(crate) use arguments::Arguments;

use std::path::Path;

use stream_events_import::{ImportError, Imported, Importer, Report};
use stream_events_schema::Document;

use crate::exit::{Exit, Failure};
use crate::io::{self, relative, slashes, written_folder};
use crate::out::{self, count};

use document::{Imports, forget_stdin};
use dry_run::Writer;

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    if arguments.check {
        return each(arguments, check::run);
    }
    if arguments.update {
        return each(arguments, update::run);
    }
    let ([file], outputs) = (arguments.files.as_slice(), arguments.output.as_slice()) else {
        let what = "one description makes one document; several are for `--check` and `--update`";
        return Err(Failure::Usage(what.to_owned()));
    };
    if arguments.list {
        return list::run(&importer(arguments, file, None)?, arguments.json);
    }
    match outputs {
        [] => print(arguments, file),
        [output] if io::is_standard(output) => print(arguments, file),
        [output] => write(arguments, file, output),
        _ => Err(Failure::Usage("an import makes one document".to_owned())),
    }
}

/// Does the same for each document; one that fails hides nothing about the others.
fn each(
    arguments: &Arguments,
    run: fn(&Arguments, &Imports<'_>) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let documents = Imports::named(arguments)?;
    if let [document] = documents.as_slice() {
        return run(arguments, document);
    }
    let mut exit = Exit::Fine;
    for document in &documents {
        exit = exit.worse(run(arguments, document).unwrap_or_else(|failure| {
            out::failure(&failure);
            Exit::Trouble
        }));
    }
    Ok(exit)
}

fn print(arguments: &Arguments, file: &Path) -> Result<Exit, Failure> {
    // Says that there is no file to be written.
    Writer::new(arguments, Path::new("-"))?;
    let Imported {
        mut document,
        report,
        ..
    } = importer(arguments, file, None)?.import()?;
    forget_stdin(&mut document, file);
    out::print_file(&document.to_json())?;
    tell(arguments, "imported", &document, &report);
    Ok(Exit::Fine)
}

fn write(arguments: &Arguments, file: &Path, output: &Path) -> Result<Exit, Failure> {
    if !arguments.force && output.exists() {
        return Err(Failure::with_help(
            format!("{} is there already", output.display()),
            "`--update` keeps what was edited by hand, `--force` writes over it",
        ));
    }
    let Imported {
        mut document,
        report,
        ..
    } = importer(arguments, file, Some(output))?.import()?;
    forget_stdin(&mut document, file);
    let text = document.to_json();
    let mut writer = Writer::new(arguments, output)?;
    writer.document(&text)?;
    writer.base(&text)?;
    tell(arguments, &writer.done("imported"), &document, &report);
    Ok(writer.exit())
}

/// Reads a description, and whatever else the arguments name.
fn importer(
    arguments: &Arguments,
    file: &Path,
    document: Option<&Path>,
) -> Result<Importer, Failure> {
    let text = io::read(file)?;
    // The document and what it was made from are found together, wherever the command ran.
    let name = |file: &Path| match document {
        _ if io::is_standard(file) => io::name(file),
        Some(document) => slashes(&relative(file, &written_folder(document))),
        None => slashes(file),
    };
    let importer = Importer::new(&name(file), text.text())?;
    let mut importer = importer.files(&io::folder(file), |path| io::read_regular(Path::new(path)));
    for recording in &arguments.recording {
        let stream = io::read(recording)
            .map_err(|failure| io::unreadable_recording(recording).unwrap_or(failure))?;
        importer = importer.recording(&name(recording), stream.text());
    }
    Ok(options::apply(importer, arguments))
}

/// What an import has to say, in as many lines as it has findings, and one more.
fn tell(arguments: &Arguments, done: &str, document: &Document, report: &Report) {
    if arguments.quiet {
        return;
    }
    let mut text = String::new();
    for finding in report {
        text.push_str(&format!("{finding}\n"));
    }
    let events = count(document.events.len(), "event");
    let types = count(document.definitions.len(), "type");
    text.push_str(&format!("{done}: {events}, {types}"));
    out::say(&text);
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error.missing_event() {
            Some(event) => Self::with_help(
                &error,
                format!("if it comes all the same, declare it with `--more {event}=SCHEMA`"),
            ),
            None => Self::other(error),
        }
    }
}
