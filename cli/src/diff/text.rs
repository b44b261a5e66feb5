//! A diff for people: what to handle now, what breaks, and then the rest.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Subject, Verdict};

use super::Report;
use crate::out::{
    BAD, BOLD, CODE, FAINT, GOOD, Lines, Table, count, first_sentence, sentence, styled, variant,
};

pub(super) fn report(report: &Report<'_>) -> String {
    let mut writer = Writer {
        report,
        lines: Lines::default(),
    };
    writer.head();
    if report.comparison.diff.is_empty() {
        writer.lines.line("Nothing changed.");
        return writer.lines.into_text();
    }
    writer.news();
    writer.breaking();
    writer.behaviour();
    writer.fields();
    writer.rest();
    writer.verdicts();
    writer.lines.into_text()
}

/// The part of the report that a change is told in.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    News,
    Breaking,
    Behaviour,
    Fields,
    Rest,
}

impl Part {
    fn of(change: &Change) -> Self {
        let has = |impact| change.impacts.contains(impact);
        if change.is_new_to_handle() {
            Self::News
        } else if has(Impact::Breaking) {
            Self::Breaking
        } else if has(Impact::Behaviour) {
            Self::Behaviour
        } else if has(Impact::Literals) {
            Self::Fields
        } else {
            Self::Rest
        }
    }
}

struct Writer<'a, 'c> {
    report: &'a Report<'c>,
    lines: Lines,
}

