//! Types as wholes: their names, what sort of types they are, and whether they are there.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Root, Subject};

use super::Source;
use crate::api::{Alias, Api, ApiKind, ApiType};
use crate::diff::rust::Difference;

impl<'a> Source<'a> {
    /// Compares two types, but for their members.
    pub(super) fn pair(&mut self, old: &'a ApiType, new: &'a ApiType) {
        self.name(old, new);
        if old.kind == new.kind {
            self.alias(old, new);
        } else {
            self.sort(old, new);
        }
        if let Some(subject) = &new.subject {
            let texts = (old.description.as_ref(), new.description.as_ref());
            self.documentation(texts, (old.deprecated, new.deprecated), subject);
        }
    }

    /// Compares what is said about something.
    pub(super) fn documentation(
        &mut self,
        (before, after): (Option<&String>, Option<&String>),
        (was, is): (bool, bool),
        subject: &Subject,
    ) {
        let place = self.place(subject);
        if was != is {
            self.push(Change::deprecated(is, subject.clone(), place.clone()));
        }
        if before != after {
            self.push(Change::description(before, after, subject.clone(), place));
        }
    }

    fn name(&mut self, old: &ApiType, new: &ApiType) {
        let (Some(was), Some(is)) = (&old.subject, &new.subject) else {
            return;
        };
        let same_name = old.name == new.name;
        let (kind, message) = match (key(was), key(is)) {
            (Some(before), Some(after)) if before != after => {
                let message = match same_name {
                    true => format!(
                        "type `{before}` has the key `{after}`; in Rust it is still `{}`",
                        new.name
                    ),
                    false => format!("type `{before}` is now called `{after}`"),
                };
                (ChangeKind::TypeRenamed, message)
            }
            _ if same_name => return,
            _ if self.is_named_after_another(old, new) => return,
            _ => {
                let message = format!("the type `{}` is now called `{}`", old.name, new.name);
                let asked = |side: &super::Side<'_>, subject| {
                    side.get(subject).and_then(|it| it.ty.name.clone())
                };
                match asked(&self.old, was) == asked(&self.new, is) {
                    true => (ChangeKind::RustName, message),
                    false => (ChangeKind::Name, message),
                }
            }
        };
        let place = self.place(is);
        let mut change = Change::new(kind, is.clone(), place, message);
        if same_name {
            "code names it as before".clone_into(&mut change.reason);
        } else {
            let advice = format!(
                "use the new name, or keep the old one with `\"name\": \"{}\"` there",
                old.name
            );
            change = change
                .impact(Impact::Breaking, "code may name the type")
                .advice(advice);
        }
        let (before, after) = match (key(was), key(is)) {
            (Some(before), Some(after)) if kind == ChangeKind::TypeRenamed => (before, after),
            _ => (old.name.as_str(), new.name.as_str()),
        };
        self.push(change.values(before, after));
    }

    /// Whether the name of an inline type changed with that of the type that it stands in, or of the
    /// variant: it is made of both.
    fn is_named_after_another(&self, old: &ApiType, new: &ApiType) -> bool {
        let (Some(was), Some(is)) = (&old.subject, &new.subject) else {
            return false;
        };
        let (Some(old_outer), Some(new_outer)) =
            (outer(self.pairs.old, was), outer(self.pairs.new, is))
        else {
            return false;
        };
        let rests = (
            old.name.strip_prefix(&old_outer.name),
            new.name.strip_prefix(&new_outer.name),
        );
        let (Some(before), Some(after)) = rests else {
            return false;
        };
        let variant = |api: &Api, subject: &Subject, rest: &str| {
            let member = api.member(subject);
            member.is_some_and(|(_, member)| member.name == rest)
        };
        match before == after {
            true => old_outer.name != new_outer.name,
            false => variant(self.pairs.old, was, before) && variant(self.pairs.new, is, after),
        }
    }

    /// What sort of type it is.
    fn sort(&mut self, old: &ApiType, new: &ApiType) {
        let subject = self.subject_of(new);
        let words = (
            old.subject.as_ref().and_then(|it| self.old.words(it)),
            new.subject.as_ref().and_then(|it| self.new.words(it)),
        );
        let (kind, before, after) = match words {
            (Some(before), Some(after)) if before != after => {
                (ChangeKind::TypeChanged, before, after)
            }
            _ => (ChangeKind::RustType, in_rust(old), in_rust(new)),
        };
        let message = match new.subject {
            Some(_) => format!("`{subject}` was {before} and is {after}"),
            None => format!("`{}` was {before} and is {after}", new.name),
        };
        let change = self.add(
            kind,
            &subject,
            message,
            Impact::Breaking,
            "code may use it as the type that it was",
            "adapt what uses it",
        );
        change.before = Some(before);
        change.after = Some(after);
    }

    /// What a name stands for.
    fn alias(&mut self, old: &ApiType, new: &ApiType) {
        let same = match (&old.alias, &new.alias) {
            (Some(Alias::Of(was)), Some(Alias::Of(is))) => {
                // A type that may be null is an `Option` where it is used, not here.
                matches!(
                    self.pairs.difference(was, is),
                    None | Some(Difference::Null(_))
                )
            }
            (Some(Alias::Replaced(was)), Some(Alias::Replaced(is))) => was == is,
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.sort(old, new);
        }
    }

    /// A type that is gone.
    pub(super) fn gone(&mut self, old: &ApiType) {
        let subject = self.subject_of(old);
        if let Some(key) = key(&subject) {
            let message = format!("type `{key}` is gone");
            self.add(
                ChangeKind::TypeRemoved,
                &subject,
                message,
                Impact::Breaking,
                "code may name the type",
                "remove what uses it",
            );
            return;
        }
        // What had this type has another one, or is gone too.
        let told = self.found.iter().any(|it| {
            let was = it.was.as_ref().unwrap_or(&it.change.subject);
            it.change.impacts.contains(Impact::Breaking) && subject.is_within(was)
        });
        if !told {
            let message = format!("the type `{}` is gone", old.name);
            self.add(
                ChangeKind::RustName,
                &subject,
                message,
                Impact::Breaking,
                "code may name the type",
                "use the type that stands there now",
            );
        }
    }

    /// A type that is new.
    pub(super) fn fresh(&mut self, new: &ApiType) {
        let Some(subject) = new.subject.clone() else {
            return;
        };
        if let Some(key) = key(&subject) {
            let message = format!("type `{key}` is new");
            let place = self.place(&subject);
            let mut change = Change::new(ChangeKind::TypeAdded, subject.clone(), place, message)
                .described(new.description.as_ref());
            "nothing uses it yet but what is new itself".clone_into(&mut change.reason);
            self.push(change);
        }
    }

    /// Types that say of themselves whether they may be null.
    pub(super) fn nullable(&mut self) {
        for (index, new) in self.pairs.new.types.iter().enumerate() {
            let Some(old) = self.pairs.old_of(index) else {
                continue;
            };
            let old = &self.pairs.old.types[old];
            if old.nullable == new.nullable {
                continue;
            }
            let subject = self.subject_of(new);
            let message = match new.nullable {
                true => format!("`{subject}` may be null"),
                false => format!("`{subject}` may no longer be null"),
            };
            let place = self.place(&subject);
            let mut change = Change::new(ChangeKind::Nullable, subject, place, message);
            if self.null.contains_key(&index) {
                let (reason, advice) = match new.nullable {
                    true => (
                        "where it is used the type is an `Option`",
                        "handle its absence",
                    ),
                    false => (
                        "where it is used the type is no `Option` any more",
                        "remove what handles its absence",
                    ),
                };
                change = change.impact(Impact::Breaking, reason).advice(advice);
            }
            self.push(change);
        }
    }
}

/// The type that a type without an entry in `$defs` stands in.
fn outer<'a>(api: &'a Api, subject: &Subject) -> Option<&'a ApiType> {
    let mut outer = subject.parent();
    while let Some(subject) = outer {
        if let Some(ty) = api.ty(&subject) {
            return Some(ty);
        }
        outer = subject.parent();
    }
    None
}

/// The key of an entry of `$defs`.
fn key(subject: &Subject) -> Option<&str> {
    match (&subject.root, subject.steps.as_slice()) {
        (Root::Type(key), []) => Some(key),
        _ => None,
    }
}

fn in_rust(ty: &ApiType) -> String {
    match (ty.kind, &ty.subject, &ty.alias) {
        (ApiKind::Alias, None, _) => "`Infallible` (nothing could fail)".to_owned(),
        (ApiKind::Alias, _, Some(Alias::Replaced(path))) => format!("a name for `{path}`"),
        (ApiKind::Alias, ..) => "a name for another type".to_owned(),
        (kind, ..) => format!("a type of its own (`{} {}`)", kind.keyword(), ty.name),
    }
}
