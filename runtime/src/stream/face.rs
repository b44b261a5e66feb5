//! What the reader of a stream is given for what comes.

use std::marker::PhantomData;

use super::{Item, MessageItem, StreamMessage};
use crate::framing::Aside;
use crate::{Error, Message, MessageKind, StreamEvents};

/// An item of a face, or the error in its place.
pub(crate) type ItemOf<F, S> = Result<<F as Face<S>>::Item, Error<<S as StreamEvents>::Failure>>;

/// What a stream makes of messages. The message itself is asked for only where it is wanted, as its
/// data is checked to be UTF-8 each time.
pub(crate) trait Face<S: StreamEvents>: Sized {
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

    /// A message that is no event, with the error that it reports or is.
    fn other<'a>(
        error: Option<Error<S::Failure>>,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Option<ItemOf<Self, S>>;

    /// A message that is a declared event. Only asked where events are not looked at.
    fn message() -> Option<Self::Item> {
        None
    }

    /// What stands beside messages. Only asked where it is wanted.
    fn aside(aside: Aside) -> Option<Self::Item> {
        let _ = aside;
        None
    }
}

/// Typed events.
pub(crate) enum Events {}

impl<S: StreamEvents> Face<S> for Events {
    type Item = S::Event;

    const ALL: bool = false;

    #[inline]
    fn event<'a>(event: S::Event, _: MessageKind, _: impl FnOnce() -> Message<'a>) -> S::Event {
        event
    }

    fn other<'a>(
        error: Option<Error<S::Failure>>,
        _: MessageKind,
        _: impl FnOnce() -> Message<'a>,
    ) -> Option<Item<S>> {
        error.map(Err)
    }
}

/// Messages as they came; up to the first that is an item, if it peeks.
pub(crate) struct Raw<I, const PEEKS: bool>(PhantomData<I>);

impl<S: StreamEvents, I: MessageItem, const PEEKS: bool> Face<S> for Raw<I, PEEKS> {
    type Item = I;

    const ALL: bool = true;
    const PEEKS: bool = PEEKS;

    fn event<'a>(_: S::Event, kind: MessageKind, message: impl FnOnce() -> Message<'a>) -> I {
        StreamMessage::new(message(), kind).into()
    }

    fn other<'a>(
        error: Option<Error<S::Failure>>,
        kind: MessageKind,
        message: impl FnOnce() -> Message<'a>,
    ) -> Option<Result<I, Error<S::Failure>>> {
        Some(match error {
            Some(error) if PEEKS => Err(error),
            _ => Ok(StreamMessage::new(message(), kind).into()),
        })
    }

    fn aside(aside: Aside) -> Option<I> {
        I::aside(aside)
    }
}

/// Messages that stay where they are, to be passed on: for each nothing, or what stands beside them.
pub(crate) struct Passed<I>(PhantomData<I>);

impl<S: StreamEvents, I: MessageItem> Face<S> for Passed<I> {
    type Item = Option<Aside>;

    const ALL: bool = true;
    const TYPED: bool = false;

    #[inline]
    fn event<'a>(_: S::Event, _: MessageKind, _: impl FnOnce() -> Message<'a>) -> Option<Aside> {
        None
    }

    fn other<'a>(
        _: Option<Error<S::Failure>>,
        _: MessageKind,
        _: impl FnOnce() -> Message<'a>,
    ) -> Option<ItemOf<Self, S>> {
        Some(Ok(None))
    }

    fn message() -> Option<Option<Aside>> {
        Some(None)
    }

    fn aside(aside: Aside) -> Option<Option<Aside>> {
        Some(Some(aside))
    }
}
