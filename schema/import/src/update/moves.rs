//! Definitions that one side only renamed, or gave to what stood inline before.
//!
//! To a merge by keys, a definition with another key is one that is gone and one that is new, and
//! what the other side changed in it would be lost. So before merging, both other sides get the
//! keys of the side that changed them.

use std::collections::{HashSet, VecDeque};

use indexmap::IndexMap;

use crate::update::kind::Kind;
use crate::update::tree::{self, definition};
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// How the definitions of one document became those of another.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// The new keys, by the old ones.
    renamed: IndexMap<String, String>,
    /// Where a schema stood that is a definition now, the outer before the inner, and its key.
    named: Vec<Named>,
}

#[derive(Debug)]
struct Named {
    place: String,
    key: String,
    /// Whether what refers to the definition also takes null, as the schema itself did before.
    nullable: bool,
}

impl Moves {
    /// What was moved between two documents, as far as `third` says nothing against it.
    pub(super) fn between(before: &Json, after: &Json, third: &Json) -> Self {
        let mut search = Search {
            before,
            after,
            third,
            moves: Self::default(),
            seen: HashSet::new(),
            guesses: VecDeque::new(),
        };
        search.pair(Kind::Document, "", before, after);
        let mut next = 0;
        loop {
            if let Some((old, new)) = search.moves.renamed.get_index(next) {
                let place = pointer::child("/$defs", old);
                let (one, other) = (definition(before, old), definition(after, new));
                if let (Some(one), Some(other)) = (one, other) {
                    search.pair(Kind::Schema, &place, one, other);
                }
                next += 1;
            } else if let Some((place, one, other)) = search.guesses.pop_front() {
                search.pair(Kind::Schema, &place, one, other);
            } else {
                break;
            }
        }
        let Self { renamed, named } = &mut search.moves;
        // What has the key of another definition did not stand inline.
        named.retain(|named| !renamed.values().any(|key| *key == named.key));
        search.moves
    }

    /// Moves the same in another document.
    pub(super) fn apply(&self, tree: &mut Json) {
        // The inner first: it is found where it stands in the outer.
        for named in self.named.iter().rev() {
            name(tree, named);
        }
        rename(tree, &self.renamed);
    }

    /// Takes back what [`apply`](Self::apply) did.
    pub(super) fn undo(&self, tree: &mut Json) {
        let back = |(old, new): (&String, &String)| (new.clone(), old.clone());
        rename(tree, &self.renamed.iter().map(back).collect());
        for named in &self.named {
            unname(tree, named);
        }
    }
}

struct Search<'j> {
    before: &'j Json,
    after: &'j Json,
    third: &'j Json,
    moves: Moves,
    seen: HashSet<String>,
    /// Branches that only their index has in common, and where they stand.
    guesses: VecDeque<(String, &'j Json, &'j Json)>,
}

impl<'j> Search<'j> {
    /// Goes through what stands at one place in both.
    fn pair(&mut self, kind: Kind, place: &str, before: &'j Json, after: &'j Json) {
        if kind == Kind::Schema && self.schema(place, before, after) {
            return;
        }
        let (Some(before), Some(after)) = (kind.members(before), kind.members(after)) else {
            return;
        };
        for (index, (key, one)) in before.iter().enumerate() {
            let place = pointer::child(place, key);
            if let Some(other) = after.get(key) {
                self.pair(kind.of(key), &place, one, other);
            } else if kind == Kind::Schemas
                && let Some((_, other)) = after.get_index(index)
            {
                // Whose reference changed, or whose neighbour was removed: other places may tell.
                self.guesses.push_back((place, one, other));
            }
        }
    }

    /// Whether a schema and what it became are the same under another key.
    fn schema(&mut self, place: &str, before: &'j Json, after: &'j Json) -> bool {
        let Some((new, nullable)) = tree::refers_to(after) else {
            return false;
        };
        if definition(self.before, &new).is_some() {
            return false;
        }
        match tree::refers_to(before) {
            Some((old, _)) => {
                self.rename(old, new);
                false
            }
            None if tree::is_inline(before) && self.is_free(place, &new) => {
                self.moves.named.push(Named {
                    place: place.to_owned(),
                    key: new.clone(),
                    nullable,
                });
                if let Some(after) = definition(self.after, &new)
                    && self.seen.insert(new)
                {
                    self.pair(Kind::Schema, place, before, after);
                }
                true
            }
            None => false,
        }
    }

    /// Each definition can have been renamed once, and is nowhere under both keys.
    fn rename(&mut self, old: String, new: String) {
        let renamed = &mut self.moves.renamed;
        let is_known = renamed.contains_key(&old) || renamed.values().any(|it| *it == new);
        let is_in = |tree, key| definition(tree, key).is_some();
        let is_both = is_in(self.third, &new) && is_in(self.third, &old);
        if !is_known && !is_both && !is_in(self.after, &old) {
            renamed.insert(old, new);
        }
    }

    /// Whether the third document has no other definition of that key.
    fn is_free(&self, place: &str, new: &str) -> bool {
        let there = || tree::refers_to(tree::at(self.third, place)?);
        definition(self.third, new).is_none() || there().is_some_and(|(key, _)| key == new)
    }
}

