//! From a message to what it means, by the table a derive made.

use std::borrow::Cow;
use std::convert::Infallible;

use serde::de::DeserializeOwned;

use crate::error::Outcome;
use crate::json::fast::{Plain, PlainReader};
use crate::json::nulls::{self, Shape};
use crate::json::path::mismatch;
use crate::json::pointer;
use crate::json::{Integers, Whole};
use crate::{Dispatch, Message, Mismatch, StreamEvents, UnknownEvent};

/// A place where a message's event type is looked for.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// The `event` field.
    Event,
    /// The string at this way through the data.
    Pointer(&'static [&'static str]),
    /// This type, when something other than `null` stands there.
    Has(&'static [&'static str], &'static str),
    /// Always this type.
    Always(&'static str),
}

/// What a sentinel means.
#[derive(Debug, Clone, Copy)]
pub enum Sentinel {
    /// The end.
    Finish,
    /// Nothing.
    Skip,
}

/// What becomes of events that are not declared.
#[derive(Debug, Clone, Copy)]
pub enum Unknown {
    /// They are kept.
    Keep,
    /// They are dropped.
    Skip,
    /// They are refused.
    Fail,
}

/// What a derive knows of a set of events.
pub trait Table: StreamEvents {
    /// Where the event type is looked for, in order.
    const ENTRIES: &'static [Entry];
    /// Data that is no event.
    const SENTINELS: &'static [(&'static str, Sentinel)] = &[];
    /// What becomes of events that are not declared.
    const UNKNOWN: Unknown;
    /// Whether some declared event can be the end of a stream.
    const HAS_LAST_EVENTS: bool = false;
    /// Declared events whose data is text.
    const TEXTS: &'static [&'static str] = &[];

    /// Whether an event is declared.
    #[must_use]
    fn declares(event_type: &str) -> bool;

    /// Whether a declared event is an item after which the stream goes on, whatever its data.
    #[must_use]
    fn yields(event_type: &str) -> bool;

    /// Whether mismatches of a declared event are kept as unknown events.
    #[must_use]
    fn keeps_mismatch(event_type: &str) -> bool {
        let _ = event_type;
        false
    }

    /// What is known of the payload of an event in which what does not fit is read as null.
    #[must_use]
    fn nulls(event_type: &str) -> Option<&'static Shape> {
        let _ = event_type;
        None
    }

    /// Decodes the payload of a declared event, or does something else when it is not declared.
    fn decode(
        event_type: &str,
        message: &Message<'_>,
        or_else: impl FnOnce() -> Decoded<Self>,
    ) -> Decoded<Self>;

    /// The variant for events that are not declared; never called if there is none.
    fn unknown(event: UnknownEvent) -> Dispatch<Self>;
}

/// A message's meaning, or why its payload does not fit.
pub type Decoded<S> = Result<Dispatch<S>, Mismatch>;

/// Decides what a message means.
///
/// # Errors
///
/// When the payload of a declared event does not fit.
#[inline]
pub fn dispatch<S: Table>(message: &Message<'_>) -> Decoded<S> {
    for (text, sentinel) in S::SENTINELS {
        if message.data() == *text {
            return Ok(match sentinel {
                Sentinel::Finish => Dispatch::End,
                Sentinel::Skip => Dispatch::Sentinel,
            });
        }
    }
    match (S::ENTRIES, message.event_field()) {
        ([Entry::Event, ..], Some(event_type)) => {
            let decoded = S::decode(event_type, message, || dispatch_by_entries(message));
            settle(event_type, message, decoded)
        }
        _ => dispatch_by_entries(message),
    }
}

/// Whether there is no data: nothing, or nothing but white space, which is no JSON either.
///
/// Such a message is an event only if one is declared that needs no data. Where JSON is due, servers send it as a sign
/// of life.
fn is_blank(data: &str) -> bool {
    matches!(data.as_bytes(), [] | [b' ' | b'\t' | b'\n' | b'\r', ..])
        && data
            .bytes()
            .all(|it| matches!(it, b' ' | b'\t' | b'\n' | b'\r'))
}

/// All entries in turn. (The first was tried already if it is the `event` field: it costs less to
/// ask twice for a name that is not declared than to keep track.)
pub(super) fn dispatch_by_entries<S: Table>(message: &Message<'_>) -> Decoded<S> {
    let mut first = None;
    for entry in S::ENTRIES {
        let Some(event_type) = entry.event_type(message) else {
            continue;
        };
        let mut is_declared = true;
        let decoded = S::decode(&event_type, message, || {
            is_declared = false;
            Ok(Dispatch::Skip)
        });
        if is_declared {
            return settle(&event_type, message, decoded);
        }
        first.get_or_insert(event_type);
    }
    let event_type = first.as_deref().unwrap_or("message");
    if message.is_failure() {
        return Ok(undeclared_failure(event_type, message));
    }
    Ok(match S::UNKNOWN {
        _ if is_blank(message.data()) => Dispatch::Skip,
        Unknown::Keep => S::unknown(UnknownEvent::new(event_type, message)),
        Unknown::Skip => Dispatch::Skip,
        Unknown::Fail => Dispatch::Refuse(UnknownEvent::new(event_type, message)),
    })
}

/// The event type that [`dispatch`] finds in a message, as far as its name decides.
pub(super) fn event_type<'a, S: Table>(message: &'a Message<'_>) -> Cow<'a, str> {
    let mut first = None;
    for event_type in S::ENTRIES.iter().filter_map(|it| it.event_type(message)) {
        if S::declares(&event_type) {
            return event_type;
        }
        first.get_or_insert(event_type);
    }
    first.unwrap_or(Cow::Borrowed("message"))
}

