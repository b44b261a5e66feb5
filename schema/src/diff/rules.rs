//! The rules of the stream as a whole.

use indexmap::IndexMap;

use super::change::{Change, Impact, Place};
use super::kind::ChangeKind;
use super::subject::Subject;
use super::types::Comparison;
use crate::pointer::{self, Pointer};
use crate::shape::Type;
use crate::words::{Cursor, Dispatch, Mismatch, Resume, Sentinel, Unknown};

impl Comparison<'_> {
    /// Compares everything that is neither an event nor an entry of `$defs`.
    pub(super) fn rules(&mut self) {
        let (old, new) = (self.old, self.new);
        self.rule(
            ChangeKind::Dispatch,
            "/dispatch",
            (dispatch(&old.dispatch), dispatch(&new.dispatch)),
            "where event types are looked for",
            "messages may be taken for other events",
        );
        self.rule(
            ChangeKind::Unknown,
            "/unknown",
            (unknown(old.unknown), unknown(new.unknown)),
            "an event that is not declared",
            "new events of the API come through otherwise",
        );
        self.rule(
            ChangeKind::Mismatch,
            "/mismatch",
            (mismatch(old.mismatch), mismatch(new.mismatch)),
            "a payload that does not fit",
            "misfits come through otherwise",
        );
        self.rule(
            ChangeKind::End,
            "/end",
            (end(old.requires_end()), end(new.requires_end())),
            "a stream that just stops",
            "streams cut short end otherwise",
        );
        self.sentinels();
        self.failures();
        self.rule(
            ChangeKind::RequestId,
            "/http/request_id",
            (headers(&old.http.request_id), headers(&new.http.request_id)),
            "the headers that hold the request id",
            "request ids may be found or not",
        );
        self.rule(
            ChangeKind::Resume,
            "/resume",
            (resume(old.resume.as_ref()), resume(new.resume.as_ref())),
            "how the rest of a stream is asked for",
            "streams that reconnect go on elsewhere",
        );
        self.plain(
            ChangeKind::Title,
            "/title",
            "the title",
            old.title.as_deref(),
            new.title.as_deref(),
        );
        self.plain(
            ChangeKind::Version,
            "/version",
            "the version",
            old.version.as_deref(),
            new.version.as_deref(),
        );
        self.descriptions(
            &old.description,
            &new.description,
            "/description",
            &Subject::document(),
        );
    }

    /// A rule that changes what the stream does, and no type.
    fn rule(
        &mut self,
        kind: ChangeKind,
        place: &str,
        (before, after): (String, String),
        what: &str,
        reason: &str,
    ) {
        if before != after {
            let message = format!("{what}: {after} (was: {before})");
            let change = Change::new(kind, Subject::document(), Place::new(place), message);
            self.changes.push(
                change
                    .impact(Impact::Behaviour, reason)
                    .values(before, after),
            );
        }
    }

    fn plain(
        &mut self,
        kind: ChangeKind,
        place: &str,
        what: &str,
        was: Option<&str>,
        is: Option<&str>,
    ) {
        if was != is {
            let message = format!("{what}: {} (was: {})", text(is), text(was));
            let mut change = Change::new(kind, Subject::document(), Place::new(place), message);
            change.before = was.map(str::to_owned);
            change.after = is.map(str::to_owned);
            self.changes.push(change);
        }
    }

    fn sentinels(&mut self) {
        let (old, new) = (&self.old.sentinels, &self.new.sentinels);
        let meaning = |sentinel: Option<Sentinel>| match sentinel {
            None => "an event as any other",
            Some(Sentinel::Finish) => "the end of the stream",
            Some(Sentinel::Skip) => "dropped",
        };
        let gone = old.keys().filter(|text| !new.contains_key(*text));
        for text in new.keys().chain(gone) {
            let (was, is) = (old.get(text).copied(), new.get(text).copied());
            if was == is {
                continue;
            }
            let pointer = pointer::child("/sentinels", text);
            let place = if is.is_some() {
                Place::new(pointer)
            } else {
                Place::old(pointer)
            };
            let message = format!("`{text}` is {}; it was {}", meaning(is), meaning(was));
            let change = Change::new(ChangeKind::Sentinel, Subject::document(), place, message);
            self.changes.push(
                change
                    .impact(Impact::Behaviour, "the stream takes it for something else")
                    .values(meaning(was), meaning(is)),
            );
        }
    }

    fn failures(&mut self) {
        let (old, new) = (&self.old.errors, &self.new.errors);
        for (pointers, place, what) in [
            (
                (&old.type_pointers, &new.type_pointers),
                "/errors/type",
                "type",
            ),
            (
                (&old.message_pointers, &new.message_pointers),
                "/errors/message",
                "message",
            ),
        ] {
            self.rule(
                ChangeKind::FailureRules,
                place,
                (self::pointers(pointers.0), self::pointers(pointers.1)),
                &format!("where the {what} of a failure is"),
                "errors may say something else",
            );
        }
        self.rule(
            ChangeKind::FailureRules,
            "/errors/status",
            (
                text(old.status_pointer.as_ref().map(Pointer::as_str)).to_owned(),
                text(new.status_pointer.as_ref().map(Pointer::as_str)).to_owned(),
            ),
            "where the status of a failure is",
            "errors may have another status, and be retried or not",
        );
        self.statuses(&old.statuses, &new.statuses);
        match (&old.body, &new.body) {
            (Some(was), Some(is)) => self.types(was, is, &Subject::body()),
            (None, None) => {}
            (was, is) => self.body(was.as_ref(), is.as_ref()),
        }
    }

    fn statuses(&mut self, old: &IndexMap<String, u16>, new: &IndexMap<String, u16>) {
        let gone = old.keys().filter(|name| !new.contains_key(*name));
        for name in new.keys().chain(gone) {
            let (was, is) = (old.get(name).copied(), new.get(name).copied());
            if was == is {
                continue;
            }
            let words =
                |status: Option<u16>| status.map_or("no status".to_owned(), |it| it.to_string());
            let pointer = pointer::child("/errors/statuses", name);
            let place = if is.is_some() {
                Place::new(pointer)
            } else {
                Place::old(pointer)
            };
            let message = format!("a failure `{name}` is {}; it was {}", words(is), words(was));
            let change = Change::new(
                ChangeKind::FailureStatus,
                Subject::document(),
                place,
                message,
            );
            self.changes.push(
                change
                    .impact(
                        Impact::Behaviour,
                        "the error has another status, and is retried or not",
                    )
                    .values(words(was), words(is)),
            );
        }
    }

    fn body(&mut self, was: Option<&Type>, is: Option<&Type>) {
        let (place, message) = match (was, is) {
            (_, Some(is)) => (
                Place::new(&is.pointer),
                "the body of a failed response has a type",
            ),
            (was, None) => (
                Place::old(was.map_or("", |it| &it.pointer)),
                "the body of a failed response has no type of its own any more",
            ),
        };
        let change = Change::new(ChangeKind::FailureBody, Subject::body(), place, message);
        self.changes
            .push(change.impact(Impact::Behaviour, "failed responses are read otherwise"));
    }
}

