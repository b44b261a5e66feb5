//! Events read back from where they were stored.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::envelope::{Envelope, write_named};
use super::table::{Entry, EventOf, Table, Unknown, dispatch_by_entries};
use crate::error::excerpt;
use crate::json::RawJson;
use crate::{Dispatch, Message, StreamEvents, UnknownEvent};

/// Reads an event that was stored: an object of its name and its data, or data that says its name.
///
/// # Errors
///
/// When it is no event that a stream yields, or does not fit.
pub fn event<'de, E, D>(deserializer: D) -> Result<E, D::Error>
where
    E: EventOf<Set: Table>,
    D: Deserializer<'de>,
{
    let json = RawJson::deserialize(deserializer)?;
    read::<E::Set>(json.get()).map_err(Error::custom)
}

/// Writes an unknown event: as its data alone, if that says its name and is read back as the same event.
///
/// # Errors
///
/// What the serializer reports.
pub fn write_unknown<E, Z>(
    event: &E,
    unknown: &UnknownEvent,
    serializer: Z,
) -> Result<Z::Ok, Z::Error>
where
    E: EventOf<Set: Table> + PartialEq,
    Z: Serializer,
{
    if !is_named_by_field::<E::Set>()
        && let Ok(json) = RawJson::new(&unknown.data)
        && json.get().starts_with('{')
        && json.is_written_exactly(0)
        && says_name::<E::Set>(&Message::new(json.get()))
        && read::<E::Set>(json.get()).is_ok_and(|read| read == *event)
    {
        return json.serialize(serializer);
    }
    unknown.serialize(serializer)
}

/// Writes a declared event: as its data alone, if that is read back as the same event, else beside its
/// name.
///
/// # Errors
///
/// What the serializer reports.
pub fn write_either<E, T, Z>(
    event: &E,
    name: &str,
    data: &T,
    serializer: Z,
) -> Result<Z::Ok, Z::Error>
where
    E: EventOf<Set: Table> + PartialEq,
    T: Serialize + ?Sized,
    Z: Serializer,
{
    // What is no JSON is for the serializer to report.
    let json = serde_json::to_string(data).unwrap_or_default();
    if json.starts_with('{') && read::<E::Set>(&json).is_ok_and(|read| read == *event) {
        return data.serialize(serializer);
    }
    write_named(name, data, serializer)
}

/// Whether a name can come from the `event` field.
pub(super) fn is_named_by_field<S: Table>() -> bool {
    S::ENTRIES.iter().any(|it| matches!(it, Entry::Event))
}

/// Whether an event type is found in a message.
fn says_name<S: Table>(message: &Message<'_>) -> bool {
    S::ENTRIES.iter().any(|it| it.event_type(message).is_some())
}

fn read<S: Table>(json: &str) -> Result<S::Event, String> {
    match Envelope::of(json) {
        Some(envelope) => named::<S>(envelope),
        None => bare::<S>(json),
    }
}

/// An event beside its name. What was unknown when it was stored may be declared by now.
fn named<S: Table>(envelope: Envelope) -> Result<S::Event, String> {
    let is_unknown = envelope.id.is_some();
    let is_text = is_unknown || S::TEXTS.contains(&&*envelope.event);
    let message = Message::new(envelope.data(is_text));
    let mut is_declared = true;
    let decoded = S::decode(&envelope.event, &message, || {
        is_declared = false;
        Ok(Dispatch::Skip)
    });
    match decoded {
        Ok(dispatch) if is_declared => match item(dispatch) {
            Some(event) => Ok(event),
            None if is_unknown => unknown::<S>(envelope.into_unknown()),
            None => Err(no_item(&envelope.event)),
        },
        Ok(_) if is_unknown || matches!(S::UNKNOWN, Unknown::Keep) => {
            unknown::<S>(envelope.into_unknown())
        }
        Ok(_) => Err(format!("`{}` is not declared", excerpt(&envelope.event))),
        Err(_) if is_unknown => unknown::<S>(envelope.into_unknown()),
        Err(mismatch) if S::keeps_mismatch(mismatch.event_type()) => {
            let mut event = UnknownEvent::new(&envelope.event, &message);
            event.reason = Some(mismatch);
            unknown::<S>(event)
        }
        Err(mismatch) => Err(mismatch.to_string()),
    }
}

/// Data that says which event it is.
fn bare<S: Table>(json: &str) -> Result<S::Event, String> {
    let message = Message::new(json);
    if is_named_by_field::<S>() && !says_name::<S>(&message) {
        return Err(
            "this is neither an object of `event` and `data`, nor data that says which event it is"
                .to_owned(),
        );
    }
    let is_sentinel = S::SENTINELS.iter().any(|(text, _)| *text == json);
    match dispatch_by_entries::<S>(&message) {
        Ok(Dispatch::Unknown(_)) if is_sentinel => Err(no_item(json)),
        Ok(dispatch) => item(dispatch).ok_or_else(|| no_item(json)),
        Err(mismatch) => Err(mismatch.to_string()),
    }
}

fn unknown<S: Table>(event: UnknownEvent) -> Result<S::Event, String> {
    let name = excerpt(&event.event_type).to_string();
    item(S::unknown(event)).ok_or_else(|| no_item(&name))
}

pub(super) fn item<S: StreamEvents>(dispatch: Dispatch<S>) -> Option<S::Event> {
    match dispatch {
        Dispatch::Yield(event)
        | Dispatch::Unknown(event)
        | Dispatch::Complete(event)
        | Dispatch::Finish(event) => Some(event),
        Dispatch::WithNulls(dispatch, _) => item(*dispatch),
        _ => None,
    }
}

fn no_item(what: &str) -> String {
    format!("`{}` is not an event that a stream yields", excerpt(what))
}

/// The string that a JSON text is, or else the text.
#[must_use]
pub fn text_of(json: &RawJson) -> String {
    json.as_text().unwrap_or_else(|| json.get().to_owned())
}
