//! Schemas of a description to subschemas of a document.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use indexmap::IndexMap;

use super::examples::{self, Example};
use super::file::{File, Part};
use super::names::Names;
use super::report::{FindingKind, Report};
use super::tags::{self, Declared, Mapped};
use super::unions;
use crate::json::Json;
use crate::pointer;
use crate::schema::{Discriminator, Schema, SchemaObject};

/// How deep schemas may be put together before it is taken for a circle.
const MAX_DEPTH: usize = 100;
/// How many branches unions inside `allOf` may multiply to.
const MAX_PRODUCT: usize = 256;

/// Converts what events lead to, each named schema once.
pub(super) struct Converter<'a> {
    pub(super) file: &'a File,
    pub(super) report: Report,
    pub(super) definitions: IndexMap<String, Schema>,
    pub(super) examples: Vec<Example>,
    pub(super) mapped: Mapped,
    /// The places that were read.
    pub(super) read: BTreeSet<String>,
    pub(super) names: Names,
    descriptions: bool,
    /// Keys in `$defs`, by place.
    keys: HashMap<String, String>,
    queue: VecDeque<String>,
    depth: usize,
    /// What extends what by `allOf`.
    extensions: Option<HashMap<String, Vec<String>>>,
}

/// One of the things a value must be at once.
#[derive(Debug, Clone)]
pub(super) enum Atom<'a> {
    Ref(Part<'a>),
    /// What a schema says of itself, its `$ref`, `allOf`, `oneOf` and `anyOf` aside.
    Own(Part<'a>),
    Union {
        /// The schema with the union.
        owner: Part<'a>,
        /// The union itself.
        at: String,
        branches: Vec<Part<'a>>,
    },
}

/// What a schema says.
#[derive(Debug, Default)]
pub(super) struct Expansion<'a> {
    pub(super) atoms: Vec<Atom<'a>>,
    description: Option<String>,
    deprecated: bool,
    nullable: bool,
    /// Part of it could not be read: nothing may be concluded from what is left.
    lost: bool,
}

/// Keywords by which a schema says something of itself.
pub(super) const OWN: &[&str] = &[
    "type",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "items",
    "unevaluatedProperties",
    "prefixItems",
    "enum",
    "const",
];

/// Keywords that only say what a value is not, or make it depend on another.
const LIMITS: &[&str] = &["not", "if", "dependentSchemas", "dependencies"];

impl<'a> Converter<'a> {
    pub(super) fn new(file: &'a File, descriptions: bool) -> Self {
        Self {
            file,
            report: Report::default(),
            definitions: IndexMap::new(),
            examples: Vec::new(),
            mapped: Mapped::default(),
            read: BTreeSet::new(),
            names: Names::default(),
            descriptions,
            keys: HashMap::new(),
            queue: VecDeque::new(),
            depth: 0,
            extensions: None,
        }
    }

    /// Converts everything that was referred to, and what that refers to.
    pub(super) fn finish(&mut self) {
        while let Some(at) = self.queue.pop_front() {
            let Some(part) = self.file.at(&at) else {
                continue;
            };
            self.read.insert(at.clone());
            let key = self.keys[&at].clone();
            let schema = self.definition(&part, &pointer::child("/$defs", &key));
            self.definitions.insert(key, schema);
        }
        self.write_mapped();
    }

    fn definition(&mut self, part: &Part<'a>, to: &str) -> Schema {
        match self.subtypes(part) {
            Some((declared, branches)) => {
                let expansion = self.annotations(part, to);
                let schema = self.union(&declared.at, "oneOf", &branches, Some(&declared), to);
                self.annotate(schema, expansion)
            }
            None if self.mapped.has(&part.at) => {
                // Its tag is its own, so it cannot be just what it extends.
                let mut expansion = Expansion::default();
                self.expand(part, true, &mut expansion);
                self.collect_examples(part, to);
                expansion.atoms = self.open(expansion.atoms);
                self.assemble(expansion, to)
            }
            None => self.convert(part, to),
        }
    }

    /// The key in `$defs` of a schema, which is converted later if it is new.
    pub(super) fn define(&mut self, part: &Part<'a>) -> String {
        let target = self.alias(part);
        if let Some(key) = self.keys.get(&target.at) {
            return key.clone();
        }
        let key = self.names.for_place(&target.at);
        self.keys.insert(target.at.clone(), key.clone());
        // Its place among the definitions is where it is met first.
        self.definitions.insert(key.clone(), Schema::Boolean(true));
        self.queue.push_back(target.at);
        key
    }

