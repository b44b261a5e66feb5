//! What `diff --format github` prints: an annotation for each change, at the documents' files.

use stream_events_schema::diff::{Change, Impact, Side};

use super::Report;
use crate::out::{Annotation, Level};

pub(super) fn report(report: &Report<'_>) -> Vec<Annotation> {
    let changes = report.changes().iter();
    changes.map(|it| annotation(report, it)).collect()
}

fn annotation(report: &Report<'_>, change: &Change) -> Annotation {
    let matters = [Impact::Breaking, Impact::Behaviour];
    let level = match () {
        () if report.is_denied(change) => Level::Error,
        () if matters.iter().any(|it| change.impacts.contains(*it)) => Level::Warning,
        () => Level::Notice,
    };
    let annotation = Annotation::new(level, change.kind.name(), change.message.clone())
        .and("why", &change.reason)
        .and("do", &change.advice)
        .and(
            "old programs, new streams",
            change.forward.as_deref().unwrap_or_default(),
        )
        .and(
            "new programs, old recordings",
            change.backward.as_deref().unwrap_or_default(),
        );
    let (_, position) = report.place(change);
    match (change.place.side, report.compared.old_file()) {
        (Side::New, _) => annotation
            .in_file(report.compared.new)
            .at(position, &report.new.source),
        (Side::Old, Some(file)) => annotation.in_file(file).at(position, &report.old.source),
        // What is gone has no line in the file that is there.
        (Side::Old, None) => annotation.in_file(report.compared.new),
    }
}
