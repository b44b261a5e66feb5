//! What `check --json` prints. What is there stays; more may come.

use serde::Serialize;
use stream_events_schema::{At, Checked, Diagnostic};

use super::lint::Levels;
use crate::exit::Failure;

pub(super) fn all(documents: Vec<Report>) -> Reports {
    Reports {
        format: 1,
        documents,
    }
}

#[derive(Serialize)]
pub(super) struct Reports {
    /// The version of this form.
    format: u32,
    documents: Vec<Report>,
}

#[derive(Serialize)]
pub(super) struct Report {
    file: String,
    ok: bool,
    events: Option<usize>,
    types: Option<usize>,
    /// Why the file could not be checked at all.
    error: Option<String>,
    diagnostics: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    check: &'static str,
    severity: String,
    /// Whether it is a warning or note that counts as a mistake.
    denied: bool,
    message: String,
    label: String,
    help: String,
    pointer: String,
    at: &'static str,
    line: Option<usize>,
    column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Report {
    /// What was found in a file; allowed notes are left out.
    pub(super) fn new(
        file: String,
        checked: &Result<Checked, Failure>,
        levels: &Levels<'_>,
    ) -> Self {
        let (diagnostics, error) = match checked {
            Ok(checked) => (Some(checked.notes()), None),
            Err(Failure::Document(diagnostics)) => (Some(diagnostics), None),
            Err(failure) => (None, Some(failure.message())),
        };
        let diagnostics = diagnostics.into_iter().flatten();
        let found = diagnostics.filter(|it| !levels.is_allowed(it));
        let found: Vec<_> = found.map(|it| finding(it, levels.is_denied(it))).collect();
        let checked = checked.as_ref().ok();
        Self {
            file,
            ok: checked.is_some() && !found.iter().any(|it| it.denied),
            events: checked.map(|it| it.events.len()),
            types: checked.map(|it| it.definitions.len()),
            error,
            diagnostics: found,
        }
    }

    /// Whether the document can be used, and no note about it is denied.
    pub(super) fn is_ok(&self) -> bool {
        self.ok
    }

    pub(super) fn file(&self) -> &str {
        &self.file
    }
}

fn finding(it: &Diagnostic, denied: bool) -> Finding {
    Finding {
        check: it.check.name(),
        severity: it.severity().to_string(),
        denied,
        message: it.message.clone(),
        label: it.label.clone(),
        help: it.help.clone(),
        pointer: it.pointer.clone(),
        at: if it.at == At::Key { "key" } else { "value" },
        line: it.position.map(|it| it.line),
        column: it.position.map(|it| it.column),
        start: it.position.map(|it| it.start),
        end: it.position.map(|it| it.end),
    }
}
