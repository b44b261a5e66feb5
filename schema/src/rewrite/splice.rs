//! Pieces of a text that others come in the place of.

use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp};
use jsonc_parser::common::Ranged;

use crate::json::Json;
use crate::layout::lay_out_behind;

/// Lines are not made longer than this.
const WIDTH: usize = 100;

/// A text, and what changes in it.
pub(super) struct Text<'a> {
    text: &'a str,
    splices: Vec<(Range<usize>, String)>,
}

/// A value with what stands before it.
pub(super) struct Member<'j> {
    /// The key and a colon, of a member of an object.
    key: String,
    value: &'j Json,
}

impl<'j> Member<'j> {
    pub(super) fn named(key: &str, value: &'j Json) -> Self {
        let key = format!("{}: ", Json::from(key));
        Self { key, value }
    }

    pub(super) fn element(value: &'j Json) -> Self {
        let key = String::new();
        Self { key, value }
    }

    /// It as text behind `indent`, as a document is written.
    fn text(&self, indent: &str, line_break: &str) -> String {
        let taken = indent.chars().count() + self.key.chars().count() + 1;
        let value = lay_out_behind(self.value, taken);
        let value = value.replace('\n', &format!("{line_break}{indent}"));
        format!("{}{value}", self.key)
    }

    /// It on one line.
    fn line(&self) -> String {
        let value = lay_out_behind(self.value, 0);
        // What is too long for a line is broken between values, which may as well stand on one.
        let lines: Vec<_> = value.lines().map(str::trim_start).collect();
        format!("{}{}", self.key, lines.join(" "))
    }
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            splices: Vec::new(),
        }
    }

    /// The text with all changes.
    pub(super) fn finish(mut self) -> String {
        self.splices
            .sort_by_key(|(range, _)| (range.start, range.end));
        let (mut text, mut at) = (String::new(), 0);
        for (range, with) in self.splices {
            text.push_str(self.text.get(at..range.start).unwrap_or_default());
            text.push_str(&with);
            at = at.max(range.end);
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        text
    }

    fn splice(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.splices.push((range, with.into()));
    }

    /// Writes another value.
    pub(super) fn replace(&mut self, written: &impl Ranged, value: &Json) {
        let range = range(written);
        let text = self.written_at(range.start, &Member::element(value));
        self.splice(range, text);
    }

    /// Writes another member.
    pub(super) fn exchange(&mut self, written: &ObjectProp<'_>, member: &Member<'_>) {
        let range = range(written);
        let text = self.written_at(range.start, member);
        self.splice(range, text);
    }

    /// Takes a member out, with the comma behind or before it.
    pub(super) fn remove(&mut self, object: &Object<'_>, member: &ObjectProp<'_>) {
        let removed = range(member);
        let next = object
            .properties
            .iter()
            .map(range)
            .find(|it| it.start >= removed.end);
        let mut before = object.properties.iter().rev().map(range);
        match (next, before.find(|it| it.end <= removed.start)) {
            (Some(next), _) => self.splice(removed.start..next.start, ""),
            (None, Some(last)) => self.splice(last.end..removed.end, ""),
            (None, None) => self.splice(removed, ""),
        }
    }

    /// Adds to an object or an array what comes behind its `parts`.
    pub(super) fn add(
        &mut self,
        container: &impl Ranged,
        parts: &[Range<usize>],
        members: &[Member<'_>],
    ) {
        if members.is_empty() {
            return;
        }
        let whole = range(container);
        let indent = self.indent(whole.start).to_owned();
        let last = parts.last().map_or(whole.start + 1, |it| it.end);
        let is_line = !self.text[whole.clone()].contains('\n');
        if is_line {
            let line = members.iter().map(Member::line).collect::<Vec<_>>();
            let line = match (parts, self.text[whole.clone()].starts_with('{')) {
                ([], true) => format!(" {} ", line.join(", ")),
                ([], false) => line.join(", "),
                _ => format!(", {}", line.join(", ")),
            };
            if self.line_length(whole.end) + line.chars().count() <= WIDTH {
                return self.splice(last..last, line);
            }
        }
        if is_line {
            let inner = format!("{indent}  ");
            self.break_line(whole.start + 1, parts, &inner);
            let comma = if parts.is_empty() { "" } else { "," };
            let lines = self.lines(members, &inner);
            let text = format!("{comma}{lines}{}{indent}", self.line_break());
            return self.splice(last..whole.end - 1, text);
        }
        let inner = match parts.last() {
            Some(last) => self.indent(last.end).to_owned(),
            None => format!("{indent}  "),
        };
        let (comma, end) = self.behind(last, whole.end);
        if !comma && !parts.is_empty() {
            self.splice(last..last, ",");
        }
        let trailing = if comma { "," } else { "" };
        let mut text = format!("{}{trailing}", self.lines(members, &inner));
        // What closes it stands on a line of its own.
        if !self.text[end..whole.end].contains('\n') {
            text.push_str(&format!("{}{indent}", self.line_break()));
            return self.splice(end..whole.end - 1, text);
        }
        self.splice(end..end, text);
    }

    /// Members on lines of their own, each behind a line break.
    fn lines(&self, members: &[Member<'_>], indent: &str) -> String {
        let line_break = self.line_break();
        let line = |it: &Member<'_>| format!("{line_break}{indent}{}", it.text(indent, line_break));
        members.iter().map(line).collect::<Vec<_>>().join(",")
    }

    /// Gives each part of what stands on one line a line of its own.
    fn break_line(&mut self, start: usize, parts: &[Range<usize>], indent: &str) {
        let mut before = start;
        for part in parts {
            let between = self.text[before..part.start].trim();
            let text = format!("{between}{}{indent}", self.line_break());
            self.splice(before..part.start, text);
            before = part.end;
        }
    }

    /// Whether a comma stands behind the last member, and where its line ends: behind a comment, if one
    /// stands on the line.
    fn behind(&self, last: usize, end: usize) -> (bool, usize) {
        let rest = &self.text[last..end - 1];
        let mut comma = None;
        let mut at = 0;
        while let Some(next) = rest[at..].chars().next() {
            let tail = &rest[at..];
            if tail.starts_with("//") {
                let line = tail.find(['\n', '\r']).unwrap_or(tail.len());
                return (comma.is_some(), last + at + line);
            }
            if tail.starts_with("/*") {
                let close = tail.find("*/").map_or(tail.len(), |it| it + 2);
                at += close;
            } else if next == ',' {
                comma = Some(at);
                at += 1;
            } else if matches!(next, '\n' | '\r') {
                // A comma may stand on a line of its own.
                if comma.is_none() && rest[at..].trim_start().starts_with(',') {
                    at += rest[at..].find(',').unwrap_or_default();
                    continue;
                }
                return (comma.is_some(), last + at);
            } else {
                at += next.len_utf8();
            }
        }
        let behind = rest.trim_end_matches([' ', '\t']).len();
        (comma.is_some(), last + behind)
    }

    /// A member as it would be written here.
    fn written_at(&self, start: usize, member: &Member<'_>) -> String {
        let indent = self.indent(start);
        let taken = self.text[self.line_start(start)..start].chars().count();
        let taken = taken + member.key.chars().count() + 1;
        let value = lay_out_behind(member.value, taken);
        let value = value.replace('\n', &format!("{}{indent}", self.line_break()));
        format!("{}{value}", member.key)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |it| it + 1)
    }

    fn line_length(&self, at: usize) -> usize {
        let start = self.line_start(at);
        let end = self.text[at..]
            .find(['\r', '\n'])
            .map_or(self.text.len(), |it| at + it);
        self.text[start..end].chars().count()
    }

    /// The white space that the line begins with.
    fn indent(&self, at: usize) -> &'a str {
        let line = &self.text[self.line_start(at)..];
        let end = line
            .find(|it| it != ' ' && it != '\t')
            .unwrap_or(line.len());
        &line[..end]
    }

    fn line_break(&self) -> &'static str {
        match self.text.contains("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }
}

/// Where something is written.
pub(super) fn range(written: &impl Ranged) -> Range<usize> {
    let range = written.range();
    range.start..range.end
}
