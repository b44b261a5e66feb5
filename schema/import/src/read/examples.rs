//! What a description shows of the values it describes.

use crate::read::json;
use crate::read::part::Part;
use stream_events_schema::Json;

/// The fields of a message, as envelopes call them.
pub(crate) const FIELDS: &[&str] = &["event", "data", "id", "retry", "comment", "comments"];

/// Properties that tell kinds of objects apart nearly everywhere, the usual first.
pub(crate) const USUAL_TAGS: &[&str] = &[
    "type",
    "event",
    "event_type",
    "eventType",
    "method",
    "kind",
    "op",
];

/// A value that was shown or recorded.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Where it is from: a JSON Pointer into the description, or what a recording is called.
    pub(crate) at: String,
    pub(crate) of: Shown,
}

#[derive(Debug, Clone)]
pub(crate) enum Shown {
    /// A value of the subschema at a place of the document.
    Value { to: String, json: Json },
    /// A message of the stream.
    Message { event: Option<String>, data: String },
}

impl Example {
    /// Whether it is shown beside a subschema, and not as a message.
    pub(crate) fn is_value(&self) -> bool {
        matches!(self.of, Shown::Value { .. })
    }
}

/// Adds what a schema shows of its values; `properties` are those that it declares.
pub(crate) fn collect(part: &Part<'_>, properties: &[&str], to: &str, into: &mut Vec<Example>) {
    let Some(members) = part.members() else {
        return;
    };
    let mut shown = Vec::new();
    direct(part, &mut shown);
    for key in members.keys().filter(|key| key.starts_with("x-")) {
        let Some(extension) = part.get(key) else {
            continue;
        };
        match key.as_str() {
            "x-example" => shown.push(extension),
            "x-examples" => several(&extension, &mut shown),
            _ => direct(&extension, &mut shown),
        }
    }
    let shown = shown.into_iter();
    let shown = shown.flat_map(|shown| unwrapped(shown, part, properties));
    for part in shown.collect::<Vec<_>>() {
        for json in values(part.json, to) {
            let of = Shown::Value {
                to: to.to_owned(),
                json,
            };
            into.push(Example {
                at: part.at.clone(),
                of,
            });
        }
    }
}

/// What is shown in the objects in which `OpenAPI` keeps examples, each with a summary and a value, or
/// several of them by name; these are for media types, but stand beside schemas too.
fn unwrapped<'a>(shown: Part<'a>, schema: &Part<'_>, properties: &[&str]) -> Vec<Part<'a>> {
    let is_map = schema
        .get("additionalProperties")
        .is_some_and(|it| it.members().is_some());
    let Some(members) = shown.members().filter(|it| !it.is_empty() && !is_map) else {
        return vec![shown];
    };
    let declared = |key: &String| properties.contains(&key.as_str());
    if members.keys().any(declared) {
        return vec![shown];
    }
    let sure = !properties.is_empty();
    if is_example_object(shown.json, sure) {
        return shown.get("value").into_iter().collect();
    }
    match members.values().all(|it| is_example_object(it, sure)) {
        true => {
            let each = members
                .keys()
                .filter_map(|key| shown.get(key)?.get("value"));
            each.collect()
        }
        false => vec![shown],
    }
}

/// Whether it holds an example; `sure` if a value of the schema looks otherwise.
fn is_example_object(json: &Json, sure: bool) -> bool {
    let Json::Object(members) = json else {
        return false;
    };
    let known = |key: &String| {
        matches!(key.as_str(), "summary" | "description" | "value") || key.starts_with("x-")
    };
    let says = |key| matches!(members.get(key), Some(Json::String(_)));
    let is_told = sure || says("summary") || says("description");
    members.get("value").is_some() && members.keys().all(known) && is_told
}

/// Adds what a media type, or the schema of a whole body, shows of the stream.
pub(crate) fn of_stream(part: &Part<'_>, into: &mut Vec<Example>) {
    let mut shown = Vec::new();
    direct(part, &mut shown);
    for part in shown {
        of_body(part.json, &part.at, into);
    }
}

fn of_body(json: &Json, at: &str, into: &mut Vec<Example>) {
    match json {
        Json::String(text) => into.extend(messages(text, at)),
        // A list of messages, or of their data.
        Json::Array(values) => {
            let objects = values.iter().filter(|it| matches!(it, Json::Object(_)));
            objects.for_each(|value| of_body(value, at, into));
        }
        Json::Object(members) => {
            // Some show the message as an object, as they describe it.
            let field = |key| members.get(key);
            let is_message = members.keys().all(|key| FIELDS.contains(&key.as_str()));
            let data = field("data").filter(|_| is_message).unwrap_or(json);
            let data = match data {
                Json::String(text) => text.clone(),
                json => json.to_string(),
            };
            let event = field("event").filter(|_| is_message).and_then(Json::as_str);
            into.push(message(at, event, data));
        }
        _ => {}
    }
}

