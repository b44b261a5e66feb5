//! The schema of a stream to events and how they are told apart.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::convert::{Atom, Converter, Expansion, is_null};
use super::envelope::{self, Content as Data};
use super::error::ErrorKind;
use super::file::Part;
use super::names::pascal;
use super::report::FindingKind;
use super::tags;
use crate::checked::{Content, Dispatch, Sentinel};
use crate::document::{Document, EventEntry};
use crate::pointer;
use crate::schema::{Schema, SchemaObject};

/// What a caller may say about a stream that its description does not.
#[derive(Debug, Clone, Default)]
pub(super) struct Wishes {
    pub(super) dispatch: Vec<Dispatch>,
    /// What the only event of a stream is called.
    pub(super) event: Option<String>,
    pub(super) envelope: Option<bool>,
    pub(super) sentinels: IndexMap<String, Sentinel>,
    /// Events the dispatch may name though the description does not have them.
    pub(super) undeclared: Vec<String>,
}

impl Wishes {
    /// Drops the entries of a dispatch for events that will only be added later.
    pub(super) fn drop_undeclared(&self, document: &mut Document) {
        let Document {
            dispatch, events, ..
        } = document;
        dispatch.retain(|entry| match entry {
            Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => {
                events.contains_key(event_type) || !self.undeclared.contains(event_type)
            }
            _ => true,
        });
    }
}

/// The events of a stream.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub(super) entries: IndexMap<String, EventEntry>,
    pub(super) dispatch: Vec<Dispatch>,
    pub(super) sentinels: IndexMap<String, Sentinel>,
}

/// One of the things a stream sends.
#[derive(Debug, Clone)]
pub(super) struct Leaf<'a> {
    /// Everything it is at once.
    pub(super) atoms: Vec<Atom<'a>>,
    /// The same for looking up properties.
    pub(super) parts: Vec<Part<'a>>,
    /// The schema it is, if it is exactly that.
    exactly: Option<Part<'a>>,
    /// The schema that names it.
    pub(super) at: String,
    pub(super) name: Option<String>,
}

/// An event in the making.
struct Item<'a> {
    leaf: Leaf<'a>,
    names: Vec<String>,
    data: Data<'a>,
    /// Of an envelope; the payload's own stands at its type.
    description: Option<String>,
    deprecated: bool,
}

pub(super) struct Reading<'c, 'a> {
    converter: &'c mut Converter<'a>,
    wishes: &'c Wishes,
    /// Tags that unions on the way declare.
    declared: Vec<String>,
    /// Whether the schema is a union at all.
    is_union: bool,
    events: Events,
    /// The pointer that names events, and entries after it.
    pointer: Option<String>,
    others: Vec<Dispatch>,
    enveloped: bool,
    /// Whether the event field names any.
    by_event: bool,
}

/// Reads the schema of a stream; `item` if it describes the messages and not their data.
pub(super) fn read<'a>(
    converter: &mut Converter<'a>,
    wishes: &Wishes,
    schema: &Part<'a>,
    item: bool,
) -> Result<Events, ErrorKind> {
    let mut reading = Reading {
        converter,
        wishes,
        declared: Vec::new(),
        is_union: false,
        events: Events::default(),
        pointer: None,
        others: Vec::new(),
        enveloped: false,
        by_event: false,
    };
    let mut leaves = Vec::new();
    reading.flatten(schema, &[], &mut HashSet::new(), &mut leaves);
    let items = reading.items(leaves, item);
    let mut items = reading.without_sentinels(items);
    reading.name(&mut items);
    reading.declare(items);
    let Reading {
        mut events,
        pointer,
        others,
        by_event,
        ..
    } = reading;
    if events.entries.is_empty() {
        let why = "it is neither an object nor a union of objects".to_owned();
        return Err(ErrorKind::NoEvents {
            union: schema.at.clone(),
            why,
        });
    }
    events.dispatch = match wishes.dispatch.is_empty() {
        false => wishes.dispatch.clone(),
        true => dispatch(pointer, others, by_event),
    };
    Ok(events)
}

fn dispatch(pointer: Option<String>, others: Vec<Dispatch>, by_event: bool) -> Vec<Dispatch> {
    // Messages of JSON-RPC all have the event type `message`.
    let by_event = by_event || pointer.as_ref().is_some_and(|pointer| pointer != "/method");
    let mut dispatch = Vec::new();
    dispatch.extend(by_event.then_some(Dispatch::Event));
    dispatch.extend(pointer.map(Dispatch::Pointer));
    dispatch.extend(others);
    dispatch
}

