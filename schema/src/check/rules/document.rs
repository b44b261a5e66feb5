//! Everything outside `events` and `$defs`.

use std::collections::HashSet;

use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Document;
use crate::document::Errors;
use crate::parse::Unread;
use crate::pointer::{self, Pointer};
use crate::shape::Type;
use crate::suggest::nearest;
use crate::words::{Dispatch, End, FailureType, Framing};

use crate::check::repeated;

pub(crate) struct Rules<'a> {
    pub(crate) document: &'a Document,
    pub(crate) unread: &'a Unread,
}

impl Rules<'_> {
    pub(crate) fn dispatch(&self, findings: &mut Findings) -> Vec<Dispatch> {
        let entries = &self.document.dispatch;
        if entries.is_empty() {
            self.no_dispatch(findings);
            return vec![Dispatch::Event];
        }
        for (index, entry) in entries.iter().enumerate() {
            let place = format!("/dispatch/{index}");
            if self.unread.covers(&place) {
                continue;
            }
            if entries[..index].contains(entry) {
                findings.add(repeated(place, "this entry"));
                continue;
            }
            self.dispatch_entry(entry, &place, index + 1 == entries.len(), findings);
        }
        entries.clone()
    }

    fn dispatch_entry(
        &self,
        entry: &Dispatch,
        place: &str,
        is_last: bool,
        findings: &mut Findings,
    ) {
        match entry {
            Dispatch::Event | Dispatch::Pointer(_) => {}
            Dispatch::Has { event_type, .. } => self.declared(event_type, place, findings),
            Dispatch::Always(event_type) => {
                self.declared(event_type, place, findings);
                if !is_last {
                    let message = "nothing after an entry that always matches is looked at";
                    let diagnostic = Diagnostic::new(Check::DispatchOrder, place, message)
                        .label("always matches")
                        .help("move it to the end of `dispatch`");
                    findings.add(diagnostic);
                }
            }
        }
    }

    fn declared(&self, event_type: &str, place: &str, findings: &mut Findings) {
        let events = &self.document.events;
        if events.contains_key(event_type) || self.unread.covers("/events") {
            return;
        }
        let help = match nearest(event_type, events.keys().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("add `{event_type}` to `events`"),
        };
        let place = pointer::child(place, "type");
        let message = format!("`events` does not declare `{event_type}`");
        findings.add(
            Diagnostic::new(Check::UndeclaredEvent, place, message)
                .label("no such event")
                .help(help),
        );
    }

    pub(crate) fn sentinels(&self, findings: &mut Findings) {
        if self.document.sentinels.contains_key("") {
            let message = "a sentinel cannot be the empty text";
            let diagnostic = Diagnostic::new(Check::EmptyName, "/sentinels/", message)
                .at_key()
                .label("an event without data never arrives")
                .help("remove it");
            findings.add(diagnostic);
        }
    }

    pub(crate) fn errors(&self, body: Option<Type>, findings: &mut Findings) -> Errors<Type> {
        let errors = &self.document.errors;
        self.pointers(&errors.types, "/errors/type", FailureType::as_str, findings);
        let waits = &errors.retry_after_pointers;
        for (list, place) in [
            (&errors.message_pointers, "/errors/message"),
            (&errors.status_pointers, "/errors/status"),
            (waits, "/errors/retry_after"),
        ] {
            self.pointers(list, place, Pointer::as_str, findings);
        }
        for (key, status) in &errors.type_status {
            if !(100..=599).contains(status) {
                let place = pointer::child("/errors/type_status", key);
                let message = format!("`{status}` is no HTTP status");
                let diagnostic = Diagnostic::new(Check::NumberRange, place, message)
                    .label("not from 100 to 599")
                    .help("write the status that the server would have answered with");
                findings.add(diagnostic);
            }
        }
        let typeless = errors.types.is_empty() && !self.unread.covers("/errors/type");
        if typeless && !errors.type_status.is_empty() {
            let message = "`type_status` goes by a type that is not looked for";
            let diagnostic =
                Diagnostic::new(Check::StatusesWithoutType, "/errors/type_status", message)
                    .at_key()
                    .label("where is the type?")
                    .help("add `\"type\": [\"/error/type\"]` beside it, with where the type is");
            findings.add(diagnostic);
        }
        Errors {
            types: errors.types.clone(),
            message_pointers: errors.message_pointers.clone(),
            type_status: errors.type_status.clone(),
            status_pointers: errors.status_pointers.clone(),
            retry_after_pointers: waits.clone(),
            body,
        }
    }

    fn pointers<T: PartialEq>(
        &self,
        pointers: &[T],
        list: &str,
        text: fn(&T) -> &str,
        findings: &mut Findings,
    ) {
        for (index, pointer) in pointers.iter().enumerate() {
            let place = format!("{list}/{index}");
            if !self.unread.covers(&place) && pointers[..index].contains(pointer) {
                findings.add(repeated(place, &format!("`{}`", text(pointer))));
            }
        }
    }

    pub(crate) fn http(&self, findings: &mut Findings) {
        self.media_types(findings);
        self.accept(findings);
        let mut seen = HashSet::new();
        for (index, name) in self.document.http.request_id_headers.iter().enumerate() {
            let place = format!("/http/request_id_headers/{index}");
            if self.unread.covers(&place) {
                continue;
            }
            if name.is_empty() || !name.bytes().all(is_token) {
                let message = format!("`{name}` is no name for a header");
                let diagnostic = Diagnostic::new(Check::HeaderName, place, message)
                    .label("letters, digits and `-`")
                    .help("write the name alone, such as `request-id`");
                findings.add(diagnostic);
            } else if !seen.insert(name.to_ascii_lowercase()) {
                findings.add(repeated(place, &format!("`{name}`")));
            }
        }
    }

    /// An `Accept` that asks for something else would never get a stream.
    fn accept(&self, findings: &mut Findings) {
        let Some(accept) = &self.document.http.accept else {
            return;
        };
        let is_header = accept.bytes().all(|it| matches!(it, b' '..=b'~'));
        let media_types = self.document.media_types();
        let mut ranges = accept.split(',').map(|range| range.split(';').next());
        let allows = ranges.any(|range| {
            let range = range.unwrap_or_default().trim().to_ascii_lowercase();
            let all_of = range.strip_suffix("/*");
            let is_within = |it: &&str| {
                let main_type = it.split_once('/').map(|(main_type, _)| main_type);
                range == **it || range == "*/*" || all_of.is_some_and(|it| main_type == Some(it))
            };
            media_types.iter().any(is_within)
        });
        if !is_header || !allows {
            let streams = match self.document.framing {
                Framing::Sse => "event streams",
                _ => "the API's streams",
            };
            let [media_type, ..] = media_types[..] else {
                return;
            };
            let message = format!("this `Accept` does not allow {streams}");
            let other = match media_type {
                "application/json" => "*/*;q=0.1",
                _ => "application/json",
            };
            let diagnostic = Diagnostic::new(Check::AcceptHeader, "/http/accept", message)
                .label(format!("`{media_type}` is not among its media types"))
                .help(format!("add it, such as `{other}, {media_type}`"));
            findings.add(diagnostic);
        }
    }

    /// Whether a stream must say that it is over, and whether it can.
    pub(crate) fn end(&self, findings: &mut Findings) -> End {
        let is_unread = |list: &str, key: &str| self.unread.covers(&pointer::child(list, key));
        let mut events = self.document.events.keys();
        let mut sentinels = self.document.sentinels.keys();
        // What could not be read may have been what ends a stream.
        let can_end = self.document.can_end()
            || self.unread.covers("/events")
            || self.unread.covers("/sentinels")
            || events.any(|key| is_unread(&pointer::child("/events", key), "handle"))
            || sentinels.any(|key| is_unread("/sentinels", key));
        if self.document.end == Some(End::Required) && !can_end {
            let message = "the end is required, but nothing can bring it";
            let diagnostic = Diagnostic::new(Check::EndNeverComes, "/end", message)
                .label("every stream would be reported as truncated")
                .help(
                    "give the last event `\"handle\": \"finish\"`, declare a sentinel, or leave \
                     `end` out",
                );
            findings.add(diagnostic);
        }
        if self.document.requires_end() {
            End::Required
        } else {
            End::Optional
        }
    }
}

/// RFC 9110: `token = 1*tchar`.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
