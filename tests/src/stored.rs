//! Events as they are stored.

use serde::Serialize;
use serde_json::Value;

/// The data of an event that is stored, beside its name or alone; `null` where there is none.
pub fn data_of(event: &impl Serialize) -> Value {
    let mut stored = serde_json::to_value(event).expect("an event can be written");
    let is_envelope = stored.as_object().is_some_and(|object| {
        object.contains_key("event")
            && object
                .keys()
                .all(|key| matches!(key.as_str(), "event" | "data" | "id" | "reason"))
    });
    match is_envelope {
        true => stored["data"].take(),
        false => stored,
    }
}
