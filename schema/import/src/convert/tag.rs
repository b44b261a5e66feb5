//! The property that tells the branches of a union apart, where the description declares one.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::read::files::Files;
use crate::read::part::{Part, is_null};
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::pointer;
use stream_events_schema::{Discriminator, Json, Schema, SchemaObject};

/// A declared discriminator.
#[derive(Debug)]
pub(crate) struct DeclaredTag<'a> {
    pub(crate) at: String,
    pub(crate) tag: &'a str,
    /// Value and target as written.
    pub(crate) mapping: Vec<(&'a str, &'a str)>,
    /// What has none of the values.
    default: Option<&'a str>,
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
        tag,
        mapping,
        default: found.text("defaultMapping"),
        at: found.at,
    })
}

/// The discriminator by which the event field of an envelope says what is in its data, whether it
/// stands on the envelope or on the data.
///
/// What a discriminator tells apart has its property; what is in the data has none of the envelope.
pub(crate) fn of_data<'a>(files: &'a Files, envelope: &[Part<'a>]) -> Option<DeclaredTag<'a>> {
    if !files.has_property(envelope, "event") {
        return None;
    }
    let data = envelope.iter().flat_map(|it| files.property(it, "data"));
    let data: Vec<Part<'a>> = data.collect();
    let mut found = None;
    for part in envelope.iter().chain(&data).filter(|_| !data.is_empty()) {
        files.visit_parts(part, &mut |part| {
            let declared = declared(part).filter(|it| it.tag == "event");
            found = found.take().or(declared);
        });
    }
    found.filter(|declared| {
        let targets = declared.mapping.iter().map(|(_, target)| target);
        let mut targets = targets.filter_map(|target| files.mapped(target, &declared.at));
        let is_data = |target: Part<'a>| files.property(&target, "event").is_empty();
        !declared.mapping.is_empty() && targets.all(is_data)
    })
}

/// Values that only a `discriminator` says a property has.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    /// By place and property.
    values: IndexMap<String, IndexMap<String, Vec<String>>>,
    /// The places of what has none of the values of a tag.
    defaults: HashSet<String>,
    /// What extends what by `allOf`.
    extensions: Option<HashMap<String, Vec<String>>>,
}

