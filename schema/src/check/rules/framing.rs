//! What goes together with a framing, and what does not.

use crate::check::repeated;
use crate::check::rules::document::Rules;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer;
use crate::words::{Cursor, Dispatch, FailureType, Framing, Unterminated};

impl Rules<'_> {
    /// Everything that a framing rules out.
    pub(crate) fn framing(&self, findings: &mut Findings) {
        if self.unread.covers("/framing") {
            return;
        }
        let framing = self.document.framing;
        if framing == Framing::Sse {
            return self.names(findings);
        }
        self.no_blank_line(findings);
        self.no_id(findings);
        self.framed_sentinels(findings);
        match framing.has_names() {
            true => self.names(findings),
            false => self.no_names(findings),
        }
    }

    /// A document must say what a message is if nothing but its data can.
    pub(crate) fn no_dispatch(&self, findings: &mut Findings) {
        let framing = self.document.framing;
        let is_unread = self.unread.covers("/dispatch") || self.unread.covers("/framing");
        if framing.has_names() || is_unread {
            return;
        }
        let message = "nothing says which event a message is: the document lacks `dispatch`";
        let help = "add `\"dispatch\": [\"/type\"]` with where the name is in the data, or \
                    `\"dispatch\": [{ \"type\": \"chunk\" }]` if every message is one event";
        let diagnostic = Diagnostic::new(Check::Framing, "/framing", message)
            .label(format!("messages of `{}` have no names", framing.keyword()))
            .help(help);
        findings.add(diagnostic);
    }

    fn no_names(&self, findings: &mut Findings) {
        let label = format!(
            "messages of `{}` have no names",
            self.document.framing.keyword()
        );
        let mut no_name = |place: String, help: &str| {
            let message = "`event` is the name of a message, which has none";
            let diagnostic = Diagnostic::new(Check::Framing, place, message)
                .label(&*label)
                .help(help);
            findings.add(diagnostic);
        };
        let entries = self.document.dispatch.iter().enumerate();
        for (index, _) in entries.filter(|(_, it)| **it == Dispatch::Event) {
            let place = format!("/dispatch/{index}");
            if !self.unread.covers(&place) {
                no_name(
                    place,
                    "write where the name is in the data, such as `/type`",
                );
            }
        }
        let types = self.document.errors.types.iter().enumerate();
        for (index, _) in types.filter(|(_, it)| **it == FailureType::Event) {
            let place = format!("/errors/type/{index}");
            no_name(
                place,
                "write where the type is in the data, such as `/error/type`",
            );
        }
    }

    /// A name is a line, or a part of one.
    fn names(&self, findings: &mut Findings) {
        let dispatch = &self.document.dispatch;
        if !dispatch.is_empty() && !dispatch.contains(&Dispatch::Event) {
            return;
        }
        let events = self.document.events.keys();
        for key in events.filter(|key| key.contains(['\r', '\n'])) {
            let message = "no message can have this name";
            let place = pointer::child("/events", key);
            let diagnostic = Diagnostic::new(Check::Framing, place, message)
                .at_key()
                .label("has a line break")
                .help("write the name as it comes in the `event` field");
            findings.add(diagnostic);
        }
    }

    fn no_blank_line(&self, findings: &mut Findings) {
        if self.document.unterminated != Unterminated::Dispatch {
            return;
        }
        let message = "`unterminated` is about the blank line of server-sent events";
        let help = match self.document.framing {
            Framing::JsonLines | Framing::JsonSeq => {
                "remove it: a last text that is whole always counts"
            }
            _ => "remove it: a message says itself where it ends",
        };
        let diagnostic = Diagnostic::new(Check::Framing, "/unterminated", message)
            .at_key()
            .label(format!("`{}` has none", self.document.framing.keyword()))
            .help(help);
        findings.add(diagnostic);
    }

    fn no_id(&self, findings: &mut Findings) {
        let resume = self.document.resume.as_ref();
        let is_unread = self.unread.covers("/resume/cursor");
        if is_unread || resume.is_none_or(|it| it.cursor != Cursor::Id) {
            return;
        }
        let message = "`id` is the last event ID, which only server-sent events have";
        let diagnostic = Diagnostic::new(Check::Framing, "/resume/cursor", message)
            .label(format!(
                "messages of `{}` have none",
                self.document.framing.keyword()
            ))
            .help("write the JSON Pointer to what says it, such as `/sequence_number`");
        findings.add(diagnostic);
    }

    /// Texts that never come as the data of a message.
    fn framed_sentinels(&self, findings: &mut Findings) {
        let framing = self.document.framing;
        let sentinels = self.document.sentinels.keys();
        for text in sentinels.filter(|it| !it.is_empty()) {
            let is_white = |it: char| matches!(it, ' ' | '\t' | '\r' | '\n');
            let breaks = match framing {
                Framing::JsonSeq => text.contains(['\n', '\u{1e}']),
                _ => text.contains('\n'),
            };
            let label = match framing {
                Framing::AwsEventStream => "its messages have names",
                _ if text.trim_matches(is_white).is_empty() => "blank texts are no messages",
                _ if text.trim_matches(is_white) != text => {
                    "no message has white space at its ends"
                }
                _ if breaks => "no message goes on after a line break",
                _ => continue,
            };
            let place = pointer::child("/sentinels", text);
            let message = format!("`{}` has no such message", framing.keyword());
            let diagnostic = Diagnostic::new(Check::Framing, place, message)
                .at_key()
                .label(label)
                .help("remove it, or write the text as it comes");
            findings.add(diagnostic);
        }
    }

    /// `http.media_types`.
    pub(crate) fn media_types(&self, findings: &mut Findings) {
        let media_types = &self.document.http.media_types;
        for (index, media_type) in media_types.iter().enumerate() {
            let place = format!("/http/media_types/{index}");
            if self.unread.covers(&place) {
                continue;
            }
            if let Some(label) = unlike_media_type(media_type) {
                let message = format!("`{media_type}` is no media type");
                let diagnostic = Diagnostic::new(Check::MediaType, place, message)
                    .label(label)
                    .help("write type and subtype alone, such as `application/json`");
                findings.add(diagnostic);
            } else if media_types[..index].contains(media_type) {
                findings.add(repeated(place, &format!("`{media_type}`")));
            }
        }
    }
}

/// Why a text is no media type (RFC 6838, section 4.2) as documents write them.
fn unlike_media_type(text: &str) -> Option<&'static str> {
    let is_name = |name: &str| {
        let is_restricted = |it: u8| it.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&it);
        name.starts_with(|it: char| it.is_ascii_alphanumeric()) && name.bytes().all(is_restricted)
    };
    match text.split_once('/') {
        _ if text.contains(';') => Some("has parameters, which make no difference"),
        None => Some("has no `/`"),
        Some((main, sub)) if !is_name(main) || !is_name(sub) => Some("not `type/subtype`"),
        Some(_) if text.bytes().any(|it| it.is_ascii_uppercase()) => Some("not in lower case"),
        Some(_) => None,
    }
}