fn dispatch(entries: &[Dispatch]) -> String {
    let entries = entries.iter().map(|entry| match entry {
        Dispatch::Event => "the event field".to_owned(),
        Dispatch::Pointer(pointer) => pointer.to_string(),
        Dispatch::Has {
            pointer,
            event_type,
        } => format!("`{event_type}` where {pointer} is there"),
        Dispatch::Always(event_type) => format!("else `{event_type}`"),
    });
    entries.collect::<Vec<_>>().join(", then ")
}

fn unknown(unknown: Unknown) -> String {
    match unknown {
        Unknown::Keep => "an item, `Unknown`",
        Unknown::Skip => "dropped",
        Unknown::Fail => "an error, and the stream ends",
    }
    .to_owned()
}

fn mismatch(mismatch: Mismatch) -> String {
    match mismatch {
        Mismatch::Error => "an error, and the stream goes on",
        Mismatch::Keep => "an item, `Unknown`",
    }
    .to_owned()
}

fn end(required: bool) -> String {
    match required {
        true => "an error, for it was cut off",
        false => "an end like any other",
    }
    .to_owned()
}

fn resume(resume: Option<&Resume>) -> String {
    match resume {
        None => "by Last-Event-ID".to_owned(),
        Some(Resume { cursor, query }) => match cursor {
            Cursor::Id => format!("by `{query}`, the last event ID"),
            Cursor::Pointer(pointer) => format!("by `{query}`, the last {pointer}"),
        },
    }
}

fn headers(names: &[String]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.join(", then "),
    }
}

fn pointers(pointers: &[Pointer]) -> String {
    let texts: Vec<_> = pointers.iter().map(Pointer::to_string).collect();
    headers(&texts)
}

fn text(text: Option<&str>) -> &str {
    text.unwrap_or("none")
}
