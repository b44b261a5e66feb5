//! A message, and what it is.

use std::time::Duration;

use crate::Message;
use crate::framing::Aside;

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

/// A part of a stream: a message, or what server-sent events have beside their messages.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamPart {
    /// A message.
    Message(StreamMessage),
    /// A line of a comment, without its colon and the space behind it. Of one that is longer than 64 KiB it is
    /// the beginning.
    Comment(String),
    /// How long a reader is to wait before it reconnects. Where the field stood in the block of a message, it
    /// comes before the message.
    Retry(Duration),
    /// A last event ID that the next message does not tell: one that came without a message, or an empty one,
    /// by which there is none from here on.
    Id(String),
}

/// What a [`MessageStream`](crate::MessageStream) can give: [messages](StreamMessage), or [parts](StreamPart).
pub trait MessageItem: From<StreamMessage> + sealed::Item {}

impl MessageItem for StreamMessage {}

impl MessageItem for StreamPart {}

impl From<Aside> for StreamPart {
    fn from(aside: Aside) -> Self {
        match aside {
            Aside::Comment(text) => Self::Comment(text),
            Aside::Retry(wait) => Self::Retry(wait),
            Aside::Id(id) => Self::Id(id),
        }
    }
}

impl From<StreamMessage> for StreamPart {
    fn from(message: StreamMessage) -> Self {
        Self::Message(message)
    }
}

pub(super) mod sealed {
    use super::Aside;

    pub trait Item: Sized {
        /// Whether there is an item for what stands beside messages.
        const ASIDES: bool = false;

        #[doc(hidden)]
        fn aside(_: Aside) -> Option<Self> {
            None
        }
    }

    /// Of typed events.
    impl Item for () {}
}

impl sealed::Item for StreamMessage {}

impl sealed::Item for StreamPart {
    const ASIDES: bool = true;

    fn aside(aside: Aside) -> Option<Self> {
        Some(aside.into())
    }
}
