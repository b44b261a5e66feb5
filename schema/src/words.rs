//! The words of the language: what a document's keywords can say.

use std::fmt;

use crate::json::Json;
use crate::keywords::{keywords, words};
use crate::pointer::Pointer;
use crate::schema::JsonType;

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

words! {
    /// What becomes of an event that is not declared.
    pub enum Unknown = Keep {
        /// It arrives as `Unknown`, unparsed.
        "keep" Keep,
        /// It is dropped.
        "skip" Skip,
        /// It is an error, and the stream ends.
        "fail" Fail,
    }
}

words! {
    /// What becomes of a declared event whose payload does not fit.
    pub enum Mismatch = Error {
        /// It is an error item, and the stream goes on.
        "error" Error,
        /// It arrives as `Unknown`, with the reason.
        "keep" Keep,
    }
}

words! {
    /// Whether a stream must say that it is over.
    pub enum End {
        /// A stream that just stops was cut off.
        "required" Required,
        /// A stream may just stop.
        "optional" Optional,
    }
}

words! {
    /// What a sentinel means.
    pub enum Sentinel {
        /// The stream ends.
        "finish" Finish,
        /// Nothing.
        "skip" Skip,
    }
}

keywords! {
    /// How the rest of a stream that was cut is asked for, such as
    /// `{ "cursor": "/sequence_number", "query": "starting_after" }`.
    #[derive(Eq)]
    pub struct Resume as "Resume" {
        /// Where a message says how far the stream has come with it.
        "cursor" (required) cursor: Cursor,
        /// The parameter of the request's URL that takes the cursor of the last message that came.
        "query" (required) query: String where "minLength" = 1,
    }
}

/// Where a message says how far the stream has come with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// The last event ID.
    Id,
    /// The string or the integer at this JSON Pointer in the data.
    Pointer(Pointer),
}

words! {
    /// What becomes of a declared event.
    pub enum Handle = Yield {
        /// It is an item of the stream.
        "yield" Yield,
        /// It is dropped, its data never parsed.
        "skip" Skip,
        /// It is an error, and the stream ends.
        "fail" Fail,
        /// It is an item, and the stream ends.
        "finish" Finish,
        /// It is an item; from here on an end is not a truncation.
        "complete" Complete,
    }
}

/// What `when` asks of the value that a pointer leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// It is there and not `null`.
    Present,
    /// It is one of these strings, numbers and booleans.
    OneOf(Vec<Json>),
}

/// What must hold, after where: `is "stop" or "length"`.
impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("is there"),
            Self::OneOf(values) => {
                let values: Vec<_> = values.iter().map(ToString::to_string).collect();
                write!(f, "is {}", values.join(" or "))
            }
        }
    }
}

/// What a relaxation makes of a property or a subschema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// The property is no longer required.
    Optional,
    /// It may be null too.
    Nullable,
    /// A number that may have a fraction.
    AnyNumber,
    /// It may be of this type too.
    Or(JsonType),
}

impl Make {
    /// Those that are words.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("optional", Self::Optional),
        ("nullable", Self::Nullable),
        ("any-number", Self::AnyNumber),
    ];
}

words! {
    /// What an event's data is.
    pub enum Content = Json {
        /// JSON that fits `payload`.
        "json" Json,
        /// The text itself.
        "text" Text,
        /// Of no interest.
        "none" None,
    }
}
