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
    /// How the messages of a stream are told apart in its bytes.
    pub enum Framing = Sse {
        /// Server-sent events (WHATWG HTML).
        "sse" Sse,
        /// A JSON text a line, also called NDJSON.
        "jsonl" JsonLines,
        /// The elements of one JSON array.
        "json-array" JsonArray,
        /// JSON text sequences (RFC 7464).
        "json-seq" JsonSeq,
        /// Amazon's event stream encoding; needs the feature `aws-event-stream`.
        "aws-event-stream" AwsEventStream,
    }
}

impl Framing {
    /// The media types that requests ask for, if the document does not say.
    #[must_use]
    pub fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Sse => &["text/event-stream"],
            Self::JsonLines => &["application/x-ndjson", "application/jsonl"],
            Self::JsonArray => &["application/json"],
            Self::JsonSeq => &["application/json-seq"],
            Self::AwsEventStream => &["application/vnd.amazon.eventstream"],
        }
    }

    /// Whether a message has a name besides its data.
    #[must_use]
    pub fn has_names(self) -> bool {
        matches!(self, Self::Sse | Self::AwsEventStream)
    }
}

/// Where a failure says its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureType {
    /// It is the name of the event.
    Event,
    /// It is the string or the number at this JSON Pointer in the data.
    Pointer(Pointer),
}

impl FailureType {
    /// As it is written in a document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Event => "event",
            Self::Pointer(pointer) => pointer.as_str(),
        }
    }

    /// The JSON Pointer, if it is one.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Event => None,
            Self::Pointer(pointer) => Some(pointer),
        }
    }
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
        /// It arrives without what does not fit in it, which is null.
        "null" Null,
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
    /// What becomes of a last event without the blank line that ends it.
    pub enum Unterminated = Discard {
        /// It is discarded, as the standard of event streams says.
        "discard" Discard,
        /// It is an event, if its lines are whole and the response came to its end.
        "dispatch" Dispatch,
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
    /// It is there and says something: it is not `null`, `""` or `false`.
    Present,
    /// It is one of these strings, numbers and booleans.
    OneOf(Vec<Json>),
}

impl fmt::Display for FailureType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What must hold, after where: `is "stop" or "length"`.
impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("is set"),
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
