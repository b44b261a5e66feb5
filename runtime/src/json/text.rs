//! Any self-describing value, written as JSON text.
//!
//! Unlike `serde_json::value::RawValue`, which only `serde_json` can give, this also works where
//! a value has been buffered by serde (inside untagged or flattened types of a user).

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serialize;

use super::number::NUMBER;
use super::object::Key;

/// The JSON text of the value that `deserializer` gives.
pub(crate) fn to_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut text = String::new();
    Transcode(&mut text).deserialize(deserializer)?;
    Ok(text)
}

/// Appends `value` to `text` as JSON.
pub(crate) fn push<T: Serialize + ?Sized>(text: &mut String, value: &T) {
    // Scalars and strings: serde_json has no error to give for them.
    if let Ok(json) = serde_json::to_string(value) {
        text.push_str(&json);
    }
}

pub(crate) struct Transcode<'a>(pub(crate) &'a mut String);

impl<'de> DeserializeSeed<'de> for Transcode<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Transcode<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        push(self.0, &value);
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        push(self.0, &value);
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        push(self.0, &value);
        Ok(())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        push(self.0, &value);
        Ok(())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        push(self.0, value);
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.push_str("null");
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let start = self.0.len();
        self.0.push('[');
        while seq.next_element_seed(Transcode(self.0))?.is_some() {
            self.0.push(',');
        }
        close(self.0, start, ']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let start = self.0.len();
        self.0.push('{');
        while let Some(key) = map.next_key::<Key<'de>>()? {
            if &*key == NUMBER {
                self.0.truncate(start);
                self.0.push_str(&map.next_value::<String>()?);
                return Ok(());
            }
            push(self.0, &*key);
            self.0.push(':');
            map.next_value_seed(Transcode(self.0))?;
            self.0.push(',');
        }
        close(self.0, start, '}');
        Ok(())
    }
}

/// Ends the container that began at `start`: its last comma, if any, is one too many.
fn close(text: &mut String, start: usize, end: char) {
    if text.len() > start + 1 {
        text.pop();
    }
    text.push(end);
}
