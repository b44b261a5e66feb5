//! How JSON that arrives as text is written and read.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::JsonText;
use super::json_text::without_value;
use crate::json::path::in_union;
use crate::json::text_of_value;

impl<T: Serialize> Serialize for JsonText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.written() {
            Some(value) => value.serialize(serializer),
            None if self.text().is_empty() => serializer.serialize_unit(),
            None => serializer.serialize_str(self.text()),
        }
    }
}

/// The value is read from its text, so that it may be of a type that only reads JSON.
impl<'de, T: DeserializeOwned> Deserialize<'de> for JsonText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = text_of_value(deserializer)?;
        let read = match json.trim_start().starts_with('"') {
            true => serde_json::from_str(&json).map(never_closed),
            false => serde_json::from_str(&json).map(Self::new),
        };
        read.map_err(|error| in_union(&json, &error))
    }
}

/// Text that was written because it has no value.
fn never_closed<T>(text: String) -> JsonText<T> {
    let state = without_value(&text);
    JsonText::of(text, None, state)
}
