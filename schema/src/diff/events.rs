//! Events.

use super::change::{Change, Impact, Place};
use super::kind::ChangeKind;
use super::subject::Subject;
use super::types::Comparison;
use super::unions::description;
use indexmap::IndexMap;

use crate::document::Event;
use crate::pointer::{self, Pointer};
use crate::shape::Type;
use crate::words::{Content, Handle, Test, Unknown};

impl Comparison<'_> {
    /// Compares all events.
    pub(super) fn events(&mut self) {
        let (old, new) = (&self.old.events, &self.new.events);
        for (key, is) in new {
            match old.get(key) {
                Some(was) => self.event(key, was, is),
                None => self.event_added(key, is),
            }
        }
        for (key, was) in old {
            if !new.contains_key(key) {
                self.event_removed(key, was);
            }
        }
    }

    fn event_added(&mut self, key: &str, is: &Event<Type>) {
        let before = match self.old.unknown {
            Unknown::Skip => "until now it was dropped, as every unknown event",
            Unknown::Fail => "until now it was an error, as every unknown event",
            Unknown::Keep => "until now it arrived as `Unknown`",
        };
        let change = Change::new(
            ChangeKind::EventAdded,
            Subject::event(key),
            Place::new(place(key)),
            format!("event `{key}` is new"),
        );
        let change = match is.handle {
            Handle::Skip => change.impact(Impact::Behaviour, format!("it is dropped; {before}")),
            Handle::Fail => change
                .impact(
                    Impact::Behaviour,
                    format!("it ends the stream with an error; {before}"),
                )
                .advice("handle the failure"),
            handle => change
                .impact(
                    Impact::Matches,
                    format!(
                        "it has a variant of its own{}; {before}",
                        and_ends(handle, &is.when)
                    ),
                )
                .advice("handle the variant, and remove what looks for its name in `Unknown`"),
        };
        let payload = is.payload.as_ref().and_then(|ty| description(self.new, ty));
        let mut change = change.described(is.description.as_ref().or(payload));
        change.after = Some(handled(is));
        self.changes.push(change);
    }

    fn event_removed(&mut self, key: &str, was: &Event<Type>) {
        let now = match self.new.unknown {
            Unknown::Skip => "is dropped",
            Unknown::Fail => "is an error",
            Unknown::Keep => "is `Unknown`",
        };
        let change = Change::new(
            ChangeKind::EventRemoved,
            Subject::event(key),
            Place::old(place(key)),
            format!("event `{key}` is gone"),
        );
        let mut change = if is_item(was) {
            change
                .impact(Impact::Breaking, "its variant is gone")
                .advice(format!(
                    "remove what names the variant; should it arrive, it {now}"
                ))
        } else {
            change.impact(Impact::Behaviour, format!("should it arrive, it {now}"))
        };
        change.before = Some(handled(was));
        self.changes.push(change);
    }

    fn event(&mut self, key: &str, was: &Event<Type>, is: &Event<Type>) {
        let subject = Subject::event(key);
        let at = place(key);
        if is_item(was) && is_item(is) {
            let (was, is) = ((was.name.as_deref(), key), (is.name.as_deref(), key));
            self.names(was, is, &at, &subject);
        }
        self.deprecated(was.deprecated, is.deprecated, &at, &subject);
        self.descriptions(&was.description, &is.description, &at, &subject);
        self.handle(key, was, is, &subject);
        self.when(key, was, is, &subject);
        if was.handle == Handle::Skip || is.handle == Handle::Skip {
            return;
        }
        if was.content == is.content {
            if let (Some(was), Some(is)) = (&was.payload, &is.payload) {
                self.types(was, is, &subject);
            }
        } else {
            self.content(key, was, is, &subject);
        }
    }

    fn handle(&mut self, key: &str, was: &Event<Type>, is: &Event<Type>, subject: &Subject) {
        if was.handle == is.handle {
            return;
        }
        let (before, after) = (was.handle.keyword(), is.handle.keyword());
        let change = Change::new(
            ChangeKind::EventHandle,
            subject.clone(),
            Place::new(place(key)),
            format!(
                "event `{key}` {}; it {}",
                becomes(is.handle),
                became(was.handle)
            ),
        );
        let change = match (is_item(was), is_item(is)) {
            (true, false) => change
                .impact(Impact::Breaking, "its variant is gone")
                .advice("remove what names the variant"),
            (false, true) => change
                .impact(Impact::Matches, "it has a variant now")
                .advice("handle the variant")
                .described(is.description.as_ref()),
            _ => change.impact(
                Impact::Behaviour,
                "code compiles as before, and the stream goes another way",
            ),
        };
        self.changes.push(change.values(before, after));
    }

    fn when(&mut self, key: &str, was: &Event<Type>, is: &Event<Type>, subject: &Subject) {
        let conditional = |it: &Event<Type>| matches!(it.handle, Handle::Finish | Handle::Complete);
        if !conditional(was) || !conditional(is) || was.when == is.when {
            return;
        }
        let (before, after) = (conditions(&was.when), conditions(&is.when));
        let change = Change::new(
            ChangeKind::EventWhen,
            subject.clone(),
            Place::new(place(key)),
            format!("event `{key}` is the last one {after}; it was {before}",),
        );
        self.changes.push(
            change
                .impact(Impact::Behaviour, "the stream ends elsewhere")
                .values(before, after),
        );
    }

    fn content(&mut self, key: &str, was: &Event<Type>, is: &Event<Type>, subject: &Subject) {
        let (before, after) = (content(was.content), content(is.content));
        let change = Change::new(
            ChangeKind::EventContent,
            subject.clone(),
            Place::new(place(key)),
            format!("the data of event `{key}` was {before} and is {after}"),
        );
        self.changes.push(
            change
                .impact(Impact::Breaking, "its payload has another type")
                .advice("adapt what reads the payload")
                .values(before, after),
        );
    }
}

