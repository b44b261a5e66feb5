//! What the command line says to `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::{Entry, Handling, Ignored, More, When};

const HELP: &str = "\
Reads OpenAPI 3.0 to 3.2, Swagger 2 and JSON Schema, as JSON or YAML, and follows references into
other local files; URLs are reported, not fetched. What a document cannot express is left out, and
what examples or recordings contradict is loosened. Both are reported on standard error.

A response is a stream by its media type: text/event-stream, application/x-ndjson, application/jsonl
and what else JSON lines are called, application/json-seq and what ends in +json-seq, or
application/vnd.amazon.eventstream. The document has the framing, and the media type if the framing
is usually sent as another. If an operation has several, `--union 'GET /feed application/jsonl'`
names one; without that, its server-sent events are meant.

The document names the file and the union. The result of the import is also kept beside the
document, as NAME.json.base: commit both. With it `--check` can tell whether the document is out of
date, and `--update` whether a person or the description changed something. Edits by hand stay. What
is new in the description is added, and what is gone is removed. Where both changed the same place,
the document stays as it is and both sides are reported, by each later update too, until they agree
or `--resolve` says which one holds. Comments are not kept.

With `--dry-run`, the exit code says what `--check` says of the document: 3 if a file would change.
`--check` tells whether the description changed, `--dry-run` what an import with these options would
make of it. What would be refused is refused then too.

An option replaces what the document says, and what it replaces is reported. A document imported
with `--no-descriptions` stays without, until `descriptions` is taken out of its `source`.

Where event types are looked for, DISPATCH:
  event        the event field
  /type        the string at this JSON Pointer in the data
  /error=fail  `fail`, when something is there
  =chunk       always `chunk`

Examples:
  stream-events import openapi.yaml --list
  stream-events import openapi.yaml --union MessageStreamEvent -o schemas/messages.json \\
      --more error=ErrorResponse --handle error=fail --handle message_stop=finish \\
      --handle ping=skip
  stream-events import openapi.json --union ChatChunk --event chunk -o schemas/chat.json \\
      --dispatch /error=error,=chunk --more error=ErrorResponse --handle error=fail \\
      --handle chunk=complete --when chunk=/choices/0/finish_reason --sentinel '[DONE]'
  stream-events import ollama.yaml --union ChatStreamEvent --event chunk -o schemas/chat.json \\
      --handle chunk=finish --when chunk=/done=true
  stream-events import --check schemas/*.json
  stream-events import --update schemas/messages.json --dry-run
  stream-events import --update schemas/messages.json
  stream-events import openapi-2.yaml -o schemas/messages.json --update
  curl https://example.com/openapi.yaml | stream-events import - -o schemas/messages.json

Exit codes:
  0  imported; with --check, up to date or not imported
  1  nothing could be imported, or a file cannot be read or written; with --update, also: there are
     conflicts, or edits would be lost
  2  the command line is wrong
  3  with --check: out of date; with --dry-run: a file would be written";

#[derive(Debug, Args)]
#[command(
    about = "Make a document from an OpenAPI description or a JSON Schema",
    after_help = HELP
)]
pub(crate) struct Arguments {
    /// The description; `-` is standard input. With --check or --update and no --output: the
    /// documents, each of which names its own
    #[arg(required_unless_present = "output", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What describes the events: a schema's name, a JSON Pointer, or an operation, with a media
    /// type behind it if it answers in several. If not given, the only stream that is declared
    #[arg(long, value_name = "NAME")]
    pub(crate) union: Option<String>,
    /// List the streams that the description declares, with their framings and media types if any
    /// is no server-sent events
    #[arg(long, conflicts_with_all = ["output", "check", "update"])]
    pub(crate) list: bool,
    /// Print the list as JSON
    #[arg(long, requires = "list")]
    pub(crate) json: bool,
    /// Where to write the document; to standard output if not given. May be given several times
    /// with --check and --update
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Vec<PathBuf>,
    /// Write nothing, and say whether the document is up to date
    #[arg(long, conflicts_with = "update")]
    pub(crate) check: bool,
    /// Import anew into a document, and keep what was edited
    #[arg(long)]
    pub(crate) update: bool,
    /// Write nothing, and show what would change in a document that is there
    #[arg(long, conflicts_with_all = ["list", "check"])]
    pub(crate) dry_run: bool,
    /// Which side of a conflict holds, for all conflicts of this update
    #[arg(long, value_enum, value_name = "SIDE", requires = "update")]
    pub(crate) resolve: Option<Resolve>,
    /// Update a document without NAME.json.base although edits are lost; without this, they are
    /// listed and nothing is written
    #[arg(long, requires = "update")]
    pub(crate) lose_edits: bool,
    /// Update a document that has comments, and drop them
    #[arg(long, requires = "update")]
    pub(crate) drop_comments: bool,
    /// Write over a document that is there
    #[arg(long, requires = "output", conflicts_with_all = ["check", "update"])]
    pub(crate) force: bool,
    /// Where event types are looked for; detected if not given
    #[arg(long, value_delimiter = ',', value_name = "DISPATCH")]
    pub(crate) dispatch: Vec<Entry>,
    /// The name of the event, for a stream of one kind of object
    #[arg(long, value_name = "NAME")]
    pub(crate) event: Option<String>,
    /// One more event, and what describes its data
    #[arg(long, value_name = "EVENT=SCHEMA")]
    pub(crate) more: Vec<More>,
    /// Whether objects with `event` and `data` describe messages, or are data; detected if not
    /// given
    #[arg(long, value_name = "BOOL")]
    pub(crate) envelope: Option<bool>,
    /// What becomes of an event: yield, skip, fail, finish or complete
    #[arg(long, value_name = "EVENT=HANDLE")]
    pub(crate) handle: Vec<Handling>,
    /// When `finish` or `complete` applies: when something is there, or one of these values:
    /// `true`, `false`, a number, or a string, in quotes if it looks like one of those
    #[arg(long, value_name = "EVENT=POINTER[=A|B]")]
    pub(crate) when: Vec<When>,
    /// A data text that is no event, and whether it ends the stream (finish) or is ignored (skip)
    #[arg(long, value_name = "TEXT[=finish|skip]")]
    pub(crate) sentinel: Vec<Ignored>,
    /// A recorded stream; what it contradicts is loosened
    #[arg(long, value_name = "FILE")]
    pub(crate) recording: Vec<PathBuf>,
    /// Leave out all descriptions
    #[arg(long)]
    pub(crate) no_descriptions: bool,
    /// Print no report
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Which side of a conflict holds.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Resolve {
    /// What the document says
    Document,
    /// What the description says
    Description,
}
