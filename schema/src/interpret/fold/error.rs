//! Errors of a fold.

use std::fmt;

use crate::json::Json;

/// What went wrong with a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct FoldError {
    /// Where the rule stands in the document, as a JSON Pointer.
    pub rule: String,
    /// The event.
    pub event: String,
    /// Which event it was, from 1.
    pub number: u64,
    /// What is wrong.
    pub kind: Kind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A rule would change the value before it began.
    BeforeStart,
    /// The value began a second time.
    StartedTwice {
        /// What tells the value that is open, if the document says.
        open: Option<Json>,
        /// What tells the one that came.
        got: Option<Json>,
    },
    /// The value begins with nothing.
    NoStartValue,
    /// An element is not there.
    Gap {
        /// The list, as a JSON Pointer.
        at: String,
        /// The index on the wire.
        index: u64,
        /// How many elements there are.
        len: usize,
    },
    /// An element is there already.
    Occupied {
        /// The element, as a JSON Pointer.
        at: String,
    },
    /// What should be an index is none.
    NoIndex {
        /// The list, as a JSON Pointer.
        at: String,
        /// What the event has.
        found: Json,
    },
    /// No element has the key.
    NoElement {
        /// The list, as a JSON Pointer.
        at: String,
        /// The key.
        key: Json,
    },
    /// The place is of another variant.
    Variant {
        /// The place, as a JSON Pointer.
        at: String,
        /// The variants that the rule is for.
        expected: Vec<String>,
        /// The variant that it is; nothing for null.
        found: Option<String>,
    },
    /// The stream did not end as the document declares.
    Unfinished,
    /// An event was lost.
    Lost,
}

/// The error in a sentence.
impl fmt::Display for FoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "event {} (`{}`), rule {}: {}",
            self.number, self.event, self.rule, self.kind
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_whole = |at: &str| match at {
            "" => "the value".to_owned(),
            at => format!("`{at}`"),
        };
        match self {
            Self::BeforeStart => f.write_str("the value has not begun"),
            Self::StartedTwice { open, got } => match (open, got) {
                (Some(open), Some(got)) => {
                    write!(f, "the value began twice: {open} is open, and {got} came")
                }
                _ => f.write_str("the value began twice"),
            },
            Self::NoStartValue => f.write_str("the value begins with nothing"),
            Self::Gap { at, index, len } => {
                let list = or_whole(at);
                write!(
                    f,
                    "{list} has {len} elements, and none with the index {index}"
                )
            }
            Self::Occupied { at } => write!(f, "`{at}` is there already"),
            Self::NoIndex { at, found } => {
                write!(f, "an index of {} cannot be {found}", or_whole(at))
            }
            Self::NoElement { at, key } => write!(f, "{} has no element {key}", or_whole(at)),
            Self::Variant {
                at,
                expected,
                found,
            } => {
                let found = found.as_deref().unwrap_or("null");
                let expected = expected.join(" or ");
                write!(f, "{} is {found}, not {expected}", or_whole(at))
            }
            Self::Unfinished => f.write_str("the stream did not end as the document declares"),
            Self::Lost => f.write_str("an event was lost"),
        }
    }
}

impl std::error::Error for FoldError {}

/// Why a value is not final.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    /// Why.
    pub reason: Kind,
    /// The rule that went wrong, if one did: where it stands in the document.
    pub rule: Option<String>,
    /// The value so far.
    pub value: Option<Json>,
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rule {
            Some(rule) => write!(f, "{} (rule {rule})", self.reason),
            None => write!(f, "{}", self.reason),
        }
    }
}

impl std::error::Error for Unfinished {}
