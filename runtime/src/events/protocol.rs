//! What an API's streams have in common, and what the derive generates for it.

use std::fmt::Debug;

use crate::{Message, Mismatch, UnknownEvent};

/// A set of events that a stream can be read as.
///
/// `#[derive(StreamEvents)]` implements it from a document or from an enum.
pub trait StreamEvents: Sized + 'static {
    /// What the stream yields.
    type Event: Send + 'static;

    /// What a failing event, or the body of a failed response, is read as.
    type Failure: Debug + Send + Sync + 'static;

    /// What a stream of these events must know besides.
    const PROTOCOL: Protocol;

    /// Decides what a message means.
    ///
    /// # Errors
    ///
    /// When the payload of a declared event does not fit its type.
    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch>;

    /// Reads the body of a response whose status is not a success.
    ///
    /// `None` when nothing was declared for it.
    fn failure(body: &str) -> Option<Self::Failure>;
}

/// What a message means.
#[derive(Debug)]
#[non_exhaustive]
pub enum Dispatch<S: StreamEvents> {
    /// An item of the stream.
    Yield(S::Event),
    /// An item of a type that was not declared (or that does not fit and is kept all the same).
    Unknown(S::Event),
    /// An item, after which the end of the stream is no truncation.
    Complete(S::Event),
    /// An item, and the end.
    Finish(S::Event),
    /// The end, without an item.
    End,
    /// Nothing: an event of no interest.
    Skip,
    /// Nothing: data that is no event.
    Sentinel,
    /// A failure, and the end.
    Fail(S::Failure),
    /// An event that was not declared, where that is an error, and the end.
    Refuse(UnknownEvent),
}

/// What a stream must know of an API besides its events.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Protocol {
    /// What the API is called in messages.
    pub name: &'static str,
    /// Whether a stream that just stops was cut off.
    pub end_required: bool,
    /// Response headers that hold the request id, first match first.
    pub request_id: &'static [&'static str],
    /// How failures are read.
    pub failures: FailureRules,
    /// How the rest of a stream is asked for, if by a parameter.
    pub resume: Option<ResumeRules>,
}

/// Where a failure keeps what a caller must know of it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FailureRules {
    /// JSON Pointers to its type, first match first.
    pub types: &'static [&'static str],
    /// JSON Pointers to its message, first match first.
    pub messages: &'static [&'static str],
    /// The HTTP status each type stands for.
    pub statuses: &'static [(&'static str, u16)],
    /// JSON Pointers to a numeric HTTP status, first match first.
    pub status: &'static [&'static str],
}

/// How the rest of a stream is asked for: by a query parameter of the request's URL.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ResumeRules {
    /// Where a message says how far the stream has come with it.
    pub cursor: Cursor,
    /// The parameter that takes the cursor of the last message that came.
    pub query: &'static str,
}

/// Where a message says how far the stream has come with it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Cursor {
    /// It is the last event ID.
    Id,
    /// It is a string or an integer in the JSON of the data, at the end of this way: the keys of
    /// objects, and the indices of arrays in digits.
    Data(&'static [&'static str]),
}

impl Protocol {
    /// An API of which nothing but the name is known.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            end_required: false,
            request_id: &[],
            failures: FailureRules {
                types: &[],
                messages: &[],
                statuses: &[],
                status: &[],
            },
            resume: None,
        }
    }

    /// The same, whose streams say when they are over.
    #[must_use]
    pub const fn end_required(mut self) -> Self {
        self.end_required = true;
        self
    }

    /// The same, with the request id in one of these response headers.
    #[must_use]
    pub const fn request_id(mut self, headers: &'static [&'static str]) -> Self {
        self.request_id = headers;
        self
    }

    /// The same, whose streams are resumed by these rules.
    #[must_use]
    pub const fn resume(mut self, rules: ResumeRules) -> Self {
        self.resume = Some(rules);
        self
    }

    /// The same, with failures read by these rules.
    #[must_use]
    pub const fn failures(mut self, rules: FailureRules) -> Self {
        self.failures = rules;
        self
    }
}

impl FailureRules {
    /// Rules that find nothing.
    pub const NONE: Self = Self::new(&[], &[], &[], &[]);

    /// Rules from their parts.
    #[must_use]
    pub const fn new(
        types: &'static [&'static str],
        messages: &'static [&'static str],
        statuses: &'static [(&'static str, u16)],
        status: &'static [&'static str],
    ) -> Self {
        Self {
            types,
            messages,
            statuses,
            status,
        }
    }
}

impl ResumeRules {
    /// Rules from their parts.
    #[must_use]
    pub const fn new(cursor: Cursor, query: &'static str) -> Self {
        Self { cursor, query }
    }
}
