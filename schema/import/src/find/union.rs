//! From what was asked for to the schema of a stream.

use crate::error::ErrorKind;
use crate::find::asked::{self, Asked};
use crate::find::body::{self, Body};
use crate::find::name::{each_once, names_of};
use crate::find::streams::{self, EventStream};
use crate::find::{candidates, undescribed};
use crate::read::files::Files;
use crate::read::media_type::MediaType;
use crate::read::part::Part;
use stream_events_schema::Framing;

/// What was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    pub(crate) schema: Part<'a>,
    /// The schema describes the items of the stream, and never the stream as a whole.
    pub(crate) item: bool,
    /// The list whose elements the schema describes.
    pub(crate) list: Option<Part<'a>>,
    pub(crate) framing: Framing,
    /// The media types of the streams, each once.
    pub(crate) media_types: Vec<String>,
    /// The streams it is the schema of.
    pub(crate) streams: Vec<EventStream<'a>>,
    /// The same in other framings.
    pub(crate) others: Vec<Other>,
    /// What to write into the document.
    pub(crate) union: String,
}

/// A stream that would have been found if it had been asked for.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    /// Where it is declared.
    pub(crate) at: String,
    pub(crate) media_type: MediaType,
    /// How to ask for it.
    pub(crate) union: String,
}

/// Finds what a name, a JSON Pointer or an operation stands for; without any, the only stream
/// there is.
pub(crate) fn find<'a>(files: &'a Files, union: Option<&str>) -> Result<Found<'a>, ErrorKind> {
    let streams = streams::declared(files);
    let Some(union) = union else {
        return only(files, &streams);
    };
    let asked = match asked::called(files, union) {
        Some(part) => asked::dig(files, part, union)?,
        None => asked::operation(files, union, &streams)?,
    };
    located(files, asked, union, &streams)
}

fn located<'a>(
    files: &'a Files,
    asked: Asked<'a>,
    union: &str,
    all: &[EventStream<'a>],
) -> Result<Found<'a>, ErrorKind> {
    let meant = meant(files, &asked, all);
    let framing = match &asked.media_type {
        Some(media_type) => media_type.framing,
        None => streams::first_choice(&meant),
    };
    // Who asked for another framing than the first choice knows of both.
    let others = match asked.media_type.is_none() || framing == Framing::Sse {
        true => others(files, framing, &meant, all),
        false => Vec::new(),
    };
    let streams = meant.into_iter().filter(|it| it.framing() == framing);
    let streams: Vec<EventStream<'a>> = streams.cloned().collect();
    let mut media_types: Vec<String> = Vec::new();
    let declared = streams.iter().map(|it| &it.media_type);
    for MediaType { name, .. } in declared.chain(&asked.media_type) {
        if !media_types.contains(name) {
            media_types.push(name.clone());
        }
    }
    let at = target(files, &asked.schema);
    let is_item = |it: &EventStream<'a>| it.item || is_of_elements(files, it, &at);
    let is_body = asked.is_body || !streams.is_empty();
    let mut found = Found {
        schema: asked.schema,
        item: asked.item || streams.iter().any(is_item),
        list: None,
        framing,
        media_types,
        streams,
        others,
        union: union.to_owned(),
    };
    if is_body {
        look_into(files, &mut found)?;
    }
    Ok(found)
}

/// The streams, in whatever framing, that a schema describes.
fn meant<'s, 'a>(
    files: &Files,
    asked: &Asked<'a>,
    all: &'s [EventStream<'a>],
) -> Vec<&'s EventStream<'a>> {
    let at = target(files, &asked.schema);
    let is_meant = |stream: &&EventStream<'a>| {
        // What other operations say of their streams is not said of this one.
        let operation = asked.operation.as_ref();
        let is_operation = operation.is_none_or(|it| stream.whole.is(it));
        let is_schema = |it: &Part<'a>| target(files, it) == at;
        let is_described = stream.schema.as_ref().is_some_and(is_schema);
        is_operation && (is_described || is_of_elements(files, stream, &at))
    };
    all.iter().filter(is_meant).collect()
}

