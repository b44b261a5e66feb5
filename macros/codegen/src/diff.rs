//! What changed between two documents: what breaks source code, by comparing the code that both
//! generate, and what programs do otherwise, by comparing the documents.

mod derives;
mod likeness;
mod members;
mod merge;
mod options;
mod pairs;
mod rust;
mod source;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use stream_events_schema::Checked;
use stream_events_schema::diff::{Diff, Known, Root, Subject, behaviour};

use crate::api::Api;
use crate::{Error, Options};
use pairs::Pairs;
use source::{Found, Source};

/// A document, and what a derive on it asks for.
#[derive(Debug, Clone, Copy)]
pub struct Derived<'a> {
    /// The document.
    pub document: &'a Checked,
    /// The options of the derive.
    pub options: &'a Options,
}

/// What changed, and the two APIs that were compared.
#[derive(Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// What changed.
    pub diff: Diff,
    /// What the old document generates.
    pub old: Api,
    /// What the new document generates.
    pub new: Api,
}

/// What changed from one document to another, for programs that use what they generate.
///
/// An option may be about something that only one of the documents has. If that is gone, it is a
/// breaking change, for a derive with this option no longer compiles.
///
/// # Errors
///
/// Where a document would give two things one Rust name, or an option is about something that
/// neither document has.
pub fn diff(old: Derived<'_>, new: Derived<'_>) -> Result<Comparison, Error> {
    let (was, is, lost) = options::settle(old, new)?;
    let (old_api, new_api) = (Api::new(old.document, &was)?, Api::new(new.document, &is)?);
    let pairs = Pairs::new(&old_api, &new_api);
    let mut source = Source::new(&pairs, old, new);
    let lost = lost.into_iter().map(|change| Found { change, was: None });
    source.found.extend(lost);
    source.compare();
    source.derives(&is);
    let found = source.found;
    let known = Known {
        renamed: renamed(&pairs),
        replaced: replaced(&was).chain(replaced(&is)).collect(),
    };
    let mut changes = merge::merge(found, behaviour(old.document, new.document, &known));
    merge::title(&mut changes, &old_api, &new_api);
    merge::sort(&mut changes, old.document, new.document);
    Ok(Comparison {
        diff: Diff::new(changes),
        old: old_api,
        new: new_api,
    })
}

/// Keys of `$defs` that changed.
fn renamed(pairs: &Pairs<'_>) -> HashMap<String, String> {
    let keys = pairs.iter().filter_map(|(old, new)| {
        let key = |subject: &Option<Subject>| match subject {
            Some(Subject {
                root: Root::Type(key),
                steps,
            }) if steps.is_empty() => Some(key.clone()),
            _ => None,
        };
        Some((key(&old.subject)?, key(&new.subject)?))
    });
    keys.filter(|(old, new)| old != new).collect()
}

/// Keys of `$defs` whose types the user replaces.
fn replaced(options: &Options) -> impl Iterator<Item = String> {
    let places = options.replacements.iter().map(|it| &*it.place);
    let keys = places.filter_map(|place| place.strip_prefix("#/$defs/"));
    keys.map(|key| key.replace("~1", "/").replace("~0", "~"))
}
