//! The type at a place of a document.

use super::Interpreter;
use crate::pointer;
use crate::shape::Type;

impl<'c> Interpreter<'c> {
    /// The type that the subschema at this JSON Pointer has become; `None` where none has, as
    /// within a union that stays raw JSON.
    #[must_use]
    pub fn type_at(&self, place: &str) -> Option<&'c Type> {
        let segments = pointer::segments(place).ok()?;
        let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
        let document = self.document;
        let root = match *segments.as_slice() {
            ["$defs", key, ..] => document.definitions.get(key)?,
            ["events", key, "payload", ..] => document.events.get(key)?.payload.as_ref()?,
            ["snapshot", "type", ..] => document.snapshot.as_ref()?.ty.as_ref()?,
            ["errors", "body", ..] => document.errors.body.as_ref()?,
            _ => return None,
        };
        within(root, place)
    }
}

fn within<'c>(ty: &'c Type, place: &str) -> Option<&'c Type> {
    if ty.pointer == place {
        return Some(ty);
    }
    if !place.starts_with(&ty.pointer) {
        return None;
    }
    ty.parts().into_iter().find_map(|part| within(part, place))
}
