//! A diff for machines. What is there stays; more may come.

use serde::Serialize;
use stream_events_schema::diff::{Change, Impact};

use super::Comparison;
use crate::io::Document;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    /// The version of this form.
    format: u32,
    verdict: &'static str,
    old: Side<'a>,
    new: Side<'a>,
    /// How many changes there are of each impact.
    impacts: Impacts,
    changes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    file: &'a str,
    title: Option<&'a str>,
    version: Option<&'a str>,
}

#[derive(Serialize)]
struct Impacts {
    breaking: usize,
    behaviour: usize,
    matches: usize,
    literals: usize,
    none: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    /// What it is about: `event`, `type`, `body` or `document`.
    about: &'static str,
    subject: String,
    /// How code names it, if it does.
    rust: Option<String>,
    verdict: &'static str,
    impact: &'static str,
    /// Whether it is something that arrives from now on and wants to be handled.
    handle: bool,
    message: &'a str,
    reason: &'a str,
    advice: &'a str,
    description: Option<&'a str>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    document: &'static str,
    file: &'a str,
    pointer: &'a str,
    line: Option<usize>,
    column: Option<usize>,
}

pub(super) fn report<'a>(comparison: &Comparison<'a>) -> Report<'a> {
    let changes = comparison.diff.changes();
    let of = |impact| changes.iter().filter(|it| it.impact == impact).count();
    Report {
        format: 1,
        verdict: comparison.diff.verdict().name(),
        old: side(&comparison.sides.old),
        new: side(&comparison.sides.new),
        impacts: Impacts {
            breaking: of(Impact::Breaking),
            behaviour: of(Impact::Behaviour),
            matches: of(Impact::Matches),
            literals: of(Impact::Literals),
            none: of(Impact::None),
        },
        changes: changes
            .iter()
            .map(|change| entry(comparison, change))
            .collect(),
    }
}

fn side(document: &Document) -> Side<'_> {
    Side {
        file: document.source.name(),
        title: document.checked.title.as_deref(),
        version: document.checked.version.as_deref(),
    }
}

fn entry<'a>(comparison: &Comparison<'a>, change: &'a Change) -> Entry<'a> {
    let location = comparison.place(change);
    Entry {
        kind: change.kind.name(),
        about: change.subject.root.name(),
        subject: change.subject.to_string(),
        rust: comparison.rust(&change.subject),
        verdict: change.verdict().name(),
        impact: change.impact.name(),
        handle: change.is_new_to_handle(),
        message: &change.message,
        reason: &change.reason,
        advice: &change.advice,
        description: change.description.as_deref(),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        place: Place {
            document: change.place.side.name(),
            file: location.file,
            pointer: &change.place.pointer,
            line: location.position.map(|it| it.0),
            column: location.position.map(|it| it.1),
        },
    }
}
