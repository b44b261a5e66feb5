//! The streams that the operations of an API description declare.

use crate::read::files::Files;
use crate::read::media_type::MediaType;
use crate::read::part::Part;
use stream_events_schema::Framing;

/// A response that is an event stream.
#[derive(Debug, Clone)]
pub(crate) struct EventStream<'a> {
    /// `POST /v1/chat`.
    pub(crate) operation: String,
    pub(crate) operation_id: Option<&'a str>,
    /// The operation itself.
    pub(crate) whole: Part<'a>,
    /// The response, or the extension that stands for one.
    pub(crate) response: Part<'a>,
    /// The media type, or what stands for one.
    pub(crate) media: Part<'a>,
    pub(crate) media_type: MediaType,
    /// Where it stands, if apart from the response.
    pub(crate) produced: Option<Part<'a>>,
    /// What is said of the stream; nothing may be.
    pub(crate) schema: Option<Part<'a>>,
    /// The schema describes the items of the stream, and never the stream as a whole.
    pub(crate) item: bool,
    pub(crate) terminator: Option<Terminator<'a>>,
}

/// A text that ends a stream, and the extension that says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminator<'a> {
    pub(crate) text: &'a str,
    pub(crate) extension: &'static str,
}

const SENTINEL: &str = "x-speakeasy-sse-sentinel";
/// Fern's generators read streams from an extension.
const FERN: &str = "x-fern-streaming";

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

impl EventStream<'_> {
    /// The text that ends it.
    pub(crate) fn end(&self) -> Option<&str> {
        self.terminator.map(|terminator| terminator.text)
    }

    pub(crate) fn framing(&self) -> Framing {
        self.media_type.framing
    }
}

/// Every operation, by its method and path.
pub(crate) fn operations(files: &Files) -> Vec<(String, Part<'_>)> {
    let mut operations = Vec::new();
    for shelf in ["paths", "webhooks"] {
        let Some(items) = files.root().get(shelf) else {
            continue;
        };
        for (path, item) in files.follow(&items).unwrap_or(items).entries() {
            let item = files.follow(&item).unwrap_or(item);
            let usual = METHODS.iter().filter_map(|it| Some((*it, item.get(it)?)));
            for (method, operation) in usual.chain(item.map("additionalOperations")) {
                operations.push((format!("{} {path}", method.to_uppercase()), operation));
            }
        }
    }
    operations
}

/// The streams that successful responses declare.
pub(crate) fn declared(files: &Files) -> Vec<EventStream<'_>> {
    let operations = operations(files);
    let streams = operations.iter();
    streams
        .flat_map(|(name, operation)| of_operation(files, operation, name))
        .collect()
}

/// The streams that an operation answers with where it succeeds, the first choice first: that is
/// server-sent events, which most clients read.
pub(crate) fn of_operation<'a>(
    files: &'a Files,
    operation: &Part<'a>,
    name: &str,
) -> Vec<EventStream<'a>> {
    let stream = |response, media: Part<'a>, media_type, terminator| {
        let described = schema_of(&media);
        EventStream {
            operation: name.to_owned(),
            operation_id: operation.text("operationId"),
            whole: operation.clone(),
            response,
            media,
            media_type,
            produced: None,
            item: described.as_ref().is_some_and(|(_, item)| *item),
            schema: described.map(|(schema, _)| schema),
            terminator,
        }
    };
    let mut streams = Vec::new();
    for (_, response) in successes(files, operation) {
        for (media_type, media) in media_types(files, &response) {
            let terminator = terminator(&media, SENTINEL, SENTINEL);
            streams.push(stream(response.clone(), media, media_type, terminator));
        }
        // The response of Swagger 2 is its only media type.
        for (media_type, produced) in produced(files, operation) {
            let whole = response.clone();
            let terminator = terminator(&whole, SENTINEL, SENTINEL);
            streams.push(EventStream {
                produced: Some(produced),
                ..stream(whole.clone(), whole, media_type, terminator)
            });
        }
    }
    if let Some(fern) = operation.get(FERN)
        && let Some(schema) = fern.get("response-stream")
    {
        let terminator = terminator(&fern, "terminator", FERN);
        let media_type = fern_media_type(files, operation, &fern);
        streams.push(EventStream {
            schema: Some(schema),
            ..stream(fern.clone(), fern, media_type, terminator)
        });
    }
    streams.sort_by_key(|stream| !stream.media_type.is_sse());
    streams
}

