//! Which warnings and notes count as mistakes, and which are not shown.

use std::str::FromStr;

use clap::Args;
use stream_events_schema::{Check, Diagnostic, Severity, nearest};

/// What is done with warnings and notes.
#[derive(Debug, Args)]
pub(crate) struct Lints {
    /// Make mistakes of what is found: `notes` (warnings included), `warnings`, or a check
    #[arg(long, value_delimiter = ',', value_name = "CHECK")]
    deny: Vec<Denied>,
    /// Leave out what a check finds
    #[arg(long, value_delimiter = ',', value_name = "CHECK")]
    allow: Vec<Allowed>,
}

impl Lints {
    pub(super) fn is_allowed(&self, note: &Diagnostic) -> bool {
        self.allow.iter().any(|it| it.0 == note.check)
    }

    pub(super) fn is_denied(&self, note: &Diagnostic) -> bool {
        let denies = |it: &Denied| match it {
            Denied::Notes => true,
            Denied::Warnings => note.severity() == Severity::Warning,
            Denied::Check(check) => *check == note.check,
        };
        !self.is_allowed(note) && self.deny.iter().any(denies)
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
    let checks = Check::ALL
        .iter()
        .filter(|it| it.severity() != Severity::Error);
    let names: Vec<_> = others
        .iter()
        .copied()
        .chain(checks.map(|it| it.name()))
        .collect();
    Err(match nearest(name, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write one of {}", names.join(", ")),
    })
}
