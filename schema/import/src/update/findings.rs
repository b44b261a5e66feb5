//! What an update says about a merge.

use crate::report::{Finding, FindingKind, Report};
use crate::update::kind::{Kind, text};
use crate::update::merge::{Conflict, Merged};
use crate::update::settle::Settled;
use crate::update::tree::{self, definition, member};
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// Adds to a report what became of the edits and the changes.
pub(super) fn add(settled: &Settled, ours: &Json, theirs: &Json, report: &mut Report) {
    let Settled {
        merged,
        refused,
        needed,
        ..
    } = settled;
    let pointer = |place: &str| tree::pointer(&merged.document, place);
    for conflict in &merged.conflicts {
        let refusal = refused.iter().find(|(place, _)| *place == conflict.place);
        let what = match refusal {
            Some((_, why)) => format!(
                "what the description says now cannot be taken: {}: {why}",
                change(conflict.base.as_ref(), conflict.theirs.as_ref())
            ),
            None => contradiction(conflict),
        };
        report.add(FindingKind::Conflict, pointer(&conflict.place), what);
    }
    for conflict in &merged.replaced {
        let what = match &conflict.ours {
            Some(ours) => format!("it was {}", quoted(ours)),
            None => "it was removed by hand".to_owned(),
        };
        report.add(FindingKind::Replaced, pointer(&conflict.place), what);
    }
    for key in needed {
        let what = match (definition(ours, key), definition(theirs, key)) {
            (Some(_), None) => "the description no longer has it, but the document refers to it",
            (None, Some(_)) => "it was removed by hand, but the description refers to it again",
            _ => continue,
        };
        report.add(FindingKind::Kept, pointer::child("/$defs", key), what);
    }
    for place in &merged.ignored {
        let what = "it was removed by hand; the description changed it since";
        report.add(FindingKind::Kept, place, what);
    }
    let mut kept = Vec::new();
    only_here(Kind::Document, "", &merged.document, theirs, &mut kept);
    for (place, what) in kept {
        if merged
            .conflicts
            .iter()
            .all(|conflict| conflict.place != place)
        {
            report.add(FindingKind::Kept, pointer(&place), what);
        }
    }
    events(&merged.document, ours, report);
}

/// The events and properties that the description does not have.
fn only_here(
    kind: Kind,
    place: &str,
    document: &Json,
    theirs: &Json,
    into: &mut Vec<(String, &'static str)>,
) {
    let (Some(members), Some(theirs)) = (kind.members(document), kind.members(theirs)) else {
        return;
    };
    for (key, json) in members {
        let place = pointer::child(place, &key);
        match (kind, theirs.get(&key)) {
            (_, Some(theirs)) => only_here(kind.of(&key), &place, json, theirs, into),
            (Kind::Events, None) => into.push((place, "the description does not have the event")),
            (Kind::Properties, None) => {
                into.push((place, "the description does not have the property"));
            }
            _ => {}
        }
    }
}

/// The events that came and went.
fn events(document: &Json, ours: &Json, report: &mut Report) {
    let of = |tree| member(tree, "events").and_then(|it| Kind::Events.members(it));
    let (document, ours) = (
        of(document).unwrap_or_default(),
        of(ours).unwrap_or_default(),
    );
    for key in ours.keys().filter(|key| !document.contains_key(*key)) {
        let what = "the description no longer has the event";
        report.add(FindingKind::Removed, pointer::child("/events", key), what);
    }
    for (key, event) in document {
        if !ours.contains_key(&key) && member(event, "handle").is_none() {
            let what = "the event is new: how it is handled is to be decided";
            report.add(
                FindingKind::Suggestion,
                pointer::child("/events", &key),
                what,
            );
        }
    }
}

/// What an update without a base would write over: everything that may be an edit.
pub(super) fn lost(merged: &Merged, ours: &Json, theirs: &Json) -> Vec<Finding> {
    let finding = |place: &String| Finding {
        kind: FindingKind::Replaced,
        pointer: tree::pointer(ours, place),
        message: change(tree::at(ours, place), tree::at(theirs, place)),
    };
    merged.taken.iter().map(finding).collect()
}

/// Both sides of a conflict.
fn contradiction(conflict: &Conflict) -> String {
    let Conflict {
        base, ours, theirs, ..
    } = conflict;
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let both = format!(
                "the document says {}, the description {}",
                quoted(ours),
                quoted(theirs)
            );
            match base {
                Some(base) => format!("{both}; it was {}", quoted(base)),
                None => both,
            }
        }
        (Some(_), None) => "the description no longer has what was edited by hand".to_owned(),
        (None, theirs) => format!(
            "it was removed by hand, and the description changed it: {}",
            change(base.as_ref(), theirs.as_ref())
        ),
    }
}

/// What became of a value.
pub(super) fn change(before: Option<&Json>, after: Option<&Json>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{} becomes {}", quoted(before), quoted(after)),
        (None, Some(after)) => format!("{} is added", quoted(after)),
        (Some(before), None) => format!("{} is removed", quoted(before)),
        (None, None) => "nothing changes".to_owned(),
    }
}

/// A value as it is shown: its beginning, if it is long.
fn quoted(json: &Json) -> String {
    const LENGTH: usize = 60;
    let text = text(json);
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}
