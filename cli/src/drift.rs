//! `stream-events drift`.

mod recorded;

pub(crate) use recorded::add;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use serde::Serialize;
use stream_events_import::{Difference, DifferenceKind, Drift};
use stream_events_schema::{At, Document, Places, Source, parse, read_source, rewrite};

use crate::exit::{Exit, Failure};
use crate::io::{self, Recording};
use crate::names;
use crate::out::{
    self, Annotation, BOLD, FAINT, FormatArguments, Level, MessageFormat, count, styled,
};

const HELP: &str = "\
Prints each event, field, enum value and variant that the document does not declare, and each type
that a value does not fit: where the document would say it, how often it came, and an example.
Programs see an event that is not declared as unknown, pass over such a field, and lose an event in
which a value does not fit, unless the document says otherwise. A recording that is no stream, and
one that stops before its end, is told, too.

A recording is a file with the bytes of a body, as they came. A file beside it, called like it with
`.times` behind the name, tells the rest, in an object a line: {\"status\": 429, \"headers\": {}}, then
{\"at\": 12, \"bytes\": 340} for each chunk, at last {\"end\": \"clean\"}. If the status is no success,
the body is that of a failed response.

`--patch` adds to the document what is missing and loosens what does not fit. Comments, order and
layout stay. All that it adds is optional: that a field came each time does not say that it must.
That a recording is no stream, or stops before its end, is told, and changes nothing: no document
can say it. What its events have is added all the same.

Examples:
  stream-events drift schemas/messages.json recordings/*.sse
  curl -sN https://api.example.com/feed | stream-events drift schemas/feed.json -
  stream-events drift schemas/messages.json recordings/*.sse --allow field,value
  stream-events drift schemas/messages.json recordings/*.sse --patch

Exit codes:
  0  the document says all that was recorded, or was changed to say it
  1  a document has mistakes, or a file cannot be read or written
  2  the command line is wrong
  3  recordings have what the document does not say, are no streams, or stop early";

/// Find what recorded streams have that a document does not say
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document, or the name of an API that comes with the command; `-` is standard input
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// Recorded bodies; `-` is standard input
    #[arg(required = true, value_name = "RECORDING")]
    recordings: Vec<PathBuf>,
    /// Write the document that says what was recorded
    #[arg(long)]
    patch: bool,
    /// Where to write that document, instead of over the one that was read; `-` is standard output
    #[arg(long, short, value_name = "FILE", requires = "patch")]
    output: Option<PathBuf>,
    /// Leave out a kind of difference: `event`, `field`, `value`, `variant`, `type`, `stream` or `end`
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "KIND",
        conflicts_with = "patch"
    )]
    allow: Vec<Kind>,
    #[command(flatten)]
    format: FormatArguments,
}

/// A kind of difference, by its name.
#[derive(Debug, Clone, Copy)]
struct Kind(DifferenceKind);

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        names::find(name, DifferenceKind::ALL, DifferenceKind::name).map(Self)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let shipped = io::shipped(&arguments.document);
    if let (Some(api), true, None) = (shipped, arguments.patch, &arguments.output) {
        return Err(Failure::Usage(format!(
            "`{}` is no file: name the one for the document with `-o`",
            api.name
        )));
    }
    let source = io::read_named(&arguments.document)?;
    let checked = read_source(&source)?;
    let document = parse(&source)?;
    let mut drift = Drift::new(document.clone());
    for path in &arguments.recordings {
        add(&mut drift, &Recording::read(path)?, &checked);
    }
    let mut differences = drift.differences()?;
    differences.retain(|it| arguments.allow.iter().all(|allowed| allowed.0 != it.kind));
    if !arguments.patch {
        report(arguments, &source, &differences)?;
        return Ok(match differences.is_empty() {
            true => Exit::Fine,
            false => Exit::Found,
        });
    }
    let patched = drift.patched()?;
    let output = arguments.output.as_deref().unwrap_or(&arguments.document);
    // A document on standard output stands there alone.
    match io::is_standard(output) {
        true => out::say(&text(&differences)),
        false => report(arguments, &source, &differences)?,
    }
    write(&source, &document, &patched.document, output)?;
    for left in &patched.left {
        let place = match left.pointer.as_str() {
            "" => &left.recording,
            pointer => pointer,
        };
        out::error(
            &format!("{place}: {}", left.message),
            Some("no document can say that: see what the recording has"),
        );
    }
    if !patched.left.is_empty() && patched.document != document {
        out::say(&format!("all else was written to {}", io::name(output)));
    }
    Ok(match patched.left.is_empty() {
        true => Exit::Fine,
        false => Exit::Found,
    })
}

/// Writes the document, unless it is where it was and says what it said.
fn write(source: &Source, old: &Document, new: &Document, output: &Path) -> Result<(), Failure> {
    let text = match old == new {
        true => source.text().to_owned(),
        false => rewrite(source, new)?,
    };
    match output == Path::new(source.name()) {
        true if old == new => Ok(()),
        true => io::update(output, &text),
        false => io::write(output, &text),
    }
}

fn report(
    arguments: &Arguments,
    source: &Source,
    differences: &[Difference],
) -> Result<(), Failure> {
    let document = &arguments.document;
    match (arguments.format.get(), differences) {
        (MessageFormat::Json, _) => out::print_json(&Report {
            format: 1,
            document: io::name(document),
            differences: differences.iter().map(Entry::new).collect(),
        }),
        (MessageFormat::Github, _) => {
            let places = source.places();
            let annotations = differences.iter();
            let annotations = annotations.map(|it| annotation(it, document, source, &places));
            out::print_annotations(annotations.collect())
        }
        (MessageFormat::Human, []) => out::print(&format!("{}: no drift\n", io::name(document))),
        (MessageFormat::Human, _) => out::print(&text(differences)),
    }
}

/// What was found, at the place in the document that would say it, or what that would be in.
fn annotation(
    found: &Difference,
    document: &Path,
    source: &Source,
    places: &Places<'_>,
) -> Annotation {
    let mut pointer = found.pointer.as_str();
    let position = loop {
        match (places.position(pointer, At::Key), pointer.rfind('/')) {
            (None, Some(end)) => pointer = &pointer[..end],
            (position, _) => break position,
        }
    };
    let times = count(found.count, "time");
    let message = format!("{} ({times})", found.message);
    let mut annotation = Annotation::new(Level::Error, found.kind.name(), message);
    if !found.pointer.is_empty() {
        annotation = annotation.and("at", &found.pointer);
    }
    annotation
        .and(&found.recording, &found.example)
        .in_file(document)
        .at(position, source)
}

/// What was found, for people: a line for each, and one for its example.
fn text(differences: &[Difference]) -> String {
    let mut text = String::new();
    for found in differences {
        let Difference {
            kind,
            pointer,
            message,
            example,
            recording,
            ..
        } = found;
        let kind = styled(BOLD, format!("{kind:<7}"));
        let times = count(found.count, "time");
        let place = match pointer.as_str() {
            "" => String::new(),
            pointer => format!("{pointer}  "),
        };
        text.push_str(&format!("{kind}  {place}{message} ({times})\n"));
        let example = match example.as_str() {
            "" => recording.clone(),
            example => format!("{recording}: {example}"),
        };
        let example = styled(FAINT, format!("         {example}"));
        text.push_str(&format!("{example}\n"));
    }
    text.push_str(&count(differences.len(), "difference"));
    text.push('\n');
    text
}

/// What `--json` prints. What is there stays; more may come.
#[derive(Serialize)]
struct Report<'a> {
    /// The version of this form.
    format: u32,
    document: String,
    differences: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    pointer: &'a str,
    count: usize,
    message: &'a str,
    example: &'a str,
    recording: &'a str,
}

impl<'a> Entry<'a> {
    fn new(found: &'a Difference) -> Self {
        Self {
            kind: found.kind.name(),
            pointer: &found.pointer,
            count: found.count,
            message: &found.message,
            example: &found.example,
            recording: &found.recording,
        }
    }
}
