//! Events.

use super::types::unless;
use super::words::{self, and_ends, became, becomes, conditions, content, handled};
use super::{Comparison, ends};
use crate::checked::Checked;
use crate::diff::change::{Change, Place};
use crate::diff::impact::Impact;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::Subject;
use crate::document::Event;
use crate::pointer;
use crate::shape::Type;
use crate::words::{Content, Dispatch, Handle, Unknown};

impl<'a> Comparison<'a> {
    /// Compares all events.
    pub(super) fn events(&mut self) {
        let (old, new) = (self.old, self.new);
        for (key, is) in &new.events {
            match old.events.get(key) {
                Some(was) => self.event(key, was, is),
                None => self.event_added(key, is),
            }
        }
        for (key, was) in &old.events {
            if !new.events.contains_key(key) {
                self.event_removed(key, was);
            }
        }
    }

    fn event_added(&mut self, key: &str, is: &Event<Type>) {
        let what = match is.handle {
            Handle::Skip => "it is dropped".to_owned(),
            Handle::Fail => "it ends the stream with an error".to_owned(),
            _ => format!("it is an item of the stream{}", and_ends(is)),
        };
        let before = match self.old.unknown {
            Unknown::Skip => "it was dropped, as every unknown event",
            Unknown::Fail => "it was an error, as every unknown event",
            Unknown::Keep => "it arrived as `Unknown`",
        };
        let payload = is.payload.as_ref().and_then(|ty| description(self.new, ty));
        let mut change = Change::new(
            ChangeKind::EventAdded,
            Subject::event(key),
            Place::new(place(key)),
            format!("event `{key}` is new"),
        )
        .described(is.description.as_ref().or(payload));
        change.reason = format!("{what}; until now {before}");
        // One item more is what enums of events are open for.
        if is.handle != Handle::Yield {
            change.impacts.add(Impact::Behaviour);
        }
        if is.handle == Handle::Fail {
            change = change.advice("handle the failure");
        }
        if let Some(why) = ends::misread_unknown(self.old, self.new, is) {
            change.breaks_forward(why);
        }
        change.after = Some(handled(is));
        self.changes.push(change);
    }

    fn event_removed(&mut self, key: &str, was: &Event<Type>) {
        let now = match self.new.unknown {
            Unknown::Skip => "is dropped",
            Unknown::Fail => "is an error",
            Unknown::Keep => "is `Unknown`",
        };
        let mut change = Change::new(
            ChangeKind::EventRemoved,
            Subject::event(key),
            Place::old(place(key)),
            format!("event `{key}` is gone"),
        );
        change.reason = format!("should it arrive, it {now}");
        if was.handle != Handle::Yield {
            change.impacts.add(Impact::Behaviour);
        }
        if let Some(why) = ends::misread_unknown(self.new, self.old, was) {
            change.breaks_backward(why);
        }
        change.before = Some(handled(was));
        self.changes.push(change);
    }

    fn event(&mut self, key: &str, was: &'a Event<Type>, is: &'a Event<Type>) {
        let (subject, place) = (Subject::event(key), Place::new(place(key)));
        if was.deprecated != is.deprecated {
            let change = Change::deprecated(is.deprecated, subject.clone(), place.clone());
            self.changes.push(change);
        }
        let (before, after) = (was.description.as_ref(), is.description.as_ref());
        if before != after {
            self.changes
                .push(Change::description(before, after, subject, place));
        }
        self.handle(key, was, is);
        self.mismatch(key, was, is);
        self.data(key, was, is);
    }

    fn handle(&mut self, key: &str, was: &Event<Type>, is: &Event<Type>) {
        let mut change = if was.handle != is.handle {
            let message = format!(
                "event `{key}` {}; it {}",
                becomes(is.handle),
                became(was.handle)
            );
            Change::new(
                ChangeKind::EventHandle,
                Subject::event(key),
                Place::new(place(key)),
                message,
            )
            .impact(Impact::Behaviour, "code compiles as before")
            .values(was.handle.keyword(), is.handle.keyword())
            .described(is.description.as_ref())
        } else if ends::ends(was) && was.when != is.when {
            let (before, after) = (conditions(&was.when), conditions(&is.when));
            let message = format!("event `{key}` is the last one {after}; it was {before}");
            Change::new(
                ChangeKind::EventWhen,
                Subject::event(key),
                Place::new(place(key)),
                message,
            )
            .impact(Impact::Behaviour, "the stream ends elsewhere")
            .values(before, after)
        } else {
            return;
        };
        if let Some(why) = ends::misread(self.old, was, is) {
            change.breaks_forward(why);
        }
        if let Some(why) = ends::misread(self.new, is, was) {
            change.breaks_backward(why);
        }
        self.changes.push(change);
    }

