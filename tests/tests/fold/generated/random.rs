//! Random messages by a document: small numbers and few strings, so that many fit each other.

use fastrand::Rng;
use serde_json::{Map, Value, json};
use stream_events_schema::snapshot::checked::{Operation, Rule};
use stream_events_schema::{Checked, Content, Shape, Type};

use crate::Message;

const TEXTS: &[&str] = &["", "a", "b", "{\"a\":", "1}", "[", "true", "text"];

/// The event that begins the value, if one does.
pub(crate) fn begin(document: &Checked) -> Option<usize> {
    let fold = document.fold()?;
    document.events.keys().position(|key| {
        let rules = fold.events.get(key);
        rules.is_some_and(|rules| rules.iter().any(starts))
    })
}

fn starts(rule: &Rule) -> bool {
    match &rule.operation {
        Operation::Start(_) => true,
        Operation::Scope(scope) => scope.rules.iter().any(starts),
        _ => false,
    }
}

/// A message of some event, or of this one.
pub(crate) fn message(rng: &mut Rng, document: &Checked, event: Option<usize>) -> Message {
    let index = event.unwrap_or_else(|| rng.usize(..document.events.len()));
    let (key, event) = document.events.get_index(index).expect("an event");
    let data = match (event.content, &event.payload) {
        (Content::Text, _) => text(rng).to_owned(),
        (Content::Json, Some(ty)) => {
            let mut value = value(rng, document, ty, 0);
            // A document without event fields tells events by what is in their data.
            if let (Value::Object(members), false) = (&mut value, tells_by_event(document)) {
                members.entry("type").or_insert_with(|| json!(key));
            }
            value.to_string()
        }
        _ => "{}".to_owned(),
    };
    (tells_by_event(document).then(|| key.clone()), data)
}

fn tells_by_event(document: &Checked) -> bool {
    !document.events.contains_key("chunk")
}

fn text(rng: &mut Rng) -> &'static str {
    TEXTS[rng.usize(..TEXTS.len())]
}

fn value(rng: &mut Rng, document: &Checked, ty: &Type, depth: usize) -> Value {
    let ty = document.resolve(ty);
    // What does not fit is lost, or counts as null. A constant tells a variant.
    let misfits = !matches!(ty.shape, Shape::Const(_));
    if misfits && rng.u16(..) < 300 {
        return match rng.bool() {
            true => json!(text(rng)),
            false => json!(7.5),
        };
    }
    match &ty.shape {
        Shape::Nullable(inner) if depth > 8 || rng.u8(..) < 60 => {
            let _ = inner;
            Value::Null
        }
        Shape::Nullable(inner) => value(rng, document, inner, depth),
        Shape::Null => Value::Null,
        Shape::Boolean => json!(rng.bool()),
        Shape::Integer { .. } | Shape::Number => json!(rng.i64(-1..4).max(rng.i64(-1..2))),
        Shape::String => json!(text(rng)),
        Shape::Const(value) => json!(value),
        Shape::Enum(values) if rng.u8(..) > 10 => {
            json!(values[rng.usize(..values.len())].value)
        }
        Shape::Enum(_) => json!("undeclared"),
        Shape::Array(items) => {
            let count = if depth > 8 { 0 } else { rng.usize(..3) };
            (0..count)
                .map(|_| value(rng, document, items, depth + 1))
                .collect()
        }
        Shape::Map(values) => {
            let mut members = Map::new();
            if depth < 8 && rng.bool() {
                members.insert(
                    text(rng).to_owned(),
                    value(rng, document, values, depth + 1),
                );
            }
            Value::Object(members)
        }
        Shape::Object(object) => {
            let mut members = Map::new();
            for property in &object.properties {
                let is_there = rng.u8(..) < if depth > 4 { 20 } else { 160 };
                if property.required || is_there {
                    let value = value(rng, document, &property.ty, depth + 1);
                    members.insert(property.key.clone(), value);
                }
            }
            if let Some(additional) = &object.additional
                && rng.u8(..) < 40
            {
                members.insert(
                    "more".to_owned(),
                    value(rng, document, additional, depth + 1),
                );
            }
            Value::Object(members)
        }
        Shape::Tagged(union) => {
            if rng.u8(..) < 10 {
                return json!({ (&union.tag): "undeclared", "text": "a", "id": text(rng) });
            }
            let branch = &union.branches[rng.usize(..union.branches.len())];
            let mut value = value(rng, document, &branch.ty, depth + 1);
            if let Value::Object(members) = &mut value {
                members.insert(union.tag.clone(), json!(branch.values[0]));
            }
            value
        }
        Shape::Kinds(kinds) => {
            let kinds = [
                &kinds.boolean,
                &kinds.number,
                &kinds.string,
                &kinds.array,
                &kinds.object,
            ];
            let kinds: Vec<_> = kinds.into_iter().flatten().collect();
            let kind = kinds[rng.usize(..kinds.len())];
            value(rng, document, kind, depth + 1)
        }
        _ => json!({ "a": text(rng) }),
    }
}
