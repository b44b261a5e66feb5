//! What tells the branches of a union apart, where the description says so.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::convert::converter::Converter;
use crate::read::part::Part;
use crate::read::part::is_null;
use crate::report::FindingKind;
use stream_events_schema::Json;
use stream_events_schema::pointer;
use stream_events_schema::{Discriminator, Schema, SchemaObject};

/// Values that only a `discriminator` says a property has, by place and property.
#[derive(Debug, Default)]
pub(crate) struct Mapped(IndexMap<String, IndexMap<String, Vec<String>>>);

impl Mapped {
    pub(crate) fn add(&mut self, at: &str, tag: &str, value: &str) {
        let values = self
            .0
            .entry(at.to_owned())
            .or_default()
            .entry(tag.to_owned())
            .or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    pub(crate) fn get(&self, at: &str, tag: &str) -> Option<&[String]> {
        Some(self.0.get(at)?.get(tag)?)
    }

    pub(crate) fn has(&self, at: &str) -> bool {
        self.0.contains_key(at)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str, &[String])> {
        self.0.iter().flat_map(|(at, tags)| {
            tags.iter()
                .map(|(tag, values)| (at.as_str(), tag.as_str(), values.as_slice()))
        })
    }
}

/// A declared discriminator.
#[derive(Debug)]
pub(crate) struct DeclaredTag<'a> {
    pub(crate) at: String,
    pub(crate) tag: &'a str,
    /// Value and target as written.
    pub(crate) mapping: Vec<(&'a str, &'a str)>,
}

pub(crate) fn declared<'a>(part: &Part<'a>) -> Option<DeclaredTag<'a>> {
    let found = part.get("discriminator")?;
    // Swagger 2 writes the property's name alone.
    let tag = found.json.as_str().or_else(|| found.text("propertyName"))?;
    let target = |(value, part): (&'a str, Part<'a>)| Some((value, part.json.as_str()?));
    let mapping = found
        .map("mapping")
        .into_iter()
        .filter_map(target)
        .collect();
    Some(DeclaredTag {
        at: found.at,
        tag,
        mapping,
    })
}

