//! Changes documents and descriptions by members and subschemas. Bytes that change at random hardly
//! ever make another document that passes, and much can only go wrong in one that does.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::tree::Node;

/// The keywords of every kind of value, and values for them.
static WORDS: LazyLock<Node> =
    LazyLock::new(|| Node::parse(include_str!("words.json")).expect("it is JSON"));

/// What is said in keywords, and therefore names nothing.
static KEYWORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let kinds = WORDS.children.iter().filter(|it| it.key != "names");
    kinds.flat_map(Node::names).collect()
});

/// Changes a document; `None` if its bytes are to be changed: it is no JSON, or chance has it.
pub fn document(input: &[u8], seed: u32) -> Option<String> {
    changed(str::from_utf8(input).ok()?, "document", seed)
}

/// Changes a description, which stands behind the line that says what to import.
pub fn description(input: &[u8], seed: u32) -> Option<String> {
    let (union, text) = str::from_utf8(input).ok()?.split_once('\n')?;
    let changed = changed(text, "api", seed)?;
    Some(format!("{union}\n{changed}"))
}

fn changed(text: &str, kind: &str, seed: u32) -> Option<String> {
    let mut chance = Chance(seed.into());
    let mut root = Node::parse(text)?;
    if chance.one_in(8) {
        return None;
    }
    // Some changes are only of use together.
    for _ in 0..=chance.below(3) {
        change(&mut root, kind, &mut chance);
    }
    Some(root.to_string())
}

/// `None` if chance has picked what cannot be changed so.
fn change(root: &mut Node, kind: &str, chance: &mut Chance) -> Option<()> {
    let before = Before::new(root.clone(), kind);
    let place = chance.pick(&before.places)?;
    match chance.below(10) {
        0 | 1 => {
            let (&index, parent) = place.way.split_last()?;
            let members = &mut root.at_mut(parent).children;
            let other = chance.below(members.len());
            match chance.below(4) {
                0 | 1 => drop(members.remove(index)),
                2 => members.swap(index, other),
                _ => {
                    let mut again = members[index].clone();
                    again.key = before.name(chance)?;
                    members.insert(other, again);
                }
            }
        }
        // Another of its kind, maybe from within.
        2 | 3 => {
            let above: &[usize] = if chance.one_in(2) { &place.way } else { &[] };
            let others = before.of(&place.kind);
            let other = chance.pick(others.filter(|it| it.way.starts_with(above)))?;
            root.at_mut(&place.way).set(before.root.at(&other.way));
        }
        // Another name, here or wherever it stands.
        4 => {
            let above: &[usize] = if chance.one_in(2) { &place.way } else { &[] };
            let old = chance.pick(before.root.at(above).names())?;
            let new = before.name(chance)?;
            let renamed = |name: &str| if name == old { &new } else { name }.to_owned();
            root.at_mut(above).rename(&renamed);
        }
        5 | 6 if place.kind == "schema" => {
            let mut around = chance.pick(words("around"))?.clone();
            before.fill(&mut around, Some(before.root.at(&place.way)), chance)?;
            root.at_mut(&place.way).set(&around);
        }
        // A keyword, or another value for one.
        _ => {
            // Most values are schemas; the others have their turn too.
            let has_members = |it: &&Place| matches!(&*before.root.at(&it.way).head, "{" | "[");
            let known = |it: &&Place| !words(&it.kind).is_empty() && has_members(it);
            let known = before.places.iter().filter(known);
            let known = known.map(|it| it.kind.as_str());
            let kind = match chance.one_in(3) {
                true => chance.pick(known.collect::<BTreeSet<_>>())?,
                false => chance.pick(known)?,
            };
            let place = chance.pick(before.of(kind).filter(has_members))?;
            let keyword = chance.pick(words(kind))?;
            let mut value = chance.pick(&keyword.children)?.clone();
            value.key.clone_from(&keyword.key);
            before.fill(&mut value, None, chance)?;
            let members = &mut root.at_mut(&place.way).children;
            let is_same = |it: &&mut Node| it.key == value.key && !it.key.is_empty();
            match members.iter_mut().find(is_same) {
                Some(there) => there.set(&value),
                None => members.insert(chance.below(members.len() + 1), value),
            }
        }
    }
    Some(())
}

/// What there is for one kind of value.
fn words(kind: &str) -> &'static [Node] {
    let found = WORDS.children.iter().find(|it| it.key == kind);
    found.map_or(&[], |it| &it.children)
}

