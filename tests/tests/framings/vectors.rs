//! Vectors that are not part of the project: `STREAM_EVENTS_SHARED` names the folder that has them.

#![allow(clippy::print_stderr, reason = "a suite that skips itself says so")]

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use stream_events::Framing;

#[derive(Deserialize)]
struct File<T> {
    vectors: Vec<T>,
}

/// The vectors of a file, if there is one.
pub(crate) fn vectors<T: DeserializeOwned>(file: &str) -> Option<Vec<T>> {
    let Some(shared) = std::env::var_os("STREAM_EVENTS_SHARED") else {
        eprintln!("skipped: STREAM_EVENTS_SHARED is unset");
        return None;
    };
    let path = Path::new(&shared).join("framings").join(file);
    let file = std::fs::read_to_string(path).expect("the vectors");
    let file: File<T> = serde_json::from_str(&file).expect("vectors");
    Some(file.vectors)
}

/// The framing that a vector names as a document does.
pub(crate) fn framing(name: &str) -> Framing {
    match name {
        "sse" => Framing::Sse,
        "jsonl" => Framing::JsonLines,
        "json-seq" => Framing::JsonSeq,
        "json-array" => Framing::JsonArray,
        "aws-event-stream" => Framing::AwsEventStream,
        other => panic!("{other} is no framing"),
    }
}
