//! What the reader of a stream is given for what comes.

use std::marker::PhantomData;

use super::{Item, MessageItem, StreamMessage};
use crate::framing::Aside;
use crate::{Error, Message, MessageKind, StreamEvents};

/// What a stream makes of messages. The message itself is asked for only where it is wanted, as its
/// data is checked to be UTF-8 each time.
pub(crate) trait Face<S: StreamEvents> {
    type Item;

    /// Messages that are no event are items too.
    const ALL: bool;

    /// Whether events are looked at, and not only passed on.
    const TYPED: bool = true;

    /// The stream stops at its first item, which stays to be read.
    const PEEKS: bool = false;

    fn event<'a>(
        event: S::Event,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item;

    /// A message that is no event. Only asked where all are wanted.
    fn other(message: Message<'_>, kind: MessageKind) -> Option<Self::Item>;

    /// A message that is a declared event. Only asked where events are not looked at.
    fn message() -> Option<Self::Item> {
        None
    }

    /// What stands beside messages. Only asked where it is wanted.
    fn aside(aside: Aside) -> Option<Self::Item> {
        let _ = aside;
        None
    }

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
pub(crate) struct Raw<I, const PEEKS: bool>(PhantomData<I>);

impl<S: StreamEvents, I: MessageItem, const PEEKS: bool> Face<S> for Raw<I, PEEKS> {
    type Item = Result<I, Error<S::Failure>>;

    const ALL: bool = true;
    const PEEKS: bool = PEEKS;

    fn event<'a>(
        _: S::Event,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item {
        Ok(StreamMessage::new(message(), kind).into())
    }

    fn other(message: Message<'_>, kind: MessageKind) -> Option<Self::Item> {
        Some(Ok(StreamMessage::new(message, kind).into()))
    }

    fn aside(aside: Aside) -> Option<Self::Item> {
        I::aside(aside).map(Ok)
    }

    fn message_error<'a>(
        error: Error<S::Failure>,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Self::Item {
        match PEEKS {
            true => Err(error),
            false => Ok(StreamMessage::new(message(), kind).into()),
        }
    }

    fn source_error(error: Error<S::Failure>) -> Self::Item {
        Err(error)
    }
}

/// Messages that stay where they are, to be passed on.
pub(crate) struct Passed<I>(PhantomData<I>);

/// What is to be passed on.
pub(crate) enum PassedItem {
    /// The message that was advanced to.
    Message,
    Aside(Aside),
}

impl<S: StreamEvents, I: MessageItem> Face<S> for Passed<I> {
    type Item = Result<PassedItem, Error<S::Failure>>;

    const ALL: bool = true;
    const TYPED: bool = false;

    #[inline]
    fn event<'a>(_: S::Event, _: MessageKind, _: impl FnOnce() -> Message<'a>) -> Self::Item {
        Ok(PassedItem::Message)
    }

    fn other(_: Message<'_>, _: MessageKind) -> Option<Self::Item> {
        Some(Ok(PassedItem::Message))
    }

    fn message() -> Option<Self::Item> {
        Some(Ok(PassedItem::Message))
    }

    fn aside(aside: Aside) -> Option<Self::Item> {
        Some(Ok(PassedItem::Aside(aside)))
    }

    fn message_error<'a>(
        _: Error<S::Failure>,
        _: MessageKind,
        _: impl FnOnce() -> Message<'a>,
    ) -> Self::Item {
        Ok(PassedItem::Message)
    }

    fn source_error(error: Error<S::Failure>) -> Self::Item {
        Err(error)
    }
}
