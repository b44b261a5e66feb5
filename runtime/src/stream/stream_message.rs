//! A message, and what it is.

use crate::Message;

/// A message of a stream, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamMessage {
    /// What came.
    pub message: Message<'static>,
    /// What the API declares it to be.
    pub kind: MessageKind,
}

/// What an API declares a message to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageKind {
    /// A declared event.
    Yield,
    /// A declared event that is of no interest, such as a ping.
    Skip,
    /// A failure.
    Fail,
    /// Data that is no event, such as `[DONE]`.
    Sentinel,
    /// An event that is not declared.
    Unknown,
    /// A declared event whose payload does not fit its type.
    Mismatch,
}

impl StreamMessage {
    pub(super) fn new(message: Message<'_>, kind: MessageKind) -> Self {
        Self {
            message: message.into_owned(),
            kind,
        }
    }
}
