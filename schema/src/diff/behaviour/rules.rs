//! The rules of the stream as a whole.

use super::words::{self, text};
use super::{Comparison, ends};
use crate::checked::Checked;
use crate::diff::change::{Change, Place};
use crate::diff::impact::Impact;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::Subject;
use crate::pointer;
use crate::words::{Unknown, Unterminated};

impl Comparison<'_> {
    /// Compares everything that is neither an event nor about failures nor an entry of `$defs`.
    pub(super) fn rules(&mut self) {
        self.framing();
        self.dispatch();
        self.unknown();
        self.rule(
            ChangeKind::Mismatch,
            "/mismatch",
            |it| words::mismatch(it.mismatch),
            "a payload that does not fit",
            "payloads that do not fit come through otherwise",
        );
        self.end();
        self.unterminated();
        self.sentinels();
        self.rule(
            ChangeKind::RequestId,
            "/http/request_id_headers",
            |it| words::list(&it.http.request_id_headers),
            "the headers that hold the request id",
            "request ids may be found or not",
        );
        self.rule(
            ChangeKind::Accept,
            "/http/accept",
            |it| {
                it.http
                    .accept
                    .clone()
                    .unwrap_or_else(|| "the default".to_owned())
            },
            "what requests say in `Accept`",
            "servers may answer otherwise",
        );
        self.media_types();
        self.resume();
        self.snapshot();
        self.plain(ChangeKind::Title, "title", |it| it.title.as_deref());
        self.plain(ChangeKind::Version, "version", |it| it.version.as_deref());
        self.description();
    }

    /// A rule that changes what the stream does, and no type; by what it says in words.
    pub(super) fn rule(
        &mut self,
        kind: ChangeKind,
        place: &str,
        say: impl Fn(&Checked) -> String,
        what: &str,
        reason: &str,
    ) -> Option<&mut Change> {
        let (before, after) = (say(self.old), say(self.new));
        if before == after {
            return None;
        }
        let message = format!("{what}: {after} (was: {before})");
        let change = Change::new(kind, Subject::document(), Place::new(place), message);
        let change = change.impact(Impact::Behaviour, reason);
        self.changes.push(change.values(before, after));
        self.changes.last_mut()
    }

    fn framing(&mut self) {
        let change = self.rule(
            ChangeKind::Framing,
            "/framing",
            |it| it.framing.keyword().to_owned(),
            "how messages are told apart",
            "streams are read otherwise",
        );
        let Some(change) = change else { return };
        let why = "streams of one framing cannot be read as another";
        change.breaks_forward(why);
        change.breaks_backward(why);
    }

    fn media_types(&mut self) {
        let (old, new) = (self.old.media_types(), self.new.media_types());
        let change = self.rule(
            ChangeKind::MediaTypes,
            "/http/media_types",
            |it| words::list(&it.media_types()),
            "the media types of a response",
            "responses may be refused or not, and requests ask for something else",
        );
        let Some(change) = change else { return };
        let why = "responses of the other media types are refused";
        if new.iter().any(|it| !old.contains(it)) {
            change.breaks_forward(why);
        }
        if old.iter().any(|it| !new.contains(it)) {
            change.breaks_backward(why);
        }
    }

    fn dispatch(&mut self) {
        let (old, new) = (&self.old.dispatch, &self.new.dispatch);
        let change = self.rule(
            ChangeKind::Dispatch,
            "/dispatch",
            |it| words::dispatch(&it.dispatch),
            "where event types are looked for",
            "messages may be taken for other events",
        );
        // What is found first is found by whoever looks further, too.
        let Some(change) = change else { return };
        let why = "event types that stand elsewhere are not found";
        if !old.starts_with(new) {
            change.breaks_forward(why);
        }
        if !new.starts_with(old) {
            change.breaks_backward(why);
        }
    }

    fn unknown(&mut self) {
        let (old, new) = (self.old.unknown, self.new.unknown);
        let change = self.rule(
            ChangeKind::Unknown,
            "/unknown",
            |it| words::unknown(it.unknown),
            "an event that is not declared",
            "new events of the API come through otherwise",
        );
        let Some(change) = change else { return };
        let why = "an event that is not declared ends the stream with an error";
        match (old, new) {
            (Unknown::Fail, _) => change.breaks_forward(why),
            (_, Unknown::Fail) => change.breaks_backward(why),
            _ => {}
        }
    }

    fn unterminated(&mut self) {
        let dispatches = self.new.unterminated == Unterminated::Dispatch;
        let change = self.rule(
            ChangeKind::Unterminated,
            "/unterminated",
            |it| words::unterminated(it.unterminated),
            "a last event without its blank line",
            "the last event of a stream may be lost",
        );
        let Some(change) = change else { return };
        let why = "a last event without its blank line is discarded";
        match dispatches {
            true => change.breaks_forward(why),
            false => change.breaks_backward(why),
        }
    }

    /// Whether a stream must end as declared, which may follow from what can end it.
    fn end(&mut self) {
        let is_required = self.new.requires_end();
        let can_end = self.new.can_end();
        let follows = can_end == is_required && can_end != self.old.can_end();
        let change = self.rule(
            ChangeKind::End,
            "/end",
            |it| words::end(it.requires_end()),
            "a stream that just stops",
            "streams that were cut off end otherwise",
        );
        let Some(change) = change else { return };
        if follows {
            change.add_impact(Impact::Behaviour, words::end_follows(can_end));
        }
        let (cut_off, whole) = (
            "streams that just stop read as cut off",
            "a stream that is cut reads as whole",
        );
        let (forward, backward) = match is_required {
            true => (whole, cut_off),
            false => (cut_off, whole),
        };
        change.breaks_forward(forward);
        change.breaks_backward(backward);
    }

    fn sentinels(&mut self) {
        let (old, new) = (&self.old.sentinels, &self.new.sentinels);
        let gone = old.keys().filter(|text| !new.contains_key(*text));
        for text in new.keys().chain(gone) {
            let (was, is) = (old.get(text).copied(), new.get(text).copied());
            if was == is {
                continue;
            }
            let pointer = pointer::child("/sentinels", text);
            let place = match is {
                Some(_) => Place::new(pointer),
                None => Place::old(pointer),
            };
            let (before, after) = (words::sentinel(was), words::sentinel(is));
            let message = format!("`{text}` is {after}; it was {before}");
            let mut change = Change::new(ChangeKind::Sentinel, Subject::document(), place, message)
                .impact(Impact::Behaviour, "the stream takes it for something else")
                .values(before, after);
            if let Some(why) = ends::misread_sentinel(self.old, was, is) {
                change.breaks_forward(why);
            }
            if let Some(why) = ends::misread_sentinel(self.new, is, was) {
                change.breaks_backward(why);
            }
            self.changes.push(change);
        }
    }

    fn resume(&mut self) {
        let was = self.old.resume.is_some();
        let change = self.rule(
            ChangeKind::Resume,
            "/resume",
            |it| words::resume(it.resume.as_ref()),
            "how the rest of a stream is asked for",
            "streams that reconnect go on elsewhere",
        );
        // Without a parameter a program asks by `Last-Event-ID`, which is sent besides anyway.
        if let (true, Some(change)) = (was, change) {
            change
                .breaks_forward("the rest of a stream is asked for as the API no longer takes it");
        }
    }

    fn plain(&mut self, kind: ChangeKind, what: &str, of: impl Fn(&Checked) -> Option<&str>) {
        let (was, is) = (of(self.old), of(self.new));
        if was == is {
            return;
        }
        let message = format!("the {what}: {} (was: {})", text(is), text(was));
        let place = Place::new(format!("/{what}"));
        let mut change = Change::new(kind, Subject::document(), place, message);
        change.before = was.map(str::to_owned);
        change.after = is.map(str::to_owned);
        self.changes.push(change);
    }

    fn description(&mut self) {
        let (was, is) = (self.old.description.as_ref(), self.new.description.as_ref());
        if was != is {
            let place = Place::new("/description");
            let change = Change::description(was, is, Subject::document(), place);
            self.changes.push(change);
        }
    }
}
