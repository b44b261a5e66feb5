//! What was asked for, before it is known what it describes.

use crate::error::ErrorKind;
use crate::find::body::Body;
use crate::find::name::{each_once, names_of};
use crate::find::streams::{self, EventStream, media_types, schema_of};
use crate::find::undescribed;
use crate::read::files::Files;
use crate::read::media_type::MediaType;
use crate::read::part::{Part, split};
use stream_events_schema::{Json, nearest, pointer};

/// What was asked for: a schema, and what is known of whose it is.
pub(crate) struct Asked<'a> {
    pub(crate) schema: Part<'a>,
    /// The schema describes the items of a stream.
    pub(crate) item: bool,
    /// The schema is said to be that of a body.
    pub(crate) is_body: bool,
    /// The operation whose stream it is, if only that is meant.
    pub(crate) operation: Option<Part<'a>>,
    /// `None` if any is meant, or none is known.
    pub(crate) media_type: Option<MediaType>,
}

impl<'a> Asked<'a> {
    pub(crate) fn schema(schema: Part<'a>) -> Self {
        Self {
            schema,
            item: false,
            is_body: false,
            operation: None,
            media_type: None,
        }
    }

    /// What a media type says, which need not be part of a declared stream.
    fn body((schema, item): (Part<'a>, bool), media_type: Option<MediaType>) -> Self {
        Self {
            item,
            is_body: true,
            media_type,
            ..Self::schema(schema)
        }
    }

    /// What an operation says of its stream.
    fn stream(
        files: &Files,
        stream: EventStream<'a>,
        media_type: Option<MediaType>,
    ) -> Result<Self, ErrorKind> {
        let Some(schema) = stream.schema.clone() else {
            return Err(undescribed::stream(files, &stream, &Body::Nothing));
        };
        Ok(Self {
            operation: Some(stream.whole),
            ..Self::body((schema, stream.item), media_type)
        })
    }
}

/// What a name or a JSON Pointer leads to.
pub(crate) fn called<'a>(files: &'a Files, union: &str) -> Option<Part<'a>> {
    match union.strip_prefix('#').unwrap_or(union) {
        "" => Some(files.root()),
        pointer if pointer.starts_with('/') => files.at(pointer),
        place if place.contains('#') => files.at(place),
        _ => files.named(union),
    }
}

/// The stream of an operation: of `POST /v1/chat`, of its `operationId`, or of either with a media
/// type after it.
pub(crate) fn operation<'a>(
    files: &'a Files,
    union: &str,
    streams: &[EventStream<'a>],
) -> Result<Asked<'a>, ErrorKind> {
    // What is behind the name.
    let rest = |it: &EventStream<'a>| {
        let mut names = [Some(it.operation.as_str()), it.operation_id].into_iter();
        names.find_map(|name| union.strip_prefix(name?))
    };
    if let Some(stream) = streams.iter().find(|it| rest(it) == Some("")) {
        return Asked::stream(files, stream.clone(), None);
    }
    let media_type = |it: &EventStream<'a>| MediaType::read(rest(it)?.strip_prefix(' ')?);
    let is_meant = |it: &&EventStream<'a>| media_type(it).as_ref() == Some(&it.media_type);
    if let Some(stream) = streams.iter().find(is_meant) {
        return Asked::stream(files, stream.clone(), Some(stream.media_type.clone()));
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
        known: each_once(names_of(files, streams)),
    })
}

/// From a response or media type to the schema in it.
pub(crate) fn dig<'a>(
    files: &'a Files,
    part: Part<'a>,
    union: &str,
) -> Result<Asked<'a>, ErrorKind> {
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
    let media_type = named_by_key(&part);
    // What says more than where it leads is a schema of its own.
    let says_more = SCHEMA.iter().any(|key| part.get(key).is_some());
    let part = match part.json_is_reference() && !says_more {
        true => files.follow(&part).unwrap_or(part),
        false => part,
    };
    if matches!(part.json, Json::Boolean(_)) {
        return Ok(Asked::schema(part));
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
        return Ok(Asked::schema(part));
    }
    if let Some(described) = schema_of(&part) {
        return Ok(Asked::body(described, media_type));
    }
    if members.contains_key("content") {
        let Some((media_type, media)) = media_of(files, &part) else {
            return no_schema("a response without content");
        };
        return match schema_of(&media) {
            Some(described) => Ok(Asked::body(described, media_type)),
            None => no_schema("a media type without a schema"),
        };
    }
    if members.contains_key("responses") {
        let streams = streams::of_operation(files, &part, union);
        return match streams.into_iter().next() {
            Some(stream) => {
                let media_type = Some(stream.media_type.clone());
                Asked::stream(files, stream, media_type)
            }
            None => Err(undescribed::operation(files, union, &part)),
        };
    }
    Ok(Asked::schema(part))
}

/// The media type under whose name something stands in a `content`.
fn named_by_key(part: &Part<'_>) -> Option<MediaType> {
    let segments = pointer::segments(split(&part.at).1).ok()?;
    MediaType::read(segments.last()?)
}

/// What a response is: the stream that is the first choice, or else whatever comes first.
fn media_of<'a>(files: &'a Files, response: &Part<'a>) -> Option<(Option<MediaType>, Part<'a>)> {
    let mut streams = media_types(files, response);
    streams.sort_by_key(|(media_type, _)| !media_type.is_sse());
    if let Some((media_type, media)) = streams.into_iter().next() {
        return Some((Some(media_type), media));
    }
    let (_, media) = response.map("content").into_iter().next()?;
    Some((None, files.follow(&media).unwrap_or(media)))
}
