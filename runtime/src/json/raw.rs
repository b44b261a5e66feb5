//! JSON kept as text.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::text;

/// A JSON value kept as text: a value of which no type is known.
///
/// Key order and duplicate keys are kept; white space is not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// Keeps this JSON text.
    ///
    /// # Errors
    ///
    /// When the text is not JSON.
    pub fn new(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// `json` must be JSON.
    pub(crate) fn from_text(json: String) -> Self {
        Self(json.into_boxed_str())
    }

    /// The JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }

    /// Reads the value as a type of your own.
    ///
    /// # Errors
    ///
    /// When the value does not fit `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Default for RawJson {
    /// `null`.
    fn default() -> Self {
        Self("null".into())
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::to_text(deserializer).map(Self::from_text)
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        json.serialize(serializer)
    }
}

/// A variant of a tagged union that the document does not know.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnknownVariant {
    /// The tag's value.
    pub tag: String,
    /// The whole object, tag included.
    pub json: RawJson,
}

impl UnknownVariant {
    /// Keeps this object under this tag.
    #[must_use]
    pub fn new(tag: impl Into<String>, json: RawJson) -> Self {
        Self {
            tag: tag.into(),
            json,
        }
    }
}

impl Serialize for UnknownVariant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}
