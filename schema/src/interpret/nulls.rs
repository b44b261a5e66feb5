//! `"mismatch": "null"`: what does not decode is null, or the nearest value around it that may be null.

use super::data::{Text, Value};
use super::decode::Decoder;
use super::mismatch::{Mismatch, Why};
use crate::shape::Type;

/// A value that is not read as it came, so that the payload around it decodes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Null<'c> {
    /// Where in the data, as a JSON Pointer.
    pub at: String,
    /// What became of it.
    pub became: Became,
    /// Why: the first mismatch in it.
    pub mismatch: Mismatch<'c>,
    /// The tag of the union that does not have it, for a variant.
    pub(super) tag: Option<&'c str>,
}

/// What became of a value that does not decode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Became {
    /// Null. A required list or map is empty, and the entry of a map is left out.
    Null,
    /// A variant of a union that is kept as if the union did not have it.
    Unknown,
    /// Clean JSON. What is kept as its text stays as it came.
    Mended,
}

impl<'c> Decoder<'_, 'c> {
    /// Decodes a value where null may stand.
    pub(super) fn place(&mut self, decode: impl FnOnce(&mut Self)) {
        self.place_of(Became::Null, None, decode);
    }

    /// Decodes a variant of the union with this tag.
    pub(super) fn variant_of(&mut self, tag: &'c str, decode: impl FnOnce(&mut Self)) {
        self.place_of(Became::Unknown, Some(tag), decode);
    }

    /// Decodes a value that becomes something else if it does not decode.
    fn place_of(&mut self, became: Became, tag: Option<&'c str>, decode: impl FnOnce(&mut Self)) {
        let mismatches = self.verdict.mismatches.len();
        let nulls = self.verdict.nulls.len();
        decode(self);
        if self.mends && self.verdict.mismatches.len() > mismatches {
            let mut faults = self.verdict.mismatches.drain(mismatches..);
            let first = faults.next();
            drop(faults);
            self.verdict.nulls.truncate(nulls);
            let at = self.at.clone();
            let null = |mismatch| Null {
                at,
                became,
                mismatch,
                tag,
            };
            self.verdict.nulls.extend(first.map(null));
        }
    }

    /// Tells of a value that is no clean JSON.
    pub(super) fn mended(&mut self, ty: &'c Type) {
        let (at, why) = (self.at.clone(), Why::Unclean);
        self.verdict.nulls.push(Null {
            at: at.clone(),
            became: Became::Mended,
            mismatch: Mismatch { at, ty, why },
            tag: None,
        });
    }

    /// The same of a value that is passed over, or kept as its text.
    pub(super) fn kept_unclean(&mut self, ty: &'c Type, value: &Value<'_>) {
        if value.has_strays() {
            self.mended(ty);
        }
    }

    /// The value of a member. A key that is no clean JSON is told of.
    pub(super) fn member<'v, 'a>(
        &mut self,
        ty: &'c Type,
        key: &str,
        member: &'v Value<'a>,
    ) -> &'v Value<'a> {
        match member {
            Value::OddKey(inner, _) => {
                self.inside(key, |it| it.mended(ty));
                inner
            }
            member => member,
        }
    }

    /// The object whose tag no variant has, or which is kept as its text.
    pub(super) fn members_unclean(&mut self, ty: &'c Type, members: &[(Text<'_>, Value<'_>)]) {
        if members.iter().any(|(_, member)| member.has_strays()) {
            self.mended(ty);
        }
    }
}

impl Value<'_> {
    /// Whether there is something in it that is not even passed over as JSON.
    pub(super) fn has_strays(&self) -> bool {
        match self {
            Self::Mended(_, is_stray) => *is_stray,
            Self::OddKey(inner, is_stray) => *is_stray || inner.has_strays(),
            Self::Array(elements) => elements.iter().any(Self::has_strays),
            Self::Object(members) => members.iter().any(|(_, member)| member.has_strays()),
            Self::Unclosed(inner) => inner.has_strays(),
            Self::Null
            | Self::Boolean(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::TooDeep(_) => false,
        }
    }

    /// The value as JSON has it.
    pub(super) fn clean(&self) -> &Self {
        match self {
            Self::Mended(inner, _) | Self::OddKey(inner, _) => inner.clean(),
            value => value,
        }
    }
}
