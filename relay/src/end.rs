//! How a run ended.

use std::fmt;

/// How a run ended, as its log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunEnd {
    /// Which end it was.
    pub kind: EndKind,
    /// What was wrong, in words; empty where nothing was.
    pub reason: String,
}

/// Which end a run had. The document of its events says what is complete, and what failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndKind {
    /// The stream ended as its document says a stream ends.
    Complete,
    /// The API reported a failure; its message is the last one.
    Failed,
    /// The stream broke off, or could not be written any more.
    Truncated,
    /// It was cancelled.
    Cancelled,
    /// Its writer is gone: its process died, or could not reach the log for longer than its lease.
    Abandoned,
}

impl EndKind {
    const ALL: [Self; 5] = [
        Self::Complete,
        Self::Failed,
        Self::Truncated,
        Self::Cancelled,
        Self::Abandoned,
    ];

    /// Its name in the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Failed => "failed",
            Self::Truncated => "truncated",
            Self::Cancelled => "cancelled",
            Self::Abandoned => "abandoned",
        }
    }

    /// Whether a reader has all that there will ever be: no part of the answer was lost.
    #[must_use]
    pub fn is_clean(self) -> bool {
        match self {
            Self::Complete | Self::Failed | Self::Cancelled => true,
            Self::Truncated | Self::Abandoned => false,
        }
    }
}

impl fmt::Display for EndKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl RunEnd {
    /// An end of which there is no more to say.
    #[must_use]
    pub fn new(kind: EndKind) -> Self {
        Self {
            kind,
            reason: String::new(),
        }
    }

    /// The same with what was wrong; of a long text its first 500 bytes.
    #[must_use]
    pub fn because(mut self, reason: impl fmt::Display) -> Self {
        self.reason = reason.to_string();
        while self.reason.len() > 500 {
            self.reason.pop();
        }
        self
    }

    pub(crate) fn to_text(&self) -> String {
        format!("{} {}", self.kind, self.reason)
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let (kind, reason) = text.split_once(' ')?;
        let kind = EndKind::ALL.into_iter().find(|it| it.as_str() == kind)?;
        Some(Self {
            kind,
            reason: reason.to_owned(),
        })
    }
}

impl fmt::Display for RunEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason.is_empty() {
            true => self.kind.fmt(f),
            false => write!(f, "{}: {}", self.kind, self.reason),
        }
    }
}
