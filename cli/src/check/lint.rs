//! Which notes count as mistakes, and which are not shown.

use std::str::FromStr;

use clap::Args;
use stream_events_schema::{Check, Diagnostic, Severity, nearest};

/// What is done with notes.
#[derive(Debug, Args)]
pub(crate) struct Lints {
    /// Make notes mistakes: `notes` for all of them, or the names of their checks
    #[arg(long, value_delimiter = ',', value_name = "CHECK")]
    deny: Vec<Denied>,
    /// Leave out the notes of a check
    #[arg(long, value_delimiter = ',', value_name = "CHECK")]
    allow: Vec<Allowed>,
}

impl Lints {
    pub(super) fn is_allowed(&self, note: &Diagnostic) -> bool {
        self.allow.iter().any(|it| it.0 == note.check)
    }

    pub(super) fn is_denied(&self, note: &Diagnostic) -> bool {
        let denies = |it: &Denied| it.0.is_none_or(|check| check == note.check);
        !self.is_allowed(note) && self.deny.iter().any(denies)
    }
}

/// The check of a note; all notes if there is none.
#[derive(Debug, Clone, Copy)]
struct Denied(Option<Check>);

impl FromStr for Denied {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == "notes" {
            return Ok(Self(None));
        }
        note(name, &["notes"]).map(|check| Self(Some(check)))
    }
}

/// The check of a note.
#[derive(Debug, Clone, Copy)]
struct Allowed(Check);

impl FromStr for Allowed {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        note(name, &[]).map(Self)
    }
}

fn note(name: &str, others: &[&'static str]) -> Result<Check, String> {
    let notes = || {
        let all = Check::ALL.iter().copied();
        all.filter(|it| it.severity() == Severity::Note)
    };
    if let Some(check) = notes().find(|it| it.name() == name) {
        return Ok(check);
    }
    if Check::ALL.iter().any(|it| it.name() == name) {
        return Err("what it finds is an error, not a note".to_owned());
    }
    let names: Vec<_> = others
        .iter()
        .copied()
        .chain(notes().map(Check::name))
        .collect();
    Err(match nearest(name, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write one of {}", names.join(", ")),
    })
}
