//! What only the generated code shows.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Place, Subject, Verdict};

use super::partners::{Partners, same_boxes, same_member};
use crate::api::{ApiKind, ApiType, Member};

/// Adds what the documents do not show.
pub(super) fn add(changes: &mut Vec<Change>, partners: &Partners<'_>) {
    let mut found = Found {
        known: changes,
        new: Vec::new(),
    };
    for (old, new) in &partners.pairs {
        found.types(old, new);
        for was in &old.members {
            match new.members.iter().find(|is| same_member(was, is)) {
                Some(is) => found.member((old, was), (new, is), partners),
                None => found.member_gone(old, was),
            }
        }
        for is in &new.members {
            if !old.members.iter().any(|was| same_member(was, is)) {
                found.member_new(new, is);
            }
        }
    }
    for old in &partners.gone {
        found.type_gone(old);
    }
    let new = found.new;
    changes.extend(new);
}

struct Found<'a> {
    known: &'a [Change],
    new: Vec<Change>,
}

impl Found<'_> {
    fn types(&mut self, old: &ApiType, new: &ApiType) {
        let at = subject_of(new);
        if old.name != new.name {
            self.breaking(
                ChangeKind::RustName,
                at.clone(),
                format!("the type `{}` is now called `{}`", old.name, new.name),
                "its name is made from others' that changed; code may name it",
                "use the new name, or keep the old one with `\"name\"` in the document",
                (&old.name, &new.name),
            );
        }
        if old.kind != new.kind {
            let words = |ty: &ApiType| match (ty.kind, &ty.subject) {
                (ApiKind::Alias, None) => "`Infallible`, for nothing could fail,".to_owned(),
                (ApiKind::Alias, _) => "a name for another type".to_owned(),
                (kind, _) => format!("a type of its own (`{} {}`)", kind.keyword(), ty.name),
            };
            self.breaking(
                ChangeKind::RustType,
                at,
                format!("`{}` was {} and is {}", old.name, words(old), words(new)),
                "code may name it as the type that it was",
                "adapt what uses it",
                (&words(old), &words(new)),
            );
        }
    }

    fn type_gone(&mut self, old: &ApiType) {
        let subject = subject_of(old);
        // What had this type has another one, or is gone too.
        if self
            .new
            .iter()
            .any(|change| subject.is_within(&change.subject))
        {
            return;
        }
        self.breaking(
            ChangeKind::RustName,
            subject,
            format!("the type `{}` is gone", old.name),
            "what it was made of has another type or name; code may name it",
            "use the type that stands there now",
            (&old.name, ""),
        );
    }

    fn member(
        &mut self,
        (old, was): (&ApiType, &Member),
        (new, is): (&ApiType, &Member),
        partners: &Partners<'_>,
    ) {
        let (before, after) = (path(old, was), path(new, is));
        if was.name != is.name {
            self.breaking(
                ChangeKind::RustName,
                is.subject.clone(),
                format!("`{before}` is now called `{after}`"),
                "its name is made from others' that changed; code may name it",
                "use the new name",
                (&before, &after),
            );
        }
        let unit = || "nothing".to_owned();
        let (ty_before, ty_after) = (
            was.ty.clone().unwrap_or_else(unit),
            is.ty.clone().unwrap_or_else(unit),
        );
        let (was_ty, is_ty) = (was.resolved.as_ref(), is.resolved.as_ref());
        if !partners.same(was_ty, is_ty) {
            self.breaking(
                ChangeKind::RustType,
                is.subject.clone(),
                format!("`{after}` was `{ty_before}` and is `{ty_after}`"),
                "it has another type in Rust",
                "adapt what reads or builds it",
                (&ty_before, &ty_after),
            );
        } else if !same_boxes(was_ty, is_ty) {
            let (reason, advice) = if ty_after.contains("Box<") {
                (
                    "it has grown so large that it lives in a box; what reads it through a \
                     reference compiles as before, what builds it or moves it out does not",
                    "build it with `.into()` and move it out with `*`",
                )
            } else {
                (
                    "it has become so small that it needs no box; what reads it through a \
                     reference compiles as before, what builds it or moves it out does not",
                    "build it and move it out without the box",
                )
            };
            self.breaking(
                ChangeKind::Boxed,
                is.subject.clone(),
                format!("`{after}` was `{ty_before}` and is `{ty_after}`"),
                reason,
                advice,
                (&ty_before, &ty_after),
            );
        }
    }

    fn member_gone(&mut self, old: &ApiType, was: &Member) {
        // A variant named after another value of its tag was told of by that name.
        let renamed = self.known.iter().any(|change| {
            change.kind == ChangeKind::VariantRenamed && are_siblings(&change.subject, &was.subject)
        });
        if renamed {
            return;
        }
        self.breaking(
            ChangeKind::RustName,
            was.subject.clone(),
            format!("`{}` is gone", path(old, was)),
            "what it was made of only tells where the object belongs now, or is part of another \
             type; code may name it",
            "remove what uses it",
            (&path(old, was), ""),
        );
    }

    fn member_new(&mut self, new: &ApiType, is: &Member) {
        let known = self.known.iter().any(|change| {
            let felt = change.impact != Impact::None || change.kind == ChangeKind::TypeAdded;
            felt && is.subject.is_within(&change.subject)
                || change.kind == ChangeKind::VariantRenamed
                    && are_siblings(&change.subject, &is.subject)
        });
        if known {
            return;
        }
        let (impact, reason, advice) = match new.kind {
            ApiKind::Struct => (
                Impact::Literals,
                "the struct has one more field",
                "add it to struct literals in the crate that derives",
            ),
            _ => (
                Impact::Matches,
                "the enum has one more variant",
                "handle the variant",
            ),
        };
        let message = format!("`{}` is new", path(new, is));
        let place = Place::new(String::new());
        let mut change = Change::new(ChangeKind::RustName, is.subject.clone(), place, message)
            .impact(impact, reason)
            .advice(advice);
        change.after.clone_from(&is.ty);
        self.new.push(change);
    }

    /// Adds a breaking change, unless one that is known tells it already.
    fn breaking(
        &mut self,
        kind: ChangeKind,
        subject: Subject,
        message: String,
        reason: &str,
        advice: &str,
        (before, after): (&str, &str),
    ) {
        if self
            .known
            .iter()
            .any(|change| tells(change, kind, &subject))
        {
            return;
        }
        let place = Place::new(String::new());
        self.new.push(
            Change::new(kind, subject, place, message)
                .impact(Impact::Breaking, reason)
                .advice(advice)
                .values(before, after),
        );
    }
}

/// Whether a known change says that code which uses `subject` breaks, in this way or altogether.
fn tells(change: &Change, kind: ChangeKind, subject: &Subject) -> bool {
    let name = matches!(
        change.kind,
        ChangeKind::Name | ChangeKind::TypeRenamed | ChangeKind::VariantRenamed
    );
    let presence = change.kind == ChangeKind::FieldPresence;
    let of_this_sort = match kind {
        ChangeKind::RustName => !presence,
        _ => !name,
    };
    change.verdict() == Verdict::Breaking
        && if change.subject == *subject {
            of_this_sort
        } else {
            // What has another name or may be absent is inside what it was.
            subject.is_within(&change.subject) && !name && !presence
        }
}

fn subject_of(ty: &ApiType) -> Subject {
    let subject = ty.subject.clone();
    subject.unwrap_or_else(|| Subject::definition(&ty.name))
}

fn path(ty: &ApiType, member: &Member) -> String {
    format!("{}::{}", ty.name, member.name)
}

/// Whether two subjects are a step away from the same one.
fn are_siblings(one: &Subject, other: &Subject) -> bool {
    one.parent().is_some() && one.parent() == other.parent()
}
