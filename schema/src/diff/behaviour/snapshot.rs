//! What the events add up to.

use super::Comparison;
use crate::diff::change::{Change, Place};
use crate::diff::describe::describe;
use crate::diff::impact::Impact;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::Subject;
use crate::json::Json;
use crate::pointer;
use crate::snapshot::{Restart, Rule};

impl Comparison<'_> {
    pub(super) fn snapshot(&mut self) {
        let (old, new) = (self.old, self.new);
        let (was, is) = match (&old.snapshot, &new.snapshot) {
            (None, None) => return,
            (None, Some(_)) => {
                let place = Place::new("/snapshot");
                return self.said(place, "events add up to a snapshot", None);
            }
            (Some(_), None) => {
                let why = "nothing adds the events up any more";
                let place = Place::old("/snapshot");
                return self.said(place, "events no longer add up to a snapshot", Some(why));
            }
            (Some(was), Some(is)) => (was, is),
        };
        let ty = |document, ty: &Option<_>| ty.as_ref().map(|ty| describe(document, ty));
        let (before, after) = (
            ty(old, &was.ty).unwrap_or_default(),
            ty(new, &is.ty).unwrap_or_default(),
        );
        // Under another key a type is what it was.
        if self.known.renamed.get(&before) != Some(&after) {
            self.part("type", before, after);
        }
        let initial = |json: &Option<Json>| match json {
            Some(json) => json.to_string(),
            None => "none".to_owned(),
        };
        self.part("restart", restart(&was.restart), restart(&is.restart));
        self.part("initial", initial(&was.initial), initial(&is.initial));
        for (key, is) in &new.events {
            let Some(was) = old.events.get(key) else {
                continue;
            };
            let rules = |apply: &Option<Vec<_>>| apply.clone().unwrap_or_default();
            let (mut was, mut is) = (rules(&was.apply), rules(&is.apply));
            if was == is {
                continue;
            }
            silence(&mut was);
            silence(&mut is);
            let (message, why) = match was == is {
                true => (
                    format!("event `{key}` tells something else of the snapshot"),
                    "programs hear of other changes",
                ),
                false => (
                    format!("event `{key}` does something else to the snapshot"),
                    "the same events add up to another value",
                ),
            };
            let place = pointer::child(&pointer::child("/events", key), "apply");
            let subject = Subject::event(key);
            let change = Change::new(ChangeKind::Apply, subject, Place::new(place), message);
            self.changes.push(change.impact(Impact::Behaviour, why));
        }
    }

    fn said(&mut self, place: Place, message: &str, why: Option<&str>) {
        let mut change = Change::new(
            ChangeKind::Snapshot,
            Subject::document(),
            place,
            message.to_owned(),
        );
        if let Some(why) = why {
            change = change.impact(Impact::Behaviour, why);
        }
        self.changes.push(change);
    }

    /// A keyword of `snapshot`, by what it says in words.
    fn part(&mut self, keyword: &str, before: String, after: String) {
        if before == after {
            return;
        }
        let place = Place::new(pointer::child("/snapshot", keyword));
        let message = format!("`{keyword}` of the snapshot: {after} (was: {before})");
        let change = Change::new(ChangeKind::Snapshot, Subject::document(), place, message);
        let why = "the same events add up to another value";
        let change = change.impact(Impact::Behaviour, why);
        self.changes.push(change.values(before, after));
    }
}

/// Leaves out what rules tell.
fn silence(rules: &mut [Rule]) {
    for rule in rules {
        rule.emit = None;
        silence(rule.apply.as_deref_mut().unwrap_or_default());
    }
}

fn restart(restart: &Restart) -> String {
    match restart {
        Restart::Error => "an error".to_owned(),
        Restart::Ignore => "ignored".to_owned(),
        Restart::Replace => "a new value".to_owned(),
        Restart::Same(pointer) => format!("ignored if {pointer} is the same"),
    }
}
