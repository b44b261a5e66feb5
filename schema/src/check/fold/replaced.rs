//! Whether a rule replaces what an earlier one of the event tells of.

use crate::check::fold::event::Said;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};

/// What a rule does to a place, in the order of the rules.
#[derive(Debug, Clone)]
pub(super) struct Touched {
    /// Fields by their keys, elements as `{}`.
    pub(super) at: Vec<String>,
    pub(super) how: How,
    /// Where the rule's operation stands.
    pub(super) pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    /// It is told of, under this name.
    Told(String),
    Replaced,
}

impl Said<'_, '_> {
    /// Reports rules that replace what stands above a place that is told of: a program is given the
    /// place as it is after the whole event, which would be another one.
    pub(super) fn touched_twice(&self, findings: &mut Findings) {
        let mut reported: Vec<&str> = Vec::new();
        for (index, later) in self.touched.iter().enumerate() {
            if later.how != How::Replaced || reported.contains(&later.pointer.as_str()) {
                continue;
            }
            let told = self.touched[..index].iter().find_map(|it| match &it.how {
                How::Told(name) if it.at.len() > later.at.len() && it.at.starts_with(&later.at) => {
                    Some(name)
                }
                _ => None,
            });
            let Some(name) = told else {
                continue;
            };
            reported.push(&later.pointer);
            let message = format!("the rule replaces what an earlier rule tells of as `{name}`");
            let diagnostic = Diagnostic::new(Check::EmitReplaced, &later.pointer, message)
                .label("stands above that place")
                .help("put this rule first, or remove the `emit` of the earlier one");
            findings.add(diagnostic);
        }
    }
}