fn message(at: &str, event: Option<&str>, data: String) -> Example {
    let of = Shown::Message {
        event: event.filter(|event| !event.is_empty()).map(str::to_owned),
        data,
    };
    Example {
        at: at.to_owned(),
        of,
    }
}

/// The messages of an event stream, leniently: what is shown is often cut, and often without the
/// blank lines between messages.
pub(crate) fn messages(text: &str, at: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut block: Vec<(&str, &str)> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            of_block(&std::mem::take(&mut block), at, &mut examples);
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        block.push((field, value.strip_prefix(' ').unwrap_or(value)));
    }
    examples
}

/// The messages between two blank lines: one, unless names or data say that they are several.
fn of_block(block: &[(&str, &str)], at: &str, into: &mut Vec<Example>) {
    let is_name = |(field, _): &&(&str, &str)| *field == "event";
    let several = block.iter().filter(is_name).count() > 1;
    let mut rest = block;
    while !rest.is_empty() {
        let next = rest.iter().skip(1).position(|field| is_name(&field));
        let end = next.filter(|_| several).map_or(rest.len(), |at| at + 1);
        let (fields, others) = rest.split_at(end);
        rest = others;
        let event = fields.iter().rev().find(is_name).map(|(_, name)| *name);
        let data = fields.iter().filter(|(field, _)| *field == "data");
        let lines: Vec<&str> = data.flat_map(|(_, line)| of_line(line)).collect();
        let joined = lines.join("\n");
        let is_object = |text: &&str| text.starts_with('{') && json::json(text).is_ok();
        if lines.len() > 1 && json::json(&joined).is_err() && lines.iter().any(is_object) {
            let one = |line: &str| message(at, event, line.to_owned());
            into.extend(lines.into_iter().map(one));
        } else if !lines.is_empty() {
            into.push(message(at, event, joined));
        }
    }
}

/// The data in a line: several, where what was in lines of its own has become one.
fn of_line(line: &str) -> Vec<&str> {
    let several: Vec<&str> = line.split(" data:").map(str::trim).collect();
    let is_data = |text: &&str| json::json(text).is_ok() || text.starts_with('[');
    match several.len() > 1 && several.iter().all(is_data) {
        true => several,
        false => vec![line],
    }
}

/// The names of the events that are shown: of the event field, or else where data usually has it.
pub(crate) fn event_names(shown: &[Example]) -> Vec<String> {
    let mut names = Vec::new();
    for example in shown {
        let Shown::Message { event, data } = &example.of else {
            continue;
        };
        let in_data = || {
            let Ok(Json::Object(members)) = json::json(data) else {
                return None;
            };
            let tags = USUAL_TAGS.iter().filter_map(|tag| members.get(*tag));
            let mut texts = tags.filter_map(Json::as_str);
            texts.next().map(str::to_owned)
        };
        let name = event.clone().or_else(in_data);
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}

fn direct<'a>(part: &Part<'a>, into: &mut Vec<Part<'a>>) {
    into.extend(part.get("example"));
    if let Some(examples) = part.get("examples") {
        several(&examples, into);
    }
}

/// A list of examples, or `OpenAPI`'s map of them.
fn several<'a>(part: &Part<'a>, into: &mut Vec<Part<'a>>) {
    let Json::Object(members) = part.json else {
        if let Json::Array(values) = part.json {
            let element = |(index, json)| Part::new(format!("{}/{index}", part.at), json);
            into.extend(values.iter().enumerate().map(element));
        }
        return;
    };
    // Swagger 2 has an example for each media type.
    let by_media_type = !members.is_empty() && members.keys().all(|key| key.contains('/'));
    let keys = members.keys();
    for key in keys.filter(|key| !by_media_type || key.starts_with("text/event-stream")) {
        let Some(example) = part.get(key) else {
            continue;
        };
        match example.get("value") {
            Some(value) => into.push(value),
            None if example.get("$ref").is_some() || example.get("externalValue").is_some() => {}
            None => into.push(example),
        }
    }
}

/// The values an example stands for: texts that hold JSON are common.
fn values(json: &Json, to: &str) -> Vec<Json> {
    let is_type = to.starts_with("/$defs/") && to.matches('/').count() == 2;
    match json {
        Json::String(text) if is_type && text.trim_start().starts_with('{') => {
            json::json_values(text)
        }
        Json::String(text) if is_type && text.contains("data:") => {
            let data = messages(text, "")
                .into_iter()
                .filter_map(|example| match example.of {
                    Shown::Message { data, .. } => json::json(&data).ok(),
                    Shown::Value { .. } => None,
                });
            data.collect()
        }
        json => vec![json.clone()],
    }
}
