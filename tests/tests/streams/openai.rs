//! OpenAI's Responses and chat completions, and the services that speak their protocols.

use std::collections::BTreeSet;

use serde_json::Value;
use stream_events::{Decoder, Dispatch, ErrorKind, StreamEvents};
use stream_events_tests::stored::data_of;

use super::recordings::{Items, Recording, SIZES, read, recordings};

/// What the Responses API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/openai-responses.json")]
pub struct Responses;

/// What the chat completions endpoint sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/openai-chat-completions.json")]
pub struct Chat;

/// Events and variants in the recordings of which the public description says nothing.
const NOT_DESCRIBED: &[&str] = &["x_search"];

/// The recordings whose payloads have types that contain `part`.
fn with(recordings: &[Recording], part: &str) -> Vec<Recording> {
    let ours = recordings
        .iter()
        .filter(|it| it.payload_types.contains(part));
    let ours: Vec<_> = ours.cloned().collect();
    assert!(!ours.is_empty());
    ours
}

/// Dispatches every message of a recording, which may hold several answers, and hands on the data
/// and the event. Failures and ends are none of these; the result is what was unknown.
fn events<S: StreamEvents>(
    recording: &Recording,
    mut each: impl FnMut(&str, S::Event),
) -> BTreeSet<String> {
    let mut unknown = BTreeSet::new();
    let mut decoder = Decoder::new();
    decoder.feed(recording.body.clone());
    while let Some(message) = decoder.next_message().expect("within the limit") {
        match S::dispatch(&message) {
            Ok(Dispatch::Yield(event) | Dispatch::Complete(event) | Dispatch::Finish(event)) => {
                each(message.data(), event);
            }
            Ok(Dispatch::Unknown(_)) => {
                let data: Value = serde_json::from_str(message.data()).expect("JSON");
                unknown.insert(data["type"].as_str().unwrap_or("no type").to_owned());
            }
            Ok(_) => {}
            Err(mismatch) => panic!("{}: {mismatch}: {}", recording.file, message.data()),
        }
    }
    unknown
}

/// Asserts that what was written says the same as what came, up to fields that are not declared,
/// `null`s and empty lists.
fn assert_same(written: &Value, came: &Value, place: &str) {
    match (written, came) {
        (Value::Object(written), Value::Object(came)) => {
            for (key, value) in written {
                match came.get(key) {
                    Some(came) => assert_same(value, came, &format!("{place}/{key}")),
                    None => assert!(is_empty(value), "{place}/{key} was invented: {value}"),
                }
            }
        }
        (Value::Array(written), Value::Array(came)) => {
            assert_eq!(written.len(), came.len(), "{place}");
            for (index, (written, came)) in written.iter().zip(came).enumerate() {
                assert_same(written, came, &format!("{place}/{index}"));
            }
        }
        (Value::Number(written), Value::Number(came)) => {
            assert_eq!(written.as_f64(), came.as_f64(), "{place}");
        }
        _ => assert_eq!(written, came, "{place}"),
    }
}

/// The tags of all union variants in a debug print that the document does not know.
fn unknown_variants(debug: &str) -> Vec<String> {
    let tags = debug.split("UnknownVariant { tag: \"").skip(1);
    tags.filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

/// The kind of the error a stream ends with, if it does; anything else before is a fault.
fn ending<S: StreamEvents>(recording: &Recording, items: &Items<S>) -> Option<&'static str> {
    let errors: Vec<_> = items.iter().filter_map(|it| it.as_ref().err()).collect();
    match errors.as_slice() {
        [] => None,
        [error] => Some(match error.kind() {
            ErrorKind::Truncated(_) => "truncated",
            ErrorKind::Failure(_) => "failure",
            ErrorKind::Mismatch(_) => "mismatch",
            _ => "other",
        }),
        _ => panic!("{}: {errors:?}", recording.file),
    }
}

/// The endings of all recordings that do not just end, asserted to be the same for every cut.
fn endings<S: StreamEvents>(recordings: &[Recording]) -> Vec<(String, &'static str)> {
    let mut endings = Vec::new();
    for recording in recordings {
        let whole = read::<S>(&recording.body, usize::MAX);
        let ending = ending::<S>(recording, &whole);
        for size in SIZES {
            let cut = read::<S>(&recording.body, size);
            assert_eq!(cut.len(), whole.len(), "{} at {size}", recording.file);
        }
        endings.extend(ending.map(|it| (recording.file.clone(), it)));
    }
    endings
}

#[test]
fn responses_are_read_in_full_and_written_back() {
    let Some(recordings) = recordings() else {
        return;
    };
    let ours: Vec<_> = with(&recordings, "response.")
        .into_iter()
        .filter(|it| !it.file.contains("parallel-tool-call-wrapper"))
        .collect();
    let mut unknown = BTreeSet::new();
    for recording in &ours {
        let mut variants = BTreeSet::new();
        let events = events::<Responses>(recording, |data, event| {
            variants.extend(unknown_variants(&format!("{event:?}")));
            let came = serde_json::from_str(data).expect("JSON");
            assert_same(&data_of(&event), &came, &recording.file);
        });
        unknown.extend(events);
        unknown.extend(variants);
    }
    println!(
        "{} recordings; not in the public description: {unknown:?}",
        ours.len()
    );
    assert_eq!(unknown.iter().collect::<Vec<_>>(), NOT_DESCRIBED);
    assert_eq!(
        endings::<Responses>(&ours),
        [("vercel+ai/openai__openai-error.1.sse".to_owned(), "failure")]
    );
}

#[test]
fn broken_payloads_are_the_only_errors() {
    let Some(recordings) = recordings() else {
        return;
    };
    let wrapper = recordings
        .iter()
        .find(|it| it.file.contains("parallel-tool-call-wrapper"));
    let wrapper = wrapper.expect("the recording");
    let items = read::<Responses>(&wrapper.body, usize::MAX);
    // The first payload and the last are cut; the rest arrives, and the last is still the end.
    assert_eq!(items.len(), 6);
    for (index, event_type, ends) in [
        (0, "response.created", false),
        (5, "response.completed", true),
    ] {
        let Err(error) = &items[index] else {
            panic!("{items:?}")
        };
        let ErrorKind::Mismatch(mismatch) = error.kind() else {
            panic!("{error}")
        };
        assert_eq!(
            (mismatch.event_type(), error.ends_stream()),
            (event_type, ends)
        );
    }
    assert!(items[1..5].iter().all(Result::is_ok));
}

#[test]
fn chat_completions_are_read_in_full_and_written_back() {
    let Some(recordings) = recordings() else {
        return;
    };
    let ours = with(&recordings, "chat.completion.chunk");
    for recording in &ours {
        let unknown = events::<Chat>(recording, |data, event| {
            let came = serde_json::from_str(data).expect("JSON");
            assert_same(&data_of(&event), &came, &recording.file);
        });
        assert!(unknown.is_empty(), "{}: {unknown:?}", recording.file);
    }
    // Those that were framed anew without `[DONE]` have the reason of their end in a chunk.
    println!("{} recordings", ours.len());
    assert!(endings::<Chat>(&ours).is_empty());
}
