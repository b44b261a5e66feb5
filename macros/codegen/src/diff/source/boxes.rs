//! Payloads that are boxed, or no longer: one change for each, however often they are used.

use stream_events_schema::diff::{ChangeKind, Impact, Subject};

use super::Source;

/// Where types are boxed, or no longer.
#[derive(Debug, Default)]
pub(super) struct Boxes<'a>(Vec<Uses<'a>>);

/// All uses of one type that are boxed now, or no longer.
#[derive(Debug)]
struct Uses<'a> {
    target: Option<usize>,
    now: bool,
    members: Vec<Use<'a>>,
}

/// A field or a variant, with its type.
#[derive(Debug)]
pub(super) struct Use<'a> {
    pub(super) subject: &'a Subject,
    pub(super) path: String,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

impl<'a> Boxes<'a> {
    /// Adds a use of this type of the new API.
    pub(super) fn add(&mut self, target: Option<usize>, now: bool, member: Use<'a>) {
        let known = self.0.iter_mut();
        let mut known = known.filter(|it| target.is_some() && it.target == target && it.now == now);
        match known.next() {
            Some(uses) => uses.members.push(member),
            None => self.0.push(Uses {
                target,
                now,
                members: vec![member],
            }),
        }
    }
}

impl Source<'_> {
    /// Adds a change for each type.
    pub(super) fn boxed(&mut self) {
        for uses in std::mem::take(&mut self.boxes).0 {
            let [first, others @ ..] = uses.members.as_slice() else {
                continue;
            };
            let mut message = format!(
                "`{}` was `{}` and is `{}`",
                first.path, first.before, first.after
            );
            if !others.is_empty() {
                let others: Vec<_> = others.iter().map(|it| format!("`{}`", it.path)).collect();
                message.push_str(&format!("; so it is with {}", others.join(", ")));
            }
            let (reason, advice) = match uses.now {
                true => (
                    "it is large now, or contains itself, and lives in a box; what reads it \
                     through a reference compiles as before, what builds it or moves it out does \
                     not",
                    "build it with `.into()` and move it out with `*`",
                ),
                false => (
                    "it is small now, or no longer contains itself, and needs no box; what reads \
                     it through a reference compiles as before, what builds it or moves it out \
                     does not",
                    "build it and move it out without the box",
                ),
            };
            let change = self.add(
                ChangeKind::Boxed,
                first.subject,
                message,
                Impact::Breaking,
                reason,
                advice,
            );
            change.before = Some(first.before.to_owned());
            change.after = Some(first.after.to_owned());
        }
    }
}
