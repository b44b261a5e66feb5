//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::import::{Entry, Handling, Ignored, More, When};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  a document has mistakes, or a file cannot be read or written
  2  the command line is wrong
  3  found what was asked about: a change that `diff --fail-on` names,
     a file that `--check` finds out of date

Results go to standard output, everything else to standard error. Colours are for terminals, and
not if NO_COLOR is set.";

/// Documents that declare what an API sends over a server-sent event stream.
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
    /// See whether documents are right
    Check(CheckArguments),
    /// See what changed between two documents, and whether code must change with it
    Diff(DiffArguments),
    /// See what a document becomes
    Explain(ExplainArguments),
    /// Write the code of a document to a file, instead of deriving it
    Generate(Box<GenerateArguments>),
    #[command(about = "Make a document from an OpenAPI description or a JSON Schema")]
    Import(Box<ImportArguments>),
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

const CHECK_HELP: &str = "\
Every mistake is shown with its line, what is wrong and what to write instead; the derive shows the
same. Notes, such as a union that cannot be told apart and stays raw JSON, are no mistakes.

Examples:
  stream-events check schemas/messages.json
  stream-events check schemas/*.json
  stream-events check --json - < schemas/messages.json

Exit codes:
  0  all documents are right
  1  a document has mistakes, or cannot be read";

#[derive(Debug, Args)]
#[command(after_help = CHECK_HELP)]
pub(crate) struct CheckArguments {
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

const DIFF_HELP: &str = "\
A change is *breaking* when code that uses the generated API may stop compiling, wherever it stands:
something that could be named is gone, or has another name or type. Every other one is *compatible*.

What `#[non_exhaustive]` means for that: all generated enums and structs have it. Other crates than
the one that derives can neither match them without a wildcard arm nor build the structs by
literals. For them an event, variant, value or field that is added is compatible, whatever they do.
The attribute does not reach into the crate that derives: there structs are built by literals (in
tests, say) and enums matched exhaustively, and such a literal or match must be extended, even
though the change is compatible. Those changes have the impact `literals` or `matches`.

Impacts:
  breaking   code may stop compiling: a field that becomes optional has the type `Option<T>`, one
             that becomes required `T`, a payload that grows too large is boxed
  behaviour  the code compiles, and the stream does something else: it ends elsewhere, drops an
             event, looks for event types in another place
  matches    a new variant: exhaustive matches in the crate that derives need one more arm
  literals   a new field: struct literals in the crate that derives need one more
  none       code need not care

Examples:
  stream-events diff schemas/messages.json new/messages.json
  git show HEAD:schemas/messages.json | stream-events diff - schemas/messages.json
  stream-events diff old.json new.json --fail-on breaking,behaviour
  stream-events diff old.json new.json --json --fail-on nothing

Exit codes:
  0  nothing that --fail-on names
  1  a document has mistakes, or cannot be read
  3  at least one change that --fail-on names";

#[derive(Debug, Args)]
#[command(after_help = DIFF_HELP)]
pub(crate) struct DiffArguments {
    /// The document as it was; `-` is standard input
    pub(crate) old: PathBuf,
    /// The document as it is
    pub(crate) new: PathBuf,
    /// Print the changes as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The changes to exit with 3 for
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "breaking",
        value_name = "IMPACT"
    )]
    pub(crate) fail_on: Vec<FailOn>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Breaking changes
    Breaking,
    /// Changes of what the stream does
    Behaviour,
    /// New variants
    Matches,
    /// New fields
    Literals,
    /// Any change at all
    Any,
    /// No change
    Nothing,
}

const EXPLAIN_HELP: &str = "\
This is what a derive makes of the document if it asks for nothing else. The options of yours that
change types or names are in no document: give them here as well.

Examples:
  stream-events explain schemas/messages.json
  stream-events explain schemas/messages.json --types
  stream-events explain schemas/messages.json --types --string 'std::sync::Arc<str>'

Exit codes:
  0  explained
  1  the document has mistakes, or cannot be read";

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_HELP)]
pub(crate) struct ExplainArguments {
    /// The document; `-` is standard input
    pub(crate) file: PathBuf,
    /// List the payload types with their fields and variants
    #[arg(long)]
    pub(crate) types: bool,
    #[command(flatten)]
    pub(crate) asked: TypeArguments,
}

const GENERATE_HELP: &str = "\
The code is what the derive makes, with the struct it is derived on. Put it into a crate that
depends on `stream-events` of the version that the file names, and declare it as a module:

  mod events;
  use events::{Messages, messages::Event};

It may be formatted: `--check` compares what the code says, not how it is laid out.

Examples:
  stream-events generate schemas/messages.json -o src/events.rs
  stream-events generate schemas/messages.json -o src/events.rs --check
  stream-events generate schemas/feed.json --name Feed --vis 'pub(crate)' \\
      --rename '#/$defs/a.b=Ab' --replace '#/$defs/Url=url::Url'

Exit codes:
  0  written; with --check, up to date
  1  the document has mistakes, or a file cannot be read or written
  3  with --check: out of date";

#[derive(Debug, Args)]
#[command(after_help = GENERATE_HELP)]
pub(crate) struct GenerateArguments {
    /// The document; `-` is standard input
    pub(crate) file: PathBuf,
    /// Where to write the code; to standard output if not given
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing, and see whether the file is up to date
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
    /// The struct's name; made from the document's title if not given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The module's name; the struct's in snake case if not given
    #[arg(long)]
    pub(crate) module: Option<String>,
    /// The visibility of all that is generated
    #[arg(long, default_value = "pub", value_name = "VISIBILITY")]
    pub(crate) vis: String,
    /// One more derive for every payload type
    #[arg(long, value_name = "PATH")]
    pub(crate) derive: Vec<String>,
    #[command(flatten)]
    pub(crate) types: TypeArguments,
    /// The path of the crate `stream-events`
    #[arg(long = "crate", value_name = "PATH", default_value = "::stream_events")]
    pub(crate) runtime: String,
}

/// What a derive may ask for and no document says: types and their names.
#[derive(Debug, Args)]
pub(crate) struct TypeArguments {
    /// A type of your own instead of a generated one
    #[arg(long, value_name = "PLACE=TYPE")]
    pub(crate) replace: Vec<String>,
    /// The Rust name of an event or a type
    #[arg(long, value_name = "PLACE=NAME")]
    pub(crate) rename: Vec<String>,
    /// What strings are read as, such as `std::sync::Arc<str>`; `String` if not given
    #[arg(long, value_name = "TYPE")]
    pub(crate) string: Option<String>,
}

const IMPORT_HELP: &str = "\
Reads OpenAPI 3.0 to 3.2, Swagger 2 and JSON Schema, as JSON or YAML. What a document cannot
express is left out, what examples in the description or recordings contradict is loosened, and
both are reported, line by line, on standard error; nothing is guessed in silence.

The document names the file, the union and a hash of what was read. So `--check` can tell whether
it is out of date, and both `--check` and `--update` find the file again. `--update` keeps what was
added by hand: handling, names, descriptions, sentinels, errors, events and properties; it does not
keep comments. What an option says wins, and what it replaces is reported. A document imported with
`--no-descriptions` stays without, until `descriptions` is taken out of its `source`.

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
  stream-events import -o schemas/messages.json --check
  stream-events import -o schemas/messages.json --update

Exit codes:
  0  imported; with --check, up to date
  1  nothing could be imported, or a file cannot be read or written
  2  the command line is wrong
  3  with --check: out of date";

#[derive(Debug, Args)]
#[command(after_help = IMPORT_HELP)]
pub(crate) struct ImportArguments {
    /// The description; the one the document names, for --check and --update
    #[arg(required_unless_present_any = ["check", "update"])]
    pub(crate) file: Option<PathBuf>,
    /// What describes the events: a schema's name, a JSON Pointer, or an operation; the only
    /// stream that is declared, if not given
    #[arg(long, value_name = "NAME")]
    pub(crate) union: Option<String>,
    /// List the streams that the description declares
    #[arg(long, conflicts_with_all = ["output", "check", "update"])]
    pub(crate) list: bool,
    /// Where to write the document; to standard output if not given
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing, and see whether the document is up to date
    #[arg(long, requires = "output", conflicts_with = "update")]
    pub(crate) check: bool,
    /// Import anew into a document, and keep what was added to it
    #[arg(long, requires = "output")]
    pub(crate) update: bool,
    /// Write over a document that is there
    #[arg(long, requires = "output", conflicts_with_all = ["check", "update"])]
    pub(crate) force: bool,
    /// Where event types are looked for; found out if not given
    #[arg(long, value_delimiter = ',', value_name = "DISPATCH")]
    pub(crate) dispatch: Vec<Entry>,
    /// The name of the event, of a stream that sends only one kind of object
    #[arg(long, value_name = "NAME")]
    pub(crate) event: Option<String>,
    /// One more event, and what describes it
    #[arg(long, value_name = "EVENT=SCHEMA")]
    pub(crate) more: Vec<More>,
    /// Whether objects with `event` and `data` describe messages, or are data; found out if not
    /// given
    #[arg(long, value_name = "BOOL")]
    pub(crate) envelope: Option<bool>,
    /// What becomes of an event: yield, skip, fail, finish or complete
    #[arg(long, value_name = "EVENT=HANDLE")]
    pub(crate) handle: Vec<Handling>,
    /// When `finish` or `complete` applies: when something is there, or one of these strings
    #[arg(long, value_name = "EVENT=POINTER[=A|B]")]
    pub(crate) when: Vec<When>,
    /// A data text that is no event, and whether it ends the stream (finish) or nothing (skip)
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
