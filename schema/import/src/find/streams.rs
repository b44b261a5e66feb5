//! The streams an API description declares, and finding one.

use crate::error::ErrorKind;
use crate::find::candidates;
use crate::read::files::Files;
use crate::read::part::Part;
use stream_events_schema::nearest;

/// A response that is an event stream.
#[derive(Debug, Clone)]
pub(crate) struct EventStream<'a> {
    /// `POST /v1/chat`.
    pub(crate) operation: String,
    operation_id: Option<&'a str>,
    /// The operation itself.
    pub(crate) whole: Part<'a>,
    /// The media type, or the extension that stands for one.
    pub(crate) media: Part<'a>,
    pub(crate) schema: Part<'a>,
    /// The schema describes messages, not their data.
    pub(crate) item: bool,
    /// A text that ends the stream, and the extension that says so.
    pub(crate) terminator: Option<(&'a str, &'static str)>,
}

/// What was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    pub(crate) schema: Part<'a>,
    pub(crate) item: bool,
    /// The streams it is the schema of.
    pub(crate) streams: Vec<EventStream<'a>>,
    /// What to write into the document.
    pub(crate) union: String,
}

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

pub(crate) fn declared(files: &Files) -> Vec<EventStream<'_>> {
    let mut streams = Vec::new();
    for shelf in ["paths", "webhooks"] {
        let Some(items) = files.root().get(shelf) else {
            continue;
        };
        for (path, item) in files.follow(&items).unwrap_or(items).entries() {
            let item = files.follow(&item).unwrap_or(item);
            for (method, operation) in METHODS.iter().filter_map(|it| Some((it, item.get(it)?))) {
                let name = format!("{} {path}", method.to_uppercase());
                of_operation(files, &operation, &name, &mut streams);
            }
        }
    }
    streams
}

fn of_operation<'a>(
    files: &'a Files,
    operation: &Part<'a>,
    name: &str,
    streams: &mut Vec<EventStream<'a>>,
) {
    let mut add = |media: Part<'a>, schema: Part<'a>, item, terminator| {
        let operation_id = operation.text("operationId");
        let whole = operation.clone();
        let operation = name.to_owned();
        streams.push(EventStream {
            operation,
            operation_id,
            whole,
            media,
            schema,
            item,
            terminator,
        });
    };
    for (_, response) in operation.map("responses") {
        let response = files.follow(&response).unwrap_or(response);
        for (media_type, media) in response.map("content") {
            if !is_event_stream(media_type) {
                continue;
            }
            let media = files.follow(&media).unwrap_or(media);
            let terminator = terminator(&media, SENTINEL, SENTINEL);
            if let Some((schema, item)) = schema_of(&media) {
                add(media, schema, item, terminator);
            }
        }
    }
    let Some(fern) = operation.get(FERN) else {
        return;
    };
    if let Some(schema) = fern.get("response-stream") {
        let terminator = terminator(&fern, "terminator", FERN);
        add(fern, schema, false, terminator);
    }
}

const SENTINEL: &str = "x-speakeasy-sse-sentinel";
/// Fern's generators read streams from an extension.
const FERN: &str = "x-fern-streaming";

fn terminator<'a>(
    part: &Part<'a>,
    key: &str,
    extension: &'static str,
) -> Option<(&'a str, &'static str)> {
    Some((part.text(key).filter(|text| !text.is_empty())?, extension))
}

fn is_event_stream(media_type: &str) -> bool {
    media_type
        .split(';')
        .next()
        .is_some_and(|it| it.trim().eq_ignore_ascii_case("text/event-stream"))
}

fn schema_of<'a>(media: &Part<'a>) -> Option<(Part<'a>, bool)> {
    let item = media.get("itemSchema").map(|schema| (schema, true));
    item.or_else(|| media.get("schema").map(|schema| (schema, false)))
}

/// Finds what a name, a JSON Pointer or an operation stands for; without any, the only stream
/// there is.
pub(crate) fn find<'a>(files: &'a Files, union: Option<&str>) -> Result<Found<'a>, ErrorKind> {
    let streams = declared(files);
    let Some(union) = union else {
        return only(files, &streams);
    };
    if let Some(found) = called(files, union) {
        let (schema, item) = dig(files, found, union)?;
        return Ok(with_streams(files, schema, item, union.to_owned(), streams));
    }
    let is_meant = |it: &&EventStream<'a>| it.operation == union || it.operation_id == Some(union);
    if let Some(stream) = streams.iter().find(is_meant) {
        let (schema, item) = (stream.schema.clone(), stream.item);
        return Ok(with_streams(files, schema, item, union.to_owned(), streams));
    }
    let names = files.names().map(|(name, _)| name).collect::<Vec<_>>();
    Err(ErrorKind::UnknownUnion {
        union: union.to_owned(),
        nearest: nearest(union, names).map(str::to_owned),
        known: names_of(files, &streams),
    })
}

