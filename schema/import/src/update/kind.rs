//! What stands where in a document, as far as a merge has to know.

use indexmap::IndexMap;

use stream_events_schema::Json;

/// What a value is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Source,
    Relaxations,
    Errors,
    Events,
    Event,
    Definitions,
    Schema,
    Properties,
    /// The branches of a union, or the parts of an `allOf`.
    Schemas,
    /// The value of `type`, a word or a list of words.
    Types,
    /// A list whose elements have nothing to do with each other: `required`, `enum`.
    Set,
    /// Anything else that has parts.
    Parts,
    /// What is one value whatever it is made of, such as a `const`.
    Whole,
}

impl Kind {
    /// The kind of a member or an element.
    pub(super) fn of(self, key: &str) -> Self {
        match (self, key) {
            (Self::Document, "source") => Self::Source,
            (Self::Document, "errors") => Self::Errors,
            (Self::Document, "events") => Self::Events,
            (Self::Document, "$defs") => Self::Definitions,
            (Self::Source, "relaxations") => Self::Relaxations,
            (Self::Events, _) => Self::Event,
            (Self::Event, "payload")
            | (Self::Errors, "body")
            | (Self::Schema, "items" | "additionalProperties")
            | (Self::Definitions | Self::Properties | Self::Schemas, _) => Self::Schema,
            (Self::Schema, "properties") => Self::Properties,
            (Self::Schema, "oneOf" | "anyOf" | "allOf") => Self::Schemas,
            (Self::Schema, "type") => Self::Types,
            (Self::Schema, "required" | "enum") => Self::Set,
            (Self::Schema | Self::Relaxations | Self::Types | Self::Set | Self::Whole, _) => {
                Self::Whole
            }
            (Self::Document | Self::Source | Self::Errors | Self::Event | Self::Parts, _) => {
                Self::Parts
            }
        }
    }

    /// The parts of a value, by what makes each the same part in another document; `None` if the
    /// value is merged as a whole.
    pub(super) fn members(self, json: &Json) -> Option<IndexMap<String, &Json>> {
        match (self, json) {
            (Self::Whole, _) => None,
            (Self::Schema, Json::Boolean(true)) => Some(IndexMap::new()),
            (Self::Types, Json::String(_)) => Some(IndexMap::from([(text(json), json)])),
            (_, Json::Object(members)) => Some(
                members
                    .iter()
                    .map(|(key, json)| (key.clone(), json))
                    .collect(),
            ),
            (_, Json::Array(elements)) => Some(self.elements(elements)),
            _ => None,
        }
    }

    fn elements(self, elements: &[Json]) -> IndexMap<String, &Json> {
        let mut members = IndexMap::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let identity = match self {
                // A branch that nothing else tells from the others is told by its place.
                Self::Schemas => branch(element).unwrap_or_else(|| index.to_string()),
                Self::Relaxations => relaxation(element),
                _ => text(element),
            };
            let mut key = identity.clone();
            let mut count = 1;
            while members.contains_key(&key) {
                count += 1;
                key = format!("{identity} ({count})");
            }
            members.insert(key, element);
        }
        members
    }

    /// The opposite of [`members`](Self::members), for a value that was written as `like`.
    pub(super) fn value(self, members: IndexMap<String, Json>, like: &Json) -> Json {
        match like {
            Json::Object(_) => Json::Object(members),
            // A schema that says nothing is written as it was.
            Json::Boolean(_) if members.is_empty() => like.clone(),
            Json::Boolean(_) => Json::Object(members),
            _ if self == Self::Types && members.len() == 1 => {
                members.into_values().next().unwrap_or(Json::Null)
            }
            _ => {
                let mut elements: Vec<Json> = members.into_values().collect();
                if self == Self::Types {
                    // As an import writes it.
                    elements.sort_by_key(|word| word.as_str() == Some("null"));
                }
                Json::Array(elements)
            }
        }
    }

    /// Whether elements that both sides put in one element's place contradict each other. Of a set
    /// they do not: one may have a value more whatever else it has.
    pub(super) fn is_sequence(self, like: &Json) -> bool {
        match self {
            Self::Types => true,
            Self::Set | Self::Relaxations => false,
            _ => matches!(like, Json::Array(_)),
        }
    }
}

/// What tells a branch of a union from the others: what it refers to, its constants, its type.
fn branch(schema: &Json) -> Option<String> {
    let Json::Object(keywords) = schema else {
        return None;
    };
    if let Some(reference) = keywords.get("$ref").and_then(Json::as_str) {
        return Some(reference.to_owned());
    }
    let Some(Json::Object(properties)) = keywords.get("properties") else {
        return keywords.get("type").map(text);
    };
    let constants = properties.iter().filter_map(|(key, schema)| match schema {
        Json::Object(keywords) => Some(format!("{key}={}", text(keywords.get("const")?))),
        _ => None,
    });
    let constants: Vec<_> = constants.collect();
    (!constants.is_empty()).then(|| constants.join(" "))
}

/// What was relaxed and how; why is no part of it.
fn relaxation(json: &Json) -> String {
    match json {
        Json::Object(members) => {
            let part = |key| members.get(key).map(text).unwrap_or_default();
            format!("{} {}", part("at"), part("make"))
        }
        other => text(other),
    }
}

/// JSON without blanks.
pub(super) fn text(json: &Json) -> String {
    json.to_string()
}
