//! Fields and variants.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Root, Subject};

use super::boxes::Use;
use super::{Found, Source};
use crate::api::{ApiKind, ApiType, Member};
use crate::diff::members::{Matched, keys, matched};
use crate::diff::rust::Difference;

impl<'a> Source<'a> {
    /// Compares the fields of two structs or the variants of two enums.
    pub(super) fn members(&mut self, old: &'a ApiType, new: &'a ApiType) {
        let Matched {
            pairs,
            gone,
            new: added,
        } = matched(old, new);
        for &(was, is) in &pairs {
            self.member((old, &old.members[was]), (new, &new.members[is]));
        }
        for index in gone {
            self.member_gone(&old.members[index], (old, new));
        }
        for index in added {
            self.member_added(new, &new.members[index], old);
        }
        self.constructor(old, new, &pairs);
    }

    fn member(
        &mut self,
        (old, was): (&'a ApiType, &'a Member),
        (new, is): (&'a ApiType, &'a Member),
    ) {
        // Several events may share a variant of `Failure`, and one that leaves it takes nothing away.
        if new.kind == ApiKind::Failure && self.is_there(was, new) {
            self.member_added(new, is, old);
            return;
        }
        if keys(was).all(|key| keys(is).all(|it| it != key)) {
            self.wire_name(was, (new, is));
        } else if was.name != is.name && !self.is_named_after_its_type(was, is) {
            let mut others = old.members.iter();
            match others.find(|other| other.name == is.name) {
                // Two members that change their names compile, and mean each other.
                Some(other) if self.is_there(was, new) && self.is_there(other, new) => {
                    self.wire_name(other, (new, is));
                }
                _ => self.member_renamed((old, was), (new, is)),
            }
        }
        self.member_type(was, (new, is));
        // What is said about events is not the API's alone.
        if !matches!(new.kind, ApiKind::Event | ApiKind::Failure) {
            let texts = (was.description.as_ref(), is.description.as_ref());
            self.documentation(texts, (was.deprecated, is.deprecated), &is.subject);
        }
    }

    /// The same name in Rust, for something that is called otherwise on the wire.
    fn wire_name(&mut self, was: &Member, (new, is): (&ApiType, &Member)) {
        let wire = |subject: &Subject| match subject.steps.last() {
            Some(step) => step.to_string(),
            None => subject.to_string(),
        };
        let (before, after) = (wire(&was.subject), wire(&is.subject));
        let message = format!(
            "`{}` stands for `{after}`; it stood for `{before}`",
            path(new, is)
        );
        let place = self.place(&is.subject);
        let change = Change::new(ChangeKind::WireName, is.subject.clone(), place, message)
            .impact(
                Impact::Behaviour,
                "only the name on the wire changed, not that in Rust",
            )
            .values(before, after);
        self.found.push(Found {
            change,
            was: Some(was.subject.clone()),
        });
    }

    fn member_renamed(&mut self, (old, was): (&ApiType, &Member), (new, is): (&ApiType, &Member)) {
        let (before, after) = (path(old, was), path(new, is));
        let kind = match new.kind {
            ApiKind::Tagged => ChangeKind::VariantRenamed,
            ApiKind::Event if self.asked_name(&self.old, was) != self.asked_name(&self.new, is) => {
                ChangeKind::Name
            }
            _ => ChangeKind::RustName,
        };
        let change = self.add(
            kind,
            &is.subject,
            format!("`{before}` is now called `{after}`"),
            Impact::Breaking,
            "code may name it",
            "use the new name",
        );
        change.before = Some(before);
        change.after = Some(after);
    }

    /// The name that a document asks for an event.
    fn asked_name(&self, side: &super::Side<'_>, member: &Member) -> Option<String> {
        match &member.subject.root {
            Root::Event(key) => side.document.events.get(key)?.name.clone(),
            _ => None,
        }
    }

