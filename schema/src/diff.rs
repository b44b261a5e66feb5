//! What changed between two documents, and what that means for programs.
//!
//! # Three verdicts
//!
//! - *Source*: programs that use the generated types. It is breaking where code may stop compiling,
//!   wherever it stands: something that could be named is gone, or has another name or type.
//! - *Forward*: programs built from the old document, which read streams of the new one.
//! - *Backward*: programs built from the new document, which read recordings of the old one.
//!
//! The last two are breaking where an event is lost, is taken for another or becomes an error, where
//! a stream ends elsewhere, or where one that was cut reads as whole. An event, a variant or a value
//! that the reader does not know is `Unknown` to it, as documents mean it to be, and breaks nothing.
//! What counts is what documents describe: of a property that the old document does not declare,
//! nobody knows what old recordings have there.
//!
//! # Impacts
//!
//! A change has a set of them. All generated enums and structs are `#[non_exhaustive]`: other crates
//! can neither match them without a wildcard arm nor build the structs by literals, so for them
//! events, variants, values and fields that are added are compatible. That attribute does not reach
//! into the crate that derives. There a struct can be built by a literal and an enum matched
//! exhaustively, and such a literal or match has to be extended: [`Impact::Literals`] and
//! [`Impact::Matches`] say so. [`Impact::Behaviour`] marks what no compiler can tell: the code
//! compiles as before, and the stream does something else.
//!
//! # Two halves
//!
//! [`behaviour()`] knows documents, and says what programs do otherwise: its changes have the impact
//! `behaviour`, or none. What breaks source code is decided where Rust code is made, by comparing the
//! code: `stream_events_codegen::diff` does, and puts both together.

mod behaviour;
mod change;
mod describe;
mod impact;
mod kind;
mod prose;
mod subject;
mod verdict;

pub use behaviour::{Known, behaviour};
pub use change::{Change, Place, Side};
pub use describe::{describe, describe_standing};
pub use impact::{Impact, Impacts};
pub use kind::ChangeKind;
pub use subject::{Root, Standing, Step, Subject, Subjects};
pub use verdict::{Verdict, Verdicts};

/// What changed from one document to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    changes: Vec<Change>,
}

impl Diff {
    /// A diff of these changes.
    #[must_use]
    pub fn new(changes: Vec<Change>) -> Self {
        Self { changes }
    }

    /// The changes: of events, then of the rules of the stream, then of types, each in the order
    /// of the documents.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The verdicts on all changes: breaking if one change is.
    #[must_use]
    pub fn verdicts(&self) -> Verdicts {
        let verdicts = self.changes.iter().map(Change::verdicts);
        verdicts.fold(Verdicts::COMPATIBLE, Verdicts::and)
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
