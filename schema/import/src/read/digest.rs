//! A digest of what was read, to tell whether a description has changed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::read::files::Files;
use stream_events_schema::Json;

/// Keywords that say nothing about what is sent.
const PROSE: &[&str] = &["description", "title", "summary", "$comment"];

/// The digest of the places of a file that were read.
pub(crate) fn digest(files: &Files, places: &BTreeSet<String>) -> String {
    let mut hasher = Sha256::new();
    for place in places {
        let Some(part) = files.at(place) else {
            continue;
        };
        hasher.update(place.as_bytes());
        hasher.update([0]);
        feed(part.json, &mut hasher);
    }
    let mut text = String::from("sha256:");
    for byte in hasher.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Feeds a value, its members in the order of their keys: reordering a file changes nothing.
fn feed(json: &Json, hasher: &mut Sha256) {
    match json {
        Json::Array(values) => {
            hasher.update(b"[");
            for value in values {
                feed(value, hasher);
            }
            hasher.update(b"]");
        }
        Json::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            hasher.update(b"{");
            for (key, value) in members {
                // A property that is called so has a schema, not a text.
                let prose = PROSE.contains(&key.as_str()) && value.as_str().is_some();
                if !prose {
                    hasher.update(key.as_bytes());
                    hasher.update([0]);
                    feed(value, hasher);
                }
            }
            hasher.update(b"}");
        }
        scalar => {
            hasher.update(serde_json::to_string(scalar).unwrap_or_default());
            hasher.update([0]);
        }
    }
}
