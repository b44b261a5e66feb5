//! Which variants of the unions of an event its rules name.

use indexmap::IndexMap;

use crate::check::fold::walk::all_branches;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::shape::Type;

/// What the rules of an event take.
#[derive(Debug, Default)]
pub(super) struct Taken<'t> {
    /// The unions that are narrowed, by where they are in the event and in the document.
    unions: IndexMap<(String, &'t str), Named<'t>>,
    /// What is taken whole, by where it is.
    wholes: Vec<String>,
    /// The rule that is looked at: where it stands, with the keyword that has the path.
    pub(super) rule: String,
}

#[derive(Debug)]
struct Named<'t> {
    union: &'t Type,
    names: Vec<String>,
    /// Where the first rule that narrows it does so.
    rule: String,
}

impl<'t> Taken<'t> {
    pub(super) fn narrowed(&mut self, at: &str, union: &'t Type, names: &[String]) {
        let key = (at.to_owned(), union.pointer.as_str());
        let named = self.unions.entry(key).or_insert_with(|| Named {
            union,
            names: Vec::new(),
            rule: self.rule.clone(),
        });
        named.names.extend_from_slice(names);
    }

    pub(super) fn whole(&mut self, at: &str) {
        self.wholes.push(at.to_owned());
    }

    /// How much is taken whole so far.
    pub(super) fn wholes(&self) -> usize {
        self.wholes.len()
    }

    /// Forgets what is taken whole since then.
    pub(super) fn forget_wholes(&mut self, since: usize) {
        self.wholes.truncate(since);
    }

    /// Reports the unions of which some variants are named and others are not.
    pub(super) fn finish(self, findings: &mut Findings) {
        for ((at, _), named) in &self.unions {
            let is_whole = |whole: &String| {
                let rest = at.strip_prefix(whole.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            if self.wholes.iter().any(is_whole) {
                continue;
            }
            let mut missing: Vec<&str> = Vec::new();
            for (name, _) in all_branches(named.union) {
                if !named.names.iter().any(|it| it == name) {
                    missing.push(name);
                }
            }
            if missing.is_empty() {
                continue;
            }
            let names = missing.join("|");
            let message = format!(
                "the event's rules say nothing of {} at `{at}`",
                crate::suggest::alternatives(&missing).replace(" or ", " and ")
            );
            let diagnostic = Diagnostic::new(Check::VariantUnnamed, &named.rule, message)
                .label("some variants are named, others are not")
                .help(format!(
                    "add a rule for each, or say that they change nothing: \
                     `{{ \"ignore\": \"…/<{names}>\" }}`"
                ));
            findings.add(diagnostic);
        }
    }
}
