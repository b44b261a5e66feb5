//! An event beside its name: how events are stored whose data does not say which they are.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::error::Outcome;
use crate::json::{RawJson, WriteObject};
use crate::{Mismatch, UnknownEvent};

/// An event as it is stored, and nothing else.
///
/// `data` is any JSON. Where the data is text, or JSON that would not be read back as the same value,
/// it is a string of that text. An unknown event has an `id`, and no other has one: so it is known of a
/// string whether it is text or JSON.
pub(super) struct Envelope {
    pub(super) event: String,
    pub(super) data: Option<RawJson>,
    pub(super) id: Option<String>,
    pub(super) reason: Option<Reason>,
    pub(super) rest: std::collections::BTreeMap<String, RawJson>,
}

crate::__object! {
    Envelope {
        required event: "event";
        optional data: "data";
        optional id: "id";
        optional reason: "reason";
        .. rest
    }
}

/// Why a declared event is kept as an unknown one.
pub(super) struct Reason {
    path: String,
    message: String,
    outcome: Option<String>,
}

crate::__object! {
    Reason {
        required path: "path";
        required message: "message";
        optional outcome: "outcome";
    }
}

const COMPLETE: &str = "complete";
const FINISH: &str = "finish";

impl Envelope {
    /// Reads an object that has the keys of an envelope and no others.
    pub(super) fn of(json: &str) -> Option<Self> {
        let envelope: Self = serde_json::from_str(json).ok()?;
        envelope.rest.is_empty().then_some(envelope)
    }

    pub(super) fn of_unknown(event: &UnknownEvent) -> Self {
        let data = match RawJson::new(&event.data) {
            Ok(json) if json.as_text().is_none() && json.is_written_exactly(1) => json,
            _ => RawJson::of_text(&event.data),
        };
        Self {
            event: event.event_type.clone(),
            data: Some(data),
            id: Some(event.last_event_id.clone()),
            reason: event.reason.as_ref().map(Reason::of),
            rest: Default::default(),
        }
    }

    /// The data of the event's message: of a string the text or the JSON.
    pub(super) fn data(&self, is_text: bool) -> String {
        match &self.data {
            Some(json) => {
                let text = if is_text { json.as_text() } else { None };
                text.unwrap_or_else(|| json.get().to_owned())
            }
            // A format that has no `null` leaves it out.
            None => "null".to_owned(),
        }
    }

    pub(super) fn into_unknown(self) -> UnknownEvent {
        let data = self.data(true);
        UnknownEvent {
            reason: self.reason.map(|it| it.into_mismatch(&self.event, &data)),
            event_type: self.event,
            data,
            last_event_id: self.id.unwrap_or_default(),
        }
    }
}

impl Reason {
    fn of(mismatch: &Mismatch) -> Self {
        let outcome = match mismatch.outcome() {
            Outcome::GoOn => None,
            Outcome::Complete => Some(COMPLETE),
            Outcome::Finish => Some(FINISH),
        };
        Self {
            path: mismatch.path().to_owned(),
            message: mismatch.reason().to_owned(),
            outcome: outcome.map(str::to_owned),
        }
    }

    fn into_mismatch(self, event_type: &str, data: &str) -> Mismatch {
        let mismatch = Mismatch::new(event_type, self.path, self.message, data);
        match self.outcome.as_deref() {
            Some(COMPLETE) => mismatch.completing(),
            Some(FINISH) => mismatch.finishing(),
            _ => mismatch,
        }
    }
}

/// Writes a declared event beside its name.
///
/// # Errors
///
/// What the serializer reports.
pub fn write_named<T: Serialize + ?Sized, S: Serializer>(
    event: &str,
    data: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("event", event)?;
    map.serialize_entry("data", data)?;
    map.end()
}

/// Writes a map of one string: the name of an event without data.
///
/// # Errors
///
/// What the serializer reports.
pub fn write_name<S: Serializer>(key: &str, event: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, event)?;
    map.end()
}

/// An object with a tag before its own entries.
#[derive(Debug)]
pub struct WithTag<'a, T> {
    /// The property.
    pub tag: &'static str,
    /// Its value.
    pub value: &'static str,
    /// The object.
    pub object: &'a T,
}

impl<T: WriteObject> Serialize for WithTag<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.tag, self.value)?;
        self.object.write(&mut map)?;
        map.end()
    }
}