impl<'a> Reading<'_, 'a> {
    /// Takes a union apart, and the unions in it.
    fn flatten(
        &mut self,
        part: &Part<'a>,
        base: &[Atom<'a>],
        seen: &mut HashSet<String>,
        into: &mut Vec<Leaf<'a>>,
    ) {
        let part = self.converter.alias(part);
        self.converter.read.insert(part.at.clone());
        if let Some((declared, branches)) = self.converter.subtypes(&part) {
            self.converter.read_mapping(&declared);
            self.declare_tag(declared.tag);
            for branch in branches {
                if seen.insert(branch.at.clone()) {
                    self.flatten(&branch, base, seen, into);
                }
            }
            return;
        }
        let mut expansion = Expansion::default();
        self.converter.expand(&part, true, &mut expansion);
        let atoms = self.unions_opened(expansion.atoms);
        let unions = atoms
            .iter()
            .filter(|atom| matches!(atom, Atom::Union { .. }))
            .count();
        let union = atoms
            .iter()
            .position(|atom| matches!(atom, Atom::Union { .. }));
        let Some((
            index,
            Atom::Union {
                owner,
                at,
                branches,
            },
        )) = union
            .map(|index| (index, atoms[index].clone()))
            .filter(|_| unions == 1)
        else {
            into.push(self.leaf(&part, base, atoms));
            return;
        };
        let mut beside = atoms;
        beside.remove(index);
        beside.retain(says_more_than_object);
        let is_wrapped = branches.iter().filter(|branch| !is_null(branch)).count() < 2;
        self.is_union |= !is_wrapped;
        if let Some(declared) = tags::declared(&owner) {
            self.converter.read_mapping(&declared);
            self.declare_tag(declared.tag);
        }
        if !beside.is_empty() {
            let what = "what stands beside it was written into every event";
            self.converter.report.add(FindingKind::Converted, &at, what);
        }
        beside.extend(base.iter().cloned());
        for branch in branches {
            let target = self.converter.alias(&branch);
            // A union of unions may list an event twice.
            let new = beside.is_empty().then(|| seen.insert(target.at.clone()));
            if new != Some(false) && !is_null(&target) {
                self.flatten(&branch, &beside, seen, into);
            }
        }
    }

    fn declare_tag(&mut self, tag: &str) {
        if !self.declared.iter().any(|known| known == tag) {
            self.declared.push(tag.to_owned());
        }
    }

    /// Replaces references to unions by those.
    fn unions_opened(&mut self, atoms: Vec<Atom<'a>>) -> Vec<Atom<'a>> {
        let mut opened = Vec::new();
        let mut seen = HashSet::new();
        let mut stack: Vec<_> = atoms.into_iter().rev().collect();
        while let Some(atom) = stack.pop() {
            let Atom::Ref(target) = &atom else {
                opened.push(atom);
                continue;
            };
            let mut expansion = Expansion::default();
            self.converter.expand(target, false, &mut expansion);
            let is_union = |atom: &Atom<'a>| !matches!(atom, Atom::Own(_));
            let opens = expansion.atoms.iter().any(is_union) && self.has_union(target, 0);
            if opens && seen.insert(target.at.clone()) {
                self.converter.read.insert(target.at.clone());
                stack.extend(expansion.atoms.into_iter().rev());
            } else {
                opened.push(atom);
            }
        }
        opened
    }

    fn has_union(&self, part: &Part<'a>, depth: usize) -> bool {
        if part.get("oneOf").is_some() || part.get("anyOf").is_some() {
            return true;
        }
        let file = self.converter.file;
        let target = part.text("$ref").and_then(|it| file.resolve(it, &part.at));
        let mut parts = part.list("allOf").into_iter().flatten().chain(target);
        depth < 32 && parts.any(|part| self.has_union(&part, depth + 1))
    }

    fn leaf(&mut self, part: &Part<'a>, base: &[Atom<'a>], atoms: Vec<Atom<'a>>) -> Leaf<'a> {
        let name_of = |part: &Part<'a>| {
            let shelf = ["/components/schemas/", "/$defs/", "/definitions/"];
            let name = shelf.iter().find_map(|shelf| part.at.strip_prefix(shelf));
            name.filter(|name| !name.contains('/')).map(str::to_owned)
        };
        let target = match atoms.as_slice() {
            // A reference with nothing but notes beside it.
            [Atom::Ref(target)] if name_of(part).is_none() => target.clone(),
            _ => part.clone(),
        };
        let name = name_of(&target);
        let parts = base.iter().filter_map(|atom| match atom {
            Atom::Ref(part) | Atom::Own(part) => Some(part.clone()),
            Atom::Union { .. } => None,
        });
        let mut parts: Vec<_> = parts.collect();
        parts.push(target.clone());
        let mut all = atoms;
        all.extend(base.iter().cloned());
        let named = name.is_some() && base.is_empty();
        Leaf {
            atoms: all,
            parts,
            at: target.at.clone(),
            exactly: named.then_some(target),
            name,
        }
    }

    /// Sees which leaves describe messages, and which their data.
    fn items(&mut self, leaves: Vec<Leaf<'a>>, item: bool) -> Vec<Item<'a>> {
        let wish = self.wishes.envelope.or(item.then_some(true));
        let enveloped = envelope::are_envelopes(self.converter.file, &leaves, wish);
        if !enveloped {
            return leaves.into_iter().map(|leaf| self.plain(leaf)).collect();
        }
        self.enveloped = true;
        if wish.is_none() {
            let what = "its objects have `event` and `data` for what a message has, not its data";
            let at = leaves
                .first()
                .map_or_else(String::new, |leaf| leaf.at.clone());
            self.converter.report.add(FindingKind::Assumed, at, what);
        }
        let mut items = Vec::new();
        for leaf in leaves {
            let file = self.converter.file;
            let names: Vec<String> = file
                .tag_values(&leaf.parts, "event")
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect();
            self.by_event |= !names.is_empty();
            for (key, at) in envelope::others(file, &leaf) {
                let what = format!("`{key}` is no part of a message");
                self.converter.report.add(FindingKind::Dropped, at, what);
            }
            let data = envelope::data(file, &leaf);
            let notes = leaf.parts.iter().rev();
            let description = notes.clone().find_map(|part| part.text("description"));
            let description = description.filter(|_| self.converter.describes());
            let is_deprecated = |part: &Part<'_>| part.json_is_true("deprecated");
            let item = Item {
                names,
                description: description.map(super::convert::tidy),
                deprecated: notes.clone().any(is_deprecated),
                data,
                leaf,
            };
            self.open_data(item, &mut items);
        }
        items
    }

    /// An envelope that any of several events may come in is opened into those.
    fn open_data(&mut self, item: Item<'a>, items: &mut Vec<Item<'a>>) {
        let several = item.names.len() != 1;
        let Data::Json(parts) = &item.data else {
            return items.push(item);
        };
        let [data] = parts.as_slice() else {
            return items.push(item);
        };
        let mut leaves = Vec::new();
        let (mut was_union, union) = (self.is_union, data.clone());
        if several {
            self.flatten(&union, &[], &mut HashSet::new(), &mut leaves);
        }
        match leaves.len() {
            0 => items.push(item),
            1 => {
                std::mem::swap(&mut self.is_union, &mut was_union);
                let Some(leaf) = leaves.pop() else { return };
                items.push(Item {
                    data: Data::Leaf,
                    leaf,
                    ..item
                });
            }
            _ => {
                items.extend(leaves.into_iter().map(|leaf| Item {
                    data: Data::Leaf,
                    leaf,
                    names: Vec::new(),
                    description: None,
                    deprecated: item.deprecated,
                }));
            }
        }
    }

    fn plain(&self, leaf: Leaf<'a>) -> Item<'a> {
        let deprecated = leaf
            .parts
            .iter()
            .any(|part| part.json_is_true("deprecated"));
        Item {
            data: Data::Leaf,
            names: Vec::new(),
            description: None,
            deprecated,
            leaf,
        }
    }

    /// Takes out what is a fixed text and no event.
    fn without_sentinels(&mut self, mut items: Vec<Item<'a>>) -> Vec<Item<'a>> {
        let count = items.len();
        items.retain(|item| {
            let file = self.converter.file;
            let parts = match &item.data {
                Data::Leaf => item.leaf.parts.clone(),
                Data::Text(parts) => parts.clone(),
                Data::Json(_) | Data::None => return true,
            };
            let constants = parts.iter().filter_map(|part| file.constants(part));
            let Some(texts) = constants.min_by_key(Vec::len) else {
                return true;
            };
            let wished = texts
                .iter()
                .all(|text| self.wishes.sentinels.contains_key(*text));
            // A message with a name and a fixed text is an event like any other, unless it is
            // asked for as a sentinel.
            if wished || (item.names.is_empty() && count > 1) {
                for text in texts.iter().filter(|_| !wished) {
                    self.events
                        .sentinels
                        .insert((*text).to_owned(), Sentinel::Finish);
                    let what = format!("`{text}` is no event: it was taken to end the stream");
                    self.converter
                        .report
                        .add(FindingKind::Assumed, &item.leaf.at, what);
                }
                return false;
            }
            if !item.names.is_empty() {
                let what = format!(
                    "if `{}` ends the stream, declare it as a sentinel that finishes",
                    texts.join("`, `")
                );
                self.converter
                    .report
                    .add(FindingKind::Suggestion, &item.leaf.at, what);
            }
            true
        });
        items
    }

    /// Gives names to all events that have none yet.
    fn name(&mut self, items: &mut Vec<Item<'a>>) {
        let is_nameless = |item: &Item<'a>| item.names.is_empty();
        if items.iter().any(is_nameless) {
            self.name_by_wish(items);
        }
        let nameless = items.iter().filter(|item| is_nameless(item)).count();
        let single = nameless == 1 && !self.is_union && self.wished_pointers().next().is_none();
        if nameless > 0 && !single {
            self.name_by_tag(items);
        }
        if items.len() > 1 && !single {
            self.name_by_presence(items);
        }
        self.name_the_rest(items);
    }

    fn wished_pointers(&self) -> impl Iterator<Item = &str> {
        self.wishes.dispatch.iter().filter_map(|entry| match entry {
            Dispatch::Pointer(pointer) => Some(pointer.as_str()),
            _ => None,
        })
    }

    /// `{ "has": …, "type": … }` names what has it.
    fn name_by_wish(&mut self, items: &mut [Item<'a>]) {
        for entry in &self.wishes.dispatch {
            let Dispatch::Has {
                pointer,
                event_type,
            } = entry
            else {
                continue;
            };
            let file = self.converter.file;
            let has = |item: &&mut Item<'a>| !file.along(&item.leaf.parts, pointer).is_empty();
            let mut having: Vec<_> = items
                .iter_mut()
                .filter(|item| item.names.is_empty())
                .filter(has)
                .collect();
            if let [item] = having.as_mut_slice() {
                item.names.push(event_type.clone());
            }
        }
    }

    fn name_by_tag(&mut self, items: &mut [Item<'a>]) {
        let wished: Vec<String> = self.wished_pointers().map(str::to_owned).collect();
        let declared: Vec<String> = self
            .declared
            .iter()
            .map(|tag| pointer::child("", tag))
            .collect();
        let chosen = wished.iter().chain(&declared).find(|pointer| {
            items
                .iter()
                .any(|item| item.names.is_empty() && !self.told(item, pointer).is_empty())
        });
        let chosen = chosen.or_else(|| declared.iter().find(|it| self.tell_by_schema(items, it)));
        let (pointer, is_declared) = match chosen {
            Some(pointer) => (pointer.clone(), declared.contains(pointer)),
            None => match self.infer(items) {
                Some(pointer) => (pointer, false),
                None => return,
            },
        };
        if is_declared {
            self.tell_by_schema(items, &pointer);
        }
        for item in items.iter_mut().filter(|item| item.names.is_empty()) {
            item.names = self.told(item, &pointer);
        }
        self.pointer = Some(pointer);
    }

    /// Lets the names of schemas tell events apart where `OpenAPI` has them do so; `false` if none.
    fn tell_by_schema(&mut self, items: &[Item<'a>], pointer: &str) -> bool {
        let tag = pointer::segments(pointer).unwrap_or_default().concat();
        let nameless = items.iter().filter(|item| item.names.is_empty());
        let leaves = nameless.filter_map(|item| item.leaf.parts.last());
        // All of them, not only up to the first.
        leaves
            .filter(|leaf| self.converter.is_told_by(leaf, &tag))
            .count()
            > 0
    }

    /// The values at a pointer by which an item is told.
    fn told(&self, item: &Item<'a>, pointer: &str) -> Vec<String> {
        let file = self.converter.file;
        if let Some(tag) = pointer.strip_prefix('/') {
            let mapped = |part: &Part<'a>| self.converter.mapped.get(&part.at, tag);
            if let Some(values) = item.leaf.parts.iter().find_map(mapped) {
                return values.to_vec();
            }
        }
        let parts = file.along(&item.leaf.parts, pointer);
        let constants = parts.iter().filter_map(|part| file.constants(part));
        let fixed = constants.min_by_key(Vec::len).unwrap_or_default();
        fixed.into_iter().map(str::to_owned).collect()
    }

    /// A property with a fixed value of its own in every event, or in most.
    fn infer(&mut self, items: &[Item<'a>]) -> Option<String> {
        const USUAL: &[&str] = &[
            "type",
            "event",
            "event_type",
            "eventType",
            "method",
            "kind",
            "op",
        ];
        let nameless: Vec<_> = items.iter().filter(|item| item.names.is_empty()).collect();
        let mut candidates: Vec<String> = Vec::new();
        for item in &nameless {
            for part in &item.leaf.parts {
                for key in self.converter.file.properties(part) {
                    let pointer = pointer::child("", key);
                    if !candidates.contains(&pointer) {
                        candidates.push(pointer);
                    }
                }
            }
        }
        let rank = |pointer: &String| {
            let told: Vec<_> = nameless
                .iter()
                .map(|item| self.told(item, pointer))
                .collect();
            let values: Vec<_> = told.iter().flatten().collect();
            let distinct: HashSet<_> = values.iter().collect();
            let lacking = told.iter().filter(|values| values.is_empty()).count();
            let usual = USUAL
                .iter()
                .position(|it| pointer.strip_prefix('/') == Some(it));
            let enough = distinct.len() > 1 || nameless.len() == 1 && usual.is_some();
            let most = lacking * 2 < nameless.len();
            let shared = values.len() - distinct.len();
            (enough && most).then_some((lacking, shared, usual.unwrap_or(USUAL.len())))
        };
        let best = candidates
            .iter()
            .filter_map(|it| Some((rank(it)?, it)))
            .min_by_key(|it| it.0)?;
        let pointer = best.1.clone();
        let what = format!("`{pointer}` names the events: it has a fixed value in each");
        self.converter.report.add(FindingKind::Assumed, "", what);
        Some(pointer)
    }

    /// An event that has a property no other event has is told by that.
    fn name_by_presence(&mut self, items: &mut [Item<'a>]) {
        let file = self.converter.file;
        let of = |item: &Item<'a>| -> Vec<&'a str> {
            item.leaf
                .parts
                .iter()
                .flat_map(|part| file.properties(part))
                .collect()
        };
        let properties: Vec<Vec<&str>> = items.iter().map(of).collect();
        // `{ "started": { … } }`: the property is the name.
        let one_each = properties.iter().all(|keys| keys.len() == 1);
        let taken: HashSet<String> = items.iter().flat_map(|item| item.names.clone()).collect();
        // Failures first: what is left beside them is what the stream is for.
        let fails = |index: &usize| properties[*index].contains(&"error");
        let (mut order, rest): (Vec<usize>, Vec<usize>) = (0..items.len()).partition(fails);
        order.extend(rest);
        for index in order {
            let rest = items.iter().filter(|item| item.names.is_empty()).count();
            let only_failures = self
                .others
                .iter()
                .all(|it| matches!(it, Dispatch::Has { event_type, .. } if event_type == "error"));
            let alone = rest == 1 && self.pointer.is_none() && only_failures;
            if !items[index].names.is_empty() || !matches!(items[index].data, Data::Leaf) || alone {
                continue;
            }
            let is_own = |key: &&&str| {
                let others = properties
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index);
                others.map(|(_, keys)| keys).all(|keys| !keys.contains(key))
            };
            let requires = |key: &&str| {
                items[index]
                    .leaf
                    .parts
                    .iter()
                    .any(|part| file.requires(part, key))
            };
            let own: Vec<&str> = properties[index].iter().filter(is_own).copied().collect();
            let only = own.first().copied().filter(|_| one_each);
            let found = own
                .iter()
                .copied()
                .filter(|key| requires(key))
                .min_by_key(|key| *key != "error")
                .or(only)
                .or_else(|| own.iter().copied().find(|key| *key == "error"));
            let Some(key) = found else { continue };
            let mut name = key.to_owned();
            while taken.contains(&name) {
                name.push_str("_2");
            }
            let pointer = pointer::child("", key);
            let what = format!("it has no name on the wire: called `{name}`, told by `{pointer}`");
            self.converter
                .report
                .add(FindingKind::Assumed, &items[index].leaf.at, what);
            self.others.push(Dispatch::Has {
                pointer,
                event_type: name.clone(),
            });
            items[index].names.push(name);
        }
    }

    /// What cannot be told from anything is what is left when nothing else matches.
    fn name_the_rest(&mut self, items: &mut Vec<Item<'a>>) {
        let always = self.wishes.dispatch.iter().find_map(|entry| match entry {
            Dispatch::Always(event_type) => Some(event_type.clone()),
            _ => None,
        });
        let name = self.wishes.event.clone().or(always);
        let told = self.pointer.is_some() || (self.enveloped && items.len() > 1);
        if told && name.is_none() {
            // Whatever has no name would swallow every event that is not known.
            items.retain(|item| {
                let named = !item.names.is_empty();
                if !named {
                    let what = "nothing says what it is called: it arrives as an unknown event";
                    self.converter
                        .report
                        .add(FindingKind::Dropped, &item.leaf.at, what);
                }
                named
            });
        }
        let rest: Vec<_> = items
            .iter_mut()
            .filter(|item| item.names.is_empty())
            .collect();
        if rest.is_empty() {
            return;
        }
        if name.is_none() {
            let what = "what it is called on the wire is not said: `message`, as an event without \
                        a name";
            self.converter
                .report
                .add(FindingKind::Assumed, &rest[0].leaf.at, what);
        }
        let name = name.unwrap_or_else(|| "message".to_owned());
        if rest.len() > 1 {
            let what = format!(
                "{} schemas cannot be told apart: all are `{name}`",
                rest.len()
            );
            self.converter
                .report
                .add(FindingKind::Assumed, &rest[0].leaf.at, what);
        }
        for item in rest {
            item.names.push(name.clone());
        }
        self.others.push(Dispatch::Always(name));
    }

    /// Converts what the events carry.
    fn declare(&mut self, items: Vec<Item<'a>>) {
        for item in items {
            // Only `event` names what has a name and no tag.
            let mut payloads = IndexMap::new();
            let count = item.names.len();
            for name in &item.names {
                let wish = item.leaf.name.clone().unwrap_or_else(|| pascal(name));
                let key = if count > 1 {
                    String::new()
                } else {
                    wish.clone()
                };
                if !payloads.contains_key(&key) {
                    let payload = self.payload(&item, name, &wish);
                    payloads.insert(key.clone(), payload);
                }
                let entry = EventEntry {
                    description: item.description.clone(),
                    deprecated: item.deprecated,
                    content: match item.data {
                        Data::Text(_) => Content::Text,
                        Data::None => Content::None,
                        Data::Json(_) | Data::Leaf => Content::Json,
                    },
                    payload: payloads[&key].clone(),
                    ..EventEntry::default()
                };
                self.put(name, entry, &item.leaf.at);
            }
        }
    }

    fn payload(&mut self, item: &Item<'a>, name: &str, wish: &str) -> Option<Schema> {
        let converter = &mut *self.converter;
        match &item.data {
            Data::Text(_) | Data::None => None,
            Data::Json(parts) => {
                let place = pointer::child(&pointer::child("/events", name), "payload");
                Some(converter.convert_all(parts, &place))
            }
            Data::Leaf => Some(match &item.leaf.exactly {
                Some(target) => Schema::reference(&converter.define(target)),
                None => {
                    let (atoms, part) = (item.leaf.atoms.clone(), item.leaf.parts.last());
                    let key = converter.define_as(wish, |converter, to| {
                        converter.convert_atoms(atoms, part, to)
                    });
                    Schema::reference(&key)
                }
            }),
        }
    }

    fn put(&mut self, name: &str, entry: EventEntry, at: &str) {
        let Some(known) = self.events.entries.get_mut(name) else {
            self.events.entries.insert(name.to_owned(), entry);
            return;
        };
        if known.payload == entry.payload {
            return;
        }
        let what = format!("`{name}` is described several times: its data is any of these");
        self.converter.report.add(FindingKind::Assumed, at, what);
        let (Some(first), Some(second)) = (known.payload.take(), entry.payload) else {
            return;
        };
        let mut union = match first {
            Schema::Object(keywords) if keywords.any_of.is_some() => *keywords,
            first => SchemaObject {
                any_of: Some(vec![first]),
                ..SchemaObject::default()
            },
        };
        union.any_of.get_or_insert_default().push(second);
        known.payload = Some(Schema::from(union));
    }
}

fn says_more_than_object(atom: &Atom<'_>) -> bool {
    const NOTHING: &[&str] = &["type", "additionalProperties", "unevaluatedProperties"];
    match atom {
        Atom::Own(part) => part.members().is_none_or(|members| {
            super::convert::OWN
                .iter()
                .any(|key| members.contains_key(*key) && !NOTHING.contains(key))
        }),
        _ => true,
    }
}
