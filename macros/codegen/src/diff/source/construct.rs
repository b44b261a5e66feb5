//! What `new` takes.

use stream_events_schema::diff::{ChangeKind, Impact, Subject};

use super::Source;
use super::members::path;
use crate::api::{ApiType, Constructor, Member};

impl Source<'_> {
    /// Compares what it takes to make two structs, by positions of fields that are pairs. What is told of
    /// their fields is not told again.
    pub(super) fn constructor(&mut self, old: &ApiType, new: &ApiType, pairs: &[(usize, usize)]) {
        let (Some(was), Some(is)) = (&old.constructor, &new.constructor) else {
            return;
        };
        let mut order = Vec::new();
        for (before, after) in pairs {
            let (before, after) = (&old.members[*before], &new.members[*after]);
            match (was.takes(&before.name), is.takes(&after.name)) {
                (true, true) => order.push((position(was, before), position(is, after))),
                (false, true) => self.argument(new, after, "takes it now"),
                (true, false) => self.argument(new, after, "no longer takes it"),
                (false, false) => {}
            }
        }
        order.sort_unstable();
        let is_in_order = order.is_sorted_by_key(|(_, after)| *after);
        match (&was.args, &is.args) {
            (None, None) if !is_in_order => {
                let names: Vec<_> = is.arguments.iter().map(|it| &*it.name).collect();
                let names = names.join("`, `");
                let message = format!(
                    "`{}::new` takes its arguments in another order: `{names}`",
                    new.name
                );
                self.constructor_changed(&self.subject_of(new), message, "code may call it");
            }
            (Some(was), Some(is)) if was != is && old.name == new.name => {
                let message = format!("`{}::new` takes `{is}`; it took `{was}`", new.name);
                self.constructor_changed(&self.subject_of(new), message, "code may call it");
            }
            _ => {}
        }
    }

    fn argument(&mut self, new: &ApiType, member: &Member, takes: &str) {
        let told = self.found.iter().any(|it| {
            it.change.subject == member.subject && it.change.impacts.contains(Impact::Breaking)
        });
        if !told {
            let reason = format!("`{}::new` {takes}", new.name);
            let message = format!("`{}`: {reason}", path(new, member));
            self.constructor_changed(&member.subject, message, &reason);
        }
    }

    fn constructor_changed(&mut self, subject: &Subject, message: String, reason: &str) {
        self.add(
            ChangeKind::Constructor,
            subject,
            message,
            Impact::Breaking,
            reason,
            "adapt what calls `new`",
        );
    }
}

fn position(constructor: &Constructor, member: &Member) -> Option<usize> {
    let mut arguments = constructor.arguments.iter();
    arguments.position(|it| it.name == member.name)
}
