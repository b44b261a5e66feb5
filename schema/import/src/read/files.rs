//! A description, and what references in it lead to.

use std::collections::HashMap;

use crate::error::ErrorKind;
use crate::read::part::Part;
use crate::read::resolve::collect_anchors;
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// A description as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) name: String,
    pub(crate) root: Json,
    /// Where `$id`, `$anchor` and `$dynamicAnchor` give a schema a name to refer to.
    pub(crate) anchors: HashMap<String, String>,
}

/// Where a description keeps the schemas it names.
const COMPONENTS: &[&str] = &["/components/schemas", "/$defs", "/definitions"];
/// Where else something may be called by name.
const OTHER_COMPONENTS: &[&str] = &[
    "/components/responses",
    "/responses",
    "/components/mediaTypes",
    "/components/messages",
];

impl Files {
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, ErrorKind> {
        let root = crate::read::description(text).map_err(|why| ErrorKind::Unreadable {
            file: name.to_owned(),
            why,
        })?;
        if !matches!(root, Json::Object(_)) {
            return Err(ErrorKind::NoDescription {
                file: name.to_owned(),
            });
        }
        let mut anchors = HashMap::new();
        collect_anchors(&root, &mut String::new(), &mut anchors);
        Ok(Self {
            name: name.to_owned(),
            root,
            anchors,
        })
    }

    pub(crate) fn root(&self) -> Part<'_> {
        Part::new("", &self.root)
    }

    /// Whether it is `OpenAPI` or Swagger and not a schema of its own.
    pub(crate) fn is_api(&self) -> bool {
        ["openapi", "swagger"]
            .iter()
            .any(|key| self.root().get(key).is_some())
    }

    /// The names of all schemas.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, Part<'_>)> {
        COMPONENTS
            .iter()
            .filter_map(|shelf| self.at(shelf))
            .flat_map(|shelf| {
                let Json::Object(members) = shelf.json else {
                    return Vec::new();
                };
                let part = |(key, json): (&'_ String, _)| (pointer::child(&shelf.at, key), json);
                let keys = members.keys().map(String::as_str);
                let parts = members.iter().map(part).map(|(at, json)| Part { at, json });
                keys.zip(parts).collect::<Vec<_>>()
            })
    }

    /// What is called by a name: a schema before anything else.
    pub(crate) fn named(&self, name: &str) -> Option<Part<'_>> {
        let shelves = COMPONENTS.iter().chain(OTHER_COMPONENTS);
        shelves
            .filter_map(|shelf| self.at(&pointer::child(shelf, name)))
            .next()
    }
}
