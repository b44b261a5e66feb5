//! How a word that is not known is answered.

use stream_events_schema::{alternatives, nearest};

/// The options of `#[stream_events(..)]` on a unit struct.
pub(crate) const OF_STRUCTS: &[&str] = &[
    "schema", "module", "derive", "replace", "rename", "string", "crate",
];

/// The options of `#[stream_events(..)]` on an enum.
pub(crate) const OF_ENUMS: &[&str] = &[
    "name",
    "dispatch",
    "skip",
    "fail",
    "failure",
    "derive",
    "unknown",
    "mismatch",
    "end",
    "sentinels",
    "errors",
    "request_id",
    "resume",
    "crate",
];

/// The options of `#[event(..)]` on a variant.
pub(crate) const OF_VARIANTS: &[&str] = &["unknown", "content", "handle", "when"];

/// The answer to a word that is none of `known`.
pub(crate) fn no_such(what: &str, word: &str, known: &[&str]) -> String {
    no_such_or(what, word, known, &[])
}

/// The same where the word may have been meant to be one of some `others`, which are known elsewhere:
/// once it is written right, it is answered where it belongs.
pub(crate) fn no_such_or(what: &str, word: &str, known: &[&str], others: &[&[&str]]) -> String {
    let others = others.iter().copied().flatten().copied();
    match nearest(word, known.iter().copied().chain(others)) {
        Some(near) => format!("there is no {what} `{word}`: did you mean `{near}`?"),
        None => format!("there is no {what} `{word}`: write {}", alternatives(known)),
    }
}
