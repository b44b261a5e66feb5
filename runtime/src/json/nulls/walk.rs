//! Writing a payload once more, without what does not fit.

use super::kept::{Kept, mark};
use super::mend;
use super::{Dropped, MAX_TOLD, Shape, Without};
use crate::json::path;
use crate::json::scan;

/// Objects and arrays of types that are known nest no deeper, as in `serde_json`.
const MAX_DEPTH: usize = 127;

/// The longest path that is told, in bytes: each value that does not fit has its own.
const MAX_PATH: usize = 1024;

/// A value does not fit.
pub(super) struct Misfit {
    path: String,
    reason: String,
}

pub(super) type Fit = Result<(), Misfit>;

/// The text of a payload, how much of it was read, and what came of it.
pub(super) struct Walk<'a> {
    pub(super) data: &'a str,
    pub(super) at: usize,
    pub(super) out: Without<'a>,
    pub(super) path: String,
    /// How many objects and arrays are open, from the text of the last union on.
    pub(super) depth: usize,
}

/// How far things were before a value.
pub(super) struct Before {
    at: usize,
    text: usize,
    dropped: usize,
    kept: usize,
}

impl<'a> Walk<'a> {
    /// Goes through readable data of this shape; nothing if it does not fit as a whole.
    pub(super) fn over(data: &'a str, shape: &Shape) -> Option<Without<'a>> {
        let mut walk = Self {
            data,
            at: scan::space(data.as_bytes(), 0),
            out: Without {
                text: String::with_capacity(data.len()),
                dropped: Vec::new(),
                kept: Vec::new(),
            },
            path: String::new(),
            depth: 0,
        };
        walk.value(shape).ok()?;
        Some(walk.out)
    }

    /// Writes the value that comes next. Where it does not fit, it is read and written up to somewhere.
    pub(super) fn value(&mut self, shape: &Shape) -> Fit {
        match shape {
            Shape::Leaf(fits) => self.leaf(*fits),
            Shape::Any => {
                self.any();
                Ok(())
            }
            Shape::FreeForm if self.byte() == b'{' && self.depth < MAX_DEPTH => {
                self.any();
                Ok(())
            }
            Shape::FreeForm => Err(self.unexpected("a map")),
            Shape::Raw => self.raw(&[]),
            Shape::Nullable(inner) => {
                self.place(inner);
                Ok(())
            }
            Shape::List(items) => self.nested(b'[', "a sequence", |it| it.items(items)),
            Shape::Map(values) => self.nested(b'{', "a map", |it| it.entries(values)),
            Shape::Type(shape) => self.value(shape),
            Shape::Object { tags, fields, rest } => self.object(tags, fields, *rest, &[]),
            Shape::Tagged {
                tag,
                variants,
                default,
            } => self.tagged((tag, variants, *default), &[]),
            Shape::Kinds { expected, branches } => self.kinds(expected, branches),
        }
    }

    /// Writes the value that comes next, where null may stand.
    pub(super) fn place(&mut self, shape: &Shape) {
        let before = self.before();
        if self.is_no_number() {
            return self.no_number();
        }
        if self.word() == Some("null") {
            self.out.text.push_str("null");
            self.at += 4;
            return;
        }
        if let Err(misfit) = self.value(shape) {
            self.rewind(&before);
            self.out.text.push_str("null");
            self.leave_out(misfit);
        }
    }

    fn leaf(&mut self, fits: fn(&str) -> serde_json::Result<()>) -> Fit {
        let value = self.peek_value();
        if self.depth + scan::levels(value) > MAX_DEPTH {
            return Err(self.too_deep());
        }
        let mended = mend::value(value);
        let text = mended.as_ref().map_or(value, |(text, _)| text);
        if let Err(error) = fits(text) {
            let (inside, reason) = path::place(text, &error);
            return Err(self.misfit_inside(&inside, reason));
        }
        self.out.text.push_str(text);
        if let Some((_, reason)) = mended {
            self.tell(reason, value);
        }
        self.at += value.len();
        Ok(())
    }

    /// Writes any JSON. Everything in it may be null.
    fn any(&mut self) {
        match self.byte() {
            b'{' if self.depth < MAX_DEPTH => {
                drop(self.nested(b'{', "", |it| it.entries(&Shape::Any)));
            }
            b'[' if self.depth < MAX_DEPTH => {
                drop(self.nested(b'[', "", |it| it.items(&Shape::Any)));
            }
            _ => self.place(&Shape::Leaf(super::fits::<serde_json::Value>)),
        }
    }

    /// Writes what is kept as its text, within the variants of these tags.
    pub(super) fn raw(&mut self, tags: &[(&str, &str)]) -> Fit {
        let value = self.peek_value();
        if crate::json::text::is_too_deep(value) {
            return Err(self.too_deep());
        }
        if scan::has_strays(value) {
            self.tell("no clean JSON, which is kept as it came", value);
            self.keep(Kept::Raw(value.to_owned()), tags);
        } else {
            self.out.text.push_str(value);
        }
        self.at += value.len();
        Ok(())
    }

    /// Puts something in the place of what is kept, within the variants of these tags.
    pub(super) fn keep(&mut self, kept: Kept, tags: &[(&str, &str)]) {
        let mut kept = kept;
        for (_, tag) in tags.iter().rev() {
            let json = mark(self.out.kept.len());
            self.out.kept.push(kept);
            let tag = (*tag).to_owned();
            kept = Kept::Variant { tag, json };
        }
        self.out.text.push_str(&mark(self.out.kept.len()));
        self.out.kept.push(kept);
    }

    /// Writes an object or an array.
    pub(super) fn nested(
        &mut self,
        open: u8,
        expected: &str,
        inside: impl FnOnce(&mut Self) -> Fit,
    ) -> Fit {
        if self.byte() != open {
            return Err(self.unexpected(expected));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.too_deep());
        }
        self.at += 1;
        self.depth += 1;
        self.out.text.push(char::from(open));
        let fit = inside(self);
        self.depth -= 1;
        self.out.text.push(if open == b'{' { '}' } else { ']' });
        fit
    }

