//! What `check --format github` prints.

use std::path::Path;

use stream_events_schema::{Checked, Diagnostic, Diagnostics, Severity};

use super::Levels;
use crate::exit::Failure;
use crate::out::{Annotation, Level, print_annotations};

/// Prints what was found in a document; `is_shown` tells which warnings and notes.
pub(super) fn print(
    path: &Path,
    checked: &Result<Checked, Failure>,
    levels: &Levels<'_>,
    is_shown: impl Fn(&Diagnostic) -> bool,
) -> Result<(), Failure> {
    print_annotations(match checked {
        Ok(checked) => all(path, &checked.notes().filtered(is_shown), levels),
        Err(Failure::Document(mistakes)) => all(path, mistakes, levels),
        Err(failure) => {
            let annotation = Annotation::new(Level::Error, "check", failure.message());
            let annotation = failure
                .help()
                .iter()
                .fold(annotation, |it, help| it.and("help", help));
            vec![annotation.in_file(path)]
        }
    })
}

fn all(path: &Path, diagnostics: &Diagnostics, levels: &Levels<'_>) -> Vec<Annotation> {
    let annotation = |it: &Diagnostic| {
        let level = match it.severity() {
            Severity::Warning if !levels.is_denied(it) => Level::Warning,
            Severity::Note if !levels.is_denied(it) => Level::Notice,
            _ => Level::Error,
        };
        let message = match it.label.as_str() {
            "" => it.message.clone(),
            label => format!("{} ({label})", it.message),
        };
        let annotation = Annotation::new(level, it.check.name(), message)
            .and("at", &it.pointer)
            .and("help", &it.help)
            .in_file(path);
        match diagnostics.source() {
            Some(source) => annotation.at(it.position, source),
            None => annotation,
        }
    };
    diagnostics.iter().map(annotation).collect()
}
