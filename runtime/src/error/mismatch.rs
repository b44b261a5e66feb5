//! A payload that does not fit its type.

use std::error::Error;
use std::fmt;

use super::limited::excerpt;

/// The payload of a declared event does not fit its type.
///
/// The stream goes on after it, unless the event was one that ends the stream.
#[derive(Clone, PartialEq)]
pub struct Mismatch(Box<Inner>);

#[derive(Clone, PartialEq)]
struct Inner {
    event_type: String,
    path: String,
    reason: String,
    data: String,
    outcome: Outcome,
}

/// What an event means for the stream, or would have meant, had it fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Outcome {
    /// More may follow, or must.
    #[default]
    GoOn,
    /// An end is no truncation from here on.
    Complete,
    /// Nothing follows.
    Finish,
}

impl Mismatch {
    /// A mismatch of this event, at this path of its payload, with this data.
    ///
    /// For implementations of [`StreamEvents`](crate::StreamEvents) by hand.
    #[must_use]
    pub fn new(
        event_type: impl Into<String>,
        path: impl Into<String>,
        reason: impl Into<String>,
        data: impl Into<String>,
    ) -> Self {
        Self(Box::new(Inner {
            event_type: event_type.into(),
            path: path.into(),
            reason: reason.into(),
            data: data.into(),
            outcome: Outcome::GoOn,
        }))
    }

    /// The same mismatch, of an event that ends the stream even so.
    #[must_use]
    pub fn finishing(self) -> Self {
        self.with_outcome(Outcome::Finish)
    }

    /// The same mismatch, of an event after which an end is no truncation even so.
    #[must_use]
    pub fn completing(self) -> Self {
        self.with_outcome(Outcome::Complete)
    }

    pub(crate) fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.0.outcome = outcome;
        self
    }

    pub(crate) fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// Whether it is the same mismatch, if perhaps of data that is written otherwise.
    pub(crate) fn is_same_but_for_data(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        (&one.event_type, &one.path, &one.reason, one.outcome)
            == (&other.event_type, &other.path, &other.reason, other.outcome)
    }

    /// The event whose payload does not fit.
    #[must_use]
    pub fn event_type(&self) -> &str {
        &self.0.event_type
    }

    /// Where in the payload, such as `message.usage.input_tokens` or `content[0].text`; empty when
    /// it is the payload as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is wrong there.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The data as it came, whole. Of a value that was read as null, the text of that value.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.0.data
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            event_type,
            path,
            reason,
            ..
        } = &*self.0;
        // serde quotes the value that does not fit, and a path may hold a key: both the server's.
        let reason = excerpt(reason);
        match path.as_str() {
            "" => write!(f, "the payload of `{event_type}` does not fit: {reason}"),
            path => {
                let path = excerpt(path);
                write!(
                    f,
                    "the payload of `{event_type}` does not fit at `{path}`: {reason}"
                )
            }
        }
    }
}

/// Shows at most 200 bytes of each text.
impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            event_type,
            path,
            reason,
            data,
            ..
        } = &*self.0;
        f.debug_struct("Mismatch")
            .field("event_type", &excerpt(event_type))
            .field("path", &excerpt(path))
            .field("reason", &excerpt(reason))
            .field("data", &excerpt(data))
            .finish()
    }
}

impl Error for Mismatch {}
