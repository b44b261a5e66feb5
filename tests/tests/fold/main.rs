//! What recorded streams add up to by the documents we ship.
//!
//! The recordings and the finals are other people's: they are read from `$STREAM_EVENTS_SHARED`, and
//! the suite says so when there are none.

#![allow(clippy::print_stdout, reason = "a suite that skips itself says so")]

mod declared;
mod finals;
mod generated;
mod messages;
mod running;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use stream_events::Decoder;
use stream_events_schema::interpret::{Interpreter, Reading};
use stream_events_schema::{Checked, Type, read};

use declared::declared;

fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("STREAM_EVENTS_SHARED").map(PathBuf::from);
    let shared = shared.filter(|it| it.join("snapshot/finals").is_dir());
    if shared.is_none() {
        println!("skipped: STREAM_EVENTS_SHARED is not set, or has no finals");
    }
    shared
}

fn document(api: &str) -> Checked {
    let path = shipped().join(format!("{api}.json"));
    let text = fs::read_to_string(path).expect("a document that we ship");
    read(api, &text).expect("it has no mistakes")
}

/// The folder of the documents that we ship.
fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../apis/documents")
}

fn schema() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")
}

/// What a vendor's library makes of recordings, by their names.
fn finals(api: &str, shared: &Path) -> Map<String, Value> {
    let text = fs::read_to_string(shared.join(format!("snapshot/finals/{api}.json")));
    serde_json::from_str(&text.expect("the finals")).expect("JSON")
}

/// A message: its `event` field, and its data.
type Message = (Option<String>, String);

/// The messages of a recording.
fn messages(recording: &Path) -> Vec<Message> {
    let mut decoder = Decoder::new();
    decoder.feed(fs::read(recording).expect("a recording").into());
    let mut messages = Vec::new();
    while let Some(message) = decoder.next_message().expect("within the limit") {
        let event = message.event_field().map(str::to_owned);
        messages.push((event, message.data().to_owned()));
    }
    messages
}

/// What messages add up to.
fn fold(document: &Checked, messages: &[Message]) -> Value {
    let interpreter = Interpreter::new(document);
    let mut reading = Reading::new(&interpreter).expect("a snapshot");
    for (event, data) in messages {
        reading.message(event.as_deref(), data);
    }
    value(&reading)
}

fn value(reading: &Reading<'_, '_>) -> Value {
    let value = reading.snapshot().value();
    value.map_or(Value::Null, |value| {
        serde_json::from_str(&value.to_string()).expect("it is JSON")
    })
}

/// What the document declares of a value, without nulls, which say as much as nothing.
fn bare(document: &Checked, value: &Value) -> Value {
    let ty: &Type = &document.fold().expect("a snapshot").ty;
    without_nulls(&declared(document, ty, value))
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.iter().filter(|(_, it)| !it.is_null());
            there
                .map(|(key, it)| (key.clone(), without_nulls(it)))
                .collect()
        }
        Value::Array(elements) => elements.iter().map(without_nulls).collect(),
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        other => other.clone(),
    }
}