    /// Whether a variant is called like its type, and that has another name.
    fn is_named_after_its_type(&self, was: &Member, is: &Member) -> bool {
        let (old, new) = (
            self.pairs.old_type(&was.name),
            self.pairs.new_type(&is.name),
        );
        let is_type = |member: &Member| member.ty.as_deref() == Some(&*member.name);
        is_type(was)
            && is_type(is)
            && old
                .zip(new)
                .is_some_and(|((old, _), (new, _))| self.pairs.new_of(old) == Some(new))
    }

    fn member_type(&mut self, was: &'a Member, (new, is): (&'a ApiType, &'a Member)) {
        if self.json_text(&was.subject, (new, is)) {
            return;
        }
        let nothing = "nothing";
        let (before, after) = (
            was.ty.as_deref().unwrap_or(nothing),
            is.ty.as_deref().unwrap_or(nothing),
        );
        let difference = match (&was.rust, &is.rust) {
            (None, None) => None,
            (Some(was), Some(is)) => self.pairs.difference(was, is),
            _ => Some(Difference::Type),
        };
        match difference {
            None => {}
            Some(Difference::Null(types)) => {
                self.null
                    .extend(types.into_iter().map(|index| (index, true)));
            }
            Some(Difference::Box(target, now)) => {
                let member = Use {
                    subject: &is.subject,
                    path: path(new, is),
                    before,
                    after,
                };
                self.boxes.add(target, now, member);
            }
            Some(Difference::Option) => {
                let (reason, advice) = match after.starts_with("Option<") {
                    true => ("its type becomes an `Option`", "handle its absence"),
                    false => (
                        "its type was an `Option` and is what was inside",
                        "remove what handles its absence",
                    ),
                };
                self.retyped(
                    ChangeKind::FieldPresence,
                    (was, before),
                    (new, is, after),
                    reason,
                    advice,
                );
            }
            Some(Difference::Type) => {
                let reason = "it has another type in Rust";
                let advice = "adapt what reads or builds it";
                self.retyped(
                    ChangeKind::TypeChanged,
                    (was, before),
                    (new, is, after),
                    reason,
                    advice,
                );
            }
        }
    }

    /// In the document's words, unless those did not change.
    fn retyped(
        &mut self,
        kind: ChangeKind,
        (was, before): (&Member, &str),
        (new, is, after): (&ApiType, &Member, &str),
        reason: &str,
        advice: &str,
    ) {
        let words = (self.old.words(&was.subject), self.new.words(&is.subject));
        let subject = is.subject.clone();
        let (kind, message, before, after) = match words {
            (Some(before), Some(after)) if before != after => {
                let what = match new.kind {
                    ApiKind::Failure if subject.root == Root::Body => {
                        "the body of a failed response".to_owned()
                    }
                    ApiKind::Event | ApiKind::Failure => {
                        format!("the payload of event `{subject}`")
                    }
                    _ => format!("`{subject}`"),
                };
                let message = format!("{what} was {before} and is {after}");
                (kind, message, before, after)
            }
            _ => {
                let message = format!("`{}` was `{before}` and is `{after}`", path(new, is));
                (
                    ChangeKind::RustType,
                    message,
                    before.to_owned(),
                    after.to_owned(),
                )
            }
        };
        let change = self.add(kind, &subject, message, Impact::Breaking, reason, advice);
        change.before = Some(before);
        change.after = Some(after);
    }

    /// Whether a type has what a member is called in Rust, of the same type.
    pub(super) fn is_there(&self, was: &Member, new: &ApiType) -> bool {
        let mut members = new.members.iter();
        members.any(|is| {
            is.name == was.name
                && match (&was.rust, &is.rust) {
                    (Some(was), Some(is)) => self.pairs.difference(was, is).is_none(),
                    (was, is) => was.is_none() && is.is_none(),
                }
        })
    }
}

pub(super) fn path(ty: &ApiType, member: &Member) -> String {
    format!("{}::{}", ty.name, member.name)
}
