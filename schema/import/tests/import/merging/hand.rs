//! What people edit in a document.

use std::collections::{BTreeSet, HashMap};

use super::api::{Draw, key};
use indexmap::IndexMap;
use stream_events_schema::{
    Dispatch, Document, Event, Handle, JsonType, Schema, SchemaObject, Sentinel, Test, Types,
    Unknown,
};

/// An edit of a document, by the names of the first import.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Type(String, &'static str, JsonType),
    Nullable(String, &'static str),
    Required(String, &'static str),
    RemoveProperty(String, &'static str),
    AddProperty(String, String),
    Describe(String, Option<&'static str>, String),
    Name(String, String),
    AddValue(String, String),
    RemoveValue(String),
    /// All that have the same union have the branch.
    AddBranch(Vec<String>, String),
    RemoveBranch(Vec<String>),
    AddDefinition(String),
    Rename(&'static str, String),
    NameInline(String, String),
    AddEvent(String, String),
    RemoveEvent(&'static str),
    Handle(&'static str, Handle, bool),
    EventFirst(&'static str),
    Sentinel(String),
    Rules,
    Title(String),
    Dispatch(&'static str),
}

/// The first ones the vendor never drops.
const KEYS: &[&str] = &[
    "Hail", "Hold", "Hint", "Hue", "Hat", "Vat", "Vow", "Vary", "Void", "Vote",
];

/// Draws an edit of a document; `anywhere`: also of what the vendor may change.
pub(crate) fn edit(
    number: usize,
    anywhere: bool,
    document: &mut Document,
    names: &HashMap<String, String>,
    draw: &mut Draw<'_>,
) -> Edit {
    let of = draw.of(&KEYS[..if anywhere { 10 } else { 7 }]).to_owned();
    let properties = ["h1", "h2", "h: ~/3", "v1", "v2", "v/%3"];
    let property = draw.of(&properties[..if anywhere { 6 } else { 3 }]);
    let events = ["hail", "hold", "hint", "vary", "void"];
    let events = &events[..if anywhere { 5 } else { 3 }];
    let types = [JsonType::String, JsonType::Integer, JsonType::Boolean];
    let new = format!("hnew{number}");
    match draw.below(22) {
        0 => Edit::Type(of, property, draw.of(&types)),
        1 => Edit::Nullable(of, property),
        2 => Edit::Required(of, property),
        3 => Edit::RemoveProperty(of, property),
        4 => Edit::AddProperty(of, new),
        5 => Edit::Describe(key(draw.of(events)), None, new),
        6 => Edit::Describe(of, Some(property), new),
        7 => Edit::Name(of, format!("Own{number}")),
        8 => Edit::AddValue(of, new),
        9 => Edit::RemoveValue(of),
        10 => {
            let with_union = with_union(document, names, &key(draw.of(events)));
            Edit::AddBranch(with_union, format!("Branch{number}"))
        }
        11 => Edit::RemoveBranch(with_union(document, names, &key(draw.of(events)))),
        12 => Edit::AddDefinition(format!("Mine{number}")),
        13 => Edit::Rename(draw.of(&["Hue", "Hat", "Vat"]), format!("Renamed{number}")),
        14 => Edit::NameInline(of, format!("Inline{number}")),
        15 => Edit::AddEvent(new, of),
        16 => Edit::RemoveEvent(draw.of(&["hold", "hint"])),
        17 => {
            let handle = draw.of(&[Handle::Finish, Handle::Complete, Handle::Skip]);
            Edit::Handle(
                draw.of(events),
                handle,
                handle != Handle::Skip && draw.below(2) == 0,
            )
        }
        18 => Edit::EventFirst(draw.of(events)),
        19 => Edit::Sentinel(new),
        20 => Edit::Title(new),
        _ if draw.below(2) == 0 => Edit::Dispatch(draw.of(events)),
        _ => Edit::Rules,
    }
}

/// Makes an edit; `names` are what definitions are called that were renamed.
pub(crate) fn apply(document: &mut Document, edit: &Edit, names: &mut HashMap<String, String>) {
    let current = |name: &String| names.get(name).unwrap_or(name).clone();
    match edit {
        Edit::Type(of, property, one) => on(document, &current(of), property, |it| {
            *it = Schema::from(typed(Types::One(*one)));
        }),
        Edit::Nullable(of, property) => on(document, &current(of), property, nullable),
        Edit::Required(of, property) => {
            if let Some(object) = object(document, &current(of))
                && object
                    .properties
                    .iter()
                    .flatten()
                    .any(|(key, _)| key == property)
            {
                match object.required.iter().position(|it| it == property) {
                    Some(index) => drop(object.required.remove(index)),
                    None => object.required.push((*property).to_owned()),
                }
            }
        }
        Edit::RemoveProperty(of, property) => {
            if let Some(object) = object(document, &current(of)) {
                object.required.retain(|it| it != property);
                object
                    .properties
                    .iter_mut()
                    .for_each(|it| drop(it.shift_remove(*property)));
            }
        }
        Edit::AddProperty(of, name) => {
            let added = Schema::from(typed(Types::One(JsonType::Boolean)));
            if let Some(properties) = properties(document, &current(of)) {
                properties.shift_insert(0, name.clone(), added);
            }
        }
        Edit::Describe(of, None, text) => {
            if let Some(object) = object(document, &current(of)) {
                object.description = Some(text.clone());
            }
        }
        Edit::Describe(of, Some(property), text) => on(document, &current(of), property, |it| {
            if let Schema::Object(keywords) = it {
                keywords.description = Some(text.clone());
            }
        }),
        Edit::Name(of, name) => {
            if let Some(object) = object(document, &current(of)) {
                object.name = Some(name.clone());
            }
        }
        Edit::AddValue(of, value) => on(document, &current(of), "values", |it| {
            values(it, |list| list.insert(0, json(value)));
        }),
        Edit::RemoveValue(of) => on(document, &current(of), "values", |it| {
            values(it, |list| list.retain(|it| it.as_str() != Some("h1")));
        }),
        Edit::AddBranch(of, name) => {
            let defined = Schema::from(typed(Types::One(JsonType::Object)));
            document.definitions.insert(name.clone(), defined);
            let of: Vec<String> = of.iter().map(current).collect();
            unions(document, &of, |list| list.push(Schema::reference(name)));
        }
        Edit::RemoveBranch(of) => {
            let gone = Schema::reference(&current(&"Hat".to_owned()));
            let of: Vec<String> = of.iter().map(current).collect();
            unions(document, &of, |list| list.retain(|it| *it != gone));
        }
        Edit::AddDefinition(name) => {
            let defined = Schema::from(typed(Types::One(JsonType::String)));
            document.definitions.insert(name.clone(), defined);
        }
        Edit::Rename(of, new) => {
            let old = current(&(*of).to_owned());
            rename(document, &old, new);
            names.insert((*of).to_owned(), new.clone());
        }
        Edit::NameInline(of, name) => name_inline(document, &current(of), name),
        Edit::AddEvent(name, of) => {
            let event = Event {
                payload: Some(Schema::reference(&current(of))),
                ..Event::default()
            };
            document.events.insert(name.clone(), event);
        }
        Edit::RemoveEvent(name) => drop(document.events.shift_remove(*name)),
        Edit::Handle(name, handle, when) => {
            if let Some(event) = document.events.get_mut(*name) {
                event.handle = *handle;
                event.when = match when {
                    true => IndexMap::from([("/h1".parse().expect("a pointer"), Test::Present)]),
                    false => IndexMap::new(),
                };
            }
        }
        Edit::EventFirst(name) => {
            if let Some(index) = document.events.get_index_of(*name) {
                document.events.move_index(index, 0);
            }
        }
        Edit::Sentinel(text) => drop(document.sentinels.insert(text.clone(), Sentinel::Skip)),
        Edit::Rules => {
            document.unknown = Unknown::Skip;
            document
                .errors
                .message_pointers
                .push("/h2".parse().expect("a pointer"));
        }
        Edit::Title(title) => document.title = Some(title.clone()),
        Edit::Dispatch(name) => document.dispatch.push(Dispatch::Has {
            pointer: "/oops".parse().expect("a pointer"),
            event_type: (*name).to_owned(),
        }),
    }
}

fn json(text: &str) -> stream_events_schema::Json {
    stream_events_schema::Json::String(text.to_owned())
}

fn typed(types: Types) -> SchemaObject {
    SchemaObject {
        types: Some(types),
        ..SchemaObject::default()
    }
}

fn object<'d>(document: &'d mut Document, key: &str) -> Option<&'d mut SchemaObject> {
    match document.definitions.get_mut(key)? {
        Schema::Object(keywords) => Some(keywords),
        Schema::Boolean(_) => None,
    }
}

fn properties<'d>(
    document: &'d mut Document,
    key: &str,
) -> Option<&'d mut IndexMap<String, Schema>> {
    object(document, key)?.properties.as_mut()
}

fn on(document: &mut Document, key: &str, property: &str, edit: impl FnOnce(&mut Schema)) {
    if let Some(schema) = properties(document, key).and_then(|it| it.get_mut(property)) {
        edit(schema);
    }
}

fn nullable(schema: &mut Schema) {
    let Schema::Object(keywords) = schema else {
        return;
    };
    match &keywords.types {
        Some(Types::One(one)) if keywords.values.is_none() => {
            keywords.types = Some(Types::Many(vec![*one, JsonType::Null]));
        }
        _ if keywords.reference.is_some() => {
            let null = Schema::from(typed(Types::One(JsonType::Null)));
            *schema = Schema::from(SchemaObject {
                any_of: Some(vec![schema.clone(), null]),
                ..SchemaObject::default()
            });
        }
        _ => {}
    }
}

fn values(schema: &mut Schema, edit: impl FnOnce(&mut Vec<stream_events_schema::Json>)) {
    if let Schema::Object(keywords) = schema
        && let Some(values) = &mut keywords.values
    {
        edit(values);
    }
}

/// What has the same union as an object, by the names of the first import.
fn with_union(document: &mut Document, names: &HashMap<String, String>, of: &str) -> Vec<String> {
    let mut union = |of: &str| {
        let properties = properties(document, names.get(of).map_or(of, String::as_str));
        properties?.get("union").cloned()
    };
    let same = union(of);
    let is_shared = same.as_ref().and_then(Schema::keywords);
    if is_shared.is_none_or(|it| it.reference.is_none()) {
        return vec![of.to_owned()];
    }
    let all = KEYS.iter().filter(|it| union(it) == same);
    all.map(|it| (*it).to_owned()).collect()
}

/// Edits the unions of objects, each once.
fn unions(document: &mut Document, of: &[String], edit: impl Fn(&mut Vec<Schema>)) {
    let mut shared = BTreeSet::new();
    for key in of {
        on(document, key, "union", |it| {
            if let Schema::Object(union) = it {
                shared.extend(union.reference.clone());
                union.any_of.iter_mut().for_each(&edit);
            }
        });
    }
    for (key, definition) in &mut document.definitions {
        if let Schema::Object(union) = definition
            && shared.contains(&format!("#/$defs/{key}"))
        {
            union.any_of.iter_mut().for_each(&edit);
        }
    }
}

fn name_inline(document: &mut Document, key: &str, name: &str) {
    let Some(inline) = properties(document, key).and_then(|it| it.get_mut("inline")) else {
        return;
    };
    if inline.keywords().is_none_or(|it| it.reference.is_some()) {
        return;
    }
    let defined = std::mem::replace(inline, Schema::reference(name));
    document.definitions.insert(name.to_owned(), defined);
}

fn rename(document: &mut Document, old: &str, new: &str) {
    let definitions = std::mem::take(&mut document.definitions);
    let key = |key: String| if key == old { new.to_owned() } else { key };
    document.definitions = definitions
        .into_iter()
        .map(|(it, schema)| (key(it), schema))
        .collect();
    let (old, new) = (Schema::reference(old), Schema::reference(new));
    let payloads = document
        .events
        .values_mut()
        .filter_map(|it| it.payload.as_mut());
    for schema in payloads.chain(document.definitions.values_mut()) {
        in_schema(schema, &old, &new);
    }
}

fn in_schema(schema: &mut Schema, old: &Schema, new: &Schema) {
    let (Some(old_keywords), Some(new_keywords)) = (old.keywords(), new.keywords()) else {
        return;
    };
    let Schema::Object(keywords) = schema else {
        return;
    };
    if keywords.reference == old_keywords.reference {
        keywords.reference.clone_from(&new_keywords.reference);
    }
    let properties = keywords
        .properties
        .iter_mut()
        .flat_map(IndexMap::values_mut);
    let branches = keywords.any_of.iter_mut().flatten();
    for schema in properties.chain(branches).chain(&mut keywords.items) {
        in_schema(schema, old, new);
    }
}
