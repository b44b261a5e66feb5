//! Whether a value decodes as a type, and if not, why.

use stream_events_schema::JsonType;
use stream_events_schema::pointer;
use stream_events_schema::{Checked, Content, Dispatch, Event, Handle};
use stream_events_schema::{Json, Number, Pointer};
use stream_events_schema::{Kinds, Object, Shape, Tagged, Type};

/// Why a value does not decode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// The place of the subschema in the document.
    pub(crate) pointer: String,
    /// The place in the value.
    pub(crate) instance: String,
    pub(crate) why: Why,
}

/// What came of decoding a value.
#[derive(Debug, Default)]
pub(crate) struct Decoding {
    pub(crate) mismatches: Vec<Mismatch>,
    /// The places of the subschemas that something fits.
    pub(crate) fitted: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// A required property is not there.
    Missing(String),
    /// It is of a type that is not allowed.
    Type(JsonType),
    /// A number with a fraction, or too large, where a whole one is asked for.
    NoInteger,
    /// Its tag is not there.
    NoTag(String),
}

/// The event that a message is, by the document's rules.
pub(crate) fn event<'c>(
    document: &'c Checked,
    event: Option<&str>,
    data: Option<&Json>,
) -> Option<(&'c str, &'c Event<Type>)> {
    let declared = |name: &str| {
        let (key, event) = document.events.get_key_value(name)?;
        Some((key.as_str(), event))
    };
    document.dispatch.iter().find_map(|entry| match entry {
        Dispatch::Event => declared(event?),
        Dispatch::Pointer(pointer) => declared(at(data?, pointer)?.as_str()?),
        Dispatch::Has {
            pointer,
            event_type,
        } => {
            let found = at(data?, pointer).is_some_and(|json| *json != Json::Null);
            found.then(|| declared(event_type)).flatten()
        }
        Dispatch::Always(event_type) => declared(event_type),
    })
}

/// What a JSON Pointer leads to in a value.
fn at<'j>(mut json: &'j Json, pointer: &Pointer) -> Option<&'j Json> {
    for segment in pointer.segments() {
        json = match json {
            Json::Object(members) => members.get(segment)?,
            Json::Array(values) => values.get(pointer::index(segment)?)?,
            _ => return None,
        };
    }
    Some(json)
}

/// Why the data of an event does not decode.
pub(crate) fn payload(
    document: &Checked,
    name: &str,
    event: &Event<Type>,
    data: &Json,
) -> Decoding {
    let mut decoder = Decoder {
        document,
        constants_said: true,
        decoding: Decoding::default(),
    };
    let read = event.content == Content::Json && event.handle != Handle::Skip;
    if let Some(payload) = event.payload.as_ref().filter(|_| read) {
        decoder.value(payload, data, "", &tags_of(document, name, event));
    }
    decoder.decoding
}

/// Why a value does not decode as a type. What has only one value may be a tag, which decoding
/// knows beforehand: examples need not have it.
pub(crate) fn value(document: &Checked, ty: &Type, json: &Json) -> Decoding {
    let mut decoder = Decoder {
        document,
        constants_said: false,
        decoding: Decoding::default(),
    };
    decoder.value(ty, json, "", &[]);
    decoder.decoding
}

/// The type at a place of the document, if it has one.
pub(crate) fn type_at<'c>(document: &'c Checked, place: &str) -> Option<&'c Type> {
    let segments = pointer::segments(place).ok()?;
    match segments.as_slice() {
        [defs, key] if defs == "$defs" => document.definitions.get(key.as_ref()),
        [defs, key, ..] if defs == "$defs" => {
            within(document.definitions.get(key.as_ref())?, place)
        }
        [events, key, ..] if events == "events" => {
            let event = document.events.get(key.as_ref())?;
            within(event.payload.as_ref()?, place)
        }
        _ => None,
    }
}

/// The type at a place, in a type around it.
fn within<'c>(ty: &'c Type, place: &str) -> Option<&'c Type> {
    if ty.pointer == place {
        return Some(ty);
    }
    if !place.starts_with(&ty.pointer) {
        return None;
    }
    match &ty.shape {
        Shape::Map(inner) | Shape::Array(inner) | Shape::Nullable(inner) => within(inner, place),
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|property| &property.ty);
            let mut types = properties.chain(object.additional.as_deref());
            types.find_map(|ty| within(ty, place))
        }
        _ => None,
    }
}

/// The properties of an event's payload that only repeat its name; decoding passes them over.
fn tags_of(document: &Checked, name: &str, event: &Event<Type>) -> Vec<String> {
    let Some(mut ty) = event.payload.as_ref() else {
        return Vec::new();
    };
    while let Shape::Ref(id) = ty.shape {
        ty = document.definition(id);
    }
    let Shape::Object(object) = &ty.shape else {
        return Vec::new();
    };
    let repeats = |ty: &Type| matches!(&ty.shape, Shape::Const(value) if value == name);
    let tags = object
        .properties
        .iter()
        .filter(|property| repeats(&property.ty));
    tags.map(|property| property.key.clone()).collect()
}

struct Decoder<'c> {
    document: &'c Checked,
    /// Properties with one value must be there too.
    constants_said: bool,
    decoding: Decoding,
}

