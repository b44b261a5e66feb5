//! One thing that recorded streams have and a document does not say.

use std::fmt;

/// What recorded streams have that the document does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What sort of thing it is.
    pub kind: DifferenceKind,
    /// Where the document would say it, as a JSON Pointer.
    pub pointer: String,
    /// How often it came.
    pub count: usize,
    /// What it is, in a sentence.
    pub message: String,
    /// The first value that came, cut where it is long.
    pub example: String,
    /// The recording that has it.
    pub recording: String,
}

/// A sort of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// An event that is not declared.
    Event,
    /// A property that is not declared.
    Field,
    /// A string that is none of the known values.
    Value,
    /// A variant of a union that is not declared.
    Variant,
    /// A value that does not fit its type.
    Type,
    /// A recording that is no stream of the API.
    Stream,
    /// A stream that stops before its end.
    End,
}

impl DifferenceKind {
    /// All sorts of differences.
    pub const ALL: &[Self] = &[
        Self::Event,
        Self::Field,
        Self::Value,
        Self::Variant,
        Self::Type,
        Self::Stream,
        Self::End,
    ];

    /// The name it is reported under; it does not change.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Field => "field",
            Self::Value => "value",
            Self::Variant => "variant",
            Self::Type => "type",
            Self::Stream => "stream",
            Self::End => "end",
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn documentation(self) -> &'static str {
        match self {
            Self::Event => "An event came that is not declared.",
            Self::Field => "An object came with a property that is not declared.",
            Self::Value => "A string came that is none of the known values.",
            Self::Variant => "An object came that is a variant of a union that is not declared.",
            Self::Type => "A value came that does not fit its type.",
            Self::Stream => "A recording is no stream of the API.",
            Self::End => "A stream stops before its end.",
        }
    }
}

impl fmt::Display for DifferenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text with an end in sight.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
