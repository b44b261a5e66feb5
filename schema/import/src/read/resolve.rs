//! What references lead to.

use std::collections::{HashMap, HashSet};

use super::part::Part;
use crate::read::files::Files;
use stream_events_schema::Json;
use stream_events_schema::pointer;

impl Files {
    /// What a JSON Pointer leads to, through references on its way.
    pub(crate) fn at(&self, pointer: &str) -> Option<Part<'_>> {
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
    pub(crate) fn follow<'a>(&'a self, part: &Part<'a>) -> Option<Part<'a>> {
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
    pub(crate) fn resolve(&self, reference: &str, from: &str) -> Option<Part<'_>> {
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
    pub(crate) fn resolve_dynamic(&self, reference: &str, from: &str) -> Option<Part<'_>> {
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

pub(crate) fn collect_anchors(json: &Json, at: &mut String, anchors: &mut HashMap<String, String>) {
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