/// Whether [`dispatch`] makes an item of a message after which the stream goes on, whatever its data.
#[inline]
pub fn yields<S: Table>(message: &Message<'_>) -> bool {
    let data = message.data();
    let is_data = !is_blank(data) && S::SENTINELS.iter().all(|(text, _)| data != *text);
    is_data && !message.is_failure() && <S as Table>::yields(&event_type::<S>(message))
}

/// What the framing calls a failure is one, though the document does not declare it.
#[cold]
fn undeclared_failure<S: Table>(event_type: &str, message: &Message<'_>) -> Dispatch<S> {
    match S::failure(message.data()) {
        Some(failure) => Dispatch::Fail(failure),
        None => Dispatch::Refuse(UnknownEvent::new(event_type, message)),
    }
}

#[inline]
fn settle<S: Table>(event_type: &str, message: &Message<'_>, decoded: Decoded<S>) -> Decoded<S> {
    match decoded {
        Err(_) if is_blank(message.data()) && !message.is_failure() => Ok(Dispatch::Skip),
        // By the name it was decoded by: an undeclared `event` field may have been asked first.
        Err(mismatch) if S::keeps_mismatch(mismatch.event_type()) => {
            Ok(keep(event_type, message, mismatch))
        }
        decoded => decoded,
    }
}

/// The mismatch as an unknown event that still means for the stream what the event would have.
#[cold]
fn keep<S: Table>(event_type: &str, message: &Message<'_>, mismatch: Mismatch) -> Dispatch<S> {
    let outcome = mismatch.outcome();
    let mut event = UnknownEvent::new(event_type, message);
    event.reason = Some(mismatch);
    match (S::unknown(event), outcome) {
        (Dispatch::Unknown(event), Outcome::Finish) => Dispatch::Finish(event),
        (Dispatch::Unknown(event), Outcome::Complete) => Dispatch::Complete(event),
        (dispatch, _) => dispatch,
    }
}

impl Entry {
    pub(super) fn event_type<'a>(&self, message: &'a Message<'_>) -> Option<Cow<'a, str>> {
        match *self {
            Self::Event => message.event_field().map(Cow::Borrowed),
            Self::Pointer(way) => pointer::string(message.data(), way),
            Self::Has(way, event_type) => {
                pointer::present(message.data(), way).then_some(Cow::Borrowed(event_type))
            }
            Self::Always(event_type) => Some(Cow::Borrowed(event_type)),
        }
    }
}

/// Decodes a JSON payload, and makes its event.
///
/// The two are done in one, for every hand that an event goes through moves it.
///
/// # Errors
///
/// When it does not fit.
#[inline]
pub fn json<S: Table, T: DeserializeOwned>(
    event_type: &'static str,
    message: &Message<'_>,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    let data = message.data();
    match serde_json::from_str(data) {
        Ok(payload) => Ok(event(payload)),
        Err(error) => with_nulls(event_type, data, &error, event),
    }
}

/// The same for a payload that does not fit, if what does not fit in it may be null.
#[cold]
#[inline(never)]
pub(crate) fn with_nulls<S: Table, T: DeserializeOwned>(
    event_type: &'static str,
    data: &str,
    error: &serde_json::Error,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    let shape = S::nulls(event_type);
    match shape.and_then(|shape| nulls::read(shape, event_type, data)) {
        Some((payload, nulls)) => Ok(Dispatch::WithNulls(Box::new(event(payload)), nulls)),
        None => Err(mismatch(event_type, data, error)),
    }
}

/// The same for a payload that is most likely plain.
///
/// # Errors
///
/// When it does not fit.
#[inline]
pub fn plain<S: Table, T: Plain + DeserializeOwned>(
    event_type: &'static str,
    message: &Message<'_>,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    let mut reader = PlainReader::new(message.data());
    match T::read(&mut reader) {
        Some(payload) if reader.is_at_end() => Ok(event(payload)),
        _ => not_plain(event_type, message, event),
    }
}

/// Apart, so that what reads a plain payload stays small.
#[cold]
#[inline(never)]
fn not_plain<S: Table, T: DeserializeOwned>(
    event_type: &'static str,
    message: &Message<'_>,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    json(event_type, message, event)
}

/// The same for a payload of nothing but integers.
///
/// # Errors
///
/// When it does not fit.
pub fn integers<S: Table, T: Integers>(
    event_type: &'static str,
    message: &Message<'_>,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    json(event_type, message, |it: Whole<T>| event(it.0))
}

/// Reads the payload of a failing event; one that does not fit is something else.
pub fn failure<T, F>(
    text: &str,
    read: fn(&str) -> serde_json::Result<T>,
    known: impl FnOnce(T) -> F,
    other: impl FnOnce(&str) -> F,
) -> F {
    match read(text) {
        Ok(payload) => known(payload),
        Err(_) => other(text),
    }
}

/// What the text of a failed response can be read as.
pub trait ReadFailure: Sized {
    /// Reads it; nothing where nothing was declared for it.
    fn read(text: &str) -> Option<Self>;
}

impl ReadFailure for Infallible {
    fn read(_: &str) -> Option<Self> {
        None
    }
}

/// Names the set that an event belongs to, without a path to it.
pub trait EventOf {
    /// The set.
    type Set: StreamEvents<Event = Self>;
}

/// Names the type that a `replace` option asks for, where its path can be resolved.
pub trait Replaced<const OPTION: usize> {
    /// The user's type.
    type Type;
}
