//! The command line.

use clap::{Parser, Subcommand};

use crate::out::Color;
use crate::{
    apis, check, completions, diff, drift, explain, fold, generate, import, init, man, meta_schema,
    record, serve, show, tail, view,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  a document has mistakes, a file cannot be read or written, or a stream broke
  2  the command line is wrong
  3  a change matched `--fail-on`, a checked file is out of date, a dry run would change a file, a
     response is no success, or a stream or a recording has what a document does not say

Results go to standard output, everything else to standard error. Terminals get colours, unless
NO_COLOR is set.";

/// Documents that declare what a streaming API sends, in server-sent events, JSON lines, JSON arrays, JSON text
/// sequences or Amazon's event streams.
#[derive(Debug, Parser)]
#[command(name = "stream-events", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Arguments),
    Show(show::Arguments),
    Generate(Box<generate::Arguments>),
    Import(Box<import::Arguments>),
    Diff(diff::Arguments),
    Drift(drift::Arguments),
    Fold(fold::Arguments),
    View(view::Arguments),
    Record(record::Arguments),
    Tail(tail::Arguments),
    Serve(serve::Arguments),
    Apis(apis::Arguments),
    Init(init::Arguments),
    MetaSchema(meta_schema::Arguments),
    Explain(explain::Arguments),
    Man(man::Arguments),
    Completions(completions::Arguments),
}
