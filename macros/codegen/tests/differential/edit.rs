//! Random edits, as an API's author makes them.

mod schema;

use fastrand::Rng;

use crate::document::{self, Make, one_of, pick};
use crate::json::{Json, array, object, text};

/// A document that comes from another by a few edits, or has nothing to do with it.
pub(crate) fn edited(rng: &mut Rng, document: &Json) -> Json {
    if rng.u32(..20) == 0 {
        return document::document(rng);
    }
    let mut edited = document.clone();
    let edits = pick(rng, &[1, 1, 1, 1, 2, 2, 3, 5]);
    for _ in 0..edits {
        edit(rng, &mut edited);
    }
    edited
}

fn keys(document: &Json, of: &str) -> Vec<String> {
    let members = document.get(of).and_then(Json::members);
    let keys = members.map(|it| it.iter().map(|(key, _)| key.clone()).collect());
    keys.unwrap_or_default()
}

fn edit(rng: &mut Rng, document: &mut Json) {
    let types = keys(document, "$defs");
    let mut make = Make { rng, types };
    match make.rng.u32(..12) {
        0 => heads(&mut make, document),
        1 | 2 => events(&mut make, document),
        3 | 4 => definitions(&mut make, document),
        5 => {
            const RULES: &[&str] = &[
                "dispatch",
                "unknown",
                "mismatch",
                "end",
                "sentinels",
                "errors",
                "http",
                "resume",
            ];
            let rule = pick(make.rng, RULES);
            match make.rng.bool() {
                true => make.rule(document, rule),
                false => drop(document.remove(rule)),
            }
        }
        _ => schema::schema(&mut make, document),
    }
}

fn heads(make: &mut Make<'_>, document: &mut Json) {
    match make.rng.u32(..4) {
        0 => drop(document.remove("title")),
        1 => document.set("version", text("3")),
        2 => document.set("description", text("Another feed.")),
        _ => document.set(
            "title",
            text(pick(make.rng, &["Feed", "News feed", "FEED"])),
        ),
    }
}

fn events(make: &mut Make<'_>, document: &mut Json) {
    let keys = keys(document, "events");
    let Some(events) = document.get_mut("events") else {
        return;
    };
    let key = one_of(make.rng, &keys).clone();
    let Some(event) = events.get_mut(&key) else {
        return;
    };
    match make.rng.u32(..12) {
        0 | 1 => {
            let new = make.event();
            let key = make.event_key();
            if events.get(key).is_none() {
                events.set(key, new);
            }
        }
        2 if keys.len() > 1 => drop(events.remove(&key)),
        3 => {
            // Another name on the wire, and maybe the same in Rust.
            let is_named = event.get("name").is_some();
            if let Some(members) = events.members_mut()
                && let Some((it, _)) = members.iter_mut().find(|(it, _)| *it == key)
            {
                *it = match is_named || make.rng.bool() {
                    true => format!("{key}.v2"),
                    false => format!("{key}_"),
                };
            }
        }
        4 => {
            let handle = pick(make.rng, &["yield", "skip", "fail", "finish", "complete"]);
            event.set("handle", text(handle));
            if !matches!(handle, "finish" | "complete") {
                event.remove("when");
            }
        }
        5 => event.set("name", text(make.name())),
        6 => drop(event.remove("name")),
        7 => {
            event.remove("payload");
            event.remove("when");
            event.set("content", text(pick(make.rng, &["text", "none"])));
        }
        8 => {
            event.remove("content");
            let payload = make.reference();
            event.set("payload", payload);
        }
        9 if event.get("payload").is_some() => match event.get("when").is_some() {
            true => drop(event.remove("when")),
            false => {
                event.set("handle", text(pick(make.rng, &["finish", "complete"])));
                let when = make.when();
                event.set("when", when);
            }
        },
        10 => event.set("description", text("It happens.")),
        _ => event.set("deprecated", Json::Bool(true)),
    }
}

fn definitions(make: &mut Make<'_>, document: &mut Json) {
    let keys = make.types.clone();
    let Some(definitions) = document.get_mut("$defs") else {
        return;
    };
    let Some(key) = (!keys.is_empty()).then(|| one_of(make.rng, &keys).clone()) else {
        return;
    };
    match make.rng.u32(..8) {
        0 => {
            let new = make.definition();
            let key = make.type_key();
            if definitions.get(key).is_none() {
                definitions.set(key, new);
            }
        }
        1 => {
            // What refers to it refers to another one.
            definitions.remove(&key);
            if let Some(other) = keys.iter().find(|it| **it != key) {
                refer(document, &key, other);
            }
        }
        2 | 3 => {
            let new = match make.rng.bool() {
                true => format!("{key}V2"),
                false => make.type_key().to_owned(),
            };
            if definitions.get(&new).is_some() {
                return;
            }
            if let Some(members) = definitions.members_mut()
                && let Some((it, schema)) = members.iter_mut().find(|(it, _)| *it == key)
            {
                it.clone_from(&new);
                if make.rng.u32(..4) == 0 && schema.get("$ref").is_none() {
                    let name: String = key.chars().filter(|it| it.is_alphanumeric()).collect();
                    schema.set("name", text(&name));
                }
            }
            refer(document, &key, &new);
        }
        4 => {
            let new = make.definition();
            definitions.set(&key, new);
        }
        5 => {
            let other = one_of(make.rng, &keys).clone();
            if let Some(members) = definitions.members_mut() {
                let find = |wanted: &str| members.iter().position(|(it, _)| it == wanted);
                if let (Some(a), Some(b)) = (find(&key), find(&other)) {
                    members.swap(a, b);
                }
            }
        }
        6 => {
            // Another type gets its name, as long as nobody else has it.
            if let Some(schema) = definitions.get_mut(&key)
                && schema.get("$ref").is_none()
            {
                match make.rng.bool() {
                    true => schema.set("name", text(make.name())),
                    false => drop(schema.remove("name")),
                }
            }
        }
        _ => {
            if let Some(schema) = definitions.get_mut(&key) {
                let inner = std::mem::replace(schema, Json::Null);
                *schema = object([("anyOf", array([inner, object([("type", text("null"))])]))]);
            }
        }
    }
}

/// Lets everything that refers to one entry of `$defs` refer to another.
fn refer(value: &mut Json, from: &str, to: &str) {
    let pointer = |key: &str| format!("#/$defs/{}", key.replace('/', "~1"));
    match value {
        Json::Text(it) if *it == pointer(from) => *it = pointer(to),
        Json::Array(items) => items.iter_mut().for_each(|it| refer(it, from, to)),
        Json::Object(members) => {
            for (_, it) in members {
                refer(it, from, to);
            }
        }
        _ => {}
    }
}
