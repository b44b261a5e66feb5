//! A description, and what references in it lead to.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::error::ErrorKind;
use super::text;
use stream_events_schema::Json;
use stream_events_schema::pointer;

pub(super) type Members = IndexMap<String, Json>;

/// A place in the description, and what stands there.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) at: String,
    pub(super) json: &'a Json,
}

impl<'a> Part<'a> {
    pub(super) fn new(at: impl Into<String>, json: &'a Json) -> Self {
        Self {
            at: at.into(),
            json,
        }
    }

    pub(super) fn members(&self) -> Option<&'a Members> {
        match self.json {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<Part<'a>> {
        let json = self.members()?.get(key)?;
        Some(Part {
            at: pointer::child(&self.at, key),
            json,
        })
    }

    pub(super) fn json_is_true(&self, key: &str) -> bool {
        self.get(key)
            .is_some_and(|part| *part.json == Json::Boolean(true))
    }

    pub(super) fn json_is_reference(&self) -> bool {
        self.text("$ref").is_some()
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.members()?.get(key)?.as_str()
    }

    /// The elements of a list under a key.
    pub(super) fn list(&self, key: &str) -> Option<Vec<Part<'a>>> {
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
    pub(super) fn map(&self, key: &str) -> Vec<(&'a str, Part<'a>)> {
        let Some(map) = self.get(key) else {
            return Vec::new();
        };
        let part = |(key, json): (&'a String, &'a Json)| {
            (
                key.as_str(),
                Part {
                    at: pointer::child(&map.at, key),
                    json,
                },
            )
        };
        map.members().into_iter().flatten().map(part).collect()
    }

    pub(super) fn is(&self, other: &Part<'_>) -> bool {
        self.at == other.at
    }
}

/// A description as it was read.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) root: Json,
    /// Where `$id`, `$anchor` and `$dynamicAnchor` give a schema a name to refer to.
    anchors: HashMap<String, String>,
}

/// Where a description keeps the schemas it names.
const SHELVES: &[&str] = &["/components/schemas", "/$defs", "/definitions"];
/// Where else something may be called by name.
const OTHER_SHELVES: &[&str] = &[
    "/components/responses",
    "/responses",
    "/components/mediaTypes",
    "/components/messages",
];

impl File {
    pub(super) fn read(name: &str, text: &str) -> Result<Self, ErrorKind> {
        let root = text::read(text).map_err(|why| ErrorKind::Unreadable {
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

    pub(super) fn root(&self) -> Part<'_> {
        Part::new("", &self.root)
    }

    /// Whether it is `OpenAPI` or Swagger and not a schema of its own.
    pub(super) fn is_api(&self) -> bool {
        ["openapi", "swagger"]
            .iter()
            .any(|key| self.root().get(key).is_some())
    }

    /// The names of all schemas.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Part<'_>)> {
        SHELVES
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
    pub(super) fn named(&self, name: &str) -> Option<Part<'_>> {
        let shelves = SHELVES.iter().chain(OTHER_SHELVES);
        shelves
            .filter_map(|shelf| self.at(&pointer::child(shelf, name)))
            .next()
    }

    /// What a JSON Pointer leads to, through references on its way.
    pub(super) fn at(&self, pointer: &str) -> Option<Part<'_>> {
        self.at_within(pointer, 0)
    }

