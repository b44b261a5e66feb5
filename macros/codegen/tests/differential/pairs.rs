//! Pairs of documents that pass their checks.

use fastrand::Rng;
use stream_events_schema::{Checked, read};

use crate::document;
use crate::edit;
use crate::json::Json;

/// Two documents, with their texts.
pub(crate) struct Pair {
    pub(crate) texts: (String, String),
    pub(crate) old: Checked,
    pub(crate) new: Checked,
}

/// How many pairs to look at, and where to begin.
pub(crate) fn wanted(default: usize) -> (usize, u64) {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let pairs = number("DIFFERENTIAL_PAIRS").map_or(default, |it| it as usize);
    (pairs, number("DIFFERENTIAL_SEED").unwrap_or(1))
}

/// The pair of this number; the same for the same seed.
pub(crate) fn pair(rng: &mut Rng) -> Pair {
    let old = loop {
        let document = document::document(rng);
        if let Some(checked) = check(&document) {
            break (document, checked);
        }
    };
    loop {
        // Edits that make no document are made anew, and after a while of another one.
        let edited = edit::edited(rng, &old.0);
        if let Some(new) = check(&edited) {
            return Pair {
                texts: (old.0.to_string(), edited.to_string()),
                old: old.1,
                new,
            };
        }
    }
}

fn check(document: &Json) -> Option<Checked> {
    read("random.json", &document.to_string()).ok()
}
