//! The form of a rule: one operation, with the keywords that go with it.

use crate::check::fold::Checking;
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;
use crate::snapshot::Rule;
use crate::suggest::alternatives;

const OPERATIONS: &[&str] = &[
    "start",
    "set",
    "append",
    "append_json",
    "insert",
    "close",
    "ignore",
    "apply",
];

/// The keywords that go with an operation.
fn goes_with(operation: &str) -> &'static [&'static str] {
    match operation {
        "set" => &["to", "nulls", "once", "keep", "or_insert", "sparse", "emit"],
        "append" | "append_json" => &["to", "emit"],
        "insert" => &["to", "sparse", "emit"],
        "close" => &["emit"],
        "apply" => &["for", "in", "new", "sparse", "emit"],
        _ => &[],
    }
}

impl Checking<'_, '_> {
    /// The operation of a rule, if its form is right.
    pub(super) fn form(&mut self, rule: &Rule, pointer: &str) -> Option<&'static str> {
        if self.unread.touches(pointer) && rule.operations().len() != 1 {
            return None;
        }
        let operations = rule.operations();
        let [operation] = operations[..] else {
            self.operations(&operations, pointer);
            return None;
        };
        let allowed = goes_with(operation);
        let mut is_right = true;
        for modifier in rule.modifiers() {
            let lone_sparse = modifier == "sparse"
                && (operation == "set" && !rule.or_insert
                    || operation == "apply" && rule.new.is_none());
            if allowed.contains(&modifier) && !lone_sparse {
                continue;
            }
            is_right = false;
            let help = match (lone_sparse, modifier) {
                (true, _) => "remove it: `sparse` says how an element is inserted, with \
                              `or_insert` or `new`"
                    .to_owned(),
                (_, "emit") => "remove it: a program hears of what the other rules do".to_owned(),
                _ => match allowed {
                    [] => format!("remove it: `{operation}` stands alone"),
                    allowed => format!(
                        "remove it: with `{operation}` goes {}",
                        alternatives(allowed)
                    ),
                },
            };
            let message = format!("`{modifier}` does not go with `{operation}`");
            let diagnostic =
                Diagnostic::new(Check::RuleForm, pointer::child(pointer, modifier), message);
            let diagnostic = diagnostic.at_key().label("no effect here");
            self.findings.add(diagnostic.help(help));
        }
        if allowed.contains(&"to") && rule.to.is_none() {
            is_right = false;
            if !self.unread.touches(pointer) {
                let message = format!("`{operation}` does not say where to");
                let diagnostic = Diagnostic::new(Check::MissingKeyword, pointer, message)
                    .label("no `to`")
                    .help("add `\"to\"` with the path of a place of the value");
                self.findings.add(diagnostic);
            }
        }
        is_right.then_some(operation)
    }

    fn operations(&mut self, operations: &[&str], pointer: &str) {
        let (message, help) = match operations {
            [] => (
                "a rule without an operation".to_owned(),
                format!("add {}", alternatives(OPERATIONS)),
            ),
            [.., last] => (
                format!("a rule with {} operations", operations.len()),
                format!("leave one of them; `{last}` can be a rule of its own"),
            ),
        };
        let label = match operations {
            [] => "does nothing".to_owned(),
            many => format!("has {}", alternatives(many).replace(" or ", " and ")),
        };
        let diagnostic = Diagnostic::new(Check::RuleForm, pointer, message);
        self.findings.add(diagnostic.label(label).help(help));
    }
}