impl Tags {
    fn add(&mut self, at: &str, tag: &str, value: &str) {
        let values = self
            .values
            .entry(at.to_owned())
            .or_default()
            .entry(tag.to_owned())
            .or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    pub(crate) fn get(&self, at: &str, tag: &str) -> Option<&[String]> {
        Some(self.values.get(at)?.get(tag)?)
    }

    pub(crate) fn has(&self, at: &str) -> bool {
        self.values.contains_key(at)
    }

    /// Writes into a definition what only a discriminator says of its place.
    pub(crate) fn write(&self, at: &str, schema: &mut Schema) {
        let Schema::Object(keywords) = schema else {
            return;
        };
        let Some(properties) = &mut keywords.properties else {
            return;
        };
        for (tag, values) in self.values.get(at).into_iter().flatten() {
            let known = properties.get(tag).and_then(Schema::keywords);
            let mut property = SchemaObject {
                description: known.and_then(|keywords| keywords.description.clone()),
                ..SchemaObject::default()
            };
            match values.as_slice() {
                [one] => property.constant = Some(Json::String(one.clone())),
                _ => property.values = Some(values.iter().cloned().map(Json::String).collect()),
            }
            properties.insert(tag.clone(), Schema::from(property));
        }
    }

    /// Sees to it that a declared discriminator tells the branches apart.
    pub(crate) fn discriminate<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        declared: &DeclaredTag<'a>,
        branches: &[Part<'a>],
    ) -> Option<Discriminator> {
        self.read_mapping(reader, declared);
        let mut found = Vec::new();
        leaves(reader.files, branches, &mut HashSet::new(), &mut found);
        let count = found.len();
        found.retain(|leaf| !self.defaults.contains(&leaf.at));
        let has_default = found.len() < count;
        for leaf in found {
            if !self.has_tag(reader, &leaf, declared.tag) {
                let what = format!("`{}` has no fixed value in {}", declared.tag, leaf.at);
                reader.dropped(&declared.at, &what);
                return None;
            }
        }
        (!has_default).then(|| discriminator(declared.tag.to_owned()))
    }

    /// Takes over what only the mapping of a discriminator says.
    pub(crate) fn read_mapping<'a>(&mut self, reader: &mut Reader<'a>, declared: &DeclaredTag<'a>) {
        let files = reader.files;
        let default = declared
            .default
            .and_then(|it| files.mapped(it, &declared.at));
        self.defaults.extend(default.map(|it| it.at));
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
                    reader.dropped(&place, &format!("`{target}` leads nowhere"));
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
                reader.report.add(FindingKind::Assumed, &place, what);
                continue;
            }
            let all = mine
                .iter()
                .chain(rest.iter().filter(|value| !mine.contains(value)));
            let all: Vec<&str> = all.copied().collect();
            if all.len() != own.len() || all.iter().any(|value| !own.contains(value)) {
                for value in all {
                    self.add(&target.at, declared.tag, value);
                }
            }
        }
    }

    /// Whether a branch has a fixed value for a tag, if only by the name of its schema.
    pub(crate) fn has_tag(&mut self, reader: &mut Reader<'_>, leaf: &Part<'_>, tag: &str) -> bool {
        let fixed = reader
            .files
            .tag_values(std::slice::from_ref(leaf), tag)
            .is_some()
            || self.get(&leaf.at, tag).is_some();
        let named = reader.files.name_of(&leaf.at);
        let declares_tag = !reader.files.property(leaf, tag).is_empty();
        match named {
            _ if fixed => true,
            Some(_) if self.defaults.contains(&leaf.at) => false,
            Some(name) if reader.files.is_api() && declares_tag => {
                self.add(&leaf.at, tag, &name);
                let what = format!("its `{tag}` is `{name}`, its name, since nothing says more");
                reader.report.add(FindingKind::Assumed, &leaf.at, what);
                true
            }
            _ => false,
        }
    }

    /// The schemas that extend one with a discriminator but no union of its own.
    pub(crate) fn subtypes<'a>(
        &mut self,
        files: &'a Files,
        part: &Part<'a>,
    ) -> Option<(DeclaredTag<'a>, Vec<Part<'a>>)> {
        let declared = declared(part)?;
        if of_data(files, std::slice::from_ref(part)).is_some() {
            return None;
        }
        if part.get("oneOf").is_some() || part.get("anyOf").is_some() {
            return None;
        }
        let mut targets: Vec<Part<'a>> = Vec::new();
        for (_, target) in &declared.mapping {
            let target = files.mapped(target, &declared.at);
            targets.extend(target.filter(|it| !it.is(part)));
        }
        if targets.is_empty() {
            let extensions = self.extensions(files);
            let children = extensions.get(&part.at).cloned().unwrap_or_default();
            targets.extend(children.iter().filter_map(|at| files.at(at)));
        }
        let mut seen = HashSet::new();
        targets.retain(|it| seen.insert(it.at.clone()));
        (!targets.is_empty()).then_some((declared, targets))
    }

    fn extensions(&mut self, files: &Files) -> &HashMap<String, Vec<String>> {
        self.extensions.get_or_insert_with(|| {
            let mut extensions: HashMap<String, Vec<String>> = HashMap::new();
            for part in files.schemas() {
                for member in part.list("allOf").into_iter().flatten() {
                    if let Some(base) = files.follow(&member) {
                        extensions.entry(base.at).or_default().push(part.at.clone());
                    }
                }
            }
            extensions
        })
    }
}

/// The branches of a union and of the unions among them; null aside.
fn leaves<'a>(
    files: &'a Files,
    branches: &[Part<'a>],
    seen: &mut HashSet<String>,
    into: &mut Vec<Part<'a>>,
) {
    for branch in branches {
        let part = match branch.text("$ref") {
            Some(_) => match files.follow(branch) {
                Some(target) => target,
                None => continue,
            },
            None => branch.clone(),
        };
        if is_null(&part) || !seen.insert(part.at.clone()) {
            continue;
        }
        match part.list("oneOf").or_else(|| part.list("anyOf")) {
            Some(inner) if part.get("properties").is_none() => leaves(files, &inner, seen, into),
            _ => into.push(part),
        }
    }
}

pub(crate) fn discriminator(property_name: String) -> Discriminator {
    Discriminator { property_name }
}
