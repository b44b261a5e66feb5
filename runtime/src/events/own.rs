//! Payloads of the user's own types, of which nothing is known but that they can be decoded.

use serde::de::DeserializeOwned;

use super::table::{Decoded, Entry, Table};
use crate::json::path::mismatch_in;
use crate::json::{nulls, without};
use crate::{Dispatch, Message, Mismatch, UnknownEvent};

/// Reads a type of the user's own.
///
/// A derive names it where the user wrote the type, so that this is where the compiler says what the
/// type lacks.
///
/// # Errors
///
/// When the text does not fit.
pub fn read<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(text)
}

/// Decodes a JSON payload of the user's own type, and makes its event.
///
/// The property that says which event it is belongs to the payload too, if the type wants it. Where
/// the type denies it, it is decoded without.
///
/// # Errors
///
/// When the payload does not fit.
pub fn own<S: Table, T>(
    event_type: &'static str,
    message: &Message<'_>,
    read: fn(&str) -> serde_json::Result<T>,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    let data = message.data();
    let read = |text: &str| read_own::<S, T>(event_type, text, data, read);
    match read(data) {
        Ok(payload) => Ok(event(payload)),
        Err(mismatch) if S::nulls(event_type).is_none() => Err(mismatch),
        Err(mismatch) => match nulls::read_own(event_type, data, |text| read(text).ok()) {
            Some((payload, nulls)) => Ok(Dispatch::WithNulls(Box::new(event(payload)), nulls)),
            None => Err(mismatch),
        },
    }
}

/// Reads a text that is the data, or was made of it.
fn read_own<S: Table, T>(
    event_type: &'static str,
    text: &str,
    data: &str,
    read: fn(&str) -> serde_json::Result<T>,
) -> Result<T, Mismatch> {
    let error = match read(text) {
        Ok(payload) => return Ok(payload),
        Err(error) => error,
    };
    let Some(rest) = without_denied::<S>(text, &error) else {
        return Err(mismatch_in(text, event_type, data, &error));
    };
    read(&rest).map_err(|error| mismatch_in(&rest, event_type, data, &error))
}

/// The data without the event type, if that is what serde did not expect in it.
#[cold]
fn without_denied<S: Table>(data: &str, error: &serde_json::Error) -> Option<String> {
    let error = error.to_string();
    S::ENTRIES.iter().find_map(|entry| {
        let Entry::Pointer(way) = entry else {
            return None;
        };
        let denied = error.starts_with(&format!("unknown field `{}`", way.last()?));
        // Each variant of an untagged enum may deny it, and the error does not say why none fits.
        let untagged = error.starts_with("data did not match any variant of untagged enum");
        (denied || untagged).then(|| without(data, way))?
    })
}

/// A payload that is the data as it is.
#[inline]
#[must_use]
pub fn string<T: From<String>>(message: &Message<'_>) -> T {
    T::from(message.data().to_owned())
}

/// The payload of the variant for events that are not declared.
#[diagnostic::on_unimplemented(
    message = "the variant of unknown events keeps an `UnknownEvent`, not `{Self}`",
    label = "write `UnknownEvent` or `Box<UnknownEvent>`"
)]
pub trait UnknownPayload: Sized {
    /// Keeps the event.
    fn keep(event: UnknownEvent) -> Self;

    /// The event.
    fn event(&self) -> &UnknownEvent;

    /// Its event type.
    fn event_type(&self) -> &str {
        &self.event().event_type
    }
}

impl UnknownPayload for UnknownEvent {
    fn keep(event: UnknownEvent) -> Self {
        event
    }

    fn event(&self) -> &UnknownEvent {
        self
    }
}

impl UnknownPayload for Box<UnknownEvent> {
    fn keep(event: UnknownEvent) -> Self {
        Self::new(event)
    }

    fn event(&self) -> &UnknownEvent {
        self
    }
}