/// What a name or a JSON Pointer leads to.
fn called<'a>(files: &'a Files, union: &str) -> Option<Part<'a>> {
    match union.strip_prefix('#').unwrap_or(union) {
        "" => Some(files.root()),
        pointer if pointer.starts_with('/') => files.at(pointer),
        place if place.contains('#') => files.at(place),
        _ => files.named(union),
    }
}

fn only<'a>(files: &'a Files, streams: &[EventStream<'a>]) -> Result<Found<'a>, ErrorKind> {
    let names = names_of(files, streams);
    if let [name] = names.as_slice() {
        // By its name, as it will be found when the document is updated.
        return find(files, Some(name));
    }
    let root = files.root();
    let says = ["oneOf", "anyOf", "allOf", "$ref", "properties"];
    if !files.is_api() && says.iter().any(|key| root.get(key).is_some()) {
        return Ok(with_streams(
            files,
            root,
            false,
            "#".to_owned(),
            streams.to_vec(),
        ));
    }
    let unions = if names.is_empty() {
        candidates::of(files)
    } else {
        Vec::new()
    };
    Err(ErrorKind::NoUnion {
        known: names,
        unions,
    })
}

/// How to ask for each declared stream.
pub(crate) fn names_of(files: &Files, streams: &[EventStream<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    for stream in streams {
        let name = name_of(files, stream);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

pub(crate) fn name_of(files: &Files, stream: &EventStream<'_>) -> String {
    let target = files
        .follow(&stream.schema)
        .unwrap_or_else(|| stream.schema.clone());
    let name = files.name_of(&target.at).filter(|_| !stream.item);
    let leads_back = |name: &String| {
        let found = called(files, name);
        found.is_some_and(|it| files.follow(&it).unwrap_or(it).is(&target))
    };
    name.filter(leads_back)
        .unwrap_or_else(|| stream.operation.clone())
}

fn with_streams<'a>(
    files: &'a Files,
    schema: Part<'a>,
    mut item: bool,
    union: String,
    mut streams: Vec<EventStream<'a>>,
) -> Found<'a> {
    let target = |part: &Part<'a>| files.follow(part).unwrap_or_else(|| part.clone()).at;
    let at = target(&schema);
    streams.retain(|stream| target(&stream.schema) == at);
    item |= streams.iter().any(|stream| stream.item);
    Found {
        schema,
        item,
        streams,
        union,
    }
}

/// From a response or media type to the schema in it.
fn dig<'a>(files: &'a Files, part: Part<'a>, union: &str) -> Result<(Part<'a>, bool), ErrorKind> {
    const SCHEMA: &[&str] = &[
        "type",
        "properties",
        "required",
        "additionalProperties",
        "oneOf",
        "anyOf",
        "allOf",
        "enum",
        "const",
    ];
    // What says more than where it leads is a schema of its own.
    let says_more = SCHEMA.iter().any(|key| part.get(key).is_some());
    let part = match part.json_is_reference() && !says_more {
        true => files.follow(&part).unwrap_or(part),
        false => part,
    };
    if matches!(part.json, stream_events_schema::Json::Boolean(_)) {
        return Ok((part, false));
    }
    let no_schema = |what: &str| {
        Err(ErrorKind::NoSchema {
            union: union.to_owned(),
            what: what.to_owned(),
        })
    };
    let Some(members) = part.members() else {
        return no_schema(part.json.kind());
    };
    if SCHEMA.iter().any(|key| members.contains_key(*key)) {
        return Ok((part, false));
    }
    if let Some((schema, item)) = schema_of(&part) {
        return Ok((schema, item));
    }
    if members.contains_key("content") {
        let content = part.map("content");
        let media = content
            .iter()
            .find(|(name, _)| is_event_stream(name))
            .or(content.first());
        let Some((_, media)) = media else {
            return no_schema("a response without content");
        };
        let media = files.follow(media).unwrap_or_else(|| media.clone());
        return match schema_of(&media) {
            Some(found) => Ok(found),
            None => no_schema("a media type without a schema"),
        };
    }
    if members.contains_key("responses") {
        let mut streams = Vec::new();
        of_operation(files, &part, union, &mut streams);
        return match streams.into_iter().next() {
            Some(stream) => Ok((stream.schema, stream.item)),
            None => no_schema("an operation without a `text/event-stream` response"),
        };
    }
    Ok((part, false))
}
