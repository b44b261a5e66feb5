//! [`Document`] to text.

use serde::ser::{SerializeMap, SerializeSeq};

use crate::document::Document;
use crate::pointer::Pointer;
use crate::words::{Cursor, Dispatch, Test};

impl Document {
    /// The document as JSON: keywords in a fixed order, what is left at its default left out.
    ///
    /// Reading the text again gives the same document.
    ///
    /// ```
    /// use stream_events_schema::{Source, parse};
    ///
    /// let text = r#"{ "unknown": "skip", "events": { "ping": { "handle": "skip" } } }"#;
    /// let document = parse(&Source::new("feed.json", text))?;
    /// let written = document.to_json();
    /// assert_eq!(
    ///     written,
    ///     r#"{
    ///   "events": { "ping": { "handle": "skip" } },
    ///   "unknown": "skip"
    /// }
    /// "#
    /// );
    /// assert_eq!(parse(&Source::new("feed.json", written))?, document);
    /// # Ok::<(), stream_events_schema::Diagnostics>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Keys are strings and numbers are finite, so the model always has a JSON form.
        let compact = serde_json::to_string(self).unwrap_or_default();
        let mut text = crate::layout::lay_out(&compact);
        text.push('\n');
        text
    }
}

impl serde::Serialize for Dispatch {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Event => serializer.serialize_str("event"),
            Self::Pointer(pointer) => pointer.serialize(serializer),
            Self::Has {
                pointer,
                event_type,
            } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("has", pointer)?;
                map.serialize_entry("type", event_type)?;
                map.end()
            }
            Self::Always(event_type) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("type", event_type)?;
                map.end()
            }
        }
    }
}

impl serde::Serialize for Pointer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl serde::Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Id => "id",
            Self::Pointer(pointer) => pointer.as_str(),
        })
    }
}

impl serde::Serialize for Test {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Present => serializer.serialize_bool(true),
            Self::OneOf(strings) => {
                let mut list = serializer.serialize_seq(Some(strings.len()))?;
                for string in strings {
                    list.serialize_element(string)?;
                }
                list.end()
            }
        }
    }
}
