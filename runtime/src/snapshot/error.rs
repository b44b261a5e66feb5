//! What goes wrong when events are added up.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::error::excerpt;

/// An event could not be added to a value.
///
/// Of a document's rules it says which one could not be followed, and by which event. [`new`](Self::new) makes one
/// in a [`Fold`](super::Fold) by hand.
#[derive(Clone, PartialEq)]
pub struct FoldError(Box<Inner>);

#[derive(Clone, PartialEq)]
struct Inner {
    rule: Option<&'static str>,
    number: u64,
    kind: FoldErrorKind,
}

/// Why an event could not be added to a value, or why a value is not final.
///
/// Places (`at`) are JSON Pointers into the value; [`Display`](fmt::Display) says it in a sentence.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum FoldErrorKind {
    /// An event would change the value before it began, or the stream ended before it did.
    BeforeStart,
    /// The value began a second time.
    StartedTwice {
        /// What tells the value that is open, if the document says what does.
        open: Option<Value>,
        /// What tells the one that came.
        got: Option<Value>,
    },
    /// The event that begins the value has nothing to begin it with.
    NoStartValue,
    /// An element is not there, and is not the next one.
    Gap {
        /// The list.
        at: String,
        /// The index on the wire.
        index: u64,
        /// How many elements there are.
        len: usize,
    },
    /// An element is there already.
    Occupied {
        /// The element.
        at: String,
    },
    /// What should be an index is null, negative, or no integer.
    NoIndex {
        /// The list.
        at: String,
        /// What the event has.
        found: Value,
    },
    /// No element has the key.
    NoElement {
        /// The list.
        at: String,
        /// The key.
        key: Value,
    },
    /// The place is of another variant.
    Variant {
        /// The place.
        at: String,
        /// The variants that the rule is for.
        expected: Vec<&'static str>,
        /// The variant that it is; `None` for null.
        found: Option<String>,
    },
    /// The stream did not end as the API declares, or has not ended.
    Unfinished,
    /// An event was lost that the value is made of.
    Lost,
    /// What a fold that was written by hand says.
    Custom(String),
}

impl FoldError {
    /// An error of a fold that was written by hand.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        FoldErrorKind::Custom(message.into()).into()
    }

    /// The same, of this rule of the document, followed for the event with this number.
    #[cold]
    pub(super) fn of_rule(mut self, rule: &'static str, number: u64) -> Self {
        (self.0.rule, self.0.number) = (Some(rule), number);
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &FoldErrorKind {
        &self.0.kind
    }

    /// The rule that could not be followed: where it stands in the document, as a JSON Pointer.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.0.rule
    }

    /// The name of the event that has the rule.
    #[must_use]
    pub fn event_type(&self) -> Option<Cow<'_, str>> {
        let name = self.0.rule?.strip_prefix("/events/")?.split('/').next()?;
        Some(match name.contains('~') {
            true => name.replace("~1", "/").replace("~0", "~").into(),
            false => name.into(),
        })
    }

    /// Which event it was, from 1.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        self.0.rule.map(|_| self.0.number)
    }
}

impl From<FoldErrorKind> for FoldError {
    fn from(kind: FoldErrorKind) -> Self {
        Self(Box::new(Inner {
            rule: None,
            number: 0,
            kind,
        }))
    }
}

impl fmt::Display for FoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { rule, number, kind } = &*self.0;
        match (rule, self.event_type()) {
            (Some(rule), Some(event)) => {
                write!(f, "event {number} (`{event}`), rule {rule}: {kind}")
            }
            (Some(rule), None) => write!(f, "event {number}, rule {rule}: {kind}"),
            (None, _) => write!(f, "{kind}"),
        }
    }
}

/// Shows at most 200 bytes of each text that came from the server.
impl fmt::Debug for FoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoldError")
            .field("rule", &self.rule())
            .field("number", &self.number())
            .field("kind", self.kind())
            .finish()
    }
}

impl std::error::Error for FoldError {}

impl FoldErrorKind {
    fn name(&self) -> &'static str {
        match self {
            Self::BeforeStart => "BeforeStart",
            Self::StartedTwice { .. } => "StartedTwice",
            Self::NoStartValue => "NoStartValue",
            Self::Gap { .. } => "Gap",
            Self::Occupied { .. } => "Occupied",
            Self::NoIndex { .. } => "NoIndex",
            Self::NoElement { .. } => "NoElement",
            Self::Variant { .. } => "Variant",
            Self::Unfinished => "Unfinished",
            Self::Lost => "Lost",
            Self::Custom(_) => "Custom",
        }
    }
}

/// The place in words.
fn place(at: &str) -> String {
    match at {
        "" => "the value".to_owned(),
        at => format!("`{at}`"),
    }
}

fn json(value: &Value) -> String {
    excerpt(&value.to_string()).to_string()
}

impl fmt::Display for FoldErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeStart => f.write_str("the value has not begun"),
            Self::StartedTwice {
                open: Some(open),
                got: Some(got),
            } => {
                let (open, got) = (json(open), json(got));
                write!(f, "the value began twice: {open} is open, and {got} came")
            }
            Self::StartedTwice { .. } => f.write_str("the value began twice"),
            Self::NoStartValue => f.write_str("there is nothing for the value to begin with"),
            Self::Gap { at, index, len } => {
                let list = place(at);
                write!(
                    f,
                    "{list} has {len} elements, and none with the index {index}"
                )
            }
            Self::Occupied { at } => write!(f, "`{at}` is there already"),
            Self::NoIndex { at, found } => {
                write!(f, "an index of {} cannot be {}", place(at), json(found))
            }
            Self::NoElement { at, key } => {
                write!(f, "{} has no element {}", place(at), json(key))
            }
            Self::Variant {
                at,
                expected,
                found,
            } => {
                let found = found.as_deref().unwrap_or("null");
                let (at, expected) = (place(at), expected.join(" or "));
                write!(f, "{at} is {}, not {expected}", excerpt(found))
            }
            Self::Unfinished => f.write_str("the stream did not end as its API declares"),
            Self::Lost => f.write_str("an event was lost that the value is made of"),
            Self::Custom(message) => write!(f, "{}", excerpt(message)),
        }
    }
}

/// Shows at most 200 bytes of each text that came from the server.
impl fmt::Debug for FoldErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tuple = f.debug_tuple(self.name());
        match self {
            Self::BeforeStart | Self::NoStartValue | Self::Unfinished | Self::Lost => {}
            _ => {
                tuple.field(&format_args!("{self}"));
            }
        }
        tuple.finish()
    }
}
