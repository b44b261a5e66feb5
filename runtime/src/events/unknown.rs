//! Events that no document declares.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::envelope::Envelope;
use crate::{Message, Mismatch, RawJson};

/// An event whose type was not declared, kept as it came.
///
/// Its data was never parsed. Two are equal if their data is the same text or, where it is JSON, means
/// the same.
///
/// It is stored with its name, `{"event": .., "data": .., "id": ..}`, where `data` is the JSON that it
/// is, or a string of its text if it is none.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct UnknownEvent {
    /// The first event type found by the document's `dispatch`; `message` if there was none.
    pub event_type: String,
    /// The data as it came.
    pub data: String,
    /// The last event ID in force.
    pub last_event_id: String,
    /// Why a *declared* event is here: its payload did not fit, and the document keeps such events
    /// (`"mismatch": "keep"`).
    pub reason: Option<Mismatch>,
}

impl UnknownEvent {
    /// Keeps `message` under this event type.
    #[must_use]
    pub fn new(event_type: &str, message: &Message<'_>) -> Self {
        Self {
            event_type: event_type.to_owned(),
            data: message.data().to_owned(),
            last_event_id: message.last_event_id().to_owned(),
            reason: None,
        }
    }
}

impl PartialEq for UnknownEvent {
    fn eq(&self, other: &Self) -> bool {
        let is_same_reason = match (&self.reason, &other.reason) {
            (Some(one), Some(other)) => one.is_same_but_for_data(other),
            (None, None) => true,
            _ => false,
        };
        is_same_reason
            && self.event_type == other.event_type
            && self.last_event_id == other.last_event_id
            && is_same_data(&self.data, &other.data)
    }
}

fn is_same_data(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match (RawJson::new(one), RawJson::new(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

impl Serialize for UnknownEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Envelope::of_unknown(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for UnknownEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Envelope::deserialize(deserializer).map(Envelope::into_unknown)
    }
}
