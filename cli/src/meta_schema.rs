//! `stream-events meta-schema`.

use clap::Args;

use crate::exit::{Exit, Failure};
use crate::out;

const HELP: &str = "\
It is a JSON Schema (draft 2020-12). An editor that finds it by the `$schema` of a document
completes keywords and marks mistakes; `stream-events check` finds more of them.

Examples:
  stream-events meta-schema > src/schemas/event-schema.json

Exit codes:
  0  printed
  1  it cannot be printed";

/// Print the schema that documents follow, for editors
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<Exit, Failure> {
    out::print_file(&stream_events_schema::meta_schema())?;
    Ok(Exit::Fine)
}
