//! What a vendor changes in a description.

use std::collections::HashMap;

use super::api::{Api, Draw, Kind, Object, Property, property};

/// Changes a description; which shared schemas have another name now. `anywhere`: also what people
/// may edit.
pub(crate) fn change(
    api: &mut Api,
    count: usize,
    anywhere: bool,
    draw: &mut Draw<'_>,
) -> HashMap<String, String> {
    let mut renamed = HashMap::new();
    for number in 0..count {
        one(api, number, anywhere, draw, &mut renamed);
    }
    renamed
}

fn one(
    api: &mut Api,
    number: usize,
    anywhere: bool,
    draw: &mut Draw<'_>,
    renamed: &mut HashMap<String, String>,
) {
    let known: Vec<String> = api.shared.iter().map(|it| it.name.clone()).collect();
    match draw.below(11) {
        0 => {
            let events = ["vary", "void", "vote", "hold", "hint"];
            let event = draw.of(&events[..if anywhere { 5 } else { 3 }]);
            api.events.retain(|it| it.name != event);
        }
        1 => {
            let place = draw.below(api.events.len() + 1);
            let event = Object {
                name: format!("vend{number}"),
                description: None,
                properties: vec![property("v1", &known, draw)],
            };
            api.events.insert(place, event);
        }
        2 => {
            let added = property(&format!("vnew{number}"), &known, draw);
            let object = any(api, draw);
            let place = draw.below(object.properties.len() + 1);
            object.properties.insert(place, added);
        }
        3 => {
            let object = any(api, draw);
            let names = ["v1", "v2", "v/%3", "h1", "h2", "values", "inline"];
            let gone = draw.of(&names[..if anywhere { 7 } else { 3 }]);
            object.properties.retain(|it| it.name != gone);
        }
        4 => {
            if let Some(property) = of(any(api, draw), anywhere, draw) {
                property.required = !property.required;
            }
        }
        5 => {
            let other = property("", &known, draw).kind;
            if let Some(property) = of(any(api, draw), anywhere, draw) {
                property.kind = other;
            }
        }
        6 | 7 => {
            let remove = draw.below(2) == 0;
            for property in &mut any(api, draw).properties {
                match &mut property.kind {
                    Kind::Enum(values) if property.name == "values" && remove => {
                        values.retain(|it| it != "v1" && (!anywhere || it != "h1"));
                    }
                    Kind::Enum(values) if property.name == "values" => {
                        values.insert(draw.below(values.len() + 1), format!("vnew{number}"));
                    }
                    Kind::Union(names) if property.name == "union" && remove => {
                        names.retain(|it| it != "Vat" && (!anywhere || it != "Hat"));
                    }
                    _ => {}
                }
            }
        }
        8 => {
            let object = any(api, draw);
            if anywhere || object.name.starts_with(['v', 'V']) {
                object.description = Some(format!("Changed {number}."));
            }
        }
        9 => {
            for property in &mut any(api, draw).properties {
                if let Kind::Inline(properties) = &mut property.kind {
                    let scalar = draw.of(&["string", "integer"]);
                    properties.retain(|it| it.name != "v1");
                    properties.push(Property {
                        name: format!("v{number}"),
                        required: true,
                        kind: Kind::Scalar(scalar),
                    });
                }
            }
        }
        _ => rename(api, "Vow", &format!("Vow{number}"), renamed),
    }
}

fn any<'a>(api: &'a mut Api, draw: &mut Draw<'_>) -> &'a mut Object {
    let count = api.events.len();
    let index = draw.below(count + api.shared.len());
    match index.checked_sub(count) {
        None => &mut api.events[index],
        Some(index) => &mut api.shared[index],
    }
}

/// A property that is the vendor's.
fn of<'a>(object: &'a mut Object, anywhere: bool, draw: &mut Draw<'_>) -> Option<&'a mut Property> {
    let own = |it: &&mut Property| it.name.starts_with('v') && it.name != "values";
    let own = object
        .properties
        .iter_mut()
        .filter(|it| anywhere || own(it));
    let mut own: Vec<_> = own.collect();
    let index = draw.below(own.len());
    (!own.is_empty()).then(|| own.swap_remove(index))
}

fn rename(api: &mut Api, old: &str, new: &str, renamed: &mut HashMap<String, String>) {
    if !api.shared.iter().any(|it| it.name == old) {
        return;
    }
    renamed.insert(old.to_owned(), new.to_owned());
    for object in api.events.iter_mut().chain(&mut api.shared) {
        if object.name == old {
            new.clone_into(&mut object.name);
        }
        for property in &mut object.properties {
            in_kind(&mut property.kind, old, new);
        }
    }
}

fn in_kind(kind: &mut Kind, old: &str, new: &str) {
    let name = |it: &mut String| {
        if it == old {
            new.clone_into(it);
        }
    };
    match kind {
        Kind::Reference(reference) => name(reference),
        Kind::Union(names) => names.iter_mut().for_each(name),
        Kind::List(items) => in_kind(items, old, new),
        Kind::Inline(properties) => properties
            .iter_mut()
            .for_each(|it| in_kind(&mut it.kind, old, new)),
        _ => {}
    }
}
