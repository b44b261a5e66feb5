//! What the command line says to `generate`.

use std::path::PathBuf;

use clap::Args;

use crate::config::ConfigArguments;
use crate::settings::Settings;

const HELP: &str = "\
The code is what the derive makes, with the struct it is derived on. Put it into a crate that
depends on `stream-events`, and declare it as a module:

  mod events;
  use events::{Messages, messages::Event};

`stream-events.toml` holds the options of all documents of a package or workspace, for `generate`,
`show`, `check` and `diff` alike. It is looked for in the folder of the document and in those above
it, up to the first that has one, or that has a `.git`:

  [stream-events]                       # of all documents: format, derive, string, exhaustive,
  derive = [\"Eq\"]                       # vis, crate, and deny and allow for `check`
  deny = [\"warnings\"]

  [stream-events.\"schemas/feed.json\"]   # of one, its path as seen from this file
  output = \"src/feed.rs\"                # where `generate` writes its code
  rename = { \"#/events/a.b\" = \"Ab\" }    # options are called as they are here

An option of one document goes over that of all, and the command line over both. Without a document
and without -o, all documents are written, or checked, that have an `output`.

The header of the file holds the command that wrote it. Where there is no `stream-events.toml`, a
file that is there is written anew and checked with the options in its header, and with its
document, if no other is named; the command line goes over these. Where there is one, options that
are only in a header do not count. Either way, what changes is said, and with --check, options that
differ make the file out of date.

The file may be formatted: `--check` compares what the code says, not how it is laid out.

Examples:
  stream-events generate schemas/messages.json -o src/events.rs
  stream-events generate schemas/feed.json --name Feed --vis 'pub(crate)' \\
      --rename '#/$defs/a.b=Ab' --replace '#/$defs/Url=url::Url' -o src/feed.rs
  stream-events generate -o src/events.rs -o src/feed.rs --check
  stream-events generate
  stream-events generate --check

Exit codes:
  0  written, or left as it was because nothing changed; with --check, up to date
  1  the document has mistakes, or a file cannot be read or written
  2  the command line is wrong
  3  with --check: out of date, or made with other options";

/// Write the generated code to a file, instead of deriving it
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document; `-` is standard input. If not given: the one that `stream-events.toml` or the
    /// header of the file names, or without --output all of `stream-events.toml`
    pub(crate) file: Option<PathBuf>,
    /// Where to write the code; `-` is standard output, as when not given. May be given several
    /// times, without a document
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Vec<PathBuf>,
    /// Write nothing, and say whether the files are up to date
    #[arg(long)]
    pub(crate) check: bool,
    /// Do not say what was written, and which options of a file that is written anew differ
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArguments,
    #[command(flatten)]
    pub(crate) settings: Settings,
}
