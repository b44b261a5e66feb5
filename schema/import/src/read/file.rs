//! One file of a description.

use std::collections::HashMap;

use crate::error::Unreadable;
use crate::read::resolve::REFERENCES;
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// A file as it was read.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) root: Json,
    /// Where `$anchor` and `$dynamicAnchor` (with `#`) and `$id` give a schema a name to refer to.
    pub(crate) anchors: HashMap<String, String>,
}

impl File {
    pub(crate) fn read(text: &str) -> Result<Self, Unreadable> {
        let root = crate::read::description(text)?;
        let mut anchors = HashMap::new();
        collect_anchors(&root, &mut String::new(), &mut anchors);
        Ok(Self { root, anchors })
    }

    /// Calls `each` for every reference in the file, with its place.
    pub(crate) fn references(&self, each: &mut impl FnMut(&str, &str)) {
        references(&self.root, &mut String::new(), each);
    }
}

fn references(json: &Json, at: &mut String, each: &mut impl FnMut(&str, &str)) {
    let Json::Object(members) = json else {
        return children(json, at, &mut |json, at| references(json, at, each));
    };
    for key in REFERENCES {
        if let Some(reference) = members.get(*key).and_then(Json::as_str) {
            each(reference, &pointer::child(at, key));
        }
    }
    let discriminator = members.get("discriminator");
    if let Some(Json::Object(discriminator)) = discriminator
        && let Some(Json::Object(mapping)) = discriminator.get("mapping")
    {
        let at = pointer::child(&pointer::child(at, "discriminator"), "mapping");
        for (value, target) in mapping {
            // A bare word is the name of a schema.
            if let Some(target) = target.as_str().filter(|it| it.contains(['/', '.'])) {
                each(target, &pointer::child(&at, value));
            }
        }
    }
    children(json, at, &mut |json, at| references(json, at, each));
}

fn collect_anchors(json: &Json, at: &mut String, anchors: &mut HashMap<String, String>) {
    for (key, mark) in [("$id", ""), ("$anchor", "#"), ("$dynamicAnchor", "#")] {
        let Json::Object(members) = json else { break };
        if let Some(name) = members.get(key).and_then(Json::as_str) {
            let name = format!("{mark}{}", name.trim_end_matches('#'));
            anchors.entry(name).or_insert_with(|| at.clone());
        }
    }
    children(json, at, &mut |json, at| collect_anchors(json, at, anchors));
}

/// Calls `each` for all that stands in a value, `at` being its place.
fn children(json: &Json, at: &mut String, each: &mut impl FnMut(&Json, &mut String)) {
    let length = at.len();
    match json {
        Json::Object(members) => {
            for (key, value) in members {
                pointer::push(at, key);
                each(value, at);
                at.truncate(length);
            }
        }
        Json::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointer::push(at, &index.to_string());
                each(value, at);
                at.truncate(length);
            }
        }
        _ => {}
    }
}