impl<'c> Writer<'_, 'c> {
    fn head(&mut self) {
        let version = |version: Option<&str>| version.map(|it| format!(" ({it})"));
        let (old, new) = (self.report.old, self.report.new);
        let line = format!(
            "{}: {}{} → {}{}",
            styled(BOLD, new.title()),
            old.source.name(),
            version(old.checked.version.as_deref()).unwrap_or_default(),
            new.source.name(),
            version(new.checked.version.as_deref()).unwrap_or_default(),
        );
        self.lines.line(&line);
    }

    fn news(&mut self) {
        let new = self.part(Part::News);
        if new.is_empty() {
            return;
        }
        self.lines.heading("To handle now");
        let note = "Exhaustive matches in the crate that derives need an arm for each; elsewhere \
                    `_` catches them.";
        self.lines.line(&styled(FAINT, format!("  {note}")));
        let is_event = |change: &&&Change| {
            matches!(
                change.kind,
                ChangeKind::EventAdded | ChangeKind::EventHandle
            )
        };
        for change in new.iter().filter(is_event) {
            self.event(change);
        }
        let members: Vec<_> = new.iter().filter(|it| !is_event(it)).copied().collect();
        for parent in parents(&members) {
            let members = members
                .iter()
                .filter(|it| it.subject.parent().as_ref() == Some(&parent));
            let members: Vec<_> = members.copied().collect();
            self.members(&parent, &members);
        }
    }

    fn event(&mut self, change: &Change) {
        let name = styled(BOLD, &change.subject);
        let rust = variant(&self.report.comparison.new, &change.subject);
        let word = match change.kind {
            ChangeKind::EventAdded => "new event",
            _ => "event",
        };
        self.lines
            .line(&format!("  {word} {name}  {}", styled(CODE, rust)));
        if let Some(description) = &change.description {
            self.lines.paragraph(description, "      ");
        }
        self.lines
            .paragraph(&format!("{}.", sentence(&change.reason)), "      ");
        self.streams(change);
    }

    fn members(&mut self, parent: &Subject, members: &[&Change]) {
        let values = members.iter().all(|it| it.kind == ChangeKind::ValueAdded);
        let what = count(
            members.len(),
            if values { "new value" } else { "new variant" },
        );
        self.lines
            .line(&format!("  {}: {what}", styled(BOLD, parent)));
        let mut table = Table::default().ending_in_prose();
        for change in members {
            let wire = change.subject.steps.last();
            let description = change.description.as_deref().map(first_sentence);
            let member = self.report.comparison.new.member(&change.subject);
            table.row([
                wire.map(ToString::to_string).unwrap_or_default(),
                member.map(|(_, it)| it.name.clone()).unwrap_or_default(),
                description.unwrap_or_default(),
            ]);
        }
        self.lines.block(&table.text("      "));
        for change in members {
            self.streams(change);
        }
    }

    fn breaking(&mut self) {
        let breaking = self.part(Part::Breaking);
        if breaking.is_empty() {
            return;
        }
        self.lines
            .heading("Breaking for code that uses the generated API");
        for change in breaking {
            self.explained(change);
        }
    }

    fn behaviour(&mut self) {
        let changed = self.part(Part::Behaviour);
        if changed.is_empty() {
            return;
        }
        self.lines.heading("The same API, another behaviour");
        let is_status = |change: &&&Change| change.kind == ChangeKind::FailureStatus;
        for change in changed.iter().filter(|it| !is_status(it)) {
            self.explained(change);
        }
        // A table of its own in the document, and so here.
        let statuses: Vec<_> = changed.iter().filter(is_status).collect();
        if let Some(first) = statuses.first() {
            self.lines.line(&format!(
                "  {}",
                styled(BOLD, "Failures have another HTTP status")
            ));
            self.lines.labelled("why:", &first.reason);
            let mut table = Table::default();
            for change in &statuses {
                let name = stream_events_schema::pointer::segments(&change.place.pointer);
                let name = name.ok().and_then(|it| it.last().map(ToString::to_string));
                let (before, after) = (change.before.clone(), change.after.clone());
                table.row([
                    name.unwrap_or_default(),
                    after.unwrap_or_default(),
                    format!("(was: {})", before.unwrap_or_default()),
                ]);
            }
            self.lines.block(&table.text("      "));
        }
    }

    /// A change with why and what to do, in the look of diagnostics.
    fn explained(&mut self, change: &Change) {
        let message = styled(BOLD, sentence(&change.message));
        self.lines.line(&format!("  {message}"));
        for (label, text) in [("why:", &change.reason), ("do:", &change.advice)] {
            if !text.is_empty() {
                self.lines.labelled(label, text);
            }
        }
        self.streams(change);
        let rust = self.report.rust(&change.subject);
        if let Some(rust) = rust.filter(|it| !change.message.contains(it)) {
            self.lines
                .line(&format!("      in:  {}", styled(CODE, rust)));
        }
        let (file, position) = self.report.place(change);
        let whole = change.place.pointer.is_empty();
        if let Some(position) = position.filter(|_| !whole) {
            let place = format!("{file}:{}:{}", position.line, position.column);
            self.lines
                .line(&styled(FAINT, format!("      --> {place}")));
        }
    }

    /// What it means for streams that programs of the other document read.
    fn streams(&mut self, change: &Change) {
        let of = [
            ("old programs, new streams:", &change.forward),
            ("new programs, old recordings:", &change.backward),
        ];
        for (label, why) in of {
            if let Some(why) = why {
                self.lines.labelled(label, why);
            }
        }
    }

    fn fields(&mut self) {
        let fields = self.part(Part::Fields);
        if fields.is_empty() {
            return;
        }
        self.lines
            .heading("New fields (only struct literals in the crate that derives need them)");
        let mut table = Table::default().ending_in_prose();
        for change in fields {
            let member = self.report.comparison.new.member(&change.subject);
            let ty = member
                .and_then(|(_, it)| it.ty.clone())
                .or_else(|| change.after.clone());
            let rust = self.report.rust(&change.subject);
            let description = change.description.as_deref().map(first_sentence);
            table.row([
                rust.unwrap_or_else(|| change.subject.to_string()),
                ty.unwrap_or_default(),
                description.unwrap_or_default(),
            ]);
        }
        self.lines.block(&table.text("  "));
    }

    fn rest(&mut self) {
        let rest = self.part(Part::Rest);
        if rest.is_empty() {
            return;
        }
        self.lines.heading("And");
        let of = |kind| rest.iter().filter(move |it| it.kind == kind);
        let types: Vec<_> = of(ChangeKind::TypeAdded)
            .map(|it| it.subject.to_string())
            .collect();
        if !types.is_empty() {
            // More names than that tell nobody anything.
            const NAMED: usize = 12;
            let named = types[..types.len().min(NAMED)].join(", ");
            let more = if types.len() > NAMED { ", …" } else { "" };
            let types = format!("{}: {named}{more}", count(types.len(), "new type"));
            self.lines.paragraph(&types, "  ");
        }
        for change in &rest {
            if !matches!(change.kind, ChangeKind::TypeAdded | ChangeKind::Description) {
                self.lines.line(&format!("  {}", change.message));
            }
        }
        let described = of(ChangeKind::Description).count();
        if described > 0 {
            self.lines
                .line(&format!("  {}", count(described, "changed description")));
        }
    }

    fn verdicts(&mut self) {
        let having = |impact| {
            let changes = self.report.changes().iter();
            changes.filter(|it| it.impacts.contains(impact)).count()
        };
        let source = [
            (having(Impact::Breaking), "breaking change", ""),
            (self.part(Part::News).len(), "thing", " to handle"),
            (having(Impact::Literals), "new field", ""),
        ];
        let source = source.into_iter().filter(|(number, ..)| *number > 0);
        let source = source.map(|(number, what, more)| format!("{}{more}", count(number, what)));
        let source = source.collect::<Vec<_>>().join(", ");
        let breaks = |breaks: fn(&Change) -> bool| {
            let changes = self.report.changes().iter();
            match changes.filter(|it| breaks(it)).count() {
                0 => String::new(),
                number => count(number, "breaking change"),
            }
        };
        let forward = breaks(|it| it.forward.is_some());
        let backward = breaks(|it| it.backward.is_some());
        let verdicts = self.report.comparison.diff.verdicts().named();
        self.lines.block("\n");
        for ((name, verdict), counts) in verdicts.into_iter().zip([source, forward, backward]) {
            let style = match verdict {
                Verdict::Breaking => BAD,
                Verdict::Compatible => GOOD,
            };
            let counts = match counts.is_empty() {
                true => counts,
                false => format!(": {counts}"),
            };
            let line = format!("{name:<9} {}{counts}", styled(style, verdict));
            self.lines.line(&line);
        }
    }

    fn part(&self, part: Part) -> Vec<&'c Change> {
        let changes = self.report.changes().iter();
        changes.filter(|it| Part::of(it) == part).collect()
    }
}

/// What the changed things are parts of, each once.
fn parents(changes: &[&Change]) -> Vec<Subject> {
    let mut parents = Vec::new();
    for parent in changes.iter().filter_map(|it| it.subject.parent()) {
        if !parents.contains(&parent) {
            parents.push(parent);
        }
    }
    parents
}