    /// What a schema that only refers to another one stands for.
    pub(super) fn alias(&self, part: &Part<'a>) -> Part<'a> {
        let only_refers = |part: &Part<'a>| {
            part.members()
                .is_some_and(|members| members.keys().all(|key| key == "$ref"))
        };
        let mut seen = HashSet::new();
        let mut part = part.clone();
        while only_refers(&part) && seen.insert(part.at.clone()) {
            let reference = part.text("$ref").unwrap_or_default();
            match self.file.resolve(reference, &part.at) {
                Some(target) => part = target,
                None => break,
            }
        }
        part
    }

    /// Gives a schema that stands in no place of its own an entry in `$defs`.
    pub(super) fn define_as(
        &mut self,
        wish: &str,
        make: impl FnOnce(&mut Self, &str) -> Schema,
    ) -> String {
        let key = self.names.fresh(wish);
        self.definitions.insert(key.clone(), Schema::Boolean(true));
        let schema = make(self, &pointer::child("/$defs", &key));
        self.definitions.insert(key.clone(), schema);
        key
    }

    pub(super) fn convert(&mut self, part: &Part<'a>, to: &str) -> Schema {
        let mut expansion = Expansion::default();
        self.expand(part, true, &mut expansion);
        self.collect_examples(part, to);
        self.assemble(expansion, to)
    }