/// From the schema of a body to that of what is in it.
fn look_into<'a>(files: &'a Files, found: &mut Found<'a>) -> Result<(), ErrorKind> {
    match body::of(files, &found.schema, found.framing) {
        Body::Nothing => return Err(nothing_said(files, found, &Body::Nothing)),
        // What describes items may be a text or a list itself.
        _ if found.item => {}
        Body::Messages(schema) => found.schema = schema,
        Body::Elements(schema) => found.list = Some(std::mem::replace(&mut found.schema, schema)),
        Body::Text => return Err(nothing_said(files, found, &Body::Text)),
    }
    Ok(())
}

/// Whether a stream of JSON texts is described by a list, and its elements by what stands at a place.
fn is_of_elements(files: &Files, stream: &EventStream<'_>, at: &str) -> bool {
    if stream.item || stream.media_type.is_sse() {
        return false;
    }
    let schema = stream.schema.as_ref();
    match schema.map(|it| body::of(files, it, stream.framing())) {
        Some(Body::Elements(elements)) => target(files, &elements) == at,
        _ => false,
    }
}

/// Where what a schema refers to stands.
fn target(files: &Files, schema: &Part<'_>) -> String {
    files.follow(schema).unwrap_or_else(|| schema.clone()).at
}

/// What the operations of streams answer with in other framings.
fn others<'a>(
    files: &Files,
    framing: Framing,
    meant: &[&EventStream<'a>],
    all: &[EventStream<'a>],
) -> Vec<Other> {
    let is_other = |stream: &&EventStream<'a>| {
        let of_operation = |it: &&EventStream<'a>| it.whole.is(&stream.whole);
        stream.framing() != framing && meant.iter().any(of_operation)
    };
    let mut others: Vec<Other> = Vec::new();
    if !all.iter().any(|stream| is_other(&stream)) {
        return others;
    }
    let named = all.iter().zip(names_of(files, all));
    for (stream, union) in named.filter(|(stream, _)| is_other(stream)) {
        // One is enough to say that there are such.
        let is_known = |it: &Other| it.media_type == stream.media_type;
        if !others.iter().any(is_known) {
            others.push(Other {
                at: stream.media.at.clone(),
                media_type: stream.media_type.clone(),
                union,
            });
        }
    }
    others
}

fn nothing_said(files: &Files, found: &Found<'_>, body: &Body<'_>) -> ErrorKind {
    match found.streams.first() {
        Some(stream) => undescribed::stream(files, stream, body),
        None => undescribed::schema(files, &found.union, found.framing, body),
    }
}

fn only<'a>(files: &'a Files, streams: &[EventStream<'a>]) -> Result<Found<'a>, ErrorKind> {
    let names = names_of(files, streams);
    let is_first_choice = |stream: &EventStream<'_>| {
        let first = streams.iter().find(|it| it.whole.is(&stream.whole));
        first.is_some_and(|it| it.framing() == stream.framing())
    };
    let first = streams.iter().zip(&names);
    let first = first.filter(|(stream, _)| is_first_choice(stream));
    let first = first.map(|(_, name)| name.clone()).collect();
    if let [name] = each_once(first).as_slice() {
        // By its name, as it will be found when the document is updated.
        return find(files, Some(name));
    }
    if describes_events(files) {
        return located(files, Asked::schema(files.root()), "#", streams);
    }
    let unions = match streams.is_empty() {
        true => candidates::of(files),
        false => Vec::new(),
    };
    Err(ErrorKind::NoUnion {
        known: each_once(names),
        unions,
    })
}

/// Whether the description as a whole is a schema.
pub(crate) fn describes_events(files: &Files) -> bool {
    let says = ["oneOf", "anyOf", "allOf", "$ref", "properties"];
    !files.is_api() && says.iter().any(|key| files.root().get(key).is_some())
}
