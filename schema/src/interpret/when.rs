//! Whether the conditions of a `finish` or `complete` hold.
//!
//! They are asked of what was decoded: of keys that come twice the last counts, what only tells
//! where its object belongs has the value that it must have, and a required list that is missing
//! is an empty one.

use super::Interpreter;
use super::data::{Data, Text, Value};
use super::nulls::{Became, Null};
use crate::document::Event;
use crate::json::Json;
use crate::pointer::{self, Pointer, index};
use crate::shape::{Shape, Type};
use crate::words::Test;

impl<'c> Interpreter<'c> {
    /// Whether all conditions of an event hold in its payload, which decodes.
    pub(super) fn conditions_hold(
        &self,
        event: &'c Event<Type>,
        data: &Data<'_>,
        nulls: &[Null<'_>],
    ) -> bool {
        let (Some(ty), Some(payload)) = (&event.payload, data.readable()) else {
            return false;
        };
        let nulls = nulls.iter().filter(|it| it.became == Became::Null);
        let nulls: Vec<&str> = nulls.map(|it| &*it.at).collect();
        let mut conditions = event.when.iter();
        conditions.all(|(pointer, test)| self.holds(pointer, test, ty, payload, &nulls))
    }

    fn holds(
        &self,
        pointer: &Pointer,
        test: &Test,
        mut ty: &'c Type,
        mut value: &Value<'_>,
        nulls: &[&str],
    ) -> bool {
        let mut at = String::new();
        value = value.clean();
        for segment in pointer.segments() {
            ty = self.through(ty);
            if let (Shape::Object(_), Value::Object(_)) = (&ty.shape, value) {
                let mut tags = self.tags.of_object(&ty.pointer).iter();
                if let Some(tag) = tags.find(|tag| tag.key == *segment) {
                    return asks_for(test, Some(&tag.value));
                }
            }
            pointer::push(&mut at, segment);
            let is_null = nulls.contains(&&*at);
            let Some(next) = self.step(ty, value, segment, is_null) else {
                return false;
            };
            (ty, value) = next;
            value = value.clean();
        }
        match (test, value) {
            (_, Value::Null) => false,
            (_, Value::String(text)) => asks_for(test, text.as_deref()),
            (Test::Present, Value::Boolean(it)) => *it,
            (Test::Present, _) => true,
            (Test::OneOf(asked), Value::Boolean(it)) => asked.contains(&Json::Boolean(*it)),
            (Test::OneOf(asked), Value::Number(Some(it))) => {
                let any = matches!(self.through(ty).shape, Shape::Number);
                asked.iter().any(|asked| match asked {
                    // As decoded, where every number is a float.
                    Json::Number(asked) if any => asked.as_f64() == it.as_f64(),
                    Json::Number(asked) => asked.is_same(*it),
                    _ => false,
                })
            }
            (Test::OneOf(_), _) => false,
        }
    }

    fn step<'v, 'a>(
        &self,
        ty: &'c Type,
        value: &'v Value<'a>,
        segment: &str,
        is_null: bool,
    ) -> Option<(&'c Type, &'v Value<'a>)> {
        let last = |members, key| last(members, key).filter(|_| !is_null);
        match (&ty.shape, value) {
            (Shape::Object(object), Value::Object(members)) => {
                let came = last(members, segment);
                let Some(property) = object.property(segment) else {
                    return Some((object.additional.as_deref()?, came?));
                };
                let missing = property.required && self.is_collection(&property.ty);
                let came = came.filter(|it| !(missing && matches!(it, Value::Null)));
                Some((&property.ty, came.or(missing.then_some(EMPTY))?))
            }
            (Shape::Map(values), Value::Object(members)) => {
                Some((&**values, last(members, segment)?))
            }
            (Shape::Array(items), Value::Array(elements)) => {
                let element = elements.get(index(segment)?).filter(|_| !is_null)?;
                Some((&**items, element))
            }
            _ => None,
        }
    }

    fn is_collection(&self, ty: &Type) -> bool {
        let shape = &self.document.resolve(ty).shape;
        matches!(shape, Shape::Array(_) | Shape::Map(_) | Shape::FreeForm)
    }

    /// Through references and nullables.
    fn through(&self, ty: &'c Type) -> &'c Type {
        let ty = self.document.resolve(ty);
        match &ty.shape {
            Shape::Nullable(inner) => self.document.resolve(inner),
            _ => ty,
        }
    }
}

/// What a required list or map is while it is missing or null.
const EMPTY: &Value<'static> = &Value::Array(Vec::new());

/// Whether the test holds of something that is there, which may be a text.
fn asks_for(test: &Test, text: Option<&str>) -> bool {
    match test {
        Test::Present => text.is_none_or(|text| !text.is_empty()),
        Test::OneOf(values) => {
            text.is_some_and(|text| values.iter().any(|it| it.as_str() == Some(text)))
        }
    }
}

fn last<'v, 'a>(members: &'v [(Text<'a>, Value<'a>)], key: &str) -> Option<&'v Value<'a>> {
    let mut last = members.iter().rev();
    let (_, value) = last.find(|(known, _)| known.as_deref() == Some(key))?;
    Some(value)
}