impl<'c> Decoder<'c> {
    /// `tags` are properties of an object that decoding passes over.
    fn value(&mut self, ty: &'c Type, json: &Json, instance: &str, tags: &[String]) {
        if *json == Json::Null && !self.allows_null(ty) {
            return self.mismatch(ty, instance, Why::Type(JsonType::Null));
        }
        match (&ty.shape, json) {
            (Shape::Ref(id), _) => {
                let document = self.document;
                self.value(document.definition(*id), json, instance, tags);
            }
            (Shape::Any | Shape::Raw, _)
            | (Shape::Nullable(_) | Shape::Null, Json::Null)
            | (Shape::Boolean, Json::Boolean(_))
            | (Shape::Number, Json::Number(_))
            | (Shape::String | Shape::Const(_) | Shape::Enum(_), Json::String(_))
            | (Shape::FreeForm, Json::Object(_)) => self.decoding.fitted.push(ty.pointer.clone()),
            (Shape::Nullable(inner), _) => self.value(inner, json, instance, tags),
            (Shape::Integer { unsigned }, Json::Number(number)) => {
                let fits = match number {
                    Number::Integer(number) => *number >= 0 || !unsigned,
                    Number::Unsigned(_) => *unsigned,
                    Number::Float(_) => false,
                };
                if fits {
                    self.decoding.fitted.push(ty.pointer.clone());
                } else {
                    self.mismatch(ty, instance, Why::NoInteger);
                }
            }
            (Shape::Map(values), Json::Object(members)) => {
                for (key, member) in members {
                    self.value(values, member, &pointer::child(instance, key), &[]);
                }
            }
            (Shape::Array(items), Json::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(items, value, &format!("{instance}/{index}"), &[]);
                }
            }
            (Shape::Object(object), Json::Object(_)) => {
                self.object(ty, object, json, instance, tags);
            }
            (Shape::Tagged(tagged), Json::Object(_)) => self.tagged(ty, tagged, json, instance),
            (Shape::Kinds(kinds), _) => self.kinds(ty, kinds, json, instance),
            _ => self.mismatch(ty, instance, Why::Type(kind(json))),
        }
    }

    fn object(
        &mut self,
        ty: &'c Type,
        object: &'c Object,
        json: &Json,
        instance: &str,
        tags: &[String],
    ) {
        let Json::Object(members) = json else { return };
        for property in object
            .properties
            .iter()
            .filter(|it| !tags.contains(&it.key))
        {
            match members.get(&property.key) {
                // What is not required may be null too.
                Some(Json::Null) if !property.required => {}
                Some(member) => {
                    let instance = pointer::child(instance, &property.key);
                    self.value(&property.ty, member, &instance, &[]);
                }
                None if matches!(property.ty.shape, Shape::Const(_)) && !self.constants_said => {}
                None if property.required && !self.has_default(&property.ty) => {
                    self.mismatch(ty, instance, Why::Missing(property.key.clone()));
                }
                None => {}
            }
        }
        let Some(additional) = &object.additional else {
            return;
        };
        for (key, member) in members {
            if !object.properties.iter().any(|it| it.key == *key) {
                self.value(additional, member, &pointer::child(instance, key), &[]);
            }
        }
    }

    fn tagged(&mut self, ty: &'c Type, tagged: &'c Tagged, json: &Json, instance: &str) {
        let Json::Object(members) = json else { return };
        let branch = match members.get(&tagged.tag) {
            Some(Json::String(tag)) => {
                // A tag that is not known is kept.
                tagged
                    .branches
                    .iter()
                    .find(|branch| branch.values.contains(tag))
            }
            None | Some(Json::Null) => match tagged.default {
                Some(index) => tagged.branches.get(index),
                None => return self.mismatch(ty, instance, Why::NoTag(tagged.tag.clone())),
            },
            Some(_) => None,
        };
        if let Some(branch) = branch {
            self.value(
                &branch.ty,
                json,
                instance,
                std::slice::from_ref(&tagged.tag),
            );
        }
    }

    fn kinds(&mut self, ty: &'c Type, kinds: &'c Kinds, json: &Json, instance: &str) {
        let branch = match json {
            Json::Null => return,
            Json::Boolean(_) => &kinds.boolean,
            Json::Number(_) => &kinds.number,
            Json::String(_) => &kinds.string,
            Json::Array(_) => &kinds.array,
            Json::Object(_) => &kinds.object,
        };
        match branch {
            Some(branch) => self.value(branch, json, instance, &[]),
            None => self.mismatch(ty, instance, Why::Type(kind(json))),
        }
    }

    fn allows_null(&self, ty: &Type) -> bool {
        matches!(
            self.resolve(ty),
            Shape::Any | Shape::Raw | Shape::Null | Shape::Nullable(_)
        )
    }

    /// Whether decoding has something to put in the place of what is not there.
    fn has_default(&self, ty: &Type) -> bool {
        matches!(
            self.resolve(ty),
            Shape::Array(_) | Shape::Map(_) | Shape::FreeForm | Shape::Nullable(_) | Shape::Null
        )
    }

    fn resolve<'t>(&self, mut ty: &'t Type) -> &'t Shape
    where
        'c: 't,
    {
        while let Shape::Ref(id) = ty.shape {
            ty = self.document.definition(id);
        }
        &ty.shape
    }

    fn mismatch(&mut self, ty: &Type, instance: &str, why: Why) {
        let mismatch = Mismatch {
            pointer: ty.pointer.clone(),
            instance: instance.to_owned(),
            why,
        };
        if !self.decoding.mismatches.contains(&mismatch) {
            self.decoding.mismatches.push(mismatch);
        }
    }
}

pub(crate) fn kind(json: &Json) -> JsonType {
    match json {
        Json::Null => JsonType::Null,
        Json::Boolean(_) => JsonType::Boolean,
        Json::Number(_) => JsonType::Number,
        Json::String(_) => JsonType::String,
        Json::Array(_) => JsonType::Array,
        Json::Object(_) => JsonType::Object,
    }
}
