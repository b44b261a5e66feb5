//! A place in a description.

use indexmap::IndexMap;

use stream_events_schema::Json;
use stream_events_schema::pointer;

pub(crate) type Members = IndexMap<String, Json>;

/// The file of a place, empty for the description itself, and the JSON Pointer in it.
///
/// A place is a JSON Pointer, in another file with that and `#` before it: `common.yaml#/Chunk`.
pub(crate) fn split(at: &str) -> (&str, &str) {
    match at.split_once('#') {
        Some((path, pointer)) if !at.starts_with('/') => (path, pointer),
        _ => ("", at),
    }
}

/// A place in the description, and what stands there.
#[derive(Debug, Clone)]
pub(crate) struct Part<'a> {
    pub(crate) at: String,
    pub(crate) json: &'a Json,
}

impl<'a> Part<'a> {
    pub(crate) fn new(at: impl Into<String>, json: &'a Json) -> Self {
        Self {
            at: at.into(),
            json,
        }
    }

    pub(crate) fn members(&self) -> Option<&'a Members> {
        match self.json {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Whether it says nothing but where its schema is.
    pub(crate) fn only_refers(&self) -> bool {
        let members = self.members();
        members.is_some_and(|it| it.len() == 1 && it.contains_key("$ref"))
    }

    /// What stands under a key.
    pub(crate) fn get(&self, key: &str) -> Option<Part<'a>> {
        let json = self.members()?.get(key)?;
        Some(Part {
            at: pointer::child(&self.at, key),
            json,
        })
    }

    pub(crate) fn json_is_true(&self, key: &str) -> bool {
        self.get(key)
            .is_some_and(|part| *part.json == Json::Boolean(true))
    }

    pub(crate) fn json_is_reference(&self) -> bool {
        self.text("$ref").is_some()
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.members()?.get(key)?.as_str()
    }

    /// The elements of a list under a key.
    pub(crate) fn list(&self, key: &str) -> Option<Vec<Part<'a>>> {
        let list = self.get(key)?;
        let Json::Array(values) = list.json else {
            return None;
        };
        let part = |(index, json)| Part {
            at: format!("{}/{index}", list.at),
            json,
        };
        Some(values.iter().enumerate().map(part).collect())
    }

    /// The members of an object under a key.
    pub(crate) fn map(&self, key: &str) -> Vec<(&'a str, Part<'a>)> {
        self.get(key).map(|map| map.entries()).unwrap_or_default()
    }

    /// The members of an object.
    pub(crate) fn entries(&self) -> Vec<(&'a str, Part<'a>)> {
        let entry = |(key, json): (&'a String, &'a Json)| {
            let at = pointer::child(&self.at, key);
            (key.as_str(), Part { at, json })
        };
        self.members().into_iter().flatten().map(entry).collect()
    }

    pub(crate) fn is(&self, other: &Part<'_>) -> bool {
        self.at == other.at
    }
}

/// Whether a schema is `null` and nothing else.
pub(crate) fn is_null(part: &Part<'_>) -> bool {
    let null = |json: &Json| *json == Json::Null;
    match (part.text("type"), part.get("const"), part.list("enum")) {
        (Some(only), _, _) => only == "null",
        (_, Some(constant), _) => null(constant.json),
        (_, _, Some(values)) => !values.is_empty() && values.iter().all(|it| null(it.json)),
        _ => part
            .list("type")
            .is_some_and(|types| types.len() == 1 && types[0].json.as_str() == Some("null")),
    }
}

/// A description as documents have it: without blanks around it.
pub(crate) fn tidy(text: &str) -> String {
    text.trim().to_owned()
}
