//! Unions to Rust enums.

use stream_events_schema::{Kinds, Tagged, Type};

use super::Lower;
use crate::model::item::{Branch, Docs, ItemKind, KindBranch, Reading};
use crate::names::{self, Scope};

impl Lower<'_> {
    pub(super) fn tagged(&mut self, union: &Tagged, name: &str) -> ItemKind {
        let mut scope = Scope::with(&["Unknown"]);
        let mut branches = Vec::with_capacity(union.branches.len());
        for branch in &union.branches {
            let variant = scope.fresh(&names::pascal(&branch.values[0]));
            let ty = self.ty(&branch.ty, &format!("{name}{variant}"));
            let described = self.document.resolve(&branch.ty);
            branches.push(Branch {
                reading: self.reading(&union.tag, &branch.ty),
                plain: false,
                ident: names::ident(&variant),
                values: branch.values.clone(),
                docs: Docs::of(described.description.as_ref(), described.deprecated),
                ty,
            });
        }
        ItemKind::Tagged {
            tag: union.tag.clone(),
            branches,
            default: union.default,
        }
    }

    fn reading(&self, tag: &str, branch: &Type) -> Reading {
        if self.is_replaced(branch) {
            return Reading::Whole;
        }
        match self.document.object(branch) {
            None => Reading::Whole,
            Some((pointer, object)) => {
                let stripped = self.tags.of_object(pointer).iter().any(|it| it.key == tag);
                match object.property(tag).is_some() && !stripped {
                    true => Reading::FieldsAndTag,
                    false => Reading::Fields,
                }
            }
        }
    }

    pub(super) fn kinds(&mut self, kinds: &Kinds, name: &str) -> Vec<KindBranch> {
        let branches = [
            ("boolean", "Boolean", &kinds.boolean),
            ("number", "Number", &kinds.number),
            ("string", "String", &kinds.string),
            ("array", "Array", &kinds.array),
            ("object", "Object", &kinds.object),
        ];
        let mut lowered = Vec::new();
        for (kind, variant, ty) in branches {
            let Some(ty) = ty else { continue };
            let ty = self.ty(ty, &format!("{name}{variant}"));
            lowered.push(KindBranch {
                kind,
                ident: names::ident(variant),
                ty,
                integers: false,
            });
        }
        lowered
    }
}
