//! What a description shows of the values it describes.

use crate::read::json;
use crate::read::media_type::MediaType;
use crate::read::part::Part;
use crate::read::records::records;
use crate::read::sse;
use stream_events_schema::{Framing, Json};

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

/// A recorded stream.
#[derive(Debug, Clone)]
pub(crate) struct Recording {
    pub(crate) name: String,
    pub(crate) stream: String,
}

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
    direct(part, None, &mut shown);
    for key in members.keys().filter(|key| key.starts_with("x-")) {
        let Some(extension) = part.get(key) else {
            continue;
        };
        match key.as_str() {
            "x-example" => shown.push(extension),
            "x-examples" => several(&extension, None, &mut shown),
            _ => direct(&extension, None, &mut shown),
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
pub(crate) fn of_stream(part: &Part<'_>, framing: Framing, into: &mut Vec<Example>) {
    let mut shown = Vec::new();
    direct(part, Some(framing), &mut shown);
    for part in shown {
        of_body(part.json, framing, &part.at, into);
    }
}

fn of_body(json: &Json, framing: Framing, at: &str, into: &mut Vec<Example>) {
    match json {
        Json::String(text) => into.extend(messages(text, framing, at)),
        // A list of messages, or of their data.
        Json::Array(values) => {
            let objects = values.iter().filter(|it| matches!(it, Json::Object(_)));
            objects.for_each(|value| of_body(value, framing, at, into));
        }
        Json::Object(_) if framing != Framing::Sse => {
            into.push(message(at, None, json.to_string()));
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

pub(super) fn message(at: &str, event: Option<&str>, data: String) -> Example {
    let of = Shown::Message {
        event: event.filter(|event| !event.is_empty()).map(str::to_owned),
        data,
    };
    Example {
        at: at.to_owned(),
        of,
    }
}

/// The messages of a stream, leniently: what is shown is often cut.
pub(crate) fn messages(text: &str, framing: Framing, at: &str) -> Vec<Example> {
    match framing {
        Framing::Sse => sse::messages(text, at),
        // These bytes are no text.
        Framing::AwsEventStream => Vec::new(),
        Framing::JsonLines | Framing::JsonSeq | Framing::JsonArray => {
            let records = records(text).into_iter();
            records.map(|data| message(at, None, data)).collect()
        }
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

fn direct<'a>(part: &Part<'a>, framing: Option<Framing>, into: &mut Vec<Part<'a>>) {
    into.extend(part.get("example"));
    if let Some(examples) = part.get("examples") {
        several(&examples, framing, into);
    }
}

/// A list of examples, or `OpenAPI`'s map of them; those of streams of a framing, or of any.
fn several<'a>(part: &Part<'a>, framing: Option<Framing>, into: &mut Vec<Part<'a>>) {
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
    let is_meant = |key: &str| {
        let media_type = MediaType::read(key);
        media_type.is_some_and(|it| framing.is_none_or(|framing| it.framing == framing))
    };
    for key in keys.filter(|key| !by_media_type || is_meant(key)) {
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
            let data = sse::messages(text, "")
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
