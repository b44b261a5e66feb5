//! What an API's streams have in common, and what the derive generates for it.

use std::fmt::Debug;

use crate::{Framing, Message, Mismatch, UnknownEvent};

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

    /// Whether a message is known to be an event after which the stream goes on, whatever its data: one that
    /// is only passed on is then not decoded.
    #[doc(hidden)]
    fn yields(message: &Message<'_>) -> bool {
        let _ = message;
        false
    }
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
    /// An item, without some values that do not fit their types. They were read as null, and are listed
    /// in the order of the text (`"mismatch": "null"`).
    WithNulls(Box<Dispatch<S>>, Vec<Mismatch>),
}

impl<S: StreamEvents> Dispatch<S> {
    /// What the message means, and which of its values do not fit and were read as null.
    #[must_use]
    pub fn into_parts(self) -> (Self, Vec<Mismatch>) {
        match self {
            Self::WithNulls(dispatch, nulls) => (*dispatch, nulls),
            dispatch => (dispatch, Vec::new()),
        }
    }
}

/// What a stream must know of an API besides its events.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Protocol {
    /// What the API is called in messages.
    pub name: &'static str,
    /// How messages are told apart in the bytes of a stream.
    pub framing: Framing,
    /// The media types that a response may have, if not those of the framing.
    pub media_types: &'static [&'static str],
    /// Whether a stream that just stops was cut off.
    pub end_required: bool,
    /// Whether a last event is dispatched without the blank line that ends it.
    pub dispatch_unterminated: bool,
    /// What requests say in `Accept`, if not the media types that a response may have.
    pub accept: Option<&'static str>,
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
    /// JSON Pointers to its type, first match first; numbers after all strings. `event` is the name of the
    /// event.
    pub types: &'static [&'static str],
    /// JSON Pointers to its message, first match first.
    pub messages: &'static [&'static str],
    /// The HTTP status each type stands for.
    pub statuses: &'static [(&'static str, u16)],
    /// JSON Pointers to a numeric HTTP status, first match first.
    pub status: &'static [&'static str],
    /// JSON Pointers to how long to wait before the request is sent again, first match first; `*` is
    /// any element of an array.
    pub retry_after: &'static [&'static str],
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
            framing: Framing::Sse,
            media_types: &[],
            end_required: false,
            dispatch_unterminated: false,
            accept: None,
            request_id: &[],
            failures: FailureRules::NONE,
            resume: None,
        }
    }

    /// The same, whose streams have this framing.
    #[must_use]
    pub const fn framing(mut self, framing: Framing) -> Self {
        self.framing = framing;
        self
    }

    /// The same, whose responses may have these media types and no others.
    #[must_use]
    pub const fn media_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.media_types = media_types;
        self
    }

    /// The same, whose streams say when they are over.
    #[must_use]
    pub const fn end_required(mut self) -> Self {
        self.end_required = true;
        self
    }

    /// The same, whose last event is dispatched without the blank line that ends it, if its lines are
    /// whole and the source came to its end.
    #[must_use]
    pub const fn dispatch_unterminated(mut self) -> Self {
        self.dispatch_unterminated = true;
        self
    }

    /// The same, whose requests say this in `Accept`.
    #[must_use]
    pub const fn accept(mut self, accept: &'static str) -> Self {
        self.accept = Some(accept);
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

    /// The same, whose failures say at one of these JSON Pointers how long to wait; `*` is any element
    /// of an array. It comes after [`failures`](Self::failures).
    #[must_use]
    pub const fn retry_after(mut self, pointers: &'static [&'static str]) -> Self {
        self.failures.retry_after = pointers;
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
            retry_after: &[],
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
