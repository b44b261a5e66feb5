//! A row of the table.

use proc_macro2::{Ident, Span};
use stream_events_codegen::{Comparison, Derived, Options, diff};
use stream_events_schema::diff::{Change, Impacts, Verdict};
use stream_events_schema::read;

/// What a change of a keyword means, by an example.
pub(crate) struct Row {
    /// The definition of the meta-schema that has it, and its name.
    pub(crate) keyword: &'static str,
    /// What changes.
    pub(crate) change: &'static str,
    pub(crate) old: String,
    pub(crate) new: String,
    /// The impacts by their names, and the verdicts that are breaking.
    pub(crate) expected: &'static str,
}

impl Row {
    /// What the diff says instead, if it says something else.
    pub(crate) fn wrong(&self) -> Option<String> {
        let comparison = compare(&self.old, &self.new);
        let changes = comparison.diff.changes();
        let mut impacts = Impacts::default();
        for change in changes {
            impacts.extend(change.impacts);
        }
        let mut found = impacts.to_string().replace(", ", " ");
        let verdicts = comparison.diff.verdicts().named();
        for (name, verdict) in verdicts {
            if verdict == Verdict::Breaking {
                found.push_str(&format!(" {name}"));
            }
        }
        (found != self.expected).then(|| {
            format!(
                "{}, {}: {found}, not {}\n{}\nold: {}\nnew: {}",
                self.keyword,
                self.change,
                self.expected,
                lines_of(&comparison).join("\n"),
                self.old,
                self.new
            )
        })
    }

    /// The impacts and the three verdicts.
    pub(crate) fn cells(&self) -> String {
        let words: Vec<_> = self.expected.split(' ').collect();
        let is_verdict = |it: &&&str| ["source", "forward", "backward"].contains(*it);
        let impacts: Vec<_> = words.iter().filter(|it| !is_verdict(it)).copied().collect();
        let verdict = |name: &str| match words.contains(&name) {
            true => "breaking",
            false => "",
        };
        format!(
            "{} | {} | {} | {}",
            impacts.join(", "),
            verdict("source"),
            verdict("forward"),
            verdict("backward")
        )
    }
}

/// The changes between two documents, a line each.
pub(crate) fn lines(old: &str, new: &str) -> Vec<String> {
    lines_of(&compare(old, new))
}

fn lines_of(comparison: &Comparison) -> Vec<String> {
    let changes = comparison.diff.changes().iter();
    changes
        .map(|change: &Change| format!("{} {change}", change.kind))
        .collect()
}

fn compare(old: &str, new: &str) -> Comparison {
    let read = |text: &str| match read("row.json", text) {
        Ok(checked) => checked,
        Err(mistakes) => panic!("{mistakes}"),
    };
    let (old, new) = (read(old), read(new));
    let named = |document: &stream_events_schema::Checked| {
        let title = document.title.as_deref().unwrap_or("Feed");
        Options::new(Ident::new(title, Span::call_site()))
    };
    let (was, is) = (named(&old), named(&new));
    let old = Derived {
        document: &old,
        options: &was,
    };
    let new = Derived {
        document: &new,
        options: &is,
    };
    match diff(old, new) {
        Ok(comparison) => comparison,
        Err(error) => panic!("{error}"),
    }
}
