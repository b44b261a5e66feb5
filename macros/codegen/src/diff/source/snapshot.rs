//! The type of the snapshot, and what rules tell of its changes.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Place, Subject, describe};
use stream_events_schema::snapshot::checked::{
    Change as Told, ChangeField, Delta, Fold, Operation, Rule,
};
use stream_events_schema::{Shape, Type, pointer};

use super::members::path;
use super::{Side, Source};
use crate::api::{ApiType, Member};

impl Source<'_> {
    /// Compares what both documents add up to.
    pub(super) fn snapshot(&mut self) {
        let (was, is) = (self.old.document.fold(), self.new.document.fold());
        let (was, is) = match (was, is) {
            (Some(was), Some(is)) => (was, is),
            (Some(_), None) => {
                let place = Place::old("/snapshot");
                let change = snapshot(place, "events no longer add up to a snapshot")
                    .impact(Impact::Breaking, "the types of the snapshot are gone")
                    .advice("add the events up in code of your own, by the trait `Fold`");
                self.push(change);
                return;
            }
            (None, _) => return,
        };
        if !self.is_same(&was.ty, &is.ty) {
            let place = Place::new("/snapshot/type");
            let change = snapshot(place, "the snapshot is of another type")
                .impact(Impact::Breaking, "the value has another type in Rust")
                .advice("adapt what reads it");
            self.push(change);
        }
        for (name, before) in &was.changes {
            match is.changes.get(name) {
                Some(after) => self.told(name, (before, after), is),
                None => {
                    let message = format!("the change `{name}` is gone");
                    let change = emit(name, message, was, Place::old)
                        .impact(Impact::Breaking, "code may name its variant")
                        .advice("remove what handles it");
                    self.push(change);
                }
            }
        }
        for name in is
            .changes
            .keys()
            .filter(|it| !was.changes.contains_key(*it))
        {
            let message = format!("the change `{name}` is new");
            let change = emit(name, message, is, Place::new)
                .impact(Impact::Matches, "the enum has one more variant")
                .advice("handle the variant");
            self.push(change);
        }
    }

    /// Compares what rules with one name tell.
    fn told(&mut self, name: &str, (was, is): (&Told, &Told), fold: &Fold) {
        let delta = match (&was.delta, &is.delta) {
            (Some(Delta::List(was)), Some(Delta::List(is))) => self.is_same(was, is),
            (was, is) => was == is,
        };
        let value = was.json_text == is.json_text
            && was.nullable == is.nullable
            && self.is_same(&was.value, &is.value);
        let fields = by_name(&was.fields) == by_name(&is.fields);
        let parts = [(fields, "fields"), (delta, "`delta`"), (value, "`value`")];
        let other: Vec<_> = parts.iter().filter(|it| !it.0).map(|it| it.1).collect();
        if other.is_empty() {
            return;
        }
        let message = format!("the change `{name}` has another form: {}", other.join(", "));
        let change = emit(name, message, fold, Place::new)
            .impact(Impact::Breaking, "code may name what is in its variant")
            .advice("adapt what handles it");
        self.push(change);
    }

    /// Whether two types are the same in Rust, but for what is in them.
    fn is_same(&self, was: &Type, is: &Type) -> bool {
        match (&was.shape, &is.shape) {
            (Shape::Nullable(was), Shape::Nullable(is))
            | (Shape::Array(was), Shape::Array(is))
            | (Shape::Map(was), Shape::Map(is)) => self.is_same(was, is),
            (Shape::Ref(old), Shape::Ref(new)) => {
                let (old, new) = (
                    self.old.document.definition_key(*old),
                    self.new.document.definition_key(*new),
                );
                let position = |types: &[ApiType], key| {
                    let subject = Subject::definition(key);
                    types
                        .iter()
                        .position(|it| it.subject.as_ref() == Some(&subject))
                };
                let was = position(&self.pairs.old.types, old);
                let is = position(&self.pairs.new.types, new);
                match (was, is) {
                    (Some(was), Some(is)) => self.pairs.new_of(was) == Some(is),
                    _ => old == new,
                }
            }
            (Shape::Ref(_), _) | (_, Shape::Ref(_)) => false,
            _ => describe(self.old.document, was) == describe(self.new.document, is),
        }
    }

    /// Whether a member becomes JSON text, or is none any more: then it has another type.
    pub(super) fn json_text(&mut self, was: &Subject, (new, is): (&ApiType, &Member)) -> bool {
        let (before, after) = (
            self.old.is_json_text(was),
            self.new.is_json_text(&is.subject),
        );
        if before == after {
            return false;
        }
        let message = match after {
            true => format!("`{}` is JSON text that comes in pieces now", path(new, is)),
            false => format!("`{}` is no JSON text any more", path(new, is)),
        };
        let change = Change::new(
            ChangeKind::RustType,
            is.subject.clone(),
            self.place(&is.subject),
            message,
        );
        let (reason, advice) = match after {
            true => (
                "its type is `JsonText`, which has a value only once it is whole",
                "ask it for its value",
            ),
            false => (
                "its type was `JsonText`, and is that of the value",
                "use the value itself",
            ),
        };
        self.push(change.impact(Impact::Breaking, reason).advice(advice));
        true
    }
}

impl Side<'_> {
    /// Whether what stands at a subject is JSON text, or a list or map of it.
    fn is_json_text(&self, subject: &Subject) -> bool {
        let standing = self.get(subject).map(|it| it.ty);
        let fold = self.document.fold();
        standing
            .zip(fold)
            .is_some_and(|(ty, fold)| has_json_text(fold, ty))
    }
}

fn has_json_text(fold: &Fold, ty: &Type) -> bool {
    fold.is_json_text(ty)
        || match &ty.shape {
            Shape::Nullable(inner) | Shape::Array(inner) | Shape::Map(inner) => {
                has_json_text(fold, inner)
            }
            _ => false,
        }
}

fn snapshot(place: Place, message: &str) -> Change {
    Change::new(ChangeKind::Snapshot, Subject::document(), place, message)
}

fn by_name(fields: &[ChangeField]) -> Vec<&ChangeField> {
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_unstable_by_key(|it| &it.name);
    fields
}

/// A change of what is told by this name, at the first rule that tells it.
fn emit(name: &str, message: String, fold: &Fold, side: impl Fn(String) -> Place) -> Change {
    let rule = fold.events.values().find_map(|rules| telling(rules, name));
    let place = rule.map_or_else(
        || "/snapshot".to_owned(),
        |rule| pointer::child(&rule.pointer, "emit"),
    );
    Change::new(ChangeKind::Emit, Subject::document(), side(place), message)
}

/// The first rule that tells something by this name.
fn telling<'r>(rules: &'r [Rule], name: &str) -> Option<&'r Rule> {
    rules.iter().find_map(|rule| match &rule.operation {
        _ if rule.emit.as_deref() == Some(name) => Some(rule),
        Operation::Scope(scope) => telling(&scope.rules, name),
        _ => None,
    })
}
