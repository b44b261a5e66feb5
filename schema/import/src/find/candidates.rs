//! What may describe the events where nothing is declared to.

use std::cmp::Reverse;

use crate::read::files::Files;
use crate::read::part::Part;

const WORDS: &[&str] = &["event", "stream", "notification", "chunk"];
/// More are no help.
const MANY: usize = 10;

/// The names of unions: those that sound like events, the likeliest first, or else those with a
/// discriminator.
pub(crate) fn of(files: &Files) -> Vec<String> {
    let unions = files.names().filter(|(_, part)| is_union(part));
    let mut found: Vec<(usize, &str, Part<'_>)> = unions
        .map(|(name, part)| (likeness(name), name, part))
        .collect();
    if found.iter().any(|(likeness, ..)| *likeness > 0) {
        found.retain(|(likeness, ..)| *likeness > 0);
    } else {
        found.retain(|(.., part)| part.get("discriminator").is_some());
    }
    found.sort_by_key(|(likeness, ..)| Reverse(*likeness));
    let names = found.into_iter().map(|(_, name, _)| name.to_owned());
    names.take(MANY).collect()
}

fn likeness(name: &str) -> usize {
    let name = name.to_lowercase();
    WORDS.iter().filter(|word| name.contains(**word)).count()
}

/// Whether it is one of several things, null aside.
fn is_union(part: &Part<'_>) -> bool {
    let branches = part.list("oneOf").or_else(|| part.list("anyOf"));
    let things = branches.into_iter().flatten();
    things.filter(|it| it.text("type") != Some("null")).count() > 1
}
