//! Events.

use indexmap::IndexMap;

use crate::check::lower::names;
use crate::check::rules::when::Types;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Document, Event};
use crate::parse::Unread;
use crate::pointer;
use crate::shape::Type;
use crate::words::{Content, Handle};

pub(crate) fn check(
    document: &Document,
    unread: &Unread,
    payloads: Vec<Option<Type>>,
    types: Types<'_>,
    findings: &mut Findings,
) -> IndexMap<String, Event<Type>> {
    if document.events.is_empty() && !unread.covers("/events") {
        let diagnostic = Diagnostic::new(Check::NoEvents, "/events", "no event is declared")
            .label("nothing would ever arrive")
            .help("declare them: `\"events\": { \"ping\": { \"handle\": \"skip\" } }`");
        findings.add(diagnostic);
    }
    let events = document.events.iter().zip(payloads);
    let mut event = |((key, entry), payload): ((&String, &Event), Option<Type>)| {
        let place = pointer::child("/events", key);
        let mut check = EventCheck {
            key,
            entry,
            place,
            unread,
            findings,
        };
        check.names();
        check.payload(payload.is_some());
        check.when(&payload, types);
        check.mismatch();
        let event = Event {
            name: entry.name.clone(),
            description: entry.description.clone(),
            deprecated: entry.deprecated,
            handle: entry.handle,
            when: entry.when.clone(),
            content: entry.content,
            payload,
            mismatch: entry.mismatch,
            apply: entry.apply.clone(),
        };
        (key.clone(), event)
    };
    events.map(&mut event).collect()
}

struct EventCheck<'a> {
    key: &'a str,
    entry: &'a Event,
    place: String,
    unread: &'a Unread,
    findings: &'a mut Findings,
}

impl EventCheck<'_> {
    fn names(&mut self) {
        if self.key.is_empty() {
            let message = "an event cannot have the empty name";
            let diagnostic = Diagnostic::new(Check::EmptyName, &self.place, message)
                .at_key()
                .label("an empty `event` field counts as none")
                .help("write the event's name on the wire");
            self.findings.add(diagnostic);
        }
        if let Some(name) = &self.entry.name {
            names::check(self.findings, &self.place, name);
        }
    }

    /// `is_known` if there is a payload, even one with a mistake in it.
    fn payload(&mut self, is_known: bool) {
        let Event {
            handle,
            content,
            payload,
            ..
        } = self.entry;
        if self.is_unread("content") {
            return;
        }
        match (content, payload) {
            (Content::Json, None) if !is_known => {
                let delivered = matches!(handle, Handle::Yield | Handle::Finish | Handle::Complete);
                if delivered && !self.is_unread("handle") {
                    let message = format!("`{}` does not say what its data is", self.key);
                    let diagnostic = Diagnostic::new(Check::PayloadMissing, &self.place, message)
                        .at_key()
                        .label("no `payload`")
                        .help(
                            "add `\"payload\": { \"$ref\": \"#/$defs/Name\" }`, or \
                             `\"content\": \"text\"` or `\"none\"` if the data is not JSON",
                        );
                    self.findings.add(diagnostic);
                }
            }
            (Content::Text | Content::None, Some(_)) => {
                let what = if *content == Content::Text {
                    "text"
                } else {
                    "none"
                };
                let place = pointer::child(&self.place, "payload");
                let message = format!("`payload` is for JSON, but `content` is `{what}`");
                let diagnostic = Diagnostic::new(Check::PayloadWithoutJson, place, message)
                    .at_key()
                    .label("never used")
                    .help("remove `payload`, or remove `content` if the data is JSON");
                self.findings.add(diagnostic);
            }
            (Content::Json, _) | (Content::Text | Content::None, None) => {}
        }
    }

    fn when(&mut self, payload: &Option<Type>, types: Types<'_>) {
        let Event {
            handle,
            content,
            when,
            ..
        } = self.entry;
        let place = pointer::child(&self.place, "when");
        if when.is_empty() || self.is_unread("handle") || self.is_unread("content") {
            return;
        }
        let complaint = match (handle, content) {
            (Handle::Finish | Handle::Complete, Content::Json) => None,
            (Handle::Finish | Handle::Complete, _) => Some((
                "`when` looks into JSON, which this event's data is not",
                "remove `when`, or remove `content` if the data is JSON",
            )),
            _ => Some((
                "`when` is only for events handled as `finish` or `complete`",
                "remove `when`, or add `\"handle\": \"finish\"` or `\"complete\"`",
            )),
        };
        if let Some((message, help)) = complaint {
            let diagnostic = Diagnostic::new(Check::WhenWithoutEnd, place, message)
                .at_key()
                .label("no effect")
                .help(help);
            self.findings.add(diagnostic);
            return;
        }
        // Without a payload there is nothing to look into, which was reported.
        let Some(payload) = payload else {
            return;
        };
        for (pointer, test) in when {
            let place = pointer::child(&place, pointer.as_str());
            if !self.unread.covers(&place) {
                types.condition(payload, pointer, test, &place, self.findings);
            }
        }
    }

    fn mismatch(&mut self) {
        let Event {
            handle,
            content,
            mismatch,
            ..
        } = self.entry;
        if mismatch.is_none() || self.is_unread("handle") || self.is_unread("content") {
            return;
        }
        let message = match (handle, content) {
            (Handle::Skip, _) => "`mismatch` is for events that are read, and this one is dropped",
            (Handle::Fail, _) => {
                "`mismatch` is for items, and a failure ends the stream whatever its data"
            }
            (_, Content::Text | Content::None) => {
                "`mismatch` is for JSON, which this event's data is not"
            }
            (_, Content::Json) => return,
        };
        let place = pointer::child(&self.place, "mismatch");
        let diagnostic = Diagnostic::new(Check::MismatchWithoutPayload, place, message)
            .at_key()
            .label("no effect")
            .help("remove `mismatch`");
        self.findings.add(diagnostic);
    }

    fn is_unread(&self, keyword: &str) -> bool {
        self.unread.covers(&pointer::child(&self.place, keyword))
    }
}
