//! A diff for machines. What is there stays; more may come.

use serde::Serialize;
use stream_events_schema::diff::{Change, Impact, Verdicts};

use crate::io::Document;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    /// The version of this form.
    format: u32,
    verdicts: Named,
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
struct Named {
    source: &'static str,
    forward: &'static str,
    backward: &'static str,
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
    verdicts: Named,
    impacts: Vec<&'static str>,
    /// Whether it is something that arrives from now on and wants to be handled.
    handle: bool,
    /// Whether the command fails for it.
    denied: bool,
    message: &'a str,
    reason: &'a str,
    advice: &'a str,
    /// Why programs of the old document do not read every stream of the new one.
    forward: Option<&'a str>,
    /// Why programs of the new document do not read every recording of the old one.
    backward: Option<&'a str>,
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

pub(super) fn report<'a>(report: &super::Report<'a>) -> Report<'a> {
    let changes = report.changes();
    let of = |impact| {
        let changes = changes.iter();
        changes.filter(|it| it.impacts.contains(impact)).count()
    };
    Report {
        format: 2,
        verdicts: named(report.comparison.diff.verdicts()),
        old: side(report.old),
        new: side(report.new),
        impacts: Impacts {
            breaking: of(Impact::Breaking),
            behaviour: of(Impact::Behaviour),
            matches: of(Impact::Matches),
            literals: of(Impact::Literals),
            none: changes.iter().filter(|it| it.impacts.is_empty()).count(),
        },
        changes: changes.iter().map(|change| entry(report, change)).collect(),
    }
}

fn side(document: &Document) -> Side<'_> {
    Side {
        file: document.source.name(),
        title: document.checked.title.as_deref(),
        version: document.checked.version.as_deref(),
    }
}

fn named(verdicts: Verdicts) -> Named {
    Named {
        source: verdicts.source.name(),
        forward: verdicts.forward.name(),
        backward: verdicts.backward.name(),
    }
}

fn entry<'a>(report: &super::Report<'a>, change: &'a Change) -> Entry<'a> {
    let (file, position) = report.place(change);
    Entry {
        kind: change.kind.name(),
        about: change.subject.root.name(),
        subject: change.subject.to_string(),
        rust: report.rust(&change.subject),
        verdicts: named(change.verdicts()),
        impacts: change.impacts.iter().map(Impact::name).collect(),
        handle: change.is_new_to_handle(),
        denied: report.is_denied(change),
        message: &change.message,
        reason: &change.reason,
        advice: &change.advice,
        forward: change.forward.as_deref(),
        backward: change.backward.as_deref(),
        description: change.description.as_deref(),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        place: Place {
            document: change.place.side.name(),
            file,
            pointer: &change.place.pointer,
            line: position.map(|it| it.line),
            column: position.map(|it| it.column),
        },
    }
}
