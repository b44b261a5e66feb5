//! Payloads of the user's own types, of which nothing is known but that they can be decoded.

use serde::de::DeserializeOwned;

use super::table::{Decoded, Entry, Table};
use crate::json::path::{mismatch, mismatch_in};
use crate::json::without;
use crate::{Dispatch, Message, UnknownEvent};

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
    let error = match read(data) {
        Ok(payload) => return Ok(event(payload)),
        Err(error) => error,
    };
    let Some(rest) = without_denied::<S>(data, &error) else {
        return Err(mismatch(event_type, data, &error));
    };
    match read(&rest) {
        Ok(payload) => Ok(event(payload)),
        Err(error) => Err(mismatch_in(&rest, event_type, data, &error)),
    }
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

    /// Its event type.
    fn event_type(&self) -> &str;
}

impl UnknownPayload for UnknownEvent {
    fn keep(event: UnknownEvent) -> Self {
        event
    }

    fn event_type(&self) -> &str {
        &self.event_type
    }
}

impl UnknownPayload for Box<UnknownEvent> {
    fn keep(event: UnknownEvent) -> Self {
        Self::new(event)
    }

    fn event_type(&self) -> &str {
        &self.event_type
    }
}
