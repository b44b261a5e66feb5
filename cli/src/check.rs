//! `stream-events check`.

mod json;

use std::path::{Path, PathBuf};

use clap::Args;
use stream_events_codegen::api::Api;
use stream_events_schema::Checked;

use crate::derive::DeriveArguments;
use crate::exit::{Exit, Failure};
use crate::io::{self, Document};
use crate::out::{self, count};

use json::Report;

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
    #[command(flatten)]
    pub(crate) derive: DeriveArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut exit = Exit::Fine;
    let mut reports = Vec::new();
    // One file with mistakes, or that is not there, hides nothing about the others.
    for path in &arguments.files {
        let checked = check(path, &arguments.derive);
        if let Err(failure @ Failure::Usage(_)) = checked {
            return Err(failure);
        }
        if checked.is_err() {
            exit = Exit::Trouble;
        }
        if arguments.json {
            reports.push(Report::new(io::name(path), &checked));
            continue;
        }
        match &checked {
            Ok(checked) => {
                if !arguments.quiet && !checked.notes().is_empty() {
                    out::diagnostics(checked.notes());
                }
                out::print(&summary(&io::name(path), checked))?;
            }
            Err(failure) => out::failure(failure),
        }
    }
    if arguments.json {
        out::print_json(&json::all(reports))?;
    }
    Ok(exit)
}

/// Whether everything in it gets a Rust name of its own is part of what is right with a document.
fn check(path: &Path, derive: &DeriveArguments) -> Result<Checked, Failure> {
    let Document { checked, .. } = Document::read(path)?;
    Api::new(&checked, &derive.options(&checked, path)?)?;
    Ok(checked)
}

fn summary(name: &str, checked: &Checked) -> String {
    let events = checked.events().len();
    let types = checked.definitions().len();
    format!(
        "{name}: {}, {}\n",
        count(events, "event"),
        count(types, "type")
    )
}
