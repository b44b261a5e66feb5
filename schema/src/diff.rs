//! What changed between two documents, and what that means for code that uses what they generate.
//!
//! # Breaking and compatible
//!
//! A change is *breaking* when code that uses the generated API may stop compiling, wherever it
//! stands: something that could be named is gone, has another name or another type. Every other
//! change is *compatible*.
//!
//! All generated enums and structs are `#[non_exhaustive]`: other crates can neither match them
//! without a wildcard arm nor build the structs by literals, so for them events, variants, values
//! and fields that are added are compatible. That attribute does not reach into the crate that
//! derives. There a struct can be built by a literal and an enum matched exhaustively, and such a
//! literal or match has to be extended: [`Impact::Literals`] and [`Impact::Matches`] say so.
//! [`Impact::Behaviour`] marks what no compiler can tell: the code compiles as before, and the
//! stream does something else.
//!
//! # What it cannot see
//!
//! Names and boxes are made where Rust code is made: that a type without a name of its own is now
//! called otherwise, or that a variant's payload has grown so large that it is boxed, cannot be
//! told from the documents. `stream_events_codegen::diff` compares what both documents generate
//! and corrects the verdicts of this one.

mod change;
mod describe;
mod events;
mod kind;
mod objects;
mod renames;
mod rules;
mod subject;
mod types;
mod unions;

#[cfg(test)]
mod tests;

pub use change::{Change, Impact, Place, Side, Verdict};
pub use describe::describe;
pub use kind::ChangeKind;
pub use subject::{Root, Step, Subject, Subjects};

use crate::checked::Checked;
use types::Comparison;

/// What changed from one document to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    changes: Vec<Change>,
}

/// Compares two documents.
///
/// ```
/// use stream_events_schema::{diff, read};
///
/// let old = read("old.json", r#"{ "events": { "ping": { "handle": "skip" } } }"#)?;
/// let new = read("new.json", r#"{ "events": {
///     "ping": { "handle": "skip" },
///     "delete": { "content": "text" }
/// } }"#)?;
/// let diff = diff::diff(&old, &new);
/// assert_eq!(diff.changes()[0].message, "event `delete` is new");
/// assert_eq!(diff.verdict(), diff::Verdict::Compatible);
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
#[must_use]
pub fn diff(old: &Checked, new: &Checked) -> Diff {
    let mut comparison = Comparison::new(old, new);
    comparison.events();
    comparison.rules();
    comparison.definitions();
    Diff {
        changes: comparison.changes,
    }
}

impl Diff {
    /// The changes: of events, then of the rules of the stream, then of types, each in the order
    /// of the documents.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes, for whoever knows better what they mean.
    pub fn changes_mut(&mut self) -> &mut Vec<Change> {
        &mut self.changes
    }

    /// Breaking if one change is.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let breaking = |change: &Change| change.verdict() == Verdict::Breaking;
        if self.changes.iter().any(breaking) {
            Verdict::Breaking
        } else {
            Verdict::Compatible
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
