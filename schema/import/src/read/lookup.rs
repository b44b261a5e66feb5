//! What a property of a described object can be, without converting the object.

use std::collections::{HashMap, HashSet};

use crate::read::files::Files;
use crate::read::part::{Part, is_null, split};
use stream_events_schema::Json;
use stream_events_schema::Pointer;

impl Files {
    /// What a mapping's target is: a reference, or the bare name of a schema.
    pub(crate) fn mapped(&self, target: &str, from: &str) -> Option<Part<'_>> {
        let found = match target.contains(['#', '/']) {
            true => self.resolve(target, from),
            false => self
                .named_in(split(from).0, target)
                .or_else(|| self.resolve(target, from)),
        }?;
        if found.text("$ref").is_some() {
            self.follow(&found)
        } else {
            Some(found)
        }
    }

    /// The schemas that say what an object's property is: of the object itself and what it is
    /// put together from.
    pub(crate) fn property<'a>(&'a self, object: &Part<'a>, key: &str) -> Vec<Part<'a>> {
        let mut found = Vec::new();
        self.visit_parts(object, &mut |part| {
            if let Some(property) = part.get("properties").and_then(|it| it.get(key)) {
                found.push(property);
            }
        });
        found
    }

    /// Whether objects have a property.
    pub(crate) fn has_property(&self, objects: &[Part<'_>], key: &str) -> bool {
        let mut objects = objects.iter();
        objects.any(|object| !self.property(object, key).is_empty())
    }

    /// The schemas of what a JSON Pointer leads to in a value.
    pub(crate) fn along<'a>(&'a self, parts: &[Part<'a>], pointer: &Pointer) -> Vec<Part<'a>> {
        let mut parts = parts.to_vec();
        for segment in pointer.segments() {
            parts = parts
                .iter()
                .flat_map(|part| self.property(part, segment))
                .collect();
        }
        parts
    }

    /// Whether an object must have a property.
    pub(crate) fn requires(&self, object: &Part<'_>, key: &str) -> bool {
        let mut required = false;
        self.visit_parts(object, &mut |part| {
            let mut list = part.list("required").into_iter().flatten();
            required |= list.any(|name| name.json.as_str() == Some(key));
        });
        required
    }

    /// Whether an object must have what a JSON Pointer leads to, with a value that is not null.
    pub(crate) fn requires_along(&self, parts: &[Part<'_>], pointer: &Pointer) -> bool {
        let mut parts = parts.to_vec();
        for segment in pointer.segments() {
            if !parts.iter().any(|part| self.requires(part, segment)) {
                return false;
            }
            parts = parts
                .iter()
                .flat_map(|part| self.property(part, segment))
                .collect();
        }
        !parts.iter().any(|part| self.may_be_null(part))
    }

    /// Whether a value, null aside, is always a string.
    pub(crate) fn is_text(&self, part: &Part<'_>) -> bool {
        self.is_text_within(part, &mut HashSet::new())
    }

    fn is_text_within(&self, part: &Part<'_>, seen: &mut HashSet<String>) -> bool {
        if !seen.insert(part.at.clone()) {
            return false;
        }
        let mut text = self.constants(part).is_some();
        self.visit_parts(part, &mut |part| {
            let types = part.list("type").or_else(|| Some(vec![part.get("type")?]));
            let types = types.unwrap_or_default();
            let mut names = types.iter().filter_map(|it| it.json.as_str());
            text |= names.clone().any(|it| it == "string")
                && names.all(|it| it == "string" || it == "null");
            for keyword in ["oneOf", "anyOf"] {
                let branches = part.list(keyword).unwrap_or_default();
                let mut branches = branches.iter().filter(|it| !is_null(it)).peekable();
                text |= branches.peek().is_some()
                    && branches.all(|branch| self.is_text_within(branch, seen));
            }
        });
        text
    }

    /// Whether a schema says that a value may be null.
    pub(crate) fn may_be_null(&self, part: &Part<'_>) -> bool {
        self.may_be_null_within(part, &mut HashSet::new())
    }

    fn may_be_null_within(&self, part: &Part<'_>, seen: &mut HashSet<String>) -> bool {
        if !seen.insert(part.at.clone()) {
            return false;
        }
        let mut null = false;
        self.visit_parts(part, &mut |part| {
            null |= is_null(part);
            null |= part.json_is_true("nullable") || part.json_is_true("x-nullable");
            let mut types = part.list("type").into_iter().flatten();
            null |= types.any(|it| it.json.as_str() == Some("null"));
            let mut values = part.list("enum").into_iter().flatten();
            null |= values.any(|it| *it.json == Json::Null);
            for keyword in ["oneOf", "anyOf"] {
                let mut branches = part.list(keyword).into_iter().flatten();
                null |= branches.any(|branch| self.may_be_null_within(&branch, seen));
            }
        });
        null
    }

    /// The names of an object's properties.
    pub(crate) fn properties<'a>(&'a self, object: &Part<'a>) -> Vec<&'a str> {
        let mut names = Vec::new();
        self.visit_parts(object, &mut |part| {
            for (name, _) in part.map("properties") {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        });
        names
    }

    /// Goes over a schema and all it is put together from.
    pub(crate) fn visit_parts<'a>(&'a self, part: &Part<'a>, each: &mut impl FnMut(&Part<'a>)) {
        let mut seen = HashSet::new();
        let mut stack = vec![part.clone()];
        while let Some(part) = stack.pop() {
            if !seen.insert(part.at.clone()) {
                continue;
            }
            each(&part);
            stack.extend(part.list("allOf").into_iter().flatten().rev());
            if let Some(reference) = part.text("$ref") {
                stack.extend(self.resolve(reference, &part.at));
            }
        }
    }

    /// Whether a schema is a union of more than something and null.
    pub(crate) fn is_union_of_several(&self, part: &Part<'_>) -> bool {
        let mut several = false;
        self.visit_parts(part, &mut |part| {
            for keyword in ["oneOf", "anyOf"] {
                let branches = part.list(keyword).unwrap_or_default();
                several |= branches.iter().filter(|it| !is_null(it)).count() > 1;
            }
        });
        several
    }

    /// The texts a value can be, where it can only be certain ones.
    pub(crate) fn constants<'a>(&'a self, part: &Part<'a>) -> Option<Vec<&'a str>> {
        self.constants_known(part, &mut HashMap::new())
    }

    /// The same, each place once: branches may lead back, and to the same places again and again.
    fn constants_known<'a>(
        &'a self,
        part: &Part<'a>,
        known: &mut HashMap<String, Option<Vec<&'a str>>>,
    ) -> Option<Vec<&'a str>> {
        if let Some(values) = known.get(&part.at) {
            return values.clone();
        }
        // What leads back to it is no other value.
        known.insert(part.at.clone(), Some(Vec::new()));
        let values = self.constants_within(part, known);
        known.insert(part.at.clone(), values.clone());
        values
    }

    fn constants_within<'a>(
        &'a self,
        part: &Part<'a>,
        known: &mut HashMap<String, Option<Vec<&'a str>>>,
    ) -> Option<Vec<&'a str>> {
        let mut narrowest: Option<Vec<&'a str>> = None;
        let mut narrow = |values: Option<Vec<&'a str>>| {
            let Some(values) = values.filter(|values| !values.is_empty()) else {
                return;
            };
            if narrowest
                .as_ref()
                .is_none_or(|known| values.len() < known.len())
            {
                narrowest = Some(values);
            }
        };
        self.visit_parts(part, &mut |part| {
            if let Some(constant) = part.get("const") {
                narrow(constant.json.as_str().map(|text| vec![text]));
            }
            if let Some(values) = part.list("enum") {
                let texts = values.iter().filter(|value| *value.json != Json::Null);
                narrow(texts.map(|value| value.json.as_str()).collect());
            }
            for keyword in ["oneOf", "anyOf"] {
                let Some(branches) = part.list(keyword) else {
                    continue;
                };
                let of = |branch: &Part<'a>| {
                    if branch.text("type") == Some("null") {
                        return Some(Vec::new());
                    }
                    self.constants_known(branch, known)
                };
                let values: Option<Vec<Vec<&str>>> = branches.iter().map(of).collect();
                narrow(values.map(|values| values.concat()));
            }
        });
        narrowest
    }

    /// The texts a property of an object can be.
    pub(crate) fn tag_values<'a>(
        &'a self,
        objects: &[Part<'a>],
        tag: &str,
    ) -> Option<Vec<&'a str>> {
        let found = objects.iter().flat_map(|object| self.property(object, tag));
        let constants = found.filter_map(|property| self.constants(&property));
        constants.min_by_key(Vec::len)
    }
}
