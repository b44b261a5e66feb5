//! What programs do otherwise: what becomes of events, where streams end, and which payloads fit.

mod ends;
mod events;
mod failures;
mod fits;
mod objects;
mod rules;
mod snapshot;
mod types;
mod unions;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet, VecDeque};

use super::change::Change;
use super::subject::Subject;
use crate::checked::Checked;
use crate::shape::Type;
use fits::Fits;

/// What is known of two documents besides what they say.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Keys of `$defs` that changed: old to new.
    pub renamed: HashMap<String, String>,
    /// Keys of `$defs`, old and new, whose types the user replaces with types of their own. Which
    /// values those accept is not the document's to say.
    pub replaced: HashSet<String>,
}

/// What programs do otherwise with a new document than with an old one.
///
/// A change has the impact `behaviour` or none, and says whether programs built from either document
/// read the streams of the other.
///
/// ```
/// use stream_events_schema::{diff, read};
///
/// let old = read("old.json", r#"{ "events": { "delta": { "content": "text" } } }"#)?;
/// let new = read("new.json", r#"{ "events": {
///     "delta": { "content": "text" },
///     "done": { "handle": "finish", "content": "none" }
/// } }"#)?;
/// let changes = diff::behaviour(&old, &new, &diff::Known::default());
/// assert_eq!(changes[0].message, "event `done` is new");
/// // Something can end the stream, so a stream that just stops was cut off.
/// assert_eq!(changes[1].kind.name(), "end");
/// assert_eq!(
///     changes[1].backward.as_deref(),
///     Some("streams that just stop read as cut off"),
/// );
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
#[must_use]
pub fn behaviour(old: &Checked, new: &Checked, known: &Known) -> Vec<Change> {
    let mut comparison = Comparison::new(old, new, known);
    comparison.events();
    comparison.rules();
    comparison.failures();
    comparison.definitions();
    comparison.changes
}

/// Two documents, and what was found so far.
struct Comparison<'a> {
    old: &'a Checked,
    new: &'a Checked,
    known: &'a Known,
    /// Whether new programs read what the old document describes.
    backward: Fits<'a>,
    /// Whether old programs read what the new document describes.
    forward: Fits<'a>,
    changes: Vec<Change>,
    /// The change of kind `fit` of each subject, as a position in `changes`.
    found: HashMap<Subject, usize>,
    /// Pairs of types in `$defs` that are to be compared, and those that were seen.
    queue: VecDeque<types::Pair<'a>>,
    seen: HashSet<(*const Type, *const Type)>,
    /// Whether no stream has what is compared.
    unused: bool,
}

impl<'a> Comparison<'a> {
    fn new(old: &'a Checked, new: &'a Checked, known: &'a Known) -> Self {
        Self {
            old,
            new,
            known,
            backward: Fits::new(old, new, &known.replaced),
            forward: Fits::new(new, old, &known.replaced),
            changes: Vec::new(),
            found: HashMap::new(),
            queue: VecDeque::new(),
            seen: HashSet::new(),
            unused: false,
        }
    }
}
