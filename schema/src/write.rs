//! [`Document`] to text.

use crate::document::Document;
use crate::json::Json;
use crate::keywords::to_json::ToJson;
use crate::schema::{Schema, Types};
use crate::snapshot::{Path, Restart, Source};
use crate::words::{Cursor, Dispatch, FailureType, Make, Test};

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
        crate::layout::lay_out(&self.json())
    }
}

/// As [`Document::to_json`] writes it.
impl From<&Document> for Json {
    fn from(document: &Document) -> Self {
        document.json()
    }
}

/// As a document has it.
impl From<&Dispatch> for Json {
    fn from(dispatch: &Dispatch) -> Self {
        dispatch.json()
    }
}

impl ToJson for Dispatch {
    fn json(&self) -> Json {
        let members = match self {
            Self::Event => return Json::from("event"),
            Self::Pointer(pointer) => return pointer.json(),
            Self::Has {
                pointer,
                event_type,
            } => vec![("has", pointer.json()), ("type", event_type.json())],
            Self::Always(event_type) => vec![("type", event_type.json())],
        };
        let members = members.into_iter();
        Json::Object(members.map(|(key, it)| (key.to_owned(), it)).collect())
    }
}

impl ToJson for FailureType {
    fn json(&self) -> Json {
        Json::from(self.as_str())
    }
}

impl ToJson for Cursor {
    fn json(&self) -> Json {
        match self {
            Self::Id => Json::from("id"),
            Self::Pointer(pointer) => pointer.json(),
        }
    }
}

impl ToJson for Test {
    fn json(&self) -> Json {
        match self {
            Self::Present => Json::Boolean(true),
            Self::OneOf(values) => values.json(),
        }
    }
}

impl ToJson for Path {
    fn json(&self) -> Json {
        Json::from(self.as_str())
    }
}

impl ToJson for Source {
    fn json(&self) -> Json {
        let (key, json) = match self {
            Self::Path(path) => return path.json(),
            Self::Const(value) => ("const", value.clone()),
            Self::New(fields) => ("new", fields.json()),
            Self::First(sources) => ("first", sources.json()),
        };
        Json::Object([(key.to_owned(), json)].into_iter().collect())
    }
}

impl ToJson for Restart {
    fn json(&self) -> Json {
        let pointer = match self {
            Self::Error => return Json::from("error"),
            Self::Ignore => return Json::from("ignore"),
            Self::Replace => return Json::from("replace"),
            Self::Same(pointer) => pointer.json(),
        };
        Json::Object([("same".to_owned(), pointer)].into_iter().collect())
    }
}

impl ToJson for Make {
    fn json(&self) -> Json {
        match self {
            Self::Optional => Json::from("optional"),
            Self::Nullable => Json::from("nullable"),
            Self::AnyNumber => Json::from("any-number"),
            Self::Or(one) => Json::Object([("or".to_owned(), one.json())].into_iter().collect()),
        }
    }
}

/// As a document has it.
impl From<&Schema> for Json {
    fn from(schema: &Schema) -> Self {
        schema.json()
    }
}

impl ToJson for Schema {
    fn json(&self) -> Json {
        match self {
            Self::Boolean(any) => Json::Boolean(*any),
            Self::Object(keywords) => keywords.json(),
        }
    }
}

impl ToJson for Types {
    fn json(&self) -> Json {
        match self {
            Self::One(one) => one.json(),
            Self::Many(many) => many.json(),
        }
    }
}
