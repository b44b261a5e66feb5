//! Sets of events with plain payloads, and texts of them in the usual and in other orders.

use stream_events::StreamEvents;

use super::both;

#[derive(StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-messages.json")]
pub(crate) struct Messages;

#[derive(StreamEvents)]
#[stream_events(
    schema = "../../../apis/documents/anthropic-messages.json",
    string = compact_str::CompactString
)]
pub(crate) struct Compact;

#[derive(StreamEvents)]
#[stream_events(schema = "../../../apis/documents/openai-chat-completions.json")]
pub(crate) struct Chat;

#[derive(StreamEvents)]
#[stream_events(schema = "../../fixtures/plain.json")]
pub(crate) struct Parts;

pub(crate) const DELTA: &[&str] = &[
    r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}"#,
    r#"{"type":"content_block_delta","index":12,"delta":{"type":"input_json_delta","partial_json":"{}"}}"#,
    r#"{"type":"content_block_delta","index":1,"delta":{"type":"thinking_delta","thinking":"","estimated_tokens":3}}"#,
    r#"{"delta":{"text":"Hello","type":"text_delta"},"index":0,"type":"content_block_delta"}"#,
    r#"{"index":3,"delta":{"type":"signature_delta","signature":"abc","new":1.5},"new":{"a":[1]}}"#,
];

pub(crate) fn delta(json: &str) -> [Option<messages::ContentBlockDelta>; 2] {
    both::<Messages, _>("content_block_delta", json, |event| match event {
        messages::Event::ContentBlockDelta(delta) => Some(delta),
        _ => None,
    })
}

pub(crate) fn compact_delta(json: &str) -> [Option<compact::ContentBlockDelta>; 2] {
    both::<Compact, _>("content_block_delta", json, |event| match event {
        compact::Event::ContentBlockDelta(delta) => Some(delta),
        _ => None,
    })
}

pub(crate) const CHUNK: &[&str] = &[
    r#"{"id":"c","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}"#,
    r#"{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"finish_reason":"stop"}]}"#,
    r#"{"choices":[],"model":"m","id":"c","created":1,"object":"chat.completion.chunk","usage":null}"#,
];

pub(crate) fn chunk(json: &str) -> [Option<chat::CreateChatCompletionStreamResponse>; 2] {
    both::<Chat, _>("chunk", json, |event| match event {
        chat::Event::Chunk(chunk) => Some(*chunk),
        _ => None,
    })
}

pub(crate) const PART: &[&str] = &[
    r#"{"kind":"part","count":1,"sum":2.5,"ready":true,"color":"red","list":[1,2],"inner":{"a":"x"}}"#,
    r#"{"kind":"part","count":1,"sum":2,"ready":false,"color":"new","list":[],"inner":null,"shapes":[{"shape":"dot"},{"shape":"line","length":3}]}"#,
    r#"{"kind":"part","count":3,"labels":null,"content":"x","list":[]}"#,
    r#"{"kind":"part","count":3,"labels":{"a":"b"},"content":["x"],"list":[]}"#,
    r#"{"count":-1,"shapes":[{"length":3,"shape":"line"},{"shape":"blob","of":[]}],"list":[-1],"ready":true}"#,
];

pub(crate) fn part(json: &str) -> [Option<parts::Part>; 2] {
    both::<Parts, _>("part", json, |event| match event {
        parts::Event::Part(part) => Some(*part),
        _ => None,
    })
}
