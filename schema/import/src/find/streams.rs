//! The streams that the operations of an API description declare.

use crate::read::files::Files;
use crate::read::part::Part;

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
    /// What is said of the stream; nothing may be.
    pub(crate) schema: Option<Part<'a>>,
    /// The schema describes messages, not their data.
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

/// The streams that an operation answers with where it succeeds.
pub(crate) fn of_operation<'a>(
    files: &'a Files,
    operation: &Part<'a>,
    name: &str,
) -> Vec<EventStream<'a>> {
    let stream = |response, media: Part<'a>, terminator| {
        let described = schema_of(&media);
        EventStream {
            operation: name.to_owned(),
            operation_id: operation.text("operationId"),
            whole: operation.clone(),
            response,
            media,
            item: described.as_ref().is_some_and(|(_, item)| *item),
            schema: described.map(|(schema, _)| schema),
            terminator,
        }
    };
    let mut streams = Vec::new();
    for (_, response) in successes(files, operation) {
        let media = event_media(files, &response);
        // The response of Swagger 2 is its only media type.
        let whole = produces_events(files, operation).then(|| response.clone());
        for media in media.into_iter().chain(whole) {
            let terminator = terminator(&media, SENTINEL, SENTINEL);
            streams.push(stream(response.clone(), media, terminator));
        }
    }
    if let Some(fern) = operation.get(FERN)
        && let Some(schema) = fern.get("response-stream")
    {
        let terminator = terminator(&fern, "terminator", FERN);
        streams.push(EventStream {
            schema: Some(schema),
            ..stream(fern.clone(), fern, terminator)
        });
    }
    streams
}

fn terminator<'a>(part: &Part<'a>, key: &str, extension: &'static str) -> Option<Terminator<'a>> {
    let text = part.text(key).filter(|text| !text.is_empty())?;
    Some(Terminator { text, extension })
}

/// The schemas of event streams that an operation answers with where it fails, with the statuses.
pub(crate) fn failures<'a>(
    files: &'a Files,
    operation: &Part<'a>,
) -> Vec<(Part<'a>, Vec<&'a str>)> {
    let successes = successes(files, operation);
    let fails = |status| successes.iter().all(|(success, _)| *success != status);
    let mut failures: Vec<(Part<'a>, Vec<&'a str>)> = Vec::new();
    for (status, response) in responses(files, operation) {
        let media = event_media(files, &response);
        let schemas = media.iter().filter_map(schema_of);
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

/// The media types of a response that are event streams.
fn event_media<'a>(files: &'a Files, response: &Part<'a>) -> Vec<Part<'a>> {
    let content = response.map("content");
    let media = content
        .into_iter()
        .filter(|(name, _)| is_event_stream(name));
    media
        .map(|(_, media)| files.follow(&media).unwrap_or(media))
        .collect()
}

/// Whether Swagger 2 says of an operation, or of all that do not say otherwise, that it answers
/// with a stream.
fn produces_events(files: &Files, operation: &Part<'_>) -> bool {
    if files.root().get("swagger").is_none() {
        return false;
    }
    let own = operation.list("produces");
    let all = || files.root().list("produces");
    let produced = own.or_else(all).unwrap_or_default();
    let mut names = produced.iter().filter_map(|it| it.json.as_str());
    names.any(is_event_stream)
}

pub(crate) fn is_event_stream(media_type: &str) -> bool {
    media_type
        .split(';')
        .next()
        .is_some_and(|it| it.trim().eq_ignore_ascii_case("text/event-stream"))
}

/// The schema of a media type, and whether it describes messages.
pub(crate) fn schema_of<'a>(media: &Part<'a>) -> Option<(Part<'a>, bool)> {
    let item = media.get("itemSchema").map(|schema| (schema, true));
    item.or_else(|| media.get("schema").map(|schema| (schema, false)))
}
