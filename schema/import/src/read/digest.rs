//! A digest of what was used, to tell whether a description has changed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::read::files::Files;
use crate::read::resolve::around;
use stream_events_schema::Json;

/// Keywords that say nothing about what is sent.
const PROSE: &[&str] = &["description", "title", "summary", "$comment"];
/// Keywords whose members are named by the description.
const NAMED: &[&str] = &["properties", "patternProperties", "$defs", "definitions"];
/// Keywords with values, in which no key is a keyword.
const VALUES: &[&str] = &[
    "example",
    "examples",
    "x-example",
    "x-examples",
    "const",
    "enum",
    "mapping",
];

/// The digest of the places of a description that were used.
pub(crate) fn digest(files: &Files, places: &BTreeSet<String>) -> String {
    let mut hasher = Sha256::new();
    for place in places {
        // What stands inside another place is in that one's digest.
        if around(place).skip(1).any(|it| places.contains(it)) {
            continue;
        }
        let Some(part) = files.at(place) else {
            continue;
        };
        hasher.update(place.as_bytes());
        hasher.update([0]);
        feed(part.json, Keys::Keywords, &mut hasher);
    }
    let mut text = String::from("sha256:");
    for byte in hasher.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What the keys of an object are.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    Keywords,
    Names,
    /// Those of a value.
    Data,
}

impl Keys {
    /// What the keys of a member are.
    fn inside(self, key: &str) -> Self {
        match self {
            Self::Keywords if NAMED.contains(&key) => Self::Names,
            Self::Keywords if VALUES.contains(&key) => Self::Data,
            Self::Keywords | Self::Names => Self::Keywords,
            Self::Data => Self::Data,
        }
    }
}

/// Feeds a value, its members in the order of their keys: reordering a file changes nothing.
fn feed(json: &Json, keys: Keys, hasher: &mut Sha256) {
    match json {
        Json::Array(values) => {
            hasher.update(b"[");
            for value in values {
                feed(value, keys, hasher);
            }
            hasher.update(b"]");
        }
        Json::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            hasher.update(b"{");
            for (key, value) in members {
                let prose = keys == Keys::Keywords && PROSE.contains(&key.as_str());
                if !prose || value.as_str().is_none() {
                    hasher.update(key.as_bytes());
                    hasher.update([0]);
                    feed(value, keys.inside(key), hasher);
                }
            }
            hasher.update(b"}");
        }
        scalar => {
            hasher.update(scalar.to_string());
            hasher.update([0]);
        }
    }
}
