//! What the reader of a stream is given for what comes.

use super::{Item, StreamMessage};
use crate::{Error, Message, MessageKind, StreamEvents};

/// What a stream makes of messages. The message itself is asked for only where it is wanted, as its
/// data is checked to be UTF-8 each time.
pub(crate) trait Face<S: StreamEvents> {
    type Item;

    /// Messages that are no event are items too.
    const ALL: bool;

    /// The stream stops at its first item, which stays to be read.
    const PEEKS: bool = false;

    fn event<'a>(
        event: S::Event,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item;

    /// A message that is no event. Only asked where all are wanted.
    fn other(message: Message<'_>, kind: MessageKind) -> Option<Self::Item>;

    /// An error that a message reports, or is.
    fn message_error<'a>(
        error: Error<S::Failure>,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item;

    /// An error of the source, or its end where there should be none.
    fn source_error(error: Error<S::Failure>) -> Self::Item;
}

/// Typed events.
pub(crate) enum Events {}

impl<S: StreamEvents> Face<S> for Events {
    type Item = Item<S>;

    const ALL: bool = false;

    #[inline]
    fn event<'a>(event: S::Event, _: MessageKind, _: impl FnOnce() -> Message<'a>) -> Item<S> {
        Ok(event)
    }

    fn other(_: Message<'_>, _: MessageKind) -> Option<Item<S>> {
        None
    }

    fn message_error<'a>(
        error: Error<S::Failure>,
        _: MessageKind,
        _: impl FnOnce() -> Message<'a>,
    ) -> Item<S> {
        Err(error)
    }

    fn source_error(error: Error<S::Failure>) -> Item<S> {
        Err(error)
    }
}

/// Messages as they came; up to the first that is an item, if it peeks.
pub(crate) struct Raw<const PEEKS: bool>;

impl<S: StreamEvents, const PEEKS: bool> Face<S> for Raw<PEEKS> {
    type Item = Result<StreamMessage, Error<S::Failure>>;

    const ALL: bool = true;
    const PEEKS: bool = PEEKS;

    fn event<'a>(
        _: S::Event,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item {
        Ok(StreamMessage::new(message(), kind))
    }

    fn other(message: Message<'_>, kind: MessageKind) -> Option<Self::Item> {
        Some(Ok(StreamMessage::new(message, kind)))
    }

    fn message_error<'a>(
        error: Error<S::Failure>,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item {
        match PEEKS {
            true => Err(error),
            false => Ok(StreamMessage::new(message(), kind)),
        }
    }

    fn source_error(error: Error<S::Failure>) -> Self::Item {
        Err(error)
    }
}
