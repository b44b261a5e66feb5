//! Random messages that a document describes.

use fastrand::Rng;
use stream_events_schema::interpret::{Data, Interpreter, Meaning};
use stream_events_schema::{Checked, Content, Dispatch, Event, Handle, Object, Shape, Type};

use crate::document::{KEYS, pick};
use crate::json::{Json, number, object, text};

/// A message: its `event` field and its data.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) field: Option<String>,
    pub(crate) data: String,
}

/// A message that the document takes for this event, and whose payload fits; `None` if none was
/// found.
pub(crate) fn message(
    rng: &mut Rng,
    interpreter: &Interpreter<'_>,
    name: &str,
    event: &Event<Type>,
) -> Option<Message> {
    let document = interpreter.document();
    let mut values = Values {
        rng,
        document,
        nested: 0,
    };
    let mut data = match (&event.payload, event.content) {
        (Some(payload), Content::Json) => values.value(payload, 3)?,
        (_, Content::Text) => text("some text"),
        _ => values.anything(1),
    };
    let by_field = document.dispatch.contains(&Dispatch::Event);
    let field = (by_field && values.rng.u32(..4) > 0).then(|| name.to_owned());
    if field.is_none() {
        for entry in &document.dispatch {
            if let Dispatch::Pointer(pointer) = entry
                && let Json::Object(_) = data
            {
                data.set(&pointer.as_str()[1..], text(name));
            }
        }
    }
    let data = match event.content {
        Content::Text => "some text".to_owned(),
        _ => data.to_string(),
    };
    let message = Message { field, data };
    if let Some(payload) = &event.payload
        && !interpreter
            .decode(payload, &Data::parse(&message.data))
            .decodes()
    {
        return None;
    }
    match interpreter.message(message.field.as_deref(), &message.data) {
        Meaning::Event {
            name: found,
            mismatches,
            ..
        } if found == name && mismatches.is_empty() => Some(message),
        _ => None,
    }
}

/// A value of this type, as text.
pub(crate) fn value(rng: &mut Rng, interpreter: &Interpreter<'_>, ty: &Type) -> Option<String> {
    let mut values = Values {
        rng,
        document: interpreter.document(),
        nested: 0,
    };
    let value = values.value(ty, 3)?.to_string();
    let decodes = interpreter.decode(ty, &Data::parse(&value)).decodes();
    decodes.then_some(value)
}

struct Values<'r, 'c> {
    rng: &'r mut Rng,
    document: &'c Checked,
    /// How deep inside of a value another one is made.
    nested: usize,
}

/// Types may contain themselves; beyond this depth there is nothing to be learned.
const MAX_NESTED: usize = 10;

impl Values<'_, '_> {
    /// A value that a type describes; `None` if it has no end.
    fn value(&mut self, ty: &Type, depth: usize) -> Option<Json> {
        if self.nested == MAX_NESTED {
            return None;
        }
        self.nested += 1;
        let value = self.shape(&self.document.resolve(ty).shape, depth);
        self.nested -= 1;
        value
    }

    fn shape(&mut self, shape: &Shape, depth: usize) -> Option<Json> {
        Some(match shape {
            Shape::Null => Json::Null,
            Shape::Boolean => Json::Bool(self.rng.bool()),
            Shape::Integer { unsigned: false } => number(pick(self.rng, &[0, 7, -1, i64::MIN])),
            Shape::Integer { unsigned: true } => number(pick(self.rng, &[0, 7, u64::MAX])),
            Shape::Number => Json::Number(pick(self.rng, &["1.5", "-1", "2", "1e3"]).to_owned()),
            Shape::String => text(pick(self.rng, &["", "a", "note", "something"])),
            Shape::Const(value) => text(value),
            Shape::Enum(values) => text(&values[self.rng.usize(..values.len())].value),
            Shape::Object(object) => self.object(object, depth)?,
            Shape::Array(items) => {
                let count = if depth == 0 { 0 } else { self.rng.usize(..3) };
                let items = (0..count).map(|_| self.value(items, depth - 1));
                Json::Array(items.collect::<Option<_>>()?)
            }
            Shape::Map(values) => {
                let count = if depth == 0 { 0 } else { self.rng.usize(..3) };
                let mut map = Json::Object(Vec::new());
                for _ in 0..count {
                    let value = self.value(values, depth - 1)?;
                    map.set(pick(self.rng, KEYS), value);
                }
                map
            }
            Shape::Nullable(inner) => match depth == 0 || self.rng.u32(..3) == 0 {
                true => Json::Null,
                false => self.value(inner, depth)?,
            },
            Shape::Tagged(union) => {
                let branch = &union.branches[self.rng.usize(..union.branches.len())];
                let value = &branch.values[self.rng.usize(..branch.values.len())];
                let mut data = match &self.document.resolve(&branch.ty).shape {
                    Shape::Object(object) => self.object(object, depth)?,
                    _ => object([]),
                };
                // A branch may let its tag be absent.
                if data.get(&union.tag).is_some_and(|it| *it != Json::Null)
                    || union
                        .default
                        .is_none_or(|it| !std::ptr::eq(&union.branches[it], branch))
                {
                    data.set(&union.tag, text(value));
                }
                data
            }
            Shape::Kinds(kinds) => {
                let branches: Vec<_> = kinds.branches().collect();
                let branch = branches[self.rng.usize(..branches.len())];
                self.value(branch, depth)?
            }
            Shape::FreeForm => {
                let mut data = object([]);
                if self.rng.bool() {
                    let value = self.anything(1);
                    data.set(pick(self.rng, KEYS), value);
                }
                data
            }
            _ => self.anything(1),
        })
    }

    fn object(&mut self, described: &Object, depth: usize) -> Option<Json> {
        let mut data = object([]);
        for property in &described.properties {
            if property.required || depth > 0 && self.rng.u32(..3) > 0 {
                let value = self.value(&property.ty, depth.saturating_sub(1))?;
                data.set(&property.key, value);
            }
        }
        if let Some(others) = &described.additional
            && depth > 0
        {
            let key = pick(self.rng, KEYS);
            if described.property(key).is_none() {
                let value = self.value(others, depth - 1)?;
                data.set(key, value);
            }
        }
        Some(data)
    }

    fn anything(&mut self, depth: usize) -> Json {
        match self.rng.u32(..7) {
            0 => Json::Null,
            1 => Json::Bool(true),
            2 => Json::Number("1.5".to_owned()),
            3 => Json::Array(Vec::new()),
            4 if depth > 0 => {
                let value = self.anything(depth - 1);
                object([(pick(self.rng, KEYS), value)])
            }
            5 => object([]),
            _ => text("anything"),
        }
    }
}

/// Whether a stream ends with an event that is handled like this, or may.
pub(crate) fn may_end(handle: Handle) -> bool {
    matches!(handle, Handle::Finish | Handle::Complete)
}
