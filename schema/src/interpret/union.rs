//! Unions: which branch a value is decoded as.

use super::data::{Text, Value};
use super::decode::{Decoder, MAX_KEPT, levels};
use super::mismatch::Why;
use super::undeclared::What;
use crate::shape::{Kinds, Shape, Tagged, Type};

impl<'c> Decoder<'_, 'c> {
    pub(super) fn tagged(
        &mut self,
        ty: &'c Type,
        union: &'c Tagged,
        members: &[(Text<'_>, Value<'_>)],
    ) {
        // The text of the whole object is taken before anything in it is read.
        let levels = members.iter().map(|(_, member)| levels(member));
        if levels.max().unwrap_or_default() >= MAX_KEPT {
            return self.mismatch(ty, Why::TooDeep);
        }
        let depth = std::mem::take(&mut self.depth);
        self.variant(ty, union, members);
        self.depth = depth;
    }

    /// The object as what its tag says.
    fn variant(&mut self, ty: &'c Type, union: &'c Tagged, members: &[(Text<'_>, Value<'_>)]) {
        let Some(tag) = self.tag(ty, union, members) else {
            return;
        };
        let branch = match tag {
            Some(tag) => union.branches.iter().find(|it| it.has(tag)),
            None => union.default.and_then(|index| union.branches.get(index)),
        };
        match (branch, tag) {
            // An object that has no tag cannot be kept by it.
            (Some(branch), None) => self.branch(&branch.ty, members),
            (Some(branch), Some(_)) => {
                self.variant_of(&union.tag, |it| {
                    it.tag_unclean(ty, union, members);
                    it.branch(&branch.ty, members);
                });
            }
            (None, Some(tag)) => {
                let tag = tag.to_owned();
                self.undeclared(ty, What::Variant { tag });
                self.tag_unclean(ty, union, members);
                self.members_unclean(ty, members);
            }
            (None, None) => {
                let key = union.tag.as_str();
                self.mismatch(ty, Why::NoTag { key });
            }
        }
    }

    fn branch(&mut self, ty: &'c Type, members: &[(Text<'_>, Value<'_>)]) {
        let ty = self.document.resolve(ty);
        match &ty.shape {
            Shape::Object(object) => self.object(ty, object, members),
            Shape::Tagged(inner) => self.tagged(ty, inner, members),
            _ if self.mends => self.members_unclean(ty, members),
            _ => self.members(ty, members),
        }
    }

    fn tag_unclean(&mut self, ty: &'c Type, union: &'c Tagged, members: &[(Text<'_>, Value<'_>)]) {
        let tag = members
            .iter()
            .find(|(key, _)| key.as_deref() == Some(&union.tag));
        if let Some((_, Value::Mended(..))) = tag {
            self.inside(&union.tag, |it| it.mended(ty));
        }
    }

    /// The tag, if there is one; `None` if it cannot be told.
    fn tag<'d>(
        &mut self,
        ty: &'c Type,
        union: &'c Tagged,
        members: &'d [(Text<'_>, Value<'_>)],
    ) -> Option<Option<&'d str>> {
        for (key, member) in members {
            match (key, member.clean()) {
                (None, _) => {
                    self.mismatch(ty, Why::IllFormed);
                    return None;
                }
                (Some(key), _) if *key != union.tag => {}
                // Then it tells nothing.
                (Some(_), Value::Null) => {}
                (Some(_), Value::String(Some(text))) => return Some(Some(text)),
                (Some(key), Value::String(None)) => {
                    self.inside(key, |it| it.mismatch(ty, Why::IllFormed));
                    return None;
                }
                (Some(key), other) => {
                    let found = other.kind();
                    self.inside(key, |it| it.mismatch(ty, Why::TagKind { found }));
                    return None;
                }
            }
        }
        Some(None)
    }

    pub(super) fn kinds(&mut self, ty: &'c Type, kinds: &'c Kinds, value: &Value<'_>) {
        let branch = match value {
            Value::Boolean(_) => &kinds.boolean,
            Value::Number(_) => &kinds.number,
            Value::String(_) => &kinds.string,
            Value::Array(_) => &kinds.array,
            Value::Object(_) => &kinds.object,
            Value::Null | Value::TooDeep(_) | Value::Unclosed(_) => &None,
            // These are read as what is in them.
            Value::Mended(..) | Value::OddKey(..) => &None,
        };
        match branch {
            Some(branch) => self.value(branch, value),
            None => self.mismatch(
                ty,
                Why::Kind {
                    found: value.kind(),
                },
            ),
        }
    }
}
