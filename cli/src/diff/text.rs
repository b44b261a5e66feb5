//! A diff for people: what to handle now, what breaks, and then the rest.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Subject, Verdict};

use super::Comparison;
use crate::out::{BAD, BOLD, CODE, FAINT, GOOD, Table, WIDTH, count, styled, variant};

pub(super) fn report(comparison: &Comparison<'_>) -> String {
    let mut report = Report {
        comparison,
        text: String::new(),
    };
    report.head();
    if comparison.diff.is_empty() {
        report.line("Nothing changed.");
        return report.text;
    }
    report.news();
    report.breaking();
    report.behaviour();
    report.fields();
    report.rest();
    report.verdict();
    report.text
}

struct Report<'a, 'c> {
    comparison: &'a Comparison<'c>,
    text: String,
}

impl<'a> Report<'a, '_> {
    fn head(&mut self) {
        let sides = self.comparison.sides;
        let version = |version: Option<&str>| version.map(|it| format!(" ({it})"));
        let (old, new) = (&sides.old, &sides.new);
        let line = format!(
            "{}: {}{} → {}{}",
            styled(BOLD, new.title()),
            old.source.name(),
            version(old.checked.version.as_deref()).unwrap_or_default(),
            new.source.name(),
            version(new.checked.version.as_deref()).unwrap_or_default(),
        );
        self.line(&line);
    }

    fn news(&mut self) {
        let new: Vec<_> = self.changes(Change::is_new_to_handle).collect();
        if new.is_empty() {
            return;
        }
        self.heading("To handle now");
        let note = "Exhaustive matches in the crate that derives need an arm for each; elsewhere \
                    `_` catches them.";
        self.line(&styled(FAINT, format!("  {note}")));
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
        let rust = variant(&self.comparison.new, &change.subject);
        let word = if change.kind == ChangeKind::EventAdded {
            "new event"
        } else {
            "event"
        };
        self.line(&format!("  {word} {name}  {}", styled(CODE, rust)));
        if let Some(description) = &change.description {
            self.paragraph(description, "      ");
        }
        self.paragraph(&format!("{}.", sentence(&change.reason)), "      ");
    }

    fn members(&mut self, parent: &Subject, members: &[&Change]) {
        let values = members.iter().all(|it| it.kind == ChangeKind::ValueAdded);
        let what = count(
            members.len(),
            if values { "new value" } else { "new variant" },
        );
        self.line(&format!("  {}: {what}", styled(BOLD, parent)));
        let mut table = Table::default().ending_in_prose();
        for change in members {
            let wire = change
                .subject
                .steps
                .last()
                .map(ToString::to_string)
                .unwrap_or_default();
            let description = change.description.as_deref().map(first_sentence);
            let member = self.comparison.new.member(&change.subject);
            let rust = member.map(|(_, it)| it.name.clone()).unwrap_or_default();
            table.row([wire, rust, description.unwrap_or_default()]);
        }
        self.text.push_str(&table.text("      "));
    }

    fn breaking(&mut self) {
        let breaking: Vec<_> = self
            .changes(|it| it.verdict() == Verdict::Breaking)
            .collect();
        if breaking.is_empty() {
            return;
        }
        self.heading("Breaking for code that uses the generated API");
        for change in breaking {
            self.explained(change);
        }
    }

    fn behaviour(&mut self) {
        let changed = |it: &Change| it.impact == Impact::Behaviour && !it.is_new_to_handle();
        let changed: Vec<_> = self.changes(changed).collect();
        if changed.is_empty() {
            return;
        }
        self.heading("The same API, another behaviour");
        let is_status = |change: &&&Change| change.kind == ChangeKind::FailureStatus;
        for change in changed.iter().filter(|it| !is_status(it)) {
            self.explained(change);
        }
        // A table of its own in the document, and so here.
        let statuses: Vec<_> = changed.iter().filter(is_status).collect();
        if let Some(first) = statuses.first() {
            self.line(&format!(
                "  {}",
                styled(BOLD, "Failures have another HTTP status")
            ));
            self.line(&format!("      why: {}", first.reason));
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
            self.text.push_str(&table.text("      "));
        }
    }

    /// A change with why and what to do, in the look of diagnostics.
    fn explained(&mut self, change: &Change) {
        self.line(&format!("  {}", styled(BOLD, sentence(&change.message))));
        if !change.reason.is_empty() {
            self.hanging(&format!("why: {}", change.reason));
        }
        if !change.advice.is_empty() {
            self.hanging(&format!("do:  {}", change.advice));
        }
        let rust = self.comparison.rust(&change.subject);
        if let Some(rust) = rust.filter(|it| !change.message.contains(it)) {
            self.line(&format!("      in:  {}", styled(CODE, rust)));
        }
        let location = self.comparison.place(change);
        let whole = change.place.pointer.is_empty();
        if let Some((line, column)) = location.position.filter(|_| !whole) {
            let place = format!("{}:{line}:{column}", location.file);
            self.line(&styled(FAINT, format!("      --> {place}")));
        }
    }

    fn fields(&mut self) {
        let fields: Vec<_> = self.changes(|it| it.impact == Impact::Literals).collect();
        if fields.is_empty() {
            return;
        }
        self.heading("New fields (only struct literals in the crate that derives need them)");
        let mut table = Table::default().ending_in_prose();
        for change in fields {
            let member = self.comparison.new.member(&change.subject);
            let ty = member
                .and_then(|(_, it)| it.ty.clone())
                .or_else(|| change.after.clone());
            let rust = self.comparison.rust(&change.subject);
            let name = rust.unwrap_or_else(|| change.subject.to_string());
            let description = change.description.as_deref().map(first_sentence);
            table.row([
                name,
                ty.unwrap_or_default(),
                description.unwrap_or_default(),
            ]);
        }
        self.text.push_str(&table.text("  "));
    }

    fn rest(&mut self) {
        let rest: Vec<_> = self.changes(|it| it.impact == Impact::None).collect();
        if rest.is_empty() {
            return;
        }
        self.heading("And");
        let types: Vec<_> = rest
            .iter()
            .filter(|it| it.kind == ChangeKind::TypeAdded)
            .map(|it| it.subject.to_string())
            .collect();
        if !types.is_empty() {
            // More names than that tell nobody anything.
            const NAMED: usize = 12;
            let named = types[..types.len().min(NAMED)].join(", ");
            let more = if types.len() > NAMED { ", …" } else { "" };
            let types = format!("{}: {named}{more}", count(types.len(), "new type"));
            self.paragraph(&types, "  ");
        }
        for change in &rest {
            if !matches!(change.kind, ChangeKind::TypeAdded | ChangeKind::Description) {
                self.line(&format!("  {}", change.message));
            }
        }
        let described = rest
            .iter()
            .filter(|it| it.kind == ChangeKind::Description)
            .count();
        if described > 0 {
            self.line(&format!("  {}", count(described, "other description")));
        }
    }

    fn verdict(&mut self) {
        let of = |impact| self.changes(|it: &Change| it.impact == impact).count();
        let counts = [
            (of(Impact::Breaking), "breaking change", ""),
            (
                self.changes(Change::is_new_to_handle).count(),
                "thing",
                " to handle",
            ),
            (of(Impact::Behaviour), "change", " of behaviour"),
            (of(Impact::Literals), "new field", ""),
        ];
        let counts: Vec<_> = counts
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, what, more)| format!("{}{more}", count(number, what)))
            .collect();
        let verdict = match self.comparison.diff.verdict() {
            Verdict::Breaking => styled(BAD, "breaking"),
            Verdict::Compatible => styled(GOOD, "compatible"),
        };
        let counts = if counts.is_empty() {
            "nothing to do".to_owned()
        } else {
            counts.join(", ")
        };
        self.text.push('\n');
        self.line(&format!("{verdict}: {counts}"));
    }

    fn changes(&self, which: impl Fn(&Change) -> bool) -> impl Iterator<Item = &'a Change> {
        self.comparison
            .diff
            .changes()
            .iter()
            .filter(move |it| which(it))
    }

    fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        self.line(&styled(BOLD, heading));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn hanging(&mut self, text: &str) {
        let (label, text) = text.split_at("why: ".len());
        self.wrapped(text, &format!("      {label}"), "           ");
    }

    fn paragraph(&mut self, text: &str, indent: &str) {
        self.wrapped(text, indent, indent);
    }

    fn wrapped(&mut self, text: &str, first: &str, indent: &str) {
        let mut line = first.to_owned();
        for word in text.split_whitespace() {
            let used = line.chars().count();
            if used > indent.len() && used + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                indent.clone_into(&mut line);
            }
            if line.len() > indent.len() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
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

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn first_sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}
