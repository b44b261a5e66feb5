//! What may describe the events where nothing is declared to.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::find::union::asked_name;
use crate::read::files::Files;
use crate::read::part::{Part, is_null};

/// What names of unions of events are made of, and how much that tells.
const WORDS: &[(&str, usize)] = &[
    ("event", 2),
    ("stream", 2),
    ("notification", 1),
    ("chunk", 1),
];
/// More are no help.
pub(crate) const MANY: usize = 10;

/// The names of unions: those that sound like events, the likeliest first, or else those that say
/// what tells their branches apart, or else all. Without any, the objects that sound like events.
pub(crate) fn of(files: &Files) -> Vec<String> {
    let mut found: Vec<(usize, &str, Part<'_>)> = unions(files)
        .map(|(name, part)| (likeness(name), name, part))
        .collect();
    let is_likely = |(likeness, ..): &(usize, &str, Part<'_>)| *likeness > 0;
    let is_tagged = |(.., part): &(usize, &str, Part<'_>)| part.get("discriminator").is_some();
    if found.is_empty() {
        let objects = files.names().filter(|(_, part)| is_object(files, part));
        found = objects
            .map(|(name, part)| (likeness(name), name, part))
            .filter(is_likely)
            .collect();
    }
    if found.iter().any(is_likely) {
        found.retain(is_likely);
    } else if found.iter().any(is_tagged) {
        found.retain(is_tagged);
    }
    found.sort_by_key(|(likeness, ..)| Reverse(*likeness));
    let parts = found.into_iter().map(|(.., part)| part);
    let names = parts.map(|part| asked_name(files, &part).unwrap_or(part.at));
    names.take(MANY).collect()
}

/// The schemas that are one of several things: by a union, or by a discriminator with a mapping or
/// with others that extend them.
pub(crate) fn unions(files: &Files) -> impl Iterator<Item = (&str, Part<'_>)> {
    let extended = extended(files);
    let names = files.names();
    names.filter(move |(_, part)| is_union(files, part) || extended.contains(&part.at))
}

fn likeness(name: &str) -> usize {
    let name = name.to_lowercase();
    let said = WORDS.iter().filter(|(word, _)| name.contains(*word));
    said.map(|(_, weight)| weight).sum()
}

/// Whether it is one of several things, some of them objects.
fn is_union(files: &Files, part: &Part<'_>) -> bool {
    let branches = part.list("oneOf").or_else(|| part.list("anyOf"));
    let branches = branches.unwrap_or_default();
    let things = branches.iter().filter(|it| !is_null(it));
    things.count() > 1 && branches.iter().any(|branch| is_object(files, branch))
}

fn is_object(files: &Files, part: &Part<'_>) -> bool {
    let says = ["properties", "oneOf", "anyOf"];
    let mut object = false;
    files.visit_parts(part, &mut |part| {
        object |= says.iter().any(|key| part.get(key).is_some());
        object |= part.text("type") == Some("object");
    });
    object
}

fn extended(files: &Files) -> HashSet<String> {
    let mut bases = HashSet::new();
    for (_, part) in files.names() {
        let has_mapping = |it: &Part<'_>| !it.map("mapping").is_empty();
        if part.get("discriminator").is_some_and(|it| has_mapping(&it)) {
            bases.insert(part.at.clone());
        }
        for base in part.list("allOf").into_iter().flatten() {
            let base = files.follow(&base);
            let base = base.filter(|it| it.get("discriminator").is_some());
            bases.extend(base.map(|it| it.at));
        }
    }
    bases
}
