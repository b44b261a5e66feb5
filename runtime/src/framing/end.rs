//! How a stream ended.

/// How a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// Between two messages: in server-sent events after a blank line, or after nothing but comments and
    /// fields that are no part of an event.
    Clean,
    /// In the middle of a message, which is discarded.
    InsideEvent,
    /// Between two messages, though the framing says that there is more: a JSON array was not closed.
    Unclosed,
}