    /// `depth` counts the references on the way, which may lead in a circle.
    fn at_within(&self, pointer: &str, depth: usize) -> Option<Part<'_>> {
        const MAX_REFERENCES: usize = 32;
        let mut part = self.root();
        for segment in pointer::segments(pointer).ok()? {
            let mut depth = depth;
            part = loop {
                if let Some(found) = self.step(&part, &segment) {
                    break found;
                }
                depth += 1;
                if depth > MAX_REFERENCES {
                    return None;
                }
                part = self.resolve_within(part.text("$ref")?, &part.at, depth)?;
            };
        }
        Some(part)
    }

    /// What a JSON Pointer leads to in the text itself.
    fn plainly_at(&self, pointer: &str) -> Option<Part<'_>> {
        let segments = pointer::segments(pointer).ok()?;
        segments
            .iter()
            .try_fold(self.root(), |part, segment| self.step(&part, segment))
    }

    fn step<'a>(&'a self, part: &Part<'a>, segment: &str) -> Option<Part<'a>> {
        match part.json {
            Json::Object(_) => part.get(segment),
            Json::Array(values) => {
                let json = values.get(segment.parse::<usize>().ok()?)?;
                Some(Part {
                    at: pointer::child(&part.at, segment),
                    json,
                })
            }
            _ => None,
        }
    }

    /// Where the references that a part is lead to in the end; `None` if it is none.
    pub(super) fn follow<'a>(&'a self, part: &Part<'a>) -> Option<Part<'a>> {
        let mut seen = HashSet::new();
        let mut found = self.resolve(part.text("$ref")?, &part.at)?;
        while let Some(reference) = found.text("$ref") {
            if !seen.insert(found.at.clone()) {
                return None;
            }
            found = self.resolve(reference, &found.at)?;
        }
        Some(found)
    }

    /// What a reference written at `from` leads to.
    pub(super) fn resolve(&self, reference: &str, from: &str) -> Option<Part<'_>> {
        self.resolve_within(reference, from, 0)
    }

    fn resolve_within(&self, reference: &str, from: &str, depth: usize) -> Option<Part<'_>> {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let root = match base {
            "" => String::new(),
            _ if same_file(base, &self.name) => String::new(),
            _ => self.anchors.get(base)?.clone(),
        };
        let fragment = pointer::percent_decode(fragment);
        if fragment.is_empty() {
            return self.plainly_at(&root);
        }
        if !fragment.starts_with('/') {
            let anchor = self.anchors.get(&format!("#{fragment}"))?;
            return self.plainly_at(anchor);
        }
        // A schema that was copied in with its own `$defs` refers to those.
        let around = std::iter::successors(Some(from), |from| Some(&from[..from.rfind('/')?]));
        std::iter::once(root.as_str())
            .chain(around)
            .find_map(|base| self.plainly_at(&format!("{base}{fragment}")))
            .or_else(|| self.at_within(&format!("{root}{fragment}"), depth))
    }

    /// What `$recursiveRef` and `$dynamicRef` lead to: the schema around them that offers itself.
    pub(super) fn resolve_dynamic(&self, reference: &str, from: &str) -> Option<Part<'_>> {
        let anchor = reference.trim_start_matches('#');
        let around = std::iter::successors(Some(from), |from| Some(&from[..from.rfind('/')?]));
        let offers = |part: &Part<'_>| match anchor {
            "" => part.get("$recursiveAnchor").is_some(),
            _ => part.text("$dynamicAnchor") == Some(anchor),
        };
        let mut parts = around.filter_map(|at| self.at(at));
        parts.find(offers).or_else(|| self.resolve(reference, from))
    }
}

/// Whether a relative reference to a file means the description itself.
fn same_file(base: &str, name: &str) -> bool {
    let last = |path: &str| {
        path.rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    !base.contains("://") && last(base) == last(name)
}

fn collect_anchors(json: &Json, at: &mut String, anchors: &mut HashMap<String, String>) {
    let length = at.len();
    match json {
        Json::Object(members) => {
            for key in ["$id", "$anchor", "$dynamicAnchor"] {
                let Some(name) = members.get(key).and_then(Json::as_str) else {
                    continue;
                };
                let name = if key == "$id" {
                    name.to_owned()
                } else {
                    format!("#{name}")
                };
                anchors
                    .entry(name.trim_end_matches('#').to_owned())
                    .or_insert_with(|| at.clone());
            }
            for (key, value) in members {
                pointer::push(at, key);
                collect_anchors(value, at, anchors);
                at.truncate(length);
            }
        }
        Json::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointer::push(at, &index.to_string());
                collect_anchors(value, at, anchors);
                at.truncate(length);
            }
        }
        _ => {}
    }
}
