//! Streams of whose messages a description says nothing, and what may describe them all the same.

use crate::error::{ErrorKind, Undescribed, Why};
use crate::find::body::Body;
use crate::find::candidates;
use crate::find::name::asked_name;
use crate::find::streams::EventStream;
use crate::read::examples;
use crate::read::files::Files;
use crate::read::part::Part;
use stream_events_schema::{Framing, Json};

/// The error for a stream whose schema says nothing about its messages.
pub(crate) fn stream(files: &Files, stream: &EventStream<'_>, body: &Body<'_>) -> ErrorKind {
    let mut shown = Vec::new();
    let framing = stream.framing();
    examples::of_stream(&stream.media, framing, &mut shown);
    if let Some(schema) = &stream.schema {
        let schema = files.follow(schema).unwrap_or_else(|| schema.clone());
        examples::of_stream(&schema, framing, &mut shown);
    }
    let mut candidates = mentioned(files, &stream.whole);
    let unions: Vec<&str> = candidates::unions(files).map(|(name, _)| name).collect();
    let json = of_json(files, stream);
    let (events, others): (Vec<_>, Vec<_>) = json
        .into_iter()
        .partition(|name| unions.contains(&name.as_str()));
    candidates.extend(events);
    candidates.extend(candidates::of(files));
    // An object is as likely what the events come to.
    candidates.extend(others);
    let names = examples::event_names(&shown);
    error(
        files,
        &stream.operation,
        why(body),
        candidates,
        framing,
        names,
    )
}

/// The same for a schema of which it is not known whose it is.
pub(crate) fn schema(files: &Files, name: &str, framing: Framing, body: &Body<'_>) -> ErrorKind {
    let candidates = candidates::of(files);
    error(files, name, why(body), candidates, framing, Vec::new())
}

/// The error for an operation that declares no stream.
pub(crate) fn operation(files: &Files, name: &str, operation: &Part<'_>) -> ErrorKind {
    let mut candidates = mentioned(files, operation);
    candidates.extend(candidates::of(files));
    let framing = Framing::default();
    error(files, name, Why::NoStream, candidates, framing, Vec::new())
}

fn why(body: &Body<'_>) -> Why {
    match body {
        Body::Text => Why::Text,
        _ => Why::NoSchema,
    }
}

fn error(
    files: &Files,
    stream: &str,
    why: Why,
    candidates: Vec<String>,
    framing: Framing,
    events: Vec<String>,
) -> ErrorKind {
    let mut all = Vec::new();
    for candidate in candidates {
        if !all.contains(&candidate) {
            all.push(candidate);
        }
    }
    all.truncate(candidates::MANY);
    ErrorKind::Undescribed(Undescribed {
        stream: stream.to_owned(),
        why,
        candidates: all,
        any: files.names().next().is_some(),
        framing,
        events,
    })
}

/// The schema of the same response as JSON, which is often that of a message.
fn of_json(files: &Files, stream: &EventStream<'_>) -> Vec<String> {
    let content = stream.response.map("content");
    let json = content.iter().filter(|(name, _)| name.contains("json"));
    let schemas = json.filter_map(|(_, media)| media.get("schema"));
    schemas
        .filter_map(|schema| asked_name(files, &schema))
        .collect()
}

/// The unions that the prose of an operation names.
fn mentioned(files: &Files, operation: &Part<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    collect_texts(operation.json, &mut texts);
    let is_mentioned = |name: &&str| {
        let quoted = format!("`{name}`");
        texts.iter().any(|text| text.contains(&quoted))
    };
    let unions = candidates::unions(files).map(|(name, _)| name);
    unions.filter(is_mentioned).map(str::to_owned).collect()
}

fn collect_texts<'a>(json: &'a Json, texts: &mut Vec<&'a str>) {
    match json {
        Json::String(text) => texts.push(text),
        Json::Array(values) => values.iter().for_each(|it| collect_texts(it, texts)),
        Json::Object(members) => members.values().for_each(|it| collect_texts(it, texts)),
        _ => {}
    }
}
