//! What a document declares of a value.

use serde_json::{Map, Value};
use stream_events_schema::{Checked, Object, Shape, Type};

/// The value without the fields that its type does not declare.
pub(crate) fn declared(document: &Checked, ty: &Type, value: &Value) -> Value {
    let ty = document.resolve(ty);
    match (&ty.shape, value) {
        (Shape::Nullable(inner), value) if !value.is_null() => declared(document, inner, value),
        (Shape::Array(items), Value::Array(elements)) => elements
            .iter()
            .map(|it| declared(document, items, it))
            .collect(),
        (Shape::Map(values), Value::Object(members)) => {
            let members = members.iter();
            members
                .map(|(key, it)| (key.clone(), declared(document, values, it)))
                .collect()
        }
        (Shape::Object(object), Value::Object(members)) => {
            Value::Object(fields(document, object, members))
        }
        (Shape::Tagged(union), Value::Object(members)) => {
            let tag = members.get(&union.tag).and_then(Value::as_str);
            let branch = match tag {
                Some(tag) => union.branches.iter().find(|it| it.has(tag)),
                None => union.default.map(|index| &union.branches[index]),
            };
            branch.map_or_else(|| value.clone(), |it| declared(document, &it.ty, value))
        }
        (Shape::Kinds(kinds), value) => {
            let branch = match value {
                Value::Bool(_) => &kinds.boolean,
                Value::Number(_) => &kinds.number,
                Value::String(_) => &kinds.string,
                Value::Array(_) => &kinds.array,
                Value::Object(_) => &kinds.object,
                Value::Null => &None,
            };
            let branch = branch.as_ref();
            branch.map_or_else(|| value.clone(), |it| declared(document, it, value))
        }
        (_, value) => value.clone(),
    }
}

fn fields(document: &Checked, object: &Object, members: &Map<String, Value>) -> Map<String, Value> {
    let mut kept = Map::new();
    for (key, value) in members {
        let property = object.property(key).map(|it| &it.ty);
        if let Some(ty) = property.or(object.additional.as_deref()) {
            kept.insert(key.clone(), declared(document, ty, value));
        }
    }
    kept
}
