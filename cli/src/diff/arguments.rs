//! What the command line says to `diff`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use stream_events_schema::diff::{Change, ChangeKind, Impact, Verdict};

use crate::config::ConfigArguments;
use crate::exit::Failure;
use crate::findings::{FindingsArguments, beside_findings};
use crate::io::{self, AtRevision};
use crate::names;

const HELP: &str = "\
Verdicts, each `compatible` or `breaking`:
  source     Programs that use the generated types. Code may stop compiling: something that it can
             name is gone, or has another name or type.
  forward    Programs built from the old document, which read streams of the new one. An event is
             lost, taken for another or an error, the stream ends elsewhere, or reads as whole
             though it was cut.
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

`--against git:REVISION` takes the old document from git: the same path at a branch, a tag or a
commit, or another path of the repository, as in `git:REVISION:PATH`.

The options of your derive decide names, types and what is boxed. Give them here, or have them in
`stream-events.toml`, of which `stream-events generate --help` tells: those of the new document hold
for both, or those of the old one where the file names only that. Without `name`, a new title counts
as breaking, because `generate` names struct, module and stream after it. With `derive`, a type that
can no longer have the trait counts as breaking.

Examples:
  stream-events diff schemas/messages.json new/messages.json
  stream-events diff schemas/messages.json --against git:origin/main
  stream-events diff schemas/messages.json --against git:v1.0:docs/messages.json
  stream-events diff old.json new.json --fail-on source,backward
  stream-events diff old.json new.json --name Feed --replace '#/$defs/Url=url::Url'
  stream-events diff old.json new.json --fail-on any --allow description,version
  stream-events diff old.json new.json --json --fail-on none

Exit codes:
  0  no change matched --fail-on or --deny
  1  a document has mistakes, or cannot be read
  2  the command line is wrong
  3  a change matched --fail-on or --deny, and its kind is not allowed";

/// Compare two documents, and say what changes for programs and streams
#[derive(Debug, Args)]
#[command(after_help = HELP, mut_arg("format", beside_findings))]
pub(crate) struct Arguments {
    /// The old document; `-` is standard input. With --against: the new document, and no other
    #[arg(value_name = "OLD")]
    first: PathBuf,
    /// The new document
    #[arg(value_name = "NEW", conflicts_with = "against")]
    second: Option<PathBuf>,
    /// The old document: a file, `git:REVISION` or `git:REVISION:PATH`
    #[arg(long, value_name = "WHAT")]
    against: Option<Old>,
    /// The verdicts and impacts to exit with 3 for
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "source",
        value_name = "WHAT"
    )]
    pub(crate) fail_on: Vec<FailOn>,
    /// A kind of change to exit with 3 for, whatever its verdicts and impacts
    #[arg(long, value_delimiter = ',', value_name = "KIND")]
    deny: Vec<Kind>,
    /// A kind of change not to exit with 3 for; it is told all the same
    #[arg(long, value_delimiter = ',', value_name = "KIND")]
    allow: Vec<Kind>,
    #[command(flatten)]
    pub(crate) config: ConfigArguments,
    #[command(flatten)]
    pub(crate) findings: FindingsArguments,
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

impl Arguments {
    /// Adds to a failure how a revision is named, if there is no such file.
    pub(super) fn and_revision(&self, failure: Failure) -> Failure {
        match &self.against {
            Some(Old::File(path)) if !io::is_standard(path) && !path.exists() => {
                let revision = path.display();
                failure.and_help(format!("a revision of git's is `--against git:{revision}`"))
            }
            _ => failure,
        }
    }

    /// Whether the command fails for a change.
    pub(super) fn is_denied(&self, change: &Change) -> bool {
        let has = |kinds: &[Kind]| kinds.iter().any(|it| it.0 == change.kind);
        let fails = || self.fail_on.iter().any(|it| it.is_of(change));
        !has(&self.allow) && (has(&self.deny) || fails())
    }
}

impl FailOn {
    fn is_of(self, change: &Change) -> bool {
        let verdicts = change.verdicts();
        match self {
            Self::Source | Self::Breaking => verdicts.source == Verdict::Breaking,
            Self::Forward => verdicts.forward == Verdict::Breaking,
            Self::Backward => verdicts.backward == Verdict::Breaking,
            Self::Behaviour => change.impacts.contains(Impact::Behaviour),
            Self::Matches => change.impacts.contains(Impact::Matches),
            Self::Literals => change.impacts.contains(Impact::Literals),
            Self::Any => true,
            Self::None => false,
        }
    }
}

/// A kind of change, by its name.
#[derive(Debug, Clone, Copy)]
struct Kind(ChangeKind);

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        names::find(name, ChangeKind::ALL, ChangeKind::name).map(Self)
    }
}

/// Where the old document is.
#[derive(Debug, Clone)]
pub(super) enum Old {
    File(PathBuf),
    AtRevision(AtRevision),
}

impl FromStr for Old {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match AtRevision::parse(text) {
            Some(revision) => revision.map(Self::AtRevision),
            None => Ok(Self::File(PathBuf::from(text))),
        }
    }
}

/// The documents that are compared.
pub(super) struct Compared<'a> {
    pub(super) old: Old,
    pub(super) new: &'a Path,
}

impl<'a> Compared<'a> {
    pub(super) fn new(arguments: &'a Arguments) -> Result<Self, Failure> {
        let Arguments {
            first,
            second,
            against,
            ..
        } = arguments;
        Ok(match (against, second) {
            (Some(old), _) => Self {
                old: old.clone(),
                new: first,
            },
            (None, Some(new)) => Self {
                old: Old::File(first.clone()),
                new,
            },
            (None, None) => {
                let first = first.display();
                return Err(Failure::Usage(format!(
                    "name what to compare with: `stream-events diff OLD NEW`, or from git \
                     `stream-events diff {first} --against git:HEAD`"
                )));
            }
        })
    }

    /// The file of the old document; one of a repository has none.
    pub(super) fn old_file(&self) -> Option<&Path> {
        match &self.old {
            Old::File(path) => Some(path),
            Old::AtRevision(_) => None,
        }
    }

    /// The file that the old document is named after: in a repository it is that of the new one.
    pub(super) fn old_name(&self) -> &Path {
        self.old_file().unwrap_or(self.new)
    }
}
