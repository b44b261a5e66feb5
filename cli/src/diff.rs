//! `stream-events diff`.

mod json;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stream_events_codegen::Options;
use stream_events_codegen::api::Api;
use stream_events_schema::diff::{Change, Diff, Impact, Side, Subject};
use stream_events_schema::{At, Places};

use crate::derive::struct_name;
use crate::exit::{Exit, Failure};
use crate::io::Document;
use crate::out;

const HELP: &str = "\
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

/// See what changed between two documents, and whether code must change with it
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
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

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let sides = Sides {
        old: Document::read(&arguments.old)?,
        new: Document::read(&arguments.new)?,
    };
    let diff = stream_events_codegen::diff(&sides.old.checked, &sides.new.checked)?;
    let comparison = Comparison::new(&sides, &diff)?;
    let found = diff
        .changes()
        .iter()
        .any(|change| matters(change, &arguments.fail_on));
    if arguments.json {
        out::print_json(&json::report(&comparison))?;
    } else {
        out::print(&text::report(&comparison))?;
    }
    Ok(if found { Exit::Found } else { Exit::Fine })
}

fn matters(change: &Change, fail_on: &[FailOn]) -> bool {
    fail_on.iter().any(|it| match it {
        FailOn::Breaking => change.impact == Impact::Breaking,
        FailOn::Behaviour => change.impact == Impact::Behaviour,
        FailOn::Matches => change.impact == Impact::Matches,
        FailOn::Literals => change.impact == Impact::Literals,
        FailOn::Any => true,
        FailOn::Nothing => false,
    })
}

struct Sides {
    old: Document,
    new: Document,
}

/// A diff with all there is to tell of it.
struct Comparison<'a> {
    sides: &'a Sides,
    diff: &'a Diff,
    old: Api,
    new: Api,
    /// Of the old document and the new one.
    places: (Places<'a>, Places<'a>),
}

impl<'a> Comparison<'a> {
    fn new(sides: &'a Sides, diff: &'a Diff) -> Result<Self, Failure> {
        let api = |document: &Document| {
            let options = Options::new(struct_name(&document.checked, None));
            Api::new(&document.checked, &options)
        };
        Ok(Self {
            sides,
            diff,
            old: api(&sides.old)?,
            new: api(&sides.new)?,
            places: (sides.old.source.places(), sides.new.source.places()),
        })
    }

    /// How code names what a change is about; what is gone as it was named.
    fn rust(&self, subject: &Subject) -> Option<String> {
        self.new.path(subject).or_else(|| self.old.path(subject))
    }

    /// The file, line and column of a change.
    fn place(&self, change: &Change) -> Location<'a> {
        let (source, places) = match change.place.side {
            Side::Old => (&self.sides.old.source, &self.places.0),
            Side::New => (&self.sides.new.source, &self.places.1),
        };
        let position = places.position(&change.place.pointer, At::Key);
        Location {
            file: source.name(),
            position: position.map(|it| (it.line, it.column)),
        }
    }
}

struct Location<'a> {
    file: &'a str,
    /// Line and column; nothing where the document says nothing.
    position: Option<(usize, usize)>,
}