/// The media type of a stream that an extension describes: that of the response, if it is no stream
/// by itself.
fn fern_media_type(files: &Files, operation: &Part<'_>, fern: &Part<'_>) -> MediaType {
    let of = |name: &str, framing| MediaType {
        name: name.to_owned(),
        framing,
    };
    if fern.text("format") != Some("json") {
        return of("text/event-stream", Framing::Sse);
    }
    let answers_json = successes(files, operation).iter().any(|(_, response)| {
        let mut content = response.map("content").into_iter();
        content.any(|(name, _)| name == "application/json")
    });
    let name = match answers_json {
        true => "application/json",
        false => Framing::JsonLines.media_types()[0],
    };
    of(name, Framing::JsonLines)
}

/// The framing of streams of which any is meant.
pub(crate) fn first_choice(streams: &[&EventStream<'_>]) -> Framing {
    let framings: Vec<Framing> = streams.iter().map(|it| it.framing()).collect();
    match framings.as_slice() {
        [first, ..] if !framings.contains(&Framing::Sse) => *first,
        _ => Framing::Sse,
    }
}

fn terminator<'a>(part: &Part<'a>, key: &str, extension: &'static str) -> Option<Terminator<'a>> {
    let text = part.text(key).filter(|text| !text.is_empty())?;
    Some(Terminator { text, extension })
}

/// The schemas of streams of a framing that an operation answers with where it fails, with the
/// statuses.
pub(crate) fn failures<'a>(
    files: &'a Files,
    operation: &Part<'a>,
    framing: Framing,
) -> Vec<(Part<'a>, Vec<&'a str>)> {
    let successes = successes(files, operation);
    let fails = |status| successes.iter().all(|(success, _)| *success != status);
    let mut failures: Vec<(Part<'a>, Vec<&'a str>)> = Vec::new();
    for (status, response) in responses(files, operation) {
        let media = media_types(files, &response).into_iter();
        let media = media.filter(|(media_type, _)| media_type.framing == framing);
        let schemas = media.filter_map(|(_, media)| schema_of(&media));
        for (schema, _) in schemas.filter(|_| fails(status)) {
            let schema = files.follow(&schema).unwrap_or(schema);
            match failures.iter_mut().find(|(known, _)| known.is(&schema)) {
                Some((_, statuses)) => statuses.push(status),
                None => failures.push((schema, vec![status])),
            }
        }
    }
    failures
}

fn responses<'a>(files: &'a Files, operation: &Part<'a>) -> Vec<(&'a str, Part<'a>)> {
    let follow = |(status, response): (&'a str, Part<'a>)| {
        (status, files.follow(&response).unwrap_or(response))
    };
    operation.map("responses").into_iter().map(follow).collect()
}

/// The responses of an operation that succeeds; `default` is one if no status of 2xx is declared.
fn successes<'a>(files: &'a Files, operation: &Part<'a>) -> Vec<(&'a str, Part<'a>)> {
    let all = responses(files, operation);
    let is_success = |status: &str| status.starts_with('2');
    let any = all.iter().any(|(status, _)| is_success(status));
    all.into_iter()
        .filter(|(status, _)| is_success(status) || (!any && *status == "default"))
        .collect()
}

/// The media types of a response that are streams.
pub(crate) fn media_types<'a>(files: &'a Files, response: &Part<'a>) -> Vec<(MediaType, Part<'a>)> {
    let content = response.map("content").into_iter();
    let streams = content.filter_map(|(name, media)| {
        let media = files.follow(&media).unwrap_or(media);
        Some((MediaType::read(name)?, media))
    });
    streams.collect()
}

/// The streams that Swagger 2 says an operation, or any that does not say otherwise, answers with.
fn produced<'a>(files: &'a Files, operation: &Part<'a>) -> Vec<(MediaType, Part<'a>)> {
    if files.root().get("swagger").is_none() {
        return Vec::new();
    }
    let own = operation.list("produces");
    let all = || files.root().list("produces");
    let mut produced: Vec<(MediaType, Part<'a>)> = Vec::new();
    for part in own.or_else(all).unwrap_or_default() {
        let media_type = part.json.as_str().and_then(MediaType::read);
        let is_known = |it: &MediaType| produced.iter().any(|(known, _)| known == it);
        if let Some(media_type) = media_type.filter(|it| !is_known(it)) {
            produced.push((media_type, part));
        }
    }
    produced
}

/// The schema of a media type, and whether it describes items, not all of them.
pub(crate) fn schema_of<'a>(media: &Part<'a>) -> Option<(Part<'a>, bool)> {
    let item = media.get("itemSchema").map(|schema| (schema, true));
    item.or_else(|| media.get("schema").map(|schema| (schema, false)))
}
