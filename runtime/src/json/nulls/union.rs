//! Unions: a variant that does not fit is kept as one that is not known.

use std::borrow::Cow;

use super::Shape;
use super::kept::Kept;
use super::mend::{self, Wrong};
use super::walk::{Fit, Misfit, Walk};
use crate::json::kinds::Kind;
use crate::json::scan;
use crate::json::text::is_too_deep;

/// A union of objects: its tag, its variants, and the type that stands without a tag.
type Union<'s> = (
    &'s str,
    &'s [(&'static [&'static str], Shape)],
    Option<&'s Shape>,
);

/// A tag that came.
struct Tag<'a> {
    tag: Cow<'a, str>,
    /// As it came.
    quoted: &'a str,
    wrong: Option<Wrong>,
}

impl<'a> Walk<'a> {
    /// Writes a union of objects, within the variants of these tags.
    pub(super) fn tagged(&mut self, union: Union<'_>, tags: &[(&str, &str)]) -> Fit {
        if self.byte() != b'{' {
            return Err(self.unexpected(&format!("an object with `{}`", union.0)));
        }
        if is_too_deep(self.peek_value()) {
            return Err(self.too_deep());
        }
        let depth = std::mem::take(&mut self.depth);
        let fit = self.variant(union, tags);
        self.depth = depth;
        fit
    }

    fn variant(&mut self, (key, variants, default): Union<'_>, outer: &[(&str, &str)]) -> Fit {
        let Some(tag) = self.tag(key)? else {
            return match default {
                Some(shape) => self.branch(shape, outer),
                None => Err(self.misfit(format!("missing field `{key}`"))),
            };
        };
        let before = self.before();
        if let Some(wrong) = tag.wrong {
            self.inside_key(key, |it| it.tell(wrong.reason(), tag.quoted));
        }
        let variant = variants
            .iter()
            .find(|(values, _)| values.contains(&&*tag.tag));
        let Some((_, shape)) = variant else {
            return self.unknown(&tag, outer);
        };
        let mut tags = outer.to_vec();
        tags.push((key, &tag.tag));
        if let Err(misfit) = self.branch(shape, &tags) {
            self.rewind(&before);
            self.keep_unknown(&tag, outer);
            self.leave_out(misfit);
        }
        Ok(())
    }

    /// Writes the object that a tag says it is.
    fn branch(&mut self, shape: &Shape, tags: &[(&str, &str)]) -> Fit {
        match shape {
            Shape::Type(shape) => self.branch(shape, tags),
            Shape::Object {
                tags: skipped,
                fields,
                rest,
            } => self.object(skipped, fields, *rest, tags),
            Shape::Tagged {
                tag,
                variants,
                default,
            } => self.tagged((tag, variants, *default), tags),
            Shape::Raw => self.raw(tags),
            other => self.value(other),
        }
    }

    /// Writes an object whose tag no variant has.
    fn unknown(&mut self, tag: &Tag<'a>, outer: &[(&str, &str)]) -> Fit {
        let json = self.peek_value();
        let has_strays = scan::has_strays(json);
        if has_strays {
            self.tell("no clean JSON, which is kept as it came", json);
        }
        match has_strays || tag.wrong.is_some() {
            true => self.keep_unknown(tag, outer),
            false => self.out.text.push_str(json),
        }
        self.at += json.len();
        Ok(())
    }

    fn keep_unknown(&mut self, tag: &Tag<'a>, outer: &[(&str, &str)]) {
        let kept = Kept::Unknown {
            tag: tag.tag.clone().into_owned(),
            json: self.peek_value().to_owned(),
        };
        self.keep(kept, outer);
    }

    /// The tag of the object that comes next. One that is `null` tells nothing, so it counts as none.
    fn tag(&mut self, key: &str) -> Result<Option<Tag<'a>>, Misfit> {
        let start = self.at;
        let found = self.seek(key);
        let tag = match found {
            true if self.byte() == b'"' => {
                let quoted = self.peek_value();
                Ok(Some(Tag::of(quoted)))
            }
            true if self.byte() != b'n' && !self.is_no_number() => {
                Err(self.inside_key(key, |it| it.unexpected("a string")))
            }
            _ => Ok(None),
        };
        self.at = start;
        tag
    }

    fn kind(&self) -> Kind {
        match self.is_no_number() {
            true => Kind::Null,
            false => Kind::of(self.peek_value()),
        }
    }

    /// Writes a union told apart by JSON kind.
    pub(super) fn kinds(&mut self, expected: &str, branches: &[(Kind, Shape)]) -> Fit {
        if is_too_deep(self.peek_value()) {
            return Err(self.too_deep());
        }
        let kind = self.kind();
        let Some((_, shape)) = branches.iter().find(|(of, _)| *of == kind) else {
            return Err(self.unexpected(expected));
        };
        let depth = std::mem::take(&mut self.depth);
        let fit = self.value(shape);
        self.depth = depth;
        fit
    }
}

impl<'a> Tag<'a> {
    fn of(quoted: &'a str) -> Self {
        let (clean, wrong) = match mend::string(quoted) {
            Some((clean, wrong)) => (Cow::Owned(clean), Some(wrong)),
            None => (Cow::Borrowed(quoted), None),
        };
        let tag = serde_json::from_str::<String>(&clean).unwrap_or_default();
        Self {
            tag: Cow::Owned(tag),
            quoted,
            wrong,
        }
    }
}
