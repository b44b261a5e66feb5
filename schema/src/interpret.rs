//! What messages mean by a document, without generated code.
//!
//! An [`Interpreter`] answers what the code that a derive makes of the document would do with a
//! message: which event it is, what becomes of it, and whether its payload decodes. Commands that
//! read recordings ask it, where no program of the user's is at hand.
//!
//! ```
//! use stream_events_schema::interpret::{Interpreter, Meaning};
//!
//! let document = stream_events_schema::read("feed.json", r#"{
//!     "events": {
//!         "update": {
//!             "payload": { "properties": { "id": { "type": "integer" } }, "required": ["id"] }
//!         }
//!     }
//! }"#)?;
//! let interpreter = Interpreter::new(&document);
//!
//! let Meaning::Event { name, mismatches, .. } =
//!     interpreter.message(Some("update"), r#"{ "id": "seven" }"#)
//! else {
//!     panic!("it is declared")
//! };
//! assert_eq!(name, "update");
//! assert_eq!(mismatches[0].to_string(), "at /id: expected an integer, found a string");
//! assert_eq!(mismatches[0].place(), "/events/update/payload/properties/id");
//!
//! let meaning = interpreter.message(Some("delete"), "7");
//! assert!(matches!(meaning, Meaning::Unknown { .. }));
//! # Ok::<(), stream_events_schema::Diagnostics>(())
//! ```

#![allow(
    clippy::result_large_err,
    reason = "an error ends a fold: there is one for a stream"
)]

mod course;
mod data;
mod decode;
mod fold;
mod message;
mod mismatch;
mod nulls;
mod place;
mod read;
mod reading;
mod undeclared;
mod union;
mod when;

pub use course::Course;
pub use data::Data;
pub use decode::Verdict;
pub use fold::{
    Applied, Change, FoldError, Kind, Loss, Losses, Snapshot, Step, Traced, Unfinished,
};
pub use message::Meaning;
pub use mismatch::{Mismatch, Why};
pub use nulls::{Became, Null};
pub use reading::{NotFinal, Reading};
pub use undeclared::{Undeclared, What};

use crate::checked::Checked;
use crate::tags::Tags;

/// A document, and how messages are read by it.
#[derive(Debug)]
pub struct Interpreter<'c> {
    document: &'c Checked,
    tags: Tags,
}

impl<'c> Interpreter<'c> {
    /// Reads messages by this document.
    #[must_use]
    pub fn new(document: &'c Checked) -> Self {
        Self {
            document,
            tags: Tags::of(document),
        }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &'c Checked {
        self.document
    }
}
