//! `stream-events check`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use stream_events_codegen::Options;
use stream_events_codegen::api::Api;
use stream_events_schema::{At, Checked, Diagnostic, Diagnostics};

use crate::derive::struct_name;
use crate::exit::{Exit, Failure};
use crate::io;
use crate::out::{self, count};

const HELP: &str = "\
Every mistake is shown with its line, what is wrong and what to write instead; the derive shows the
same. Notes, such as a union that cannot be told apart and stays raw JSON, are no mistakes.

Examples:
  stream-events check schemas/messages.json
  stream-events check schemas/*.json
  stream-events check --json - < schemas/messages.json

Exit codes:
  0  all documents are right
  1  a document has mistakes, or cannot be read";

/// See whether documents are right
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The documents; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print what was found as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print no notes
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut reports = Vec::new();
    let mut exit = Exit::Fine;
    for path in &arguments.files {
        let source = match io::read(path) {
            Ok(source) => source,
            // One file that is not there hides nothing about the others.
            Err(failure) => {
                out::failure(&failure);
                exit = Exit::Trouble;
                continue;
            }
        };
        let checked = stream_events_schema::read_source(&source).and_then(with_rust);
        if checked.is_err() {
            exit = Exit::Trouble;
        }
        reports.push(Report::new(source.name(), &checked));
        if arguments.json {
            continue;
        }
        match &checked {
            Ok(checked) => {
                if !arguments.quiet && !checked.notes().is_empty() {
                    out::say(&format!("{}\n\n", checked.notes()));
                }
                writeln!(anstream::stdout(), "{}", summary(source.name(), checked))?;
            }
            Err(diagnostics) => out::say(&format!("{diagnostics}\n\n")),
        }
    }
    if arguments.json {
        let reports = Reports {
            format: 1,
            documents: reports,
        };
        out::json(&reports)?;
    }
    Ok(exit)
}

/// Whether everything in it gets a Rust name of its own is part of what is right with a document.
fn with_rust(checked: Checked) -> Result<Checked, Diagnostics> {
    match Api::new(&checked, &Options::new(struct_name(&checked, None))) {
        Err(stream_events_codegen::Error::Document(diagnostics)) => Err(diagnostics),
        _ => Ok(checked),
    }
}

fn summary(name: &str, checked: &Checked) -> String {
    let events = checked.events().len();
    let types = checked.definitions().len();
    format!(
        "{name}: {}, {}",
        count(events, "event"),
        count(types, "type")
    )
}

/// What `--json` prints.
#[derive(Serialize)]
struct Reports<'a> {
    format: u32,
    documents: Vec<Report<'a>>,
}

#[derive(Serialize)]
struct Report<'a> {
    file: String,
    ok: bool,
    events: Option<usize>,
    types: Option<usize>,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    check: &'static str,
    severity: String,
    message: String,
    label: String,
    help: String,
    pointer: String,
    at: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Report<'_> {
    fn new(file: &str, checked: &Result<Checked, Diagnostics>) -> Self {
        let diagnostics = match checked {
            Ok(checked) => checked.notes(),
            Err(diagnostics) => diagnostics,
        };
        let checked = checked.as_ref().ok();
        Self {
            file: file.to_owned(),
            ok: checked.is_some(),
            events: checked.map(|it| it.events().len()),
            types: checked.map(|it| it.definitions().len()),
            diagnostics: diagnostics.iter().map(finding).collect(),
        }
    }
}

fn finding(it: &Diagnostic) -> Finding<'static> {
    Finding {
        check: it.check.name(),
        severity: it.severity().to_string(),
        message: it.message.clone(),
        label: it.label.clone(),
        help: it.help.clone(),
        pointer: it.pointer.clone(),
        at: if it.at == At::Key { "key" } else { "value" },
        line: it.position.map(|it| it.line),
        column: it.position.map(|it| it.column),
        start: it.position.map(|it| it.start),
        end: it.position.map(|it| it.end),
    }
}