    /// Converts what is all of several schemas.
    pub(super) fn convert_all(&mut self, parts: &[Part<'a>], to: &str) -> Schema {
        let mut expansion = Expansion::default();
        for part in parts {
            self.expand(part, true, &mut expansion);
            self.collect_examples(part, to);
        }
        self.assemble(expansion, to)
    }

    /// Converts what was taken apart, with the notes of one of its parts.
    pub(super) fn convert_atoms(
        &mut self,
        atoms: Vec<Atom<'a>>,
        noted: Option<&Part<'a>>,
        to: &str,
    ) -> Schema {
        let mut expansion = match noted {
            Some(part) => self.annotations(part, to),
            None => Expansion::default(),
        };
        expansion.atoms = atoms;
        self.assemble(expansion, to)
    }

    pub(super) fn describes(&self) -> bool {
        self.descriptions
    }

    fn assemble(&mut self, mut expansion: Expansion<'a>, to: &str) -> Schema {
        if self.depth >= MAX_DEPTH {
            self.report
                .add(FindingKind::Dropped, to, "schemas put together without end");
            return Schema::Boolean(true);
        }
        self.depth += 1;
        let atoms = std::mem::take(&mut expansion.atoms);
        let schema = match expansion.lost && atoms.is_empty() {
            true => Schema::Boolean(true),
            false => self.combine(atoms, to),
        };
        self.depth -= 1;
        self.annotate(schema, expansion)
    }

    fn annotations(&mut self, part: &Part<'a>, to: &str) -> Expansion<'a> {
        let mut expansion = Expansion::default();
        self.expand(part, true, &mut expansion);
        self.collect_examples(part, to);
        expansion.atoms.clear();
        expansion
    }

    fn annotate(&mut self, schema: Schema, expansion: Expansion<'a>) -> Schema {
        let Expansion {
            description,
            deprecated,
            nullable,
            ..
        } = expansion;
        let mut schema = if nullable {
            unions::nullable(schema)
        } else {
            schema
        };
        if (description.is_some() || deprecated) && schema == Schema::Boolean(true) {
            schema = Schema::from(SchemaObject::default());
        }
        if let Schema::Object(keywords) = &mut schema {
            keywords.description = description.or(keywords.description.take());
            keywords.deprecated |= deprecated;
        }
        schema
    }

    /// Takes a schema apart.
    pub(super) fn expand(&mut self, part: &Part<'a>, outermost: bool, into: &mut Expansion<'a>) {
        let Some(members) = part.members() else {
            match part.json {
                Json::Boolean(true) => {}
                Json::Boolean(false) => {
                    self.dropped(&part.at, "`false`: no value is allowed here");
                    into.lost = true;
                }
                other => {
                    self.dropped(&part.at, &format!("{} is no schema", other.kind()));
                    into.lost = true;
                }
            }
            return;
        };
        if outermost {
            if self.descriptions && into.description.is_none() {
                into.description = part.text("description").map(tidy);
            }
            into.deprecated |= part.json_is_true("deprecated");
        }
        let is_true = |key| members.get(key) == Some(&Json::Boolean(true));
        into.nullable |= is_true("nullable") || is_true("x-nullable");
        for keyword in LIMITS {
            if members.contains_key(*keyword) {
                let what = format!("`{keyword}`: it only limits values");
                self.dropped(&pointer::child(&part.at, keyword), &what);
            }
        }
        self.references(part, into);
        for member in part.list("allOf").into_iter().flatten() {
            self.expand(&member, false, into);
        }
        for keyword in ["oneOf", "anyOf"] {
            let Some(branches) = part.list(keyword) else {
                continue;
            };
            if branches.is_empty() {
                self.dropped(&pointer::child(&part.at, keyword), "it is empty");
                continue;
            }
            let at = pointer::child(&part.at, keyword);
            into.atoms.push(Atom::Union {
                owner: part.clone(),
                at,
                branches,
            });
        }
        if OWN.iter().any(|key| members.contains_key(*key)) {
            into.atoms.push(Atom::Own(part.clone()));
        }
    }

    fn references(&mut self, part: &Part<'a>, into: &mut Expansion<'a>) {
        for keyword in ["$ref", "$recursiveRef", "$dynamicRef"] {
            let Some(reference) = part.text(keyword) else {
                continue;
            };
            let target = match keyword {
                "$ref" => self.file.resolve(reference, &part.at),
                _ => self.file.resolve_dynamic(reference, &part.at),
            };
            match target {
                Some(target) if matches!(target.json, Json::Object(_) | Json::Boolean(_)) => {
                    into.atoms.push(Atom::Ref(self.alias(&target)));
                }
                _ => {
                    let outside = !reference.starts_with('#');
                    let why = if outside {
                        "leads out of the file"
                    } else {
                        "leads nowhere"
                    };
                    let what = format!("`{reference}` {why}: any value is allowed instead");
                    self.dropped(&pointer::child(&part.at, keyword), &what);
                    into.lost = true;
                }
            }
        }
    }

    /// What is all of the atoms.
    fn combine(&mut self, mut atoms: Vec<Atom<'a>>, to: &str) -> Schema {
        self.simplify(&mut atoms);
        if atoms.len() > 1 {
            atoms = self.open(atoms);
            self.simplify(&mut atoms);
        }
        match atoms.as_slice() {
            [] => Schema::Boolean(true),
            [Atom::Ref(target)] => Schema::reference(&self.define(target)),
            [
                Atom::Union {
                    owner,
                    at,
                    branches,
                },
            ] => {
                let declared = tags::declared(owner);
                let keyword = if at.ends_with("oneOf") {
                    "oneOf"
                } else {
                    "anyOf"
                };
                self.union(at, keyword, branches, declared.as_ref(), to)
            }
            _ => match atoms
                .iter()
                .position(|atom| matches!(atom, Atom::Union { .. }))
            {
                Some(index) => self.distribute(atoms, index, to),
                None => {
                    let own = atoms.into_iter().filter_map(|atom| match atom {
                        Atom::Own(part) => Some(part),
                        _ => None,
                    });
                    self.own(&own.collect::<Vec<_>>(), to)
                }
            },
        }
    }

    /// Drops atoms beside which others say the same or more.
    fn simplify(&mut self, atoms: &mut Vec<Atom<'a>>) {
        let mut seen = HashSet::new();
        atoms.retain(|atom| match atom {
            Atom::Ref(target) => seen.insert(target.at.clone()),
            Atom::Own(part) => seen.insert(part.at.clone()),
            Atom::Union { at, .. } => seen.insert(at.clone()),
        });
        let declares = |atom: &Atom<'a>| match atom {
            Atom::Own(part) => part.get("properties").is_some(),
            Atom::Ref(_) => true,
            Atom::Union { .. } => false,
        };
        if atoms.iter().any(declares) {
            let mut limits = Vec::new();
            atoms.retain(|atom| match atom {
                Atom::Union { at, branches, .. } if branches.iter().all(only_limits) => {
                    limits.push(at.clone());
                    false
                }
                _ => true,
            });
            for at in limits {
                self.dropped(&at, "it only limits which properties go together");
            }
        }
        if atoms.len() > 1 {
            let says_more = |atom: &Atom<'a>| !matches!(atom, Atom::Own(part) if only_type(part));
            if atoms.iter().any(says_more) {
                atoms.retain(says_more);
            }
        }
    }

    /// Replaces references by what they lead to.
    fn open(&mut self, atoms: Vec<Atom<'a>>) -> Vec<Atom<'a>> {
        let mut opened = HashSet::new();
        let mut open = Vec::new();
        let mut stack: Vec<_> = atoms.into_iter().rev().collect();
        while let Some(atom) = stack.pop() {
            let Atom::Ref(target) = atom else {
                open.push(atom);
                continue;
            };
            if opened.insert(target.at.clone()) {
                self.read.insert(target.at.clone());
                let mut expansion = Expansion::default();
                self.expand(&target, false, &mut expansion);
                stack.extend(expansion.atoms.into_iter().rev());
            }
        }
        open
    }

    /// A union beside other things: every branch gets them.
    fn distribute(&mut self, mut atoms: Vec<Atom<'a>>, index: usize, to: &str) -> Schema {
        let Atom::Union {
            owner,
            at,
            branches,
        } = atoms.remove(index)
        else {
            return Schema::Boolean(true);
        };
        let others = atoms.iter().filter_map(|atom| match atom {
            Atom::Union { branches, .. } => Some(branches.len()),
            _ => None,
        });
        if others.chain([branches.len()]).product::<usize>() > MAX_PRODUCT {
            self.dropped(&at, "too many combinations with the unions beside it");
            return self.combine(atoms, to);
        }
        let keyword = if at.ends_with("oneOf") {
            "oneOf"
        } else {
            "anyOf"
        };
        let place = pointer::child(to, keyword);
        let mut schemas = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let mut expansion = Expansion {
                atoms: atoms.clone(),
                ..Expansion::default()
            };
            self.expand(branch, true, &mut expansion);
            // Null is not what the others are.
            if !is_null(branch) {
                schemas.push(self.assemble(expansion, &format!("{place}/{index}")));
            }
        }
        self.report.add(
            FindingKind::Converted,
            &at,
            "what stands beside it was written into every branch",
        );
        let tag = tags::declared(&owner).map(|declared| declared.tag.to_owned());
        let tag = tag.filter(|tag| {
            branches.iter().all(|it| {
                self.file
                    .tag_values(std::slice::from_ref(it), tag)
                    .is_some()
            })
        });
        unions::union(keyword, schemas, tag.map(discriminator))
    }

    /// A union on its own.
    fn union(
        &mut self,
        at: &str,
        keyword: &'static str,
        branches: &[Part<'a>],
        declared: Option<&Declared<'a>>,
        to: &str,
    ) -> Schema {
        let discriminator = declared.and_then(|declared| self.discriminate(declared, branches));
        let place = pointer::child(to, keyword);
        let mut schemas = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            schemas.push(self.convert(branch, &format!("{place}/{index}")));
        }
        let (schemas, merged) = unions::merge_arrays(schemas);
        if merged {
            let what = "lists of different types became one list whose elements differ";
            self.report.add(FindingKind::Converted, at, what);
        }
        unions::union(keyword, schemas, discriminator)
    }

    /// Sees to it that a declared discriminator tells the branches apart.
    fn discriminate(
        &mut self,
        declared: &Declared<'a>,
        branches: &[Part<'a>],
    ) -> Option<Discriminator> {
        self.read_mapping(declared);
        let mut leaves = Vec::new();
        self.leaves(branches, &mut HashSet::new(), &mut leaves);
        for leaf in leaves {
            if !self.is_told_by(&leaf, declared.tag) {
                let what = format!("`{}` has no fixed value in {}", declared.tag, leaf.at);
                self.dropped(&declared.at, &what);
                return None;
            }
        }
        Some(discriminator(declared.tag.to_owned()))
    }

    /// Takes over what only the mapping of a discriminator says.
    pub(super) fn read_mapping(&mut self, declared: &Declared<'a>) {
        let file = self.file;
        let place = pointer::child(&declared.at, "mapping");
        let mut targets: IndexMap<String, (Part<'a>, Vec<&'a str>)> = IndexMap::new();
        for (value, target) in &declared.mapping {
            match file.mapped(target, &declared.at) {
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
        let own = |part: &Part<'a>| file.tag_values(std::slice::from_ref(part), declared.tag);
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
    pub(super) fn is_told_by(&mut self, leaf: &Part<'a>, tag: &str) -> bool {
        let told = self
            .file
            .tag_values(std::slice::from_ref(leaf), tag)
            .is_some()
            || self.mapped.get(&leaf.at, tag).is_some();
        let named = ["/components/schemas/", "/definitions/"]
            .iter()
            .find_map(|shelf| leaf.at.strip_prefix(shelf))
            .filter(|name| !name.contains('/'));
        let has_tag = !self.file.property(leaf, tag).is_empty();
        match named {
            _ if told => true,
            Some(name) if self.file.is_api() && has_tag => {
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
    pub(super) fn leaves(
        &self,
        branches: &[Part<'a>],
        seen: &mut HashSet<String>,
        into: &mut Vec<Part<'a>>,
    ) {
        for branch in branches {
            let part = match branch.text("$ref") {
                Some(_) => match self.file.follow(branch) {
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
    pub(super) fn subtypes(&mut self, part: &Part<'a>) -> Option<(Declared<'a>, Vec<Part<'a>>)> {
        let declared = tags::declared(part)?;
        if part.get("oneOf").is_some() || part.get("anyOf").is_some() {
            return None;
        }
        let mut targets: Vec<Part<'a>> = Vec::new();
        for (_, target) in &declared.mapping {
            let target = self.file.mapped(target, &declared.at);
            targets.extend(target.filter(|it| !it.is(part)));
        }
        if targets.is_empty() {
            let extensions = self.extensions();
            let children = extensions.get(&part.at).cloned().unwrap_or_default();
            targets.extend(children.iter().filter_map(|at| self.file.at(at)));
        }
        let mut seen = HashSet::new();
        targets.retain(|it| seen.insert(it.at.clone()));
        (!targets.is_empty()).then_some((declared, targets))
    }

    fn extensions(&mut self) -> &HashMap<String, Vec<String>> {
        let file = self.file;
        self.extensions.get_or_insert_with(|| {
            let mut extensions: HashMap<String, Vec<String>> = HashMap::new();
            for (_, part) in file.names() {
                for member in part.list("allOf").into_iter().flatten() {
                    if let Some(base) = file.follow(&member) {
                        extensions.entry(base.at).or_default().push(part.at.clone());
                    }
                }
            }
            extensions
        })
    }

    /// Writes into definitions what only a discriminator's mapping said.
    fn write_mapped(&mut self) {
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

    fn collect_examples(&mut self, part: &Part<'a>, to: &str) {
        examples::collect(part, to, &mut self.examples);
    }

    pub(super) fn dropped(&mut self, at: &str, what: &str) {
        self.report.add(FindingKind::Dropped, at, what);
    }
}

fn discriminator(property_name: String) -> Discriminator {
    Discriminator {
        property_name,
        mapping: IndexMap::new(),
    }
}

/// Whether a schema is `null` and nothing else.
pub(super) fn is_null(part: &Part<'_>) -> bool {
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

/// Whether a branch only says which of the properties declared beside it must be there.
fn only_limits(branch: &Part<'_>) -> bool {
    const LIMITING: &[&str] = &[
        "required",
        "not",
        "description",
        "title",
        "minProperties",
        "maxProperties",
        "type",
    ];
    branch.members().is_some_and(|members| {
        let limiting = |(key, value): (&String, &Json)| match (key.as_str(), value) {
            ("type", Json::String(name)) => name == "object",
            ("properties", Json::Object(properties)) => properties.values().all(says_nothing),
            (key, _) => LIMITING.contains(&key) || key.starts_with("x-"),
        };
        !members.is_empty() && members.iter().all(limiting)
    })
}

fn says_nothing(schema: &Json) -> bool {
    match schema {
        Json::Object(members) => members
            .keys()
            .all(|key| key == "not" || key == "description"),
        _ => true,
    }
}

/// Whether a schema says the JSON type and nothing else that matters.
fn only_type(part: &Part<'_>) -> bool {
    part.members().is_some_and(|members| {
        let mut own = members.keys().filter(|key| OWN.contains(&key.as_str()));
        own.all(|key| key == "type")
    }) && part.text("type").is_some()
}

/// A description as documents have it: without blanks around it.
pub(super) fn tidy(text: &str) -> String {
    text.trim().to_owned()
}
