//! Events, as they are declared.

use std::fmt;

use crate::shape::Type;
use crate::words::{Content, Handle, Test};

/// A declared event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventType {
    /// Its name on the wire.
    pub key: String,
    /// `name`: the Rust name the document asks for.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// What becomes of it.
    pub handle: Handle,
    /// All must hold for `finish` or `complete` to apply; empty when there is no condition.
    pub when: Vec<Condition>,
    /// What its data is.
    pub content: Content,
    /// The type of its data; always there when the content is JSON and the event is not skipped.
    pub payload: Option<Type>,
}

/// A condition on the payload of a `finish` or `complete` event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The pointer as written.
    pub pointer: String,
    /// The pointer's way through the payload's type.
    pub steps: Vec<Step>,
    /// What must hold there.
    pub test: Test,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.test {
            Test::Present => write!(f, "{} is there", self.pointer),
            Test::OneOf(values) => {
                let values: Vec<_> = values.iter().map(|it| format!("\"{it}\"")).collect();
                write!(f, "{} is {}", self.pointer, values.join(" or "))
            }
        }
    }
}

/// One step of a [`Condition`]'s way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a property of an object or the value of a map.
    Property(String),
    /// Into an element of an array.
    Index(usize),
}