fn place(key: &str) -> String {
    pointer::child("/events", key)
}

/// Whether an event has a variant.
fn is_item(event: &Event<Type>) -> bool {
    !matches!(event.handle, Handle::Skip | Handle::Fail)
}

fn and_ends(handle: Handle, when: &IndexMap<Pointer, Test>) -> String {
    match handle {
        Handle::Finish => format!(", and the stream ends after it {}", conditions(when)),
        Handle::Complete => format!(", and the answer is complete with it {}", conditions(when)),
        _ => return String::new(),
    }
    .trim_end_matches(" always")
    .to_owned()
}

fn handled(event: &Event<Type>) -> String {
    let handle = event.handle.keyword();
    if event.when.is_empty() {
        return handle.to_owned();
    }
    format!("{handle} {}", conditions(&event.when))
}

fn becomes(handle: Handle) -> &'static str {
    match handle {
        Handle::Yield => "is an item of the stream",
        Handle::Skip => "is dropped",
        Handle::Fail => "ends the stream with an error",
        Handle::Finish => "is the last item of the stream",
        Handle::Complete => "completes the answer, and more may follow",
    }
}

fn became(handle: Handle) -> &'static str {
    match handle {
        Handle::Yield => "was an item of the stream",
        Handle::Skip => "was dropped",
        Handle::Fail => "ended the stream with an error",
        Handle::Finish => "was the last item of the stream",
        Handle::Complete => "completed the answer, and more could follow",
    }
}

fn content(content: Content) -> &'static str {
    match content {
        Content::Json => "JSON",
        Content::Text => "text",
        Content::None => "of no interest",
    }
}

/// When something applies: `always`, or `when /a is there and /b is "x"`.
fn conditions(conditions: &IndexMap<Pointer, Test>) -> String {
    if conditions.is_empty() {
        return "always".to_owned();
    }
    let conditions: Vec<_> = conditions
        .iter()
        .map(|(pointer, test)| format!("{pointer} {test}"))
        .collect();
    format!("when {}", conditions.join(" and "))
}
