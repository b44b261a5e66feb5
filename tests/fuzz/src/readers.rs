//! Payloads that are read without serde, against what `serde_json` reads from the same text.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use stream_events::{Dispatch, Message, StreamEvents};

use crate::apis::{Completions, Messages, Responses, completions, messages, responses};

/// Every kind of plain payload there is: numbers, lists, enums, unions, what may be null.
#[derive(StreamEvents)]
#[stream_events(schema = "../../fixtures/plain.json")]
struct Parts;

/// Checks a payload: what is read is the same both ways, and is read both ways or not at all.
pub fn check(input: &[u8]) {
    let Ok(json) = str::from_utf8(input) else {
        return;
    };
    same::<Messages, messages::ContentBlockDelta>(
        "content_block_delta",
        json,
        |event| match event {
            messages::Event::ContentBlockDelta(it) => Some(it),
            _ => None,
        },
    );
    same::<Completions, completions::CreateChatCompletionStreamResponse>("chunk", json, |event| {
        match event {
            completions::Event::Chunk(it) => Some(*it),
            _ => None,
        }
    });
    same::<Responses, responses::ResponseTextDeltaEvent>(
        "response.output_text.delta",
        json,
        |event| match event {
            responses::Event::ResponseOutputTextDelta(it) => Some(it),
            _ => None,
        },
    );
    same::<Parts, parts::Part>("part", json, |event| match event {
        parts::Event::Part(it) => Some(*it),
        _ => None,
    });
}

fn same<S, T>(event_type: &str, json: &str, payload: fn(S::Event) -> Option<T>)
where
    S: StreamEvents,
    T: Debug + DeserializeOwned + PartialEq,
{
    let read = match S::dispatch(&Message::new(json).with_event(event_type)) {
        Ok(Dispatch::Yield(event) | Dispatch::Complete(event)) => payload(event),
        // It is another event's data: a chunk with an `error` is no chunk.
        Ok(Dispatch::Fail(_)) => return,
        Err(mismatch) if mismatch.event_type() != event_type => return,
        _ => None,
    };
    assert_eq!(read, serde_json::from_str(json).ok(), "{event_type}");
}
