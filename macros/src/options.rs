//! The options that the attributes take, and how a word that is none of them is answered.

use stream_events_schema::{Document, Event, alternatives, nearest};

/// The options of `#[stream_events(..)]` on a unit struct.
pub(crate) const OF_STRUCTS: &[&str] = &[
    "schema",
    "module",
    "error",
    "derive",
    "replace",
    "format",
    "rename",
    "string",
    "exhaustive",
    "crate",
];

/// The options of `#[stream_events(..)]` on an enum that no document has.
const OF_ENUMS: &[&str] = &[
    "skip",
    "fail",
    "failure",
    "error",
    "derive",
    "write",
    "exhaustive",
    "crate",
];

/// What an enum says of itself without an option.
const SAID_BY_ENUMS: &[&str] = &["$schema", "description", "source", "events", "$defs"];

/// What a variant says of itself without an option.
const SAID_BY_VARIANTS: &[&str] = &["name", "description", "deprecated", "payload"];

/// What only documents can say.
pub(crate) const OF_DOCUMENTS: &[&str] = &["snapshot", "apply", "examples"];

/// The options of `#[stream_events(..)]` on an enum.
pub(crate) fn of_enums() -> Vec<&'static str> {
    let keywords = Document::KEYWORDS.iter().copied();
    let keywords = keywords.filter(|it| !SAID_BY_ENUMS.contains(it) && !OF_DOCUMENTS.contains(it));
    keywords.chain(OF_ENUMS.iter().copied()).collect()
}

/// The options of `#[event(..)]` on a variant that a document has too.
pub(crate) fn of_variants() -> Vec<&'static str> {
    let keywords = Event::KEYWORDS.iter().copied();
    keywords
        .filter(|it| !SAID_BY_VARIANTS.contains(it) && !OF_DOCUMENTS.contains(it))
        .collect()
}

/// What to do instead of saying what only documents can say.
pub(crate) fn for_documents(word: &str) -> String {
    let why = match word {
        "examples" => "they show what a `snapshot` adds up to, which no enum has",
        _ => {
            "rules are checked against the fields of types, and those of your own types are not \
             known. Implement the trait `stream_events::snapshot::Fold` by hand"
        }
    };
    format!("`{word}` is for documents only: {why}")
}

/// The answer to a word that is none of `known`.
pub(crate) fn no_such(what: &str, word: &str, known: &[&str]) -> String {
    no_such_or(what, word, known, &[])
}

/// The same where the word may have been meant to be one of some `others`, which are known elsewhere:
/// once it is written right, it is answered where it belongs.
pub(crate) fn no_such_or(what: &str, word: &str, known: &[&str], others: &[&str]) -> String {
    match nearest(word, known.iter().chain(others).copied()) {
        Some(near) => format!("there is no {what} `{word}`: did you mean `{near}`?"),
        None => format!("there is no {what} `{word}`: write {}", alternatives(known)),
    }
}