    /// What becomes of it if it does not fit. What the whole document says is no change of an event.
    fn mismatch(&mut self, key: &str, was: &Event<Type>, is: &Event<Type>) {
        let (before, after) = (self.old.mismatch_of(was), self.new.mismatch_of(is));
        if before == after || (was.mismatch, is.mismatch) == (None, None) {
            return;
        }
        let (before, after) = (words::mismatch(before), words::mismatch(after));
        let message = format!("an event `{key}` that does not fit: {after} (was: {before})");
        let place = Place::new(place(key));
        let change = Change::new(ChangeKind::Mismatch, Subject::event(key), place, message);
        let reason = "payloads that do not fit come through otherwise";
        self.changes.push(
            change
                .impact(Impact::Behaviour, reason)
                .values(before, after),
        );
    }

    /// What the data is, and whether it is read.
    fn data(&mut self, key: &str, was: &'a Event<Type>, is: &'a Event<Type>) {
        if was.handle == Handle::Skip && is.handle == Handle::Skip {
            return;
        }
        let subject = Subject::event(key);
        let place = Place::new(place(key));
        let (forward, backward) = (unread(is, was), unread(was, is));
        let is_read = was.handle != Handle::Skip && is.handle != Handle::Skip;
        if is_read && was.content != is.content {
            let (before, after) = (content(was.content), content(is.content));
            let message = format!("the data of event `{key}` was {before} and is {after}");
            let mut change = Change::new(ChangeKind::EventContent, subject, place, message)
                .impact(Impact::Behaviour, "the data is read otherwise")
                .values(before, after);
            (change.forward, change.backward) = (forward, backward);
            return self.changes.push(change);
        }
        let (Some(a), Some(b)) = (&was.payload, &is.payload) else {
            return self.misfit(&subject, place, forward, backward);
        };
        // Who drops an event reads nothing of it.
        match (was.handle, is.handle) {
            (Handle::Skip, _) => {
                let fits = self.backward.fits(a, b);
                self.misfit(&subject, place, None, unless(fits, DATA));
            }
            (_, Handle::Skip) => {
                let fits = self.forward.fits(b, a);
                self.misfit(&subject, place, unless(fits, DATA), None);
            }
            _ => {
                self.types(a, b, &subject);
                let why = "its data says its event type, and that does not fit";
                // An event that cannot hold its own type is never sent.
                let (old, new) = (
                    |key: &&str| self.forward.takes_text_at(a, key),
                    |key: &&str| self.backward.takes_text_at(b, key),
                );
                let forward = named_in(self.new, b).filter(new).all(|key| old(&key));
                let backward = named_in(self.old, a).filter(old).all(|key| new(&key));
                self.misfit(&subject, place, unless(forward, why), unless(backward, why));
            }
        }
    }
}

/// The properties in which the data of an event says its event type, though its payload does not
/// declare them.
fn named_in<'a>(document: &'a Checked, payload: &'a Type) -> impl Iterator<Item = &'a str> {
    let object = document.object(payload).map(|(_, object)| object);
    let pointers = document.dispatch.iter().filter_map(|entry| match entry {
        Dispatch::Pointer(pointer) => Some(pointer.segments()),
        _ => None,
    });
    pointers.filter_map(move |way| match way {
        [key] => {
            let declared = object.is_some_and(|it| it.property(key).is_some());
            (!declared).then_some(key.as_str())
        }
        _ => None,
    })
}

const DATA: &str = "its data may not fit";

/// Why the data of one document's event is no data of the other's, whatever the types.
fn unread(sent: &Event<Type>, read: &Event<Type>) -> Option<String> {
    if read.handle == Handle::Skip || read.content != Content::Json {
        return None;
    }
    let why = match (sent.content, &sent.payload) {
        (Content::Json, Some(_)) => return None,
        // A failure whose data is not declared takes any JSON.
        (Content::Json, None) if read.payload.is_none() => return None,
        (Content::Text, _) => "its data is not JSON",
        _ => "what its data is was not declared, and it may not fit",
    };
    Some(why.to_owned())
}

fn place(key: &str) -> String {
    pointer::child("/events", key)
}

/// What is said about a type, or else about the type that it refers to.
fn description<'a>(document: &'a Checked, mut ty: &'a Type) -> Option<&'a String> {
    loop {
        match (&ty.description, &ty.shape) {
            (Some(description), _) => return Some(description),
            (None, crate::Shape::Ref(id)) => ty = document.definition(*id),
            (None, _) => return None,
        }
    }
}
