//! Fields and variants that are gone, or new.

use stream_events_schema::diff::{ChangeKind, Impact, Step};

use super::Source;
use super::members::path;
use crate::api::{ApiKind, ApiType, Member};

impl Source<'_> {
    pub(super) fn member_gone(&mut self, was: &Member, (old, new): (&ApiType, &ApiType)) {
        // Several events may share a variant of `Failure`; and what becomes of events is not the
        // API's alone to say.
        let is_there = self.is_there(was, new);
        if is_there && matches!(old.kind, ApiKind::Event | ApiKind::Failure) {
            return;
        }
        let subject = match (&new.subject, was.subject.steps.last()) {
            (Some(subject), Some(step)) => subject.child(step.clone()),
            _ => was.subject.clone(),
        };
        let at = self.subject_of(new);
        let wire = was.subject.steps.last().map(ToString::to_string);
        let wire = wire.unwrap_or_default();
        let became_a_tag = self.new.get(&subject).is_some();
        let (kind, message, reason, advice) = match old.kind {
            ApiKind::Event => (
                ChangeKind::EventRemoved,
                format!("event `{}` has no variant any more", was.subject),
                "its variant is gone",
                "remove what names the variant",
            ),
            ApiKind::Failure => (
                ChangeKind::RustName,
                format!("`{}` is gone", path(old, was)),
                "code may name the variant",
                "remove what names it",
            ),
            ApiKind::Struct if became_a_tag => (
                ChangeKind::RustName,
                format!("`{}` is no longer generated", path(old, was)),
                "it only tells now where the object belongs; code may read the field",
                "remove what uses it",
            ),
            ApiKind::Struct => (
                ChangeKind::FieldRemoved,
                match was.subject.steps.last() {
                    Some(Step::Values) => {
                        format!("`{at}` no longer keeps its other entries")
                    }
                    _ => format!("`{at}` no longer has the field `{wire}`"),
                },
                "code may read the field",
                "remove what uses it",
            ),
            ApiKind::OpenEnum => (
                ChangeKind::ValueRemoved,
                format!("`{at}` no longer knows the value `{wire}`"),
                "its variant is gone",
                "remove what names it; should it arrive, it is `Unknown`",
            ),
            ApiKind::Kinds => (
                ChangeKind::VariantRemoved,
                format!("`{at}` can no longer be {}", with_article(&wire)),
                "code may name the variant",
                "remove what names it",
            ),
            ApiKind::Tagged | ApiKind::Alias => (
                ChangeKind::VariantRemoved,
                format!("`{at}` no longer has the variant `{wire}`"),
                "code may name the variant",
                "remove what names it; should it arrive, it is `Unknown`",
            ),
        };
        let before = self.old.words(&was.subject).or_else(|| was.ty.clone());
        let change = match is_there {
            false => self.add(kind, &subject, message, Impact::Breaking, reason, advice),
            true => {
                let reason = "what has its name in Rust is another one now";
                self.add(kind, &subject, message, Impact::Behaviour, reason, advice)
            }
        };
        change.before = before;
    }

    pub(super) fn member_added(&mut self, new: &ApiType, is: &Member, old: &ApiType) {
        // Several events may share a variant of `Failure`.
        if old.members.iter().any(|was| was.name == is.name) && new.kind == ApiKind::Failure {
            return;
        }
        let subject = is.subject.clone();
        let at = self.subject_of(new);
        let wire = is.subject.steps.last().map(ToString::to_string);
        let wire = wire.unwrap_or_default();
        let words = self.new.words(&subject).or_else(|| is.ty.clone());
        let unknown = "it has a variant of its own; until now it arrived as `Unknown`";
        let (kind, message, impact, reason, advice) = match new.kind {
            ApiKind::Event => (
                ChangeKind::EventAdded,
                format!("event `{subject}` has a variant"),
                Impact::Matches,
                "",
                "handle the variant, and remove what looks for its name in `Unknown`",
            ),
            ApiKind::Failure => (
                ChangeKind::RustName,
                format!("`{}` is new", path(new, is)),
                Impact::Matches,
                "the enum has one more variant",
                "handle the variant",
            ),
            ApiKind::Struct => (
                ChangeKind::FieldAdded,
                match is.subject.steps.last() {
                    Some(Step::Values) => {
                        format!("`{at}` keeps its other entries in a new field")
                    }
                    _ => format!(
                        "`{at}` has a new field `{wire}`: {}",
                        words.as_deref().unwrap_or_default()
                    ),
                },
                Impact::Literals,
                "the struct has one more field",
                "add it to struct literals in the crate that derives",
            ),
            ApiKind::OpenEnum => (
                ChangeKind::ValueAdded,
                format!("`{at}` has a new value `{wire}`"),
                Impact::Matches,
                unknown,
                "handle the variant",
            ),
            ApiKind::Kinds => (
                ChangeKind::VariantAdded,
                format!("`{at}` can also be {}", with_article(&wire)),
                Impact::Matches,
                "it has a variant of its own; until now it did not fit",
                "handle the variant",
            ),
            ApiKind::Tagged | ApiKind::Alias => (
                ChangeKind::VariantAdded,
                format!("`{at}` has a new variant `{wire}`"),
                Impact::Matches,
                unknown,
                "handle the variant",
            ),
        };
        let exhaustive = self.exhaustive;
        let is_argument = new
            .constructor
            .as_ref()
            .is_some_and(|it| it.takes(&is.name));
        let change = self.add(kind, &subject, message, impact, reason, advice);
        change.after = words;
        change.description.clone_from(&is.description);
        if exhaustive {
            change.add_impact(Impact::Breaking, "code of any crate may be exhaustive");
        }
        if is_argument {
            change.add_impact(Impact::Breaking, &format!("`{}::new` takes it", new.name));
            change.add_advice("give it to `new`");
        }
    }
}

fn with_article(kind: &str) -> String {
    match kind {
        "array" | "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}
