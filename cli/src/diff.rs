//! `stream-events diff`.

mod json;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stream_events_codegen::{Comparison, Derived};
use stream_events_schema::diff::{Change, Impact, Side, Subject, Verdict};
use stream_events_schema::{At, Places, Position};

use crate::config::{ConfigArguments, Configs};
use crate::derive::DeriveArguments;
use crate::exit::{Exit, Failure};
use crate::io::Document;
use crate::out;

const HELP: &str = "\
Verdicts, each `compatible` or `breaking`:
  source     Programs that use the generated types. Code may stop compiling: something that it can
             name is gone, or has another name or type.
  forward    Programs built from the old document, which read streams of the new one. An event is
             lost, taken for another or an error, or the stream ends elsewhere.
  backward   The same for programs built from the new document, which read recordings of the old.

Impacts; a change has any number of them:
  breaking   Code may stop compiling. For example, a field that becomes optional has the type
             `Option<T>`, and a payload that grows large is boxed.
  behaviour  Code compiles, and the stream does something else. For example, it ends elsewhere, or
             drops an event.
  matches    An enum has a new variant. Exhaustive matches need one more arm.
  literals   A struct has a new field. Struct literals need one more.

New variants and fields break nothing outside of the crate that derives: generated enums and structs
are `#[non_exhaustive]`, so other crates must use a wildcard arm and cannot use struct literals.

The options of your derive decide names, types and what is boxed. Give them here, or have them in
`stream-events.toml`, of which `stream-events generate --help` tells: those of the new document hold
for both, or those of the old one where the file names only that. Without `name`, a new title counts
as breaking, because `generate` names struct, module and stream after it. With `derive`, a type that
can no longer have the trait counts as breaking.

Examples:
  stream-events diff schemas/messages.json new/messages.json
  git show HEAD:schemas/messages.json | stream-events diff - schemas/messages.json
  stream-events diff old.json new.json --fail-on source,backward
  stream-events diff old.json new.json --name Feed --replace '#/$defs/Url=url::Url'
  stream-events diff old.json new.json --json --fail-on none

Exit codes:
  0  no change matched --fail-on
  1  a document has mistakes, or cannot be read
  3  a change matched --fail-on";

/// Compare two documents, and say what changes for programs and streams
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The old document; `-` is standard input
    pub(crate) old: PathBuf,
    /// The new document
    pub(crate) new: PathBuf,
    /// Print the changes as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The verdicts and impacts to exit with 3 for
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "source",
        value_name = "WHAT"
    )]
    pub(crate) fail_on: Vec<FailOn>,
    #[command(flatten)]
    pub(crate) config: ConfigArguments,
    #[command(flatten)]
    pub(crate) derive: DeriveArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Changes that break code
    Source,
    /// Changes that break old programs on new streams
    Forward,
    /// Changes that break new programs on old recordings
    Backward,
    /// The same as `source`
    Breaking,
    /// Changes of what the stream does
    Behaviour,
    /// New variants
    Matches,
    /// New fields
    Literals,
    /// Any change
    Any,
    /// No change
    #[value(alias = "nothing")]
    None,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let old = Document::read(&arguments.old)?;
    let new = Document::read(&arguments.new)?;
    let comparison = compare(arguments, &old, &new)?;
    let report = Report {
        comparison: &comparison,
        old_places: old.source.places(),
        new_places: new.source.places(),
        old: &old,
        new: &new,
    };
    if arguments.json {
        out::print_json(&json::report(&report))?;
    } else {
        out::print(&text::report(&report))?;
    }
    let mut changes = comparison.diff.changes().iter();
    match changes.any(|change| matters(change, &arguments.fail_on)) {
        true => Ok(Exit::Found),
        false => Ok(Exit::Fine),
    }
}

fn compare(arguments: &Arguments, old: &Document, new: &Document) -> Result<Comparison, Failure> {
    let configs = Configs::new(&arguments.config);
    let (given, files) = (
        (&arguments.derive).into(),
        [&*arguments.new, &*arguments.old],
    );
    let named = configs.named_one(files)?;
    let settings = |of: &Document| configs.settings(&given, named, &of.checked);
    let was = settings(old)?.options(&old.checked, &arguments.old)?;
    let mut is = settings(new)?.options(&new.checked, &arguments.new)?;
    if old.checked.title.is_none() && new.checked.title.is_none() {
        // Both are named after their files, which stand side by side only to be compared.
        is.name = was.name.clone();
    }
    let comparison = stream_events_codegen::diff(
        Derived {
            document: &old.checked,
            options: &was,
        },
        Derived {
            document: &new.checked,
            options: &is,
        },
    );
    Ok(comparison?)
}

fn matters(change: &Change, fail_on: &[FailOn]) -> bool {
    let verdicts = change.verdicts();
    fail_on.iter().any(|it| match it {
        FailOn::Source | FailOn::Breaking => verdicts.source == Verdict::Breaking,
        FailOn::Forward => verdicts.forward == Verdict::Breaking,
        FailOn::Backward => verdicts.backward == Verdict::Breaking,
        FailOn::Behaviour => change.impacts.contains(Impact::Behaviour),
        FailOn::Matches => change.impacts.contains(Impact::Matches),
        FailOn::Literals => change.impacts.contains(Impact::Literals),
        FailOn::Any => true,
        FailOn::None => false,
    })
}

/// All that is told of a comparison.
struct Report<'a> {
    comparison: &'a Comparison,
    old: &'a Document,
    new: &'a Document,
    old_places: Places<'a>,
    new_places: Places<'a>,
}

impl<'a> Report<'a> {
    fn changes(&self) -> &'a [Change] {
        self.comparison.diff.changes()
    }

    /// How code names what a change is about; what is gone as it was named.
    fn rust(&self, subject: &Subject) -> Option<String> {
        let Comparison { old, new, .. } = self.comparison;
        new.path(subject).or_else(|| old.path(subject))
    }

    /// The file of a change, and where it stands there; nothing where the document says nothing.
    fn place(&self, change: &Change) -> (&'a str, Option<Position>) {
        let (document, places) = match change.place.side {
            Side::Old => (self.old, &self.old_places),
            Side::New => (self.new, &self.new_places),
        };
        let position = places.position(&change.place.pointer, At::Key);
        (document.source.name(), position)
    }
}
