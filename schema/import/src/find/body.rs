//! What the schema of a whole body says of the messages in it.

use std::collections::HashSet;

use crate::find::streams::EventStream;
use crate::read::files::Files;
use crate::read::part::{Part, is_null};
use stream_events_schema::{Framing, Json};

/// What the schema of a body describes.
#[derive(Debug, Clone)]
pub(crate) enum Body<'a> {
    /// The messages, or their data.
    Messages(Part<'a>),
    /// A list, whose elements are the messages.
    Elements(Part<'a>),
    /// The text of the stream: nothing about the messages.
    Text,
    Nothing,
}

/// Keywords that say nothing about a value.
const NOTES: &[&str] = &[
    "title",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "nullable",
    "externalDocs",
    "readOnly",
    "writeOnly",
    "$comment",
    "format",
];

/// Why a stream says nothing about its messages, if it does not.
pub(crate) fn lacks(files: &Files, stream: &EventStream<'_>) -> Option<&'static str> {
    let Some(schema) = &stream.schema else {
        return Some("no schema");
    };
    match of(files, schema, stream.framing()) {
        Body::Messages(_) | Body::Elements(_) => None,
        Body::Text if stream.item => None,
        Body::Text => Some("text"),
        Body::Nothing => Some("no schema"),
    }
}

pub(crate) fn of<'a>(files: &'a Files, schema: &Part<'a>, framing: Framing) -> Body<'a> {
    let mut body = within(files, schema, &mut HashSet::new());
    if let Body::Elements(elements) = &body {
        match within(files, elements, &mut HashSet::new()) {
            // A list of lists: the messages are lists.
            Body::Messages(_) | Body::Elements(_) => {}
            // The items of a stream of JSON may be strings.
            Body::Text if is_json(framing) => {}
            // `type: array, items: { type: string }`
            what => body = what,
        }
    }
    body
}

/// Whether each message is a JSON text, and nothing else can be.
fn is_json(framing: Framing) -> bool {
    !framing.has_names()
}

fn within<'a>(files: &'a Files, schema: &Part<'a>, seen: &mut HashSet<String>) -> Body<'a> {
    if !seen.insert(schema.at.clone()) {
        return Body::Nothing;
    }
    let Some(members) = schema.members() else {
        return match schema.json {
            Json::Boolean(true) => Body::Nothing,
            _ => Body::Messages(schema.clone()),
        };
    };
    let says =
        |(key, _): &(&String, &Json)| !NOTES.contains(&key.as_str()) && !key.starts_with("x-");
    let telling: Vec<&str> = members
        .iter()
        .filter(says)
        .map(|(key, _)| key.as_str())
        .collect();
    match telling.as_slice() {
        [] => Body::Nothing,
        ["$ref"] => match files.follow(schema) {
            Some(target) => match within(files, &target, seen) {
                // By its own place, so that it keeps its name.
                Body::Messages(_) => Body::Messages(schema.clone()),
                other => other,
            },
            None => Body::Messages(schema.clone()),
        },
        ["allOf"] | ["oneOf"] | ["anyOf"] => of_branches(files, schema, telling[0], seen),
        _ => of_type(schema),
    }
}

/// What one schema in a wrapper says, or several that say the same.
fn of_branches<'a>(
    files: &'a Files,
    schema: &Part<'a>,
    keyword: &str,
    seen: &mut HashSet<String>,
) -> Body<'a> {
    let branches = schema.list(keyword).unwrap_or_default();
    let mut bodies: Vec<_> = branches
        .iter()
        .filter(|branch| !is_null(branch))
        .map(|branch| within(files, branch, seen))
        .collect();
    let says_nothing = |body: &Body<'_>| matches!(body, Body::Text | Body::Nothing);
    match bodies.as_slice() {
        [] => Body::Nothing,
        [Body::Elements(_)] => bodies.swap_remove(0),
        [first, rest @ ..] if says_nothing(first) && rest.iter().all(says_nothing) => {
            let text = bodies.iter().any(|body| matches!(body, Body::Text));
            if text { Body::Text } else { Body::Nothing }
        }
        _ => Body::Messages(schema.clone()),
    }
}

fn of_type<'a>(schema: &Part<'a>) -> Body<'a> {
    let is_only = |name: &str| match schema.list("type") {
        Some(types) => {
            let mut types = types.iter().filter_map(|it| it.json.as_str());
            types.by_ref().all(|it| it == name || it == "null")
        }
        None => schema.text("type") == Some(name),
    };
    let is_fixed = schema.get("const").is_some() || schema.get("enum").is_some();
    if let Some(content) = schema.get("contentSchema").filter(|_| is_only("string")) {
        return Body::Messages(content);
    }
    if (is_only("string") || is_only("file")) && !is_fixed {
        return Body::Text;
    }
    match schema.get("items") {
        Some(items) if is_only("array") || schema.get("type").is_none() => Body::Elements(items),
        None if is_only("array") && schema.get("prefixItems").is_none() => Body::Nothing,
        _ => Body::Messages(schema.clone()),
    }
}
