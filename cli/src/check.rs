//! `stream-events check`.

mod examples;
mod github;
mod json;
mod lint;

pub(crate) use lint::{Levels, Lints};

use std::path::{Path, PathBuf};

use clap::Args;
use stream_events_codegen::api::Api;
use stream_events_schema::{Checked, Diagnostic, Severity};

use crate::config::{ConfigArguments, Configs, NAME};
use crate::exit::{Exit, Failure};
use crate::findings::{FindingsArguments, beside_findings};
use crate::io::{self, Document};
use crate::out::{self, MessageFormat, count};
use crate::settings::Settings;

use json::Report;

const HELP: &str = "\
Each mistake is shown with its line, what is wrong and what to write instead; the derive shows the
same. Warnings, which the derive gives too, are about what can hardly be meant: a pointer that finds
nothing, an event that no message can be. Notes are about what may well be as it should: a union
whose branches cannot be told apart stays raw JSON. Neither changes the exit code, unless it is
denied. `stream-events explain` lists all checks, and explains each.

The `examples` of a document are part of it: each recording has to add up to its final value. They
are looked for beside the document, and left out where it is read from standard input.

Derive options such as `rename` are not part of a document: they are in `stream-events.toml`, which
may have `deny` and `allow` too, or given here. `stream-events generate --help` tells of that file.
Without a document, all that the file names are checked.
What is said of a check by its name counts before `notes` and `warnings`. Otherwise the command line
counts before the file.

Examples:
  stream-events check schemas/messages.json
  stream-events check schemas/*.json --deny notes --allow raw-union
  stream-events check --json - < schemas/messages.json
  stream-events check schemas/*.json --format github
  stream-events check

Exit codes:
  0  no document has mistakes
  1  a document has mistakes, or what is denied, or cannot be read
  2  the command line is wrong";

/// Check documents for mistakes
#[derive(Debug, Args)]
#[command(after_help = HELP, mut_arg("format", beside_findings))]
pub(crate) struct Arguments {
    /// The documents; `-` is standard input. If not given: all that `stream-events.toml` names
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print no warnings and notes but those that are denied
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) lints: Lints,
    #[command(flatten)]
    pub(crate) config: ConfigArguments,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut exit = Exit::Fine;
    let mut reports = Vec::new();
    let configs = Configs::new(&arguments.config);
    let (format, given) = arguments.findings.split()?;
    // One file with mistakes, or that is not there, hides nothing about the others.
    for path in &files(&arguments.files, &configs)? {
        let config = configs.of(path)?;
        let levels = match &config {
            Some(config) => config.levels(&arguments.lints, path),
            None => Levels::new([&arguments.lints]),
        };
        let checked = check(path, &given, &configs);
        if let Err(failure @ Failure::Usage(_)) = checked {
            return Err(failure);
        }
        let report = Report::new(io::name(path), &checked, &levels);
        if !report.is_ok() {
            exit = Exit::Trouble;
        }
        let is_quiet = arguments.quiet;
        let is_shown =
            |note: &Diagnostic| levels.is_denied(note) || !is_quiet && !levels.is_allowed(note);
        match (format, &checked) {
            (MessageFormat::Json, _) => reports.push(report),
            (MessageFormat::Github, _) => github::print(path, &checked, &levels, is_shown)?,
            (MessageFormat::Human, Ok(checked)) => show(checked, is_shown, &levels, &report)?,
            (MessageFormat::Human, Err(failure)) => out::failure(failure),
        }
    }
    if format == MessageFormat::Json {
        out::print_json(&json::all(reports))?;
    }
    Ok(exit)
}

/// The documents that are named, or else all of the configuration file.
fn files(named: &[PathBuf], configs: &Configs<'_>) -> Result<Vec<PathBuf>, Failure> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let Some(config) = configs.in_folder(Path::new(""))? else {
        let message = format!("name a document, or write a {NAME} that names documents");
        return Err(Failure::Usage(message));
    };
    let files: Vec<_> = config.documents().map(Path::to_owned).collect();
    match files.is_empty() {
        true => Err(Failure::Usage(format!(
            "{} names no document",
            config.name()
        ))),
        false => Ok(files),
    }
}

/// Shows the notes about a document without mistakes, and sums it up if none of them is denied.
fn show(
    checked: &Checked,
    is_shown: impl Fn(&Diagnostic) -> bool,
    levels: &Levels<'_>,
    report: &Report,
) -> Result<(), Failure> {
    out::diagnostics(&checked.notes().filtered(is_shown));
    let name = report.file();
    if report.is_ok() {
        return out::print(&summary(name, checked));
    }
    let denied = checked.notes().iter().filter(|it| levels.is_denied(it));
    let (warnings, notes): (Vec<_>, Vec<_>) =
        denied.partition(|it| it.severity() == Severity::Warning);
    let counts = [
        (warnings.len(), "denied warning"),
        (notes.len(), "denied note"),
    ];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let counts: Vec<_> = counts.map(|(number, what)| count(*number, what)).collect();
    out::error(
        &format!("{name}: {}", counts.join(", ")),
        Some("correct what was found, or leave out a check with `--allow CHECK`"),
    );
    Ok(())
}

/// Reads and checks a document, Rust names and examples included: two things of one name are a
/// mistake, and so is a recording that adds up to something else.
fn check(path: &Path, given: &Settings, configs: &Configs<'_>) -> Result<Checked, Failure> {
    let Document { checked, .. } = Document::read(path)?;
    let settings = configs.settings(given, path, &checked)?;
    let api = settings.options(&checked, path);
    api.and_then(|options| Ok(Api::new(&checked, &options)?))
        .map_err(|failure| failure.about(&io::name(path)))?;
    match examples::wrong(&checked, path).as_slice() {
        [] => Ok(checked),
        wrong => Err(Failure::with_help(
            wrong.join("\n"),
            "correct the rules of `snapshot`, or the example if it is what is wrong: \
             `stream-events fold` prints what a recording adds up to",
        )),
    }
}

fn summary(name: &str, checked: &Checked) -> String {
    let events = checked.events.len();
    let types = checked.definitions.len();
    format!(
        "{name}: {}, {}\n",
        count(events, "event"),
        count(types, "type")
    )
}
