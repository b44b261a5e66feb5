//! What may describe the events where nothing is declared to.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::find::name::asked_name;
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
    let likely = likely(files);
    if !likely.is_empty() {
        return likely;
    }
    let unions: Vec<_> = unions(files).map(|(_, part)| part).collect();
    let is_tagged = |part: &&Part<'_>| part.get("discriminator").is_some();
    let tagged: Vec<_> = unions.iter().filter(is_tagged).cloned().collect();
    for parts in [tagged, unions] {
        if !parts.is_empty() {
            return names(files, parts);
        }
    }
    let objects = files.names().filter(|(_, part)| is_object(files, part));
    by_likeness(files, objects)
}

/// The names of unions that sound like events.
pub(crate) fn likely(files: &Files) -> Vec<String> {
    by_likeness(files, unions(files))
}

fn by_likeness<'f>(
    files: &'f Files,
    schemas: impl Iterator<Item = (&'f str, Part<'f>)>,
) -> Vec<String> {
    let likely = schemas.filter(|(name, _)| likeness(name) > 0);
    let mut likely: Vec<_> = likely.collect();
    likely.sort_by_key(|(name, _)| Reverse(likeness(name)));
    names(files, likely.into_iter().map(|(_, part)| part).collect())
}

/// How to ask for the first of several schemas.
fn names(files: &Files, parts: Vec<Part<'_>>) -> Vec<String> {
    let names = parts
        .into_iter()
        .map(|part| asked_name(files, &part).unwrap_or(part.at));
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
