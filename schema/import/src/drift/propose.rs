//! A document that says what it did not say before.

use indexmap::IndexMap;
use stream_events_schema::{
    Content, Dispatch, Document, Event, Json, JsonType, Schema, SchemaObject,
};

use super::observe::{Change, Found, Samples};
use super::rules;
use crate::adjust::overlay::{self, subschema};
use crate::convert::unions;

/// Changes a document; `false` if it stays what it is.
pub(super) fn apply(found: &Found, document: &mut Document) -> bool {
    match &found.change {
        Change::Event { name, data } => event(document, name, data),
        Change::Property { owner, key, values } => {
            let schema = values.schema();
            subschema(document, owner).is_some_and(|it| property(it, key, schema))
        }
        Change::Value { owner, value } => {
            subschema(document, owner).is_some_and(|it| known(it, value))
        }
        Change::Variant {
            owner,
            key,
            tag,
            values,
        } => {
            let mut schema = values.schema();
            constant(&mut schema, std::slice::from_ref(key), tag);
            subschema(document, owner).is_some_and(|it| branch(it, schema))
        }
        Change::Loosen(relaxation) => overlay::apply(relaxation, document),
        Change::None => false,
    }
}

fn event(document: &mut Document, name: &str, data: &Samples) -> bool {
    if document.events.contains_key(name) {
        // It is declared by now, and nothing says its name.
        return last_resort(document, name);
    }
    let mut event = Event {
        apply: rules::of_new_event(document),
        ..Event::default()
    };
    if data.any_text {
        event.content = Content::Text;
    } else {
        let mut payload = data.json.schema();
        for entry in &document.dispatch {
            if let Dispatch::Pointer(pointer) = entry {
                constant(&mut payload, pointer.segments(), name);
            }
        }
        event.payload = Some(payload);
    }
    document.events.insert(name.to_owned(), event);
    true
}

/// Lets all messages without a name be this event.
fn last_resort(document: &mut Document, name: &str) -> bool {
    let is_always = |it: &Dispatch| matches!(it, Dispatch::Always(_));
    if name != "message" || document.dispatch.iter().any(is_always) {
        return false;
    }
    if document.dispatch.is_empty() {
        document.dispatch.push(Dispatch::Event);
    }
    document.dispatch.push(Dispatch::Always(name.to_owned()));
    true
}

/// Lets the property at the end of a way have one value, if it is there.
fn constant(schema: &mut Schema, way: &[String], value: &str) {
    let Schema::Object(keywords) = schema else {
        return;
    };
    let Some((key, rest)) = way.split_first() else {
        if unions::typed(JsonType::String) == **keywords {
            **keywords = SchemaObject {
                constant: Some(Json::from(value)),
                ..SchemaObject::default()
            };
        }
        return;
    };
    let properties = keywords.properties.as_mut();
    let Some(property) = properties.and_then(|it| it.get_mut(key)) else {
        return;
    };
    constant(property, rest, value);
    if !keywords.required.contains(key) {
        keywords.required.push(key.clone());
    }
}

fn property(schema: &mut Schema, key: &str, value: Schema) -> bool {
    let Schema::Object(keywords) = schema else {
        return false;
    };
    let properties = keywords.properties.get_or_insert_with(IndexMap::new);
    if properties.contains_key(key) {
        return false;
    }
    properties.insert(key.to_owned(), value);
    true
}

/// Adds to the values that a string is known to have, wherever they are listed.
fn known(schema: &mut Schema, value: &str) -> bool {
    let Schema::Object(keywords) = schema else {
        return false;
    };
    if let Some(values) = &mut keywords.values {
        values.push(Json::from(value));
        return true;
    }
    if let Some(constant) = keywords.constant.take() {
        keywords.values = Some(vec![constant, Json::from(value)]);
        return true;
    }
    let branches = keywords.one_of.as_mut().or(keywords.any_of.as_mut());
    if let Some(branches) = branches {
        let lists = |it: &Schema| it.keywords().is_some_and(|it| it.values.is_some());
        if let Some(list) = branches.iter_mut().find(|it| lists(it)) {
            return known(list, value);
        }
        branches.push(Schema::from(SchemaObject {
            constant: Some(Json::from(value)),
            ..SchemaObject::default()
        }));
        return true;
    }
    let mut parts = keywords.all_of.iter_mut().flatten();
    parts.any(|part| known(part, value))
}

fn branch(schema: &mut Schema, variant: Schema) -> bool {
    let Schema::Object(keywords) = schema else {
        return false;
    };
    let branches = keywords.one_of.as_mut().or(keywords.any_of.as_mut());
    let Some(branches) = branches else {
        let mut parts = keywords.all_of.iter_mut().flatten();
        return parts.any(|part| branch(part, variant.clone()));
    };
    branches.push(variant);
    true
}
