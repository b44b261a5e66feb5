//! What rules do to the value, one after another.

use crate::interpret::fold::error::FoldError;
use crate::interpret::fold::node::{Part, pointer_of};
use crate::interpret::fold::rules::Running;
use crate::json::Json;
use crate::snapshot::checked::{Operation, Rule};

/// What a rule did to the value. It is no larger than what the event brought, but where a rule keeps or closes
/// what was there.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Step<'c> {
    /// The rule: where it stands in the document, as a JSON Pointer.
    pub rule: &'c str,
    /// The keyword of the rule: `start`, `set`, `append`, `append_json`, `insert` or `close`.
    pub operation: &'static str,
    /// The place in the value as it was then, as a JSON Pointer.
    pub at: String,
    /// The piece that was appended, or what was put there; `None` for a place that was closed.
    pub value: Option<Json>,
}

/// What an event did to the value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Traced<'c> {
    /// What its rules did, in their order; those before an error, too.
    pub steps: Vec<Step<'c>>,
    /// The error that stopped them.
    pub error: Option<FoldError>,
}

impl<'c> Running<'_, 'c> {
    /// Notes what a rule did, if somebody wants to know.
    pub(super) fn trace(&mut self, rule: &'c Rule, parts: &[Part], delta: Option<&Json>) {
        let Some(steps) = &mut self.steps else {
            return;
        };
        let root = self.snapshot.root.as_ref();
        let shown = || root?.at(parts).map(|it| it.node.shown());
        steps.push(Step {
            rule: &rule.pointer,
            operation: keyword(&rule.operation),
            at: pointer_of(parts),
            value: match (&rule.operation, delta) {
                (Operation::Close(_), _) => None,
                (_, Some(delta)) => Some(delta.clone()),
                (_, None) => shown(),
            },
        });
    }
}

fn keyword(operation: &Operation) -> &'static str {
    match operation {
        Operation::Start(_) => "start",
        Operation::Set(_) => "set",
        Operation::Append(_) => "append",
        Operation::AppendJson(_) => "append_json",
        Operation::Insert(_) => "insert",
        Operation::Close(_) => "close",
        Operation::Scope(_) => "apply",
    }
}