/// What stands under a key of a kind of value, or in it if it is an array.
fn below<'a>(kind: &'a str, key: &'a str) -> &'a str {
    match (kind, key) {
        ("schemas", _) => "schema",
        ("events", _) => "event",
        (_, "payload" | "body" | "items" | "additionalProperties") => "schema",
        (_, "schema" | "itemSchema" | "contentSchema" | "response-stream") => "schema",
        (_, "$defs" | "definitions" | "schemas" | "properties") => "schemas",
        (_, "oneOf" | "anyOf" | "allOf") => "schemas",
        (kind, "") => kind,
        (_, key) => key,
    }
}

/// A value, by the indices of members that lead to it.
struct Place {
    way: Vec<usize>,
    pointer: String,
    kind: String,
}

/// A text that is about to be changed.
struct Before {
    root: Node,
    places: Vec<Place>,
    names: Vec<String>,
}

impl Before {
    fn new(root: Node, kind: &str) -> Self {
        let mut places = vec![Place {
            way: Vec::new(),
            pointer: "#".to_owned(),
            kind: kind.to_owned(),
        }];
        let mut next = 0;
        while let Some(Place { way, pointer, kind }) = places.get(next) {
            let children = root.at(way).children.iter().enumerate();
            let children = children.map(|(index, child)| Place {
                way: [way, &[index][..]].concat(),
                pointer: format!("{pointer}/{}", child.key),
                kind: below(kind, &child.key).to_owned(),
            });
            let children: Vec<_> = children.collect();
            places.extend(children);
            next += 1;
        }
        let mut names = root.names();
        names.retain(|name| !KEYWORDS.contains(name));
        Self {
            names: names.into_iter().map(str::to_owned).collect(),
            root,
            places,
        }
    }

    fn of(&self, kind: &str) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(move |it| it.kind == kind)
    }

    fn name(&self, chance: &mut Chance) -> Option<String> {
        if self.names.is_empty() || chance.one_in(8) {
            let odd = chance.pick(words("names"))?;
            return Some(odd.head.trim_matches('"').to_owned());
        }
        chance.pick(&self.names).cloned()
    }

    /// A definition's JSON Pointer.
    fn definition(&self, chance: &mut Chance) -> Option<&str> {
        let all = self.of("schema").map(|it| it.pointer.as_str());
        chance.pick(all.filter(|it| {
            let parent = it.rsplit('/').nth(1);
            parent.is_some_and(|it| ["$defs", "definitions", "schemas"].contains(&it))
        }))
    }

    /// Puts in what the words leave open: names, references and subschemas, or `inner` for these.
    fn fill(&self, node: &mut Node, inner: Option<&Node>, chance: &mut Chance) -> Option<()> {
        if node.head == r#""_""# {
            let any = chance.pick(self.of("schema"))?;
            node.set(inner.unwrap_or(self.root.at(&any.way)));
            return Some(());
        }
        if node.head == r##""#?""## {
            node.head = format!("\"{}\"", self.definition(chance)?);
        }
        for text in [&mut node.key, &mut node.head] {
            let mut filled = String::new();
            for (index, part) in text.split('?').enumerate() {
                if index > 0 {
                    filled += &self.name(chance)?;
                }
                filled += part;
            }
            *text = filled;
        }
        for child in &mut node.children {
            self.fill(child, inner, chance)?;
        }
        Some(())
    }
}

/// Numbers that look drawn at random: SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn pick<T>(&mut self, of: impl IntoIterator<Item = T>) -> Option<T> {
        let mut of: Vec<_> = of.into_iter().collect();
        (!of.is_empty()).then(|| of.swap_remove(self.below(of.len())))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use stream_events_schema::{self as schema, Source};

    use super::document;

    const SMALL: &[u8] = include_bytes!("../corpus/document/small.json");

    /// What a mutator is for: without this, `document` would look at refusals all day.
    #[test]
    fn many_a_change_is_another_document_that_passes() {
        let mut passed = HashSet::new();
        for seed in 0..400 {
            let Some(changed) = document(SMALL, seed) else {
                continue;
            };
            assert_eq!(document(SMALL, seed).as_ref(), Some(&changed));
            serde_json::from_str::<serde::de::IgnoredAny>(&changed).expect("it is JSON");
            let source = Source::new("changed.json", changed);
            if schema::read_source(&source).is_ok() {
                passed.insert(schema::parse(&source).expect("it was read").to_json());
            }
        }
        assert!(passed.len() > 80, "only {}", passed.len());
    }

    #[test]
    fn what_is_no_json_is_left_to_others() {
        for text in ["", "{", "{ \"a\" }", "[1] 2", "a: 1\nb: 2", "/* [] */"] {
            for seed in 0..9 {
                assert_eq!(document(text.as_bytes(), seed), None);
                let description = format!("Event\n{text}");
                assert_eq!(super::description(description.as_bytes(), seed), None);
            }
        }
    }
}
