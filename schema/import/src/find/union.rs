//! From what was asked for to the schema of a stream.

use crate::error::ErrorKind;
use crate::find::body::{self, Body};
use crate::find::streams::{self, EventStream, is_event_stream, schema_of};
use crate::find::{candidates, undescribed};
use crate::read::files::Files;
use crate::read::part::Part;
use stream_events_schema::{Json, nearest};

/// What was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    pub(crate) schema: Part<'a>,
    /// The schema describes messages, not their data.
    pub(crate) item: bool,
    /// The list whose elements the schema describes.
    pub(crate) list: Option<Part<'a>>,
    /// The streams it is the schema of.
    pub(crate) streams: Vec<EventStream<'a>>,
    /// What to write into the document.
    pub(crate) union: String,
}

/// Finds what a name, a JSON Pointer or an operation stands for; without any, the only stream
/// there is.
pub(crate) fn find<'a>(files: &'a Files, union: Option<&str>) -> Result<Found<'a>, ErrorKind> {
    let streams = streams::declared(files);
    let Some(union) = union else {
        return only(files, streams);
    };
    let asked = match called(files, union) {
        Some(part) => dig(files, part, union)?,
        None => operation(files, union, &streams)?,
    };
    located(files, asked, union, streams)
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

/// What was asked for, before it is known what it describes.
enum Asked<'a> {
    Schema(Part<'a>),
    /// What a response, media type or operation says of its stream.
    Stream(EventStream<'a>),
    /// The same, by a response or media type that is part of no declared stream.
    Body(Part<'a>, bool),
}

fn located<'a>(
    files: &'a Files,
    asked: Asked<'a>,
    union: &str,
    mut streams: Vec<EventStream<'a>>,
) -> Result<Found<'a>, ErrorKind> {
    let target = |part: &Part<'a>| files.follow(part).unwrap_or_else(|| part.clone()).at;
    let (schema, mut item, mut is_body) = match asked {
        Asked::Schema(schema) => (schema, false, false),
        Asked::Body(schema, item) => (schema, item, true),
        Asked::Stream(stream) => {
            let Some(schema) = stream.schema.clone() else {
                return Err(undescribed::stream(files, &stream, &Body::Nothing));
            };
            // What other operations say of their streams is not said of this one.
            streams.retain(|it| it.whole.is(&stream.whole));
            (schema, stream.item, true)
        }
    };
    let at = target(&schema);
    streams.retain(|stream| stream.schema.as_ref().is_some_and(|it| target(it) == at));
    item |= streams.iter().any(|stream| stream.item);
    is_body |= !streams.is_empty();
    let mut found = Found {
        schema,
        item,
        list: None,
        streams,
        union: union.to_owned(),
    };
    if !is_body {
        return Ok(found);
    }
    match body::of(files, &found.schema) {
        Body::Nothing => return Err(nothing_said(files, &found, &Body::Nothing)),
        // What describes messages may be a text or a list itself.
        _ if item => {}
        Body::Messages(schema) => found.schema = schema,
        Body::Elements(schema) => found.list = Some(std::mem::replace(&mut found.schema, schema)),
        Body::Text => return Err(nothing_said(files, &found, &Body::Text)),
    }
    Ok(found)
}

fn nothing_said(files: &Files, found: &Found<'_>, body: &Body<'_>) -> ErrorKind {
    match found.streams.first() {
        Some(stream) => undescribed::stream(files, stream, body),
        None => undescribed::schema(files, &found.union, body),
    }
}

fn operation<'a>(
    files: &'a Files,
    union: &str,
    streams: &[EventStream<'a>],
) -> Result<Asked<'a>, ErrorKind> {
    let is_meant = |it: &&EventStream<'a>| it.operation == union || it.operation_id == Some(union);
    if let Some(stream) = streams.iter().find(is_meant) {
        return Ok(Asked::Stream(stream.clone()));
    }
    let mut operations = streams::operations(files).into_iter();
    let is_meant =
        |(name, it): &(String, Part<'a>)| name == union || it.text("operationId") == Some(union);
    if let Some((_, operation)) = operations.find(is_meant) {
        return Err(undescribed::operation(files, union, &operation));
    }
    let names = files.names().map(|(name, _)| name).collect::<Vec<_>>();
    Err(ErrorKind::UnknownUnion {
        union: union.to_owned(),
        nearest: nearest(union, names).map(str::to_owned),
        known: names_of(files, streams),
    })
}

fn only<'a>(files: &'a Files, streams: Vec<EventStream<'a>>) -> Result<Found<'a>, ErrorKind> {
    let names = names_of(files, &streams);
    if let [name] = names.as_slice() {
        // By its name, as it will be found when the document is updated.
        return find(files, Some(name));
    }
    if describes_events(files) {
        return located(files, Asked::Schema(files.root()), "#", streams);
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

/// Whether the description as a whole is a schema.
pub(crate) fn describes_events(files: &Files) -> bool {
    let says = ["oneOf", "anyOf", "allOf", "$ref", "properties"];
    !files.is_api() && says.iter().any(|key| files.root().get(key).is_some())
}

/// How to ask for each declared stream.
fn names_of(files: &Files, streams: &[EventStream<'_>]) -> Vec<String> {
    let mut names = Vec::new();
    for stream in streams {
        let name = name_of(files, stream, streams);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// How to ask for a stream: by its schema, if that says all there is to say about it.
pub(crate) fn name_of(
    files: &Files,
    stream: &EventStream<'_>,
    streams: &[EventStream<'_>],
) -> String {
    let name = |stream: &EventStream<'_>| asked_name(files, stream.schema.as_ref()?);
    let Some(wanted) = name(stream).filter(|_| !stream.item) else {
        return stream.operation.clone();
    };
    let ends_alike = |other: &EventStream<'_>| {
        other.end() == stream.end() || name(other).as_ref() != Some(&wanted)
    };
    if streams.iter().all(ends_alike) {
        wanted
    } else {
        stream.operation.clone()
    }
}

/// The name of the schema that a part is, or refers to, if it can be asked for by that.
pub(crate) fn asked_name(files: &Files, part: &Part<'_>) -> Option<String> {
    let target = files.follow(part).unwrap_or_else(|| part.clone());
    let name = files.name_of(&target.at)?;
    let found = called(files, &name)?;
    let leads_back = files.follow(&found).unwrap_or(found).is(&target);
    leads_back.then_some(name)
}

/// From a response or media type to the schema in it.
fn dig<'a>(files: &'a Files, part: Part<'a>, union: &str) -> Result<Asked<'a>, ErrorKind> {
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
    if matches!(part.json, Json::Boolean(_)) {
        return Ok(Asked::Schema(part));
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
        return Ok(Asked::Schema(part));
    }
    if let Some((schema, item)) = schema_of(&part) {
        return Ok(Asked::Body(schema, item));
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
            Some((schema, item)) => Ok(Asked::Body(schema, item)),
            None => no_schema("a media type without a schema"),
        };
    }
    if members.contains_key("responses") {
        return match streams::of_operation(files, &part, union)
            .into_iter()
            .next()
        {
            Some(stream) => Ok(Asked::Stream(stream)),
            None => Err(undescribed::operation(files, union, &part)),
        };
    }
    Ok(Asked::Schema(part))
}
