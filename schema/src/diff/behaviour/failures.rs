//! Where failures say what they are.

use super::Comparison;
use super::words::list;
use crate::diff::change::{Change, Place};
use crate::diff::impact::Impact;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::Subject;
use crate::pointer;

impl Comparison<'_> {
    /// Compares `errors`.
    pub(super) fn failures(&mut self) {
        const RULES: ChangeKind = ChangeKind::FailureRules;
        self.rule(
            RULES,
            "/errors/type",
            |it| list(&it.errors.types),
            "where the type of a failure is",
            "errors may say something else",
        );
        self.rule(
            RULES,
            "/errors/message",
            |it| list(&it.errors.message_pointers),
            "where the message of a failure is",
            "errors may say something else",
        );
        self.rule(
            RULES,
            "/errors/status",
            |it| list(&it.errors.status_pointers),
            "where the status of a failure is",
            "errors may have another status, and be retried or not",
        );
        self.rule(
            RULES,
            "/errors/retry_after",
            |it| list(&it.errors.retry_after_pointers),
            "where the wait of a failure is",
            "failed requests are sent again sooner or later, or not",
        );
        self.statuses();
        self.body();
    }

    fn statuses(&mut self) {
        let (old, new) = (&self.old.errors.type_status, &self.new.errors.type_status);
        let gone = old.keys().filter(|name| !new.contains_key(*name));
        for name in new.keys().chain(gone) {
            let (was, is) = (old.get(name).copied(), new.get(name).copied());
            if was == is {
                continue;
            }
            let words = |status: Option<u16>| match status {
                Some(status) => status.to_string(),
                None => "no status".to_owned(),
            };
            let pointer = pointer::child("/errors/type_status", name);
            let place = match is {
                Some(_) => Place::new(pointer),
                None => Place::old(pointer),
            };
            let message = format!("a failure `{name}` is {}; it was {}", words(is), words(was));
            let change = Change::new(
                ChangeKind::FailureStatus,
                Subject::document(),
                place,
                message,
            );
            let reason = "the error has another status, and is retried or not";
            self.changes.push(
                change
                    .impact(Impact::Behaviour, reason)
                    .values(words(was), words(is)),
            );
        }
    }

    fn body(&mut self) {
        let (place, message) = match (&self.old.errors.body, &self.new.errors.body) {
            (Some(was), Some(is)) => return self.types(was, is, &Subject::body()),
            (None, None) => return,
            (_, Some(is)) => (
                Place::new(&is.pointer),
                "the body of a failed response has a type",
            ),
            (Some(was), None) => (
                Place::old(&was.pointer),
                "the body of a failed response has no type of its own any more",
            ),
        };
        let change = Change::new(ChangeKind::FailureBody, Subject::body(), place, message);
        self.changes
            .push(change.impact(Impact::Behaviour, "failed responses are read otherwise"));
    }
}
