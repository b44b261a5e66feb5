//! Bytes that a framing does not allow.

use std::error::Error;
use std::fmt;

use super::EventTooLarge;
use crate::error::excerpt;

/// What ended the decoding of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// An event exceeds the limit.
    EventTooLarge(EventTooLarge),
    /// The bytes are not of the stream's framing.
    Malformed(MalformedError),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EventTooLarge(error) => error.fmt(f),
            Self::Malformed(error) => error.fmt(f),
        }
    }
}

impl Error for DecodeError {}

impl From<EventTooLarge> for DecodeError {
    fn from(error: EventTooLarge) -> Self {
        Self::EventTooLarge(error)
    }
}

/// The bytes of a stream are not what its framing allows.
///
/// Only JSON arrays and Amazon's event streams can be malformed: of a line or a record that makes no
/// sense the payload does not fit, and the stream goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    at: u64,
    reason: Malformed,
    found: String,
}

/// What is wrong with the bytes of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Malformed {
    /// A JSON array was to begin, and something else does.
    NotAnArray,
    /// Two elements of the array have no comma between them.
    MissingComma,
    /// A comma comes before the first element, after another comma or before the closing bracket.
    StrayComma,
    /// A frame's prelude does not have the checksum that it states.
    PreludeChecksum,
    /// A frame's lengths contradict each other.
    Length,
    /// A frame does not have the checksum that it states.
    MessageChecksum,
    /// A frame's headers cannot be read, or do not say what the frame is.
    Header,
}

impl MalformedError {
    /// How many bytes are kept of what is wrong.
    pub(super) const MAX_FOUND: usize = 200;

    pub(super) fn new(at: u64, reason: Malformed, bytes: &[u8]) -> Self {
        let found = Self::beginning(bytes);
        Self(Box::new(Inner { at, reason, found }))
    }

    /// The same error, with what stands there as far as it has come since.
    pub(super) fn with_found(mut self, text: &str) -> Self {
        self.0.found = Self::beginning(text.as_bytes());
        self
    }

    fn beginning(bytes: &[u8]) -> String {
        let found = &bytes[..bytes.len().min(Self::MAX_FOUND)];
        String::from_utf8_lossy(found).into_owned()
    }

    /// Where it is, in bytes from the beginning of the stream.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.0.at
    }

    /// What is wrong.
    #[must_use]
    pub fn reason(&self) -> Malformed {
        self.0.reason
    }

    /// What stands there: at most 200 bytes of it, as text, as far as it had come.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }
}

impl fmt::Display for MalformedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.0.at;
        let what = match self.0.reason {
            Malformed::NotAnArray => "the stream is no JSON array",
            Malformed::MissingComma => "a comma is missing between two elements of the JSON array",
            Malformed::StrayComma => "a comma of the JSON array has no element beside it",
            Malformed::PreludeChecksum => "the checksum of a frame's prelude is wrong",
            Malformed::Length => "the lengths of a frame contradict each other",
            Malformed::MessageChecksum => "the checksum of a frame is wrong",
            Malformed::Header => "the headers of a frame cannot be read",
        };
        write!(f, "{what} (byte {at})")?;
        match self.0.reason {
            Malformed::NotAnArray | Malformed::MissingComma | Malformed::StrayComma => {
                write!(f, ": the server wrote `{}`", excerpt(&self.0.found))
            }
            _ => Ok(()),
        }
    }
}

impl Error for MalformedError {}
