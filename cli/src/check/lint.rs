//! Which warnings and notes count as mistakes, and which are not shown.

use std::str::FromStr;

use clap::Args;
use stream_events_schema::{Check, Diagnostic, Severity};

use crate::names;

/// What is done with warnings and notes, as one place says it.
#[derive(Debug, Default, Args)]
pub(crate) struct Lints {
    /// Make mistakes of what is found: `notes` (warnings included), `warnings`, or a check
    #[arg(long, value_delimiter = ',', value_name = "CHECK")]
    deny: Vec<Denied>,
    /// Leave out what a check finds
    #[arg(long, value_delimiter = ',', value_name = "CHECK")]
    allow: Vec<Allowed>,
}

impl Lints {
    /// Denies what a word names.
    pub(crate) fn deny(&mut self, name: &str) -> Result<(), String> {
        self.deny.push(name.parse()?);
        Ok(())
    }

    /// Allows what a word names.
    pub(crate) fn allow(&mut self, name: &str) -> Result<(), String> {
        self.allow.push(name.parse()?);
        Ok(())
    }

    /// What is said of a check by its name.
    fn by_name(&self, check: Check) -> Option<Level> {
        let is_denied = |it: &Denied| matches!(it, Denied::Check(denied) if *denied == check);
        if self.allow.iter().any(|it| it.0 == check) {
            return Some(Level::Allowed);
        }
        self.deny.iter().any(is_denied).then_some(Level::Denied)
    }

    fn denies_all_of(&self, severity: Severity) -> bool {
        self.deny.iter().any(|it| match it {
            Denied::Notes => true,
            Denied::Warnings => severity == Severity::Warning,
            Denied::Check(_) => false,
        })
    }
}

/// What becomes of something that was found and is no mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Allowed,
    Shown,
    Denied,
}

/// What is done with warnings and notes, as several places say it: the command line, and a configuration
/// file of one document and of all.
#[derive(Debug)]
pub(crate) struct Levels<'a>(Vec<&'a Lints>);

impl<'a> Levels<'a> {
    /// The first of the places goes over those after it.
    pub(crate) fn new(places: impl IntoIterator<Item = &'a Lints>) -> Self {
        Self(places.into_iter().collect())
    }

    pub(super) fn is_allowed(&self, note: &Diagnostic) -> bool {
        self.of(note) == Level::Allowed
    }

    pub(super) fn is_denied(&self, note: &Diagnostic) -> bool {
        self.of(note) == Level::Denied
    }

    /// A check by its name goes over all of a severity, wherever each is said.
    fn of(&self, note: &Diagnostic) -> Level {
        let severity = note.severity();
        if severity == Severity::Error {
            return Level::Shown;
        }
        let named = self.0.iter().find_map(|it| it.by_name(note.check));
        named.unwrap_or_else(
            || match self.0.iter().any(|it| it.denies_all_of(severity)) {
                true => Level::Denied,
                false => Level::Shown,
            },
        )
    }
}

/// What `--deny` names.
#[derive(Debug, Clone, Copy)]
enum Denied {
    /// All that is no error.
    Notes,
    /// What the derive warns of.
    Warnings,
    Check(Check),
}

impl FromStr for Denied {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "notes" => Ok(Self::Notes),
            "warnings" => Ok(Self::Warnings),
            _ => check(name, &["notes", "warnings"]).map(Self::Check),
        }
    }
}

/// The check that `--allow` names.
#[derive(Debug, Clone, Copy)]
struct Allowed(Check);

impl FromStr for Allowed {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        check(name, &[]).map(Self)
    }
}

/// The check of that name, which finds no errors.
fn check(name: &str, others: &[&'static str]) -> Result<Check, String> {
    if let Some(check) = Check::ALL.iter().find(|it| it.name() == name) {
        return match check.severity() {
            Severity::Error => Err("what it finds is an error, not a note".to_owned()),
            _ => Ok(*check),
        };
    }
    let checks = Check::ALL.iter();
    let checks = checks.filter(|it| it.severity() != Severity::Error);
    let known: Vec<_> = others
        .iter()
        .copied()
        .chain(checks.map(|it| it.name()))
        .collect();
    Err(names::help(name, &known))
}