/// Gives the schema at a place an entry in `$defs`.
fn name(tree: &mut Json, named: &Named) {
    let known = definition(tree, &named.key).cloned();
    let place = tree::pointer(tree, &named.place);
    let Some(schema) = tree::at_mut(tree, &named.place) else {
        return;
    };
    if !tree::is_inline(schema) {
        return;
    }
    let mut inner = schema.clone();
    if named.nullable && !remove_null(&mut inner) {
        return;
    }
    if known.as_ref().is_some_and(|known| *known != inner) {
        // Two schemas that were the same are no longer.
        return;
    }
    *schema = reference(named);
    if known.is_none()
        && let Json::Object(keywords) = tree
    {
        let definitions = keywords.entry("$defs".to_owned());
        if let Json::Object(definitions) = definitions.or_insert(Json::Object(IndexMap::new())) {
            definitions.insert(named.key.clone(), inner);
        }
    }
    move_relaxations(tree, &place, &pointer::child("/$defs", &named.key));
}

/// Puts a definition back where it stood.
fn unname(tree: &mut Json, named: &Named) {
    let Some(mut inner) = definition(tree, &named.key).cloned() else {
        return;
    };
    let expected = reference(named);
    let place = tree::pointer(tree, &named.place);
    let Some(schema) = tree::at_mut(tree, &named.place).filter(|schema| **schema == expected)
    else {
        return;
    };
    if named.nullable {
        add_null(&mut inner);
    }
    *schema = inner;
    move_relaxations(tree, &pointer::child("/$defs", &named.key), &place);
    if !tree::reached(tree, []).contains(&named.key)
        && let Json::Object(keywords) = tree
        && let Some(Json::Object(definitions)) = keywords.get_mut("$defs")
    {
        definitions.shift_remove(&named.key);
    }
}

fn reference(Named { key, nullable, .. }: &Named) -> Json {
    let reference = format!("#/$defs/{}", pointer::escape(key));
    let reference = object("$ref", Json::String(reference));
    if !nullable {
        return reference;
    }
    let null = object("type", Json::String("null".to_owned()));
    object("anyOf", Json::Array(vec![reference, null]))
}

/// Takes null out of what a schema allows; `false` if that is not said in a list.
fn remove_null(schema: &mut Json) -> bool {
    let Json::Object(keywords) = schema else {
        return false;
    };
    for keyword in ["type", "anyOf", "oneOf"] {
        let Some(Json::Array(list)) = keywords.get_mut(keyword) else {
            continue;
        };
        let count = list.len();
        list.retain(|it| it.as_str() != Some("null") && !tree::is_null(it));
        let removed = list.len() < count;
        if let ("type", [one]) = (keyword, list.as_slice()) {
            let one = one.clone();
            keywords.insert(keyword.to_owned(), one);
        }
        return removed;
    }
    false
}

fn add_null(schema: &mut Json) {
    let Json::Object(keywords) = schema else {
        return;
    };
    let null = || Json::String("null".to_owned());
    if let Some(types) = keywords.get_mut("type") {
        match types {
            Json::Array(types) => types.push(null()),
            one => *one = Json::Array(vec![one.clone(), null()]),
        }
        return;
    }
    let branches = ["anyOf", "oneOf"]
        .into_iter()
        .find(|keyword| keywords.contains_key(*keyword));
    if let Some(Json::Array(branches)) = branches.and_then(|keyword| keywords.get_mut(keyword)) {
        branches.push(object("type", null()));
    }
}

fn object(key: &str, json: Json) -> Json {
    Json::Object(IndexMap::from([(key.to_owned(), json)]))
}

/// Gives definitions other keys, wherever they are referred to.
fn rename(tree: &mut Json, renamed: &IndexMap<String, String>) {
    if renamed.is_empty() {
        return;
    }
    let Json::Object(keywords) = tree else { return };
    if let Some(Json::Object(definitions)) = keywords.get_mut("$defs") {
        let taken = std::mem::take(definitions);
        let key = |key: String| renamed.get(&key).cloned().unwrap_or(key);
        *definitions = taken.into_iter().map(|(old, it)| (key(old), it)).collect();
    }
    rename_references(Kind::Document, tree, renamed);
    for (old, new) in renamed {
        let (old, new) = (pointer::child("/$defs", old), pointer::child("/$defs", new));
        move_relaxations(tree, &old, &new);
    }
}

fn rename_references(kind: Kind, json: &mut Json, renamed: &IndexMap<String, String>) {
    match json {
        Json::Object(members) => {
            if kind == Kind::Schema
                && let Some(reference) = members.get_mut("$ref")
                && let Some(new) = tree::target(reference).and_then(|key| renamed.get(&key))
            {
                *reference = Json::String(format!("#/$defs/{}", pointer::escape(new)));
            }
            for (key, json) in members {
                rename_references(kind.of(key), json, renamed);
            }
        }
        Json::Array(elements) => {
            for json in elements {
                rename_references(kind.of(""), json, renamed);
            }
        }
        _ => {}
    }
}

/// Lets the relaxations of what stood at one place follow it to another.
fn move_relaxations(tree: &mut Json, from: &str, to: &str) {
    let Some(Json::Array(relaxations)) = tree::at_mut(tree, "/source/relaxations") else {
        return;
    };
    for relaxation in relaxations {
        if let Json::Object(members) = relaxation
            && let Some(Json::String(at)) = members.get_mut("at")
            && let Some(rest) = at.strip_prefix(from)
            && (rest.is_empty() || rest.starts_with('/'))
        {
            *at = format!("{to}{rest}");
        }
    }
}
