//! A new import into a document that people have worked on since the last one.

mod anew;
mod findings;
mod form;
mod kind;
mod merge;
mod moves;
pub(crate) mod options;
mod order;
mod settle;
mod split;
mod tree;
mod without_base;

use indexmap::IndexMap;

use crate::error::ErrorKind;
use crate::report::Report;
pub use merge::Side;
use moves::Moves;
use settle::Settled;
use stream_events_schema::{Document, Json};

/// What decides an update beside the three documents.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Decisions {
    /// Which side wins a conflict, if not neither.
    pub(crate) resolve: Option<Side>,
    /// Whether an update without a base may write over what was edited.
    pub(crate) lose_edits: bool,
}

/// A document after an update.
pub(crate) struct Merged {
    pub(crate) document: Document,
    pub(crate) base: Document,
    pub(crate) taken: usize,
    pub(crate) kept: usize,
}

/// Merges the new import into a document; `last` is what the last import made.
///
/// # Errors
///
/// If the document does not pass the checks, or edits would be lost without a base.
pub(crate) fn merge(
    fresh: &Document,
    existing: &Document,
    last: Option<&Document>,
    decisions: Decisions,
    report: &mut Report,
) -> Result<Merged, ErrorKind> {
    let (mut ours, theirs) = (tree::of(existing), tree::of(fresh));
    let broken = |diagnostics| ErrorKind::Broken { diagnostics };
    let last = match last {
        Some(last) => Some(tree::of(last)),
        None => without_base::is_same_description(&ours, &theirs).then(|| theirs.clone()),
    };
    let is_known = last.is_some();
    state_origin(&mut ours, &theirs);
    let sides = match last {
        Some(last) => ThreeSides::with_base(last, ours, theirs),
        None => ThreeSides::without_base(ours, theirs),
    };
    let ThreeSides {
        base,
        ours,
        theirs,
        hand,
    } = &sides;
    let settled = settle::settle(base, ours, theirs, decisions.resolve).map_err(broken)?;
    if !is_known && !decisions.lose_edits {
        let lost = findings::lost(&settled.merged, ours, theirs);
        if !lost.is_empty() {
            return Err(ErrorKind::NoBase { lost });
        }
    }
    findings::add(&settled, ours, theirs, report);
    let Settled {
        mut document,
        merged,
        ..
    } = settled;
    drop_relaxations(&mut document, &merged.document, ours);
    let mut base = merged.base;
    hand.undo(&mut base);
    Ok(Merged {
        document,
        base: tree::document(&base).map_err(broken)?,
        taken: merged.taken.len(),
        kept: merged.kept.len(),
    })
}

/// Whether a new import says what the last one did; where nobody kept that, the hash decides.
pub(crate) fn is_same(fresh: &Document, existing: &Document, last: Option<&Document>) -> bool {
    let fresh = tree::of(fresh);
    let Some(last) = last else {
        return without_base::is_same_description(&tree::of(existing), &fresh);
    };
    let mut last = tree::of(last);
    state_origin(&mut last, &fresh);
    tree::same(&last, &fresh)
}

/// What is merged, with the same definitions under the same keys.
struct ThreeSides {
    base: Json,
    ours: Json,
    theirs: Json,
    /// What people moved, as the description knows it by its old place.
    hand: Moves,
}

impl ThreeSides {
    fn with_base(mut base: Json, mut ours: Json, mut theirs: Json) -> Self {
        state_origin(&mut base, &theirs);
        let count = tree::definitions(&base).count();
        // Twice: what was renamed or split is found under its new key.
        for _ in 0..2 {
            let vendor = Moves::between(&base, &theirs, &ours);
            vendor.apply(&mut base);
            vendor.apply(&mut ours);
            split::split(&mut base, &mut ours, &theirs);
        }
        let hand = Moves::between(&base, &ours, &theirs);
        let fresh = tree::definitions(&theirs).count();
        hand.apply(&mut base);
        hand.apply(&mut theirs);
        order_named(&mut base, count, &ours);
        order_named(&mut theirs, fresh, &ours);
        Self {
            base,
            ours,
            theirs,
            hand,
        }
    }

    fn without_base(ours: Json, mut theirs: Json) -> Self {
        let hand = Moves::between(&theirs, &ours, &theirs);
        hand.apply(&mut theirs);
        Self {
            base: without_base::assumed(&ours, &theirs),
            ours,
            theirs,
            hand,
        }
    }
}

/// Puts the definitions that an import did not have yet, from an index on, in the order of the
/// document: nobody chose another for them.
fn order_named(base: &mut Json, from: usize, ours: &Json) {
    if let Json::Object(keywords) = base
        && let Some(Json::Object(definitions)) = keywords.get_mut("$defs")
    {
        let mut named = definitions.split_off(from.min(definitions.len()));
        named.sort_by_cached_key(|key, _| tree::definitions(ours).position(|(it, _)| it == key));
        definitions.extend(named);
    }
}

/// Where a document comes from is a fact of the new import, whatever was said of the last one.
fn state_origin(tree: &mut Json, fresh: &Json) {
    const FACTS: &[&str] = &["file", "union", "more", "envelope", "descriptions", "hash"];
    let Json::Object(keywords) = tree else { return };
    let source = keywords.entry("source".to_owned());
    if let Json::Object(source) = source.or_insert_with(|| Json::Object(IndexMap::new())) {
        let said = std::mem::take(source);
        for fact in FACTS {
            let value = tree::at(fresh, &format!("/source/{fact}"));
            source.extend(value.map(|value| ((*fact).to_owned(), value.clone())));
        }
        source.extend(
            said.into_iter()
                .filter(|(key, _)| !FACTS.contains(&key.as_str())),
        );
    }
}

/// Drops the relaxations of what was there before the update and is no longer.
fn drop_relaxations(document: &mut Document, merged: &Json, ours: &Json) {
    let Some(source) = &mut document.source else {
        return;
    };
    source.relaxations.retain(|relaxation| {
        let at = relaxation.at.as_str();
        let is_in = |tree| tree::at(tree, &tree::place(tree, at)).is_some();
        is_in(merged) || !is_in(ours)
    });
}