impl<'a> Converter<'a> {
    /// Sees to it that a declared discriminator tells the branches apart.
    pub(crate) fn discriminate(
        &mut self,
        declared: &DeclaredTag<'a>,
        branches: &[Part<'a>],
    ) -> Option<Discriminator> {
        self.read_mapping(declared);
        let mut leaves = Vec::new();
        self.leaves(branches, &mut HashSet::new(), &mut leaves);
        for leaf in leaves {
            if !self.has_tag(&leaf, declared.tag) {
                let what = format!("`{}` has no fixed value in {}", declared.tag, leaf.at);
                self.dropped(&declared.at, &what);
                return None;
            }
        }
        Some(discriminator(declared.tag.to_owned()))
    }

    /// Takes over what only the mapping of a discriminator says.
    pub(crate) fn read_mapping(&mut self, declared: &DeclaredTag<'a>) {
        let files = self.files;
        let place = pointer::child(&declared.at, "mapping");
        let mut targets: IndexMap<String, (Part<'a>, Vec<&'a str>)> = IndexMap::new();
        for (value, target) in &declared.mapping {
            match files.mapped(target, &declared.at) {
                Some(found) => {
                    let entry = targets.entry(found.at.clone());
                    entry.or_insert_with(|| (found, Vec::new())).1.push(value);
                }
                None => {
                    let place = pointer::child(&place, value);
                    self.dropped(&place, &format!("`{target}` leads nowhere"));
                }
            }
        }
        let own = |part: &Part<'a>| files.tag_values(std::slice::from_ref(part), declared.tag);
        let claimed: HashSet<&str> = targets
            .values()
            .flat_map(|(_, mine)| mine)
            .copied()
            .collect();
        let mut holders: HashMap<&str, usize> = HashMap::new();
        for value in targets.values().filter_map(|(part, _)| own(part)).flatten() {
            *holders.entry(value).or_default() += 1;
        }
        for (target, mine) in targets.into_values() {
            if target.get("oneOf").is_some() || target.get("anyOf").is_some() {
                continue;
            }
            let own = own(&target).unwrap_or_default();
            // A base may list the values of all that extend it.
            let is_its_own = |value: &&str| !claimed.contains(value) && holders[value] == 1;
            let rest: Vec<&str> = own.iter().copied().filter(is_its_own).collect();
            if mine.iter().any(|value| !own.contains(value)) && own.len() == 1 && !rest.is_empty() {
                let what = format!(
                    "it maps `{}` to {}, whose `{}` is `{}`: what the schema says counts",
                    mine.join("`, `"),
                    target.at,
                    declared.tag,
                    own[0]
                );
                self.report.add(FindingKind::Assumed, &place, what);
                continue;
            }
            let all = mine
                .iter()
                .chain(rest.iter().filter(|value| !mine.contains(value)));
            let all: Vec<&str> = all.copied().collect();
            if all.len() != own.len() || all.iter().any(|value| !own.contains(value)) {
                for value in all {
                    self.mapped.add(&target.at, declared.tag, value);
                }
            }
        }
    }

    /// Whether a branch has a fixed value for a tag, if only by the name of its schema.
    pub(crate) fn has_tag(&mut self, leaf: &Part<'a>, tag: &str) -> bool {
        let fixed = self
            .files
            .tag_values(std::slice::from_ref(leaf), tag)
            .is_some()
            || self.mapped.get(&leaf.at, tag).is_some();
        let named = ["/components/schemas/", "/definitions/"]
            .iter()
            .find_map(|shelf| leaf.at.strip_prefix(shelf))
            .filter(|name| !name.contains('/'));
        let declares_tag = !self.files.property(leaf, tag).is_empty();
        match named {
            _ if fixed => true,
            Some(name) if self.files.is_api() && declares_tag => {
                let name = pointer::segments(&format!("/{name}"))
                    .unwrap_or_default()
                    .concat();
                self.mapped.add(&leaf.at, tag, &name);
                let what = format!("its `{tag}` is `{name}`, its name, since nothing says more");
                self.report.add(FindingKind::Assumed, &leaf.at, what);
                true
            }
            _ => false,
        }
    }

    /// The branches of a union and of the unions among them; null aside.
    pub(crate) fn leaves(
        &self,
        branches: &[Part<'a>],
        seen: &mut HashSet<String>,
        into: &mut Vec<Part<'a>>,
    ) {
        for branch in branches {
            let part = match branch.text("$ref") {
                Some(_) => match self.files.follow(branch) {
                    Some(target) => target,
                    None => continue,
                },
                None => branch.clone(),
            };
            if is_null(&part) || !seen.insert(part.at.clone()) {
                continue;
            }
            match part.list("oneOf").or_else(|| part.list("anyOf")) {
                Some(inner) if part.get("properties").is_none() => self.leaves(&inner, seen, into),
                _ => into.push(part),
            }
        }
    }

    /// The schemas that extend one with a discriminator but no union of its own.
    pub(crate) fn subtypes(&mut self, part: &Part<'a>) -> Option<(DeclaredTag<'a>, Vec<Part<'a>>)> {
        let declared = declared(part)?;
        if part.get("oneOf").is_some() || part.get("anyOf").is_some() {
            return None;
        }
        let mut targets: Vec<Part<'a>> = Vec::new();
        for (_, target) in &declared.mapping {
            let target = self.files.mapped(target, &declared.at);
            targets.extend(target.filter(|it| !it.is(part)));
        }
        if targets.is_empty() {
            let extensions = self.extensions();
            let children = extensions.get(&part.at).cloned().unwrap_or_default();
            targets.extend(children.iter().filter_map(|at| self.files.at(at)));
        }
        let mut seen = HashSet::new();
        targets.retain(|it| seen.insert(it.at.clone()));
        (!targets.is_empty()).then_some((declared, targets))
    }

    pub(crate) fn extensions(&mut self) -> &HashMap<String, Vec<String>> {
        let files = self.files;
        self.extensions.get_or_insert_with(|| {
            let mut extensions: HashMap<String, Vec<String>> = HashMap::new();
            for (_, part) in files.names() {
                for member in part.list("allOf").into_iter().flatten() {
                    if let Some(base) = files.follow(&member) {
                        extensions.entry(base.at).or_default().push(part.at.clone());
                    }
                }
            }
            extensions
        })
    }

    /// Writes into definitions what only a discriminator's mapping said.
    pub(crate) fn write_mapped(&mut self) {
        for (at, tag, values) in self.mapped.iter() {
            let key = self.keys.get(at);
            let schema = key.and_then(|key| self.definitions.get_mut(key));
            let Some(Schema::Object(keywords)) = schema else {
                continue;
            };
            let Some(properties) = &mut keywords.properties else {
                continue;
            };
            let description = properties
                .get(tag)
                .and_then(Schema::keywords)
                .and_then(|keywords| keywords.description.clone());
            let mut property = SchemaObject {
                description,
                ..SchemaObject::default()
            };
            match values {
                [one] => property.constant = Some(Json::String(one.clone())),
                _ => property.values = Some(values.iter().cloned().map(Json::String).collect()),
            }
            properties.insert(tag.to_owned(), Schema::from(property));
        }
    }
}

pub(crate) fn discriminator(property_name: String) -> Discriminator {
    Discriminator {
        property_name,
        mapping: IndexMap::new(),
    }
}
