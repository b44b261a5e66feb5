//! Events that no document declares.

use serde::ser::{Serialize, Serializer};

use crate::{Message, Mismatch, RawJson};

/// An event whose type was not declared, kept as it came.
///
/// Its data was never parsed.
#[derive(Debug, Clone, PartialEq)]
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

/// Writes the data: as JSON if it is JSON, else as a string.
impl Serialize for UnknownEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match RawJson::new(&self.data) {
            Ok(json) => json.serialize(serializer),
            Err(_) => serializer.serialize_str(&self.data),
        }
    }
}