    fn items(&mut self, shape: &Shape) -> Fit {
        let mut index = 0_usize;
        while !self.ends(b']') {
            self.separate('[');
            let step = format!("[{index}]");
            self.inside(&step, |it| it.value(shape))?;
            index += 1;
        }
        Ok(())
    }

    pub(super) fn inside<T>(&mut self, step: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push_str(step);
        let done = then(self);
        self.path.truncate(length);
        done
    }

    /// Whether an object or array ends here; else the next of what is in it comes.
    pub(super) fn ends(&mut self, close: u8) -> bool {
        self.skip_space();
        if self.byte() == b',' {
            self.at += 1;
            self.skip_space();
        }
        let ends = self.byte() == close;
        self.at += usize::from(ends);
        ends
    }

    pub(super) fn separate(&mut self, open: char) {
        if !self.out.text.ends_with(open) {
            self.out.text.push(',');
        }
    }

    /// Whether a number comes that is none.
    pub(super) fn is_no_number(&self) -> bool {
        self.word().is_some_and(|it| scan::NOT_JSON.contains(&it))
    }

    /// Writes null in its place.
    fn no_number(&mut self) {
        let value = self.peek_value();
        self.out.text.push_str("null");
        self.tell(mend::NO_NUMBER, value);
        self.at += value.len();
    }

    pub(super) fn byte(&self) -> u8 {
        self.data
            .as_bytes()
            .get(self.at)
            .copied()
            .unwrap_or_default()
    }

    fn word(&self) -> Option<&'a str> {
        let is_word = matches!(self.byte(), b'n' | b'N' | b'I' | b'-');
        is_word.then(|| &self.data[self.at..scan::word(self.data.as_bytes(), self.at)])
    }

    /// The text of the value that comes next.
    pub(super) fn peek_value(&self) -> &'a str {
        &self.data[self.at..scan::value(self.data.as_bytes(), self.at)]
    }

    pub(super) fn skip_space(&mut self) {
        self.at = scan::space(self.data.as_bytes(), self.at);
    }

    pub(super) fn before(&self) -> Before {
        Before {
            at: self.at,
            text: self.out.text.len(),
            dropped: self.out.dropped.len(),
            kept: self.out.kept.len(),
        }
    }

    pub(super) fn rewind(&mut self, before: &Before) {
        self.at = before.at;
        self.out.text.truncate(before.text);
        self.out.dropped.truncate(before.dropped);
        self.out.kept.truncate(before.kept);
    }

    /// Passes over the value that comes next, as it does not fit.
    pub(super) fn leave_out(&mut self, misfit: Misfit) {
        let value = self.peek_value();
        let Misfit { path, reason } = misfit;
        match path == self.told_path() {
            true => self.tell(reason, value),
            false => self.tell(format!("{reason} at `{path}`"), value),
        }
        self.at += value.len();
    }

    /// Tells of a value that is left out or mended.
    pub(super) fn tell(&mut self, reason: impl Into<String>, json: &'a str) {
        if self.out.dropped.len() < MAX_TOLD {
            let (path, reason) = (self.told_path(), reason.into());
            self.out.dropped.push(Dropped { path, reason, json });
        }
    }

    pub(super) fn misfit(&self, reason: impl Into<String>) -> Misfit {
        self.misfit_inside("", reason)
    }

    /// A misfit at this path inside of the value that comes next.
    fn misfit_inside(&self, inside: &str, reason: impl Into<String>) -> Misfit {
        let mut path = self.told_path();
        if !path.is_empty() && !inside.is_empty() && !inside.starts_with('[') {
            path.push('.');
        }
        path.push_str(inside);
        let reason = reason.into();
        Misfit { path, reason }
    }

    pub(super) fn unexpected(&self, expected: &str) -> Misfit {
        let found = match self.byte() {
            b'{' => "map",
            b'[' => "sequence",
            b'"' => "string",
            b't' | b'f' => "boolean",
            b'n' | b'N' | b'I' => "null",
            _ => "number",
        };
        self.misfit(format!("invalid type: {found}, expected {expected}"))
    }

    pub(super) fn too_deep(&self) -> Misfit {
        self.misfit("recursion limit exceeded")
    }

    fn told_path(&self) -> String {
        let path = &self.path;
        if path.len() <= MAX_PATH {
            return path.clone();
        }
        let end = (0..=MAX_PATH).rev().find(|at| path.is_char_boundary(*at));
        format!("{}…", &path[..end.unwrap_or_default()])
    }
}
