//! The words of the language: what a document's keywords can say.

use std::fmt;

use crate::pointer::Pointer;

/// One place where a message's event type is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispatch {
    /// The `event` field, when present and not empty.
    Event,
    /// The string at this JSON Pointer in the data.
    Pointer(Pointer),
    /// `event_type`, when something other than `null` stands at `pointer`.
    Has {
        /// Where to look in the data.
        pointer: Pointer,
        /// The event type if something is there.
        event_type: String,
    },
    /// Always this event type.
    Always(String),
}

/// What becomes of an event that is not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Unknown {
    /// It arrives as `Unknown`, unparsed.
    #[default]
    Keep,
    /// It is dropped.
    Skip,
    /// It is an error, and the stream ends.
    Fail,
}

/// What becomes of a declared event whose payload does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Mismatch {
    /// It is an error item, and the stream goes on.
    #[default]
    Error,
    /// It arrives as `Unknown`, with the reason.
    Keep,
}

/// Whether a stream must say that it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum End {
    /// A stream that just stops was cut off.
    Required,
    /// A stream may just stop.
    Optional,
}

/// What a sentinel means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Sentinel {
    /// The stream ends.
    Finish,
    /// Nothing.
    Skip,
}

/// How the rest of a stream that was cut is asked for, such as
/// `{ "cursor": "/sequence_number", "query": "starting_after" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Resume {
    /// Where a message says how far the stream has come with it.
    pub cursor: Cursor,
    /// The parameter of the request's URL that takes the cursor of the last message that came.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1)))]
    pub query: String,
}

/// Where a message says how far the stream has come with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// The last event ID.
    Id,
    /// The string or the integer at this JSON Pointer in the data.
    Pointer(Pointer),
}

/// What becomes of a declared event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Handle {
    /// It is an item of the stream.
    #[default]
    Yield,
    /// It is dropped, its data never parsed.
    Skip,
    /// It is an error, and the stream ends.
    Fail,
    /// It is an item, and the stream ends.
    Finish,
    /// It is an item; from here on an end is not a truncation.
    Complete,
}

impl Handle {
    /// How it is written in a document.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Yield => "yield",
            Self::Skip => "skip",
            Self::Fail => "fail",
            Self::Finish => "finish",
            Self::Complete => "complete",
        }
    }
}

/// What `when` asks of the value that a pointer leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is there and not `null`.
    Present,
    /// It is one of these strings.
    OneOf(Vec<String>),
}

/// What must hold, after where: `is "stop" or "length"`.
impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("is there"),
            Self::OneOf(values) => {
                let values: Vec<_> = values.iter().map(|it| format!("\"{it}\"")).collect();
                write!(f, "is {}", values.join(" or "))
            }
        }
    }
}

/// What an event's data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Content {
    /// JSON that fits `payload`.
    #[default]
    Json,
    /// The text itself.
    Text,
    /// Of no interest.
    None,
}
