//! What a description says about the end of a stream.

use crate::find::union::Found;
use crate::read::files::Files;
use stream_events_schema::{Dispatch, Document, Framing, Json};

/// Whether a description says, of a stream or where it may be about it, that `[DONE]` ends it.
pub(crate) fn mentions_done(files: &Files, document: &Document, found: &Found<'_>) -> bool {
    const DONE: &str = "[DONE]";
    // What needs no names is the protocol that `[DONE]` belongs to.
    let nameless = document.framing == Framing::Sse
        && document
            .dispatch
            .iter()
            .any(|it| matches!(it, Dispatch::Always(_)));
    if nameless || found.streams.is_empty() {
        return mentions(
            if nameless {
                files.root().json
            } else {
                found.schema.json
            },
            DONE,
        );
    }
    found.streams.iter().any(|stream| {
        let mut bodies = Vec::new();
        let body = stream.whole.get("requestBody");
        let body = body.map(|body| files.follow(&body).unwrap_or(body));
        for (_, media) in body.iter().flat_map(|body| body.map("content")) {
            if let Some(schema) = media.get("schema") {
                files.visit_parts(&schema, &mut |part| bodies.push(part.json));
            }
        }
        mentions(stream.whole.json, DONE) || bodies.iter().any(|body| mentions(body, DONE))
    })
}

fn mentions(json: &Json, text: &str) -> bool {
    match json {
        Json::String(string) => string.contains(text),
        Json::Array(values) => values.iter().any(|value| mentions(value, text)),
        Json::Object(members) => members.values().any(|value| mentions(value, text)),
        _ => false,
    }
}
