//! What a description shows of the values it describes.

use crate::read::json;
use crate::read::part::Part;
use stream_events_schema::Json;

/// The fields of a message, as envelopes call them.
pub(crate) const FIELDS: &[&str] = &["event", "data", "id", "retry", "comment", "comments"];

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

/// Adds what a schema shows of its values.
pub(crate) fn collect(part: &Part<'_>, to: &str, into: &mut Vec<Example>) {
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
    for part in shown {
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

/// Adds what a media type shows of the stream.
pub(crate) fn of_stream(part: &Part<'_>, into: &mut Vec<Example>) {
    let mut shown = Vec::new();
    direct(part, &mut shown);
    for part in shown {
        match part.json {
            Json::String(text) => into.extend(messages(text, &part.at)),
            Json::Object(members) => {
                // Some show the message as an object, as they describe it.
                let field = |key| members.get(key);
                let is_message = members.keys().all(|key| FIELDS.contains(&key.as_str()));
                let data = field("data").filter(|_| is_message).unwrap_or(part.json);
                let data = match data {
                    Json::String(text) => text.clone(),
                    json => serde_json::to_string(json).unwrap_or_default(),
                };
                let event = field("event").filter(|_| is_message).and_then(Json::as_str);
                let of = Shown::Message {
                    event: event.map(str::to_owned),
                    data,
                };
                into.push(Example { at: part.at, of });
            }
            _ => {}
        }
    }
}

/// The messages of an event stream, leniently: what is shown is often cut.
pub(crate) fn messages(text: &str, at: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let (mut event, mut data): (Option<String>, Option<String>) = (None, None);
    for line in text.lines().chain([""]) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" if line.is_empty() => {
                let event = event.take().filter(|event: &String| !event.is_empty());
                if let Some(data) = data.take() {
                    examples.push(Example {
                        at: at.to_owned(),
                        of: Shown::Message { event, data },
                    });
                }
            }
            "event" => event = Some(value.to_owned()),
            "data" => match &mut data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => data = Some(value.to_owned()),
            },
            _ => {}
        }
    }
    examples
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
    for key in members.keys() {
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
