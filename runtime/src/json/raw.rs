//! JSON kept as text.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::nulls::{Kept, kept_at};
use super::text::{text, validated};
use super::tree::Tree;

/// A JSON value kept as the text that came: a value of which no type is known.
///
/// [`get`](Self::get) is that text, character for character. Two are equal if they mean the same:
/// white space, the order of keys and the spelling of numbers and strings make no difference.
///
/// It is written as any other value is, in any format of serde: integers of 64 bits and finite
/// floats as such, any other number as a string of its text. To pass JSON on unchanged, use
/// [`get`](Self::get).
#[derive(Clone)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// Keeps this JSON text.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or nested more than 128 levels deep.
    pub fn new(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }

    /// The JSON text, by value.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into()
    }

    /// Reads the value as a type of your own.
    ///
    /// # Errors
    ///
    /// When the value does not fit `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    /// A string.
    pub(crate) fn of_text(text: &str) -> Self {
        Self(serde_json::Value::from(text).to_string().into_boxed_str())
    }

    /// Keeps a text that is known to be JSON.
    pub(crate) fn of_json(json: String) -> Self {
        Self(json.into_boxed_str())
    }

    /// The text of a string; of any other value its JSON.
    pub(crate) fn into_text(self) -> String {
        self.as_text().unwrap_or_else(|| self.into_string())
    }

    /// The string that it is, if it is one.
    pub(crate) fn as_text(&self) -> Option<String> {
        self.0.starts_with('"').then(|| self.parse().ok())?
    }

    /// Whether what is written is read back as the same value, though it stands within `levels` of
    /// other values.
    pub(crate) fn is_written_exactly(&self, levels: usize) -> bool {
        Tree::is_written_exactly(&self.0, levels)
    }
}

impl AsRef<str> for RawJson {
    fn as_ref(&self) -> &str {
        self.get()
    }
}

impl FromStr for RawJson {
    type Err = serde_json::Error;

    fn from_str(json: &str) -> Result<Self, serde_json::Error> {
        Self::new(json)
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

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || Tree::of(&self.0).into_value() == Tree::of(&other.0).into_value()
    }
}

impl Eq for RawJson {}

impl Hash for RawJson {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Tree::of(&self.0).into_value().hash(state);
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = text(deserializer)?;
        if let Some(Kept::Raw(json) | Kept::Unknown { json, .. }) = kept_at(&text) {
            return Ok(Self(json.into_boxed_str()));
        }
        let text = validated(text)?;
        Ok(Self(text.into_owned().into_boxed_str()))
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Tree::of(&self.0).serialize(serializer)
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
    /// Keeps an object whose text may not be clean.
    pub(super) fn of_kept(tag: String, json: String) -> Self {
        let json = RawJson(json.into_boxed_str());
        Self { tag, json }
    }

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

/// Keeps the object of this text, whose tag no variant has.
///
/// # Errors
///
/// When the text is not JSON.
pub fn unknown_variant(tag: &str, json: &str) -> Result<UnknownVariant, serde_json::Error> {
    RawJson::new(json).map(|json| UnknownVariant::new(tag, json))
}
