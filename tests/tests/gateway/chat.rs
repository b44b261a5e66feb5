//! Messages as chat completions.

use std::time::Duration;

use stream_events::AsyncStream;
use stream_events::testing::Fixture;

use crate::apis::chat::Event;
use crate::apis::{Chat, Messages, chat, messages};
use crate::{Answer, example, gateway, get, post};

/// The body with the same time in each chunk.
fn timeless(answer: &Answer) -> String {
    let times = answer.body.split("\"created\":");
    let times = times.enumerate().map(|(part, text)| match part {
        0 => text.to_owned(),
        _ => format!("\"created\":0{}", text.trim_start_matches(char::is_numeric)),
    });
    times.collect()
}

const HELLO: &str = r#"data: {"id":"msg_example","choices":[{"delta":{"content":"","role":"assistant"},"index":0}],"created":0,"model":"claude-sonnet-4-5","object":"chat.completion.chunk"}

data: {"id":"msg_example","choices":[{"delta":{"content":"You "},"index":0}],"created":0,"model":"claude-sonnet-4-5","object":"chat.completion.chunk"}

data: {"id":"msg_example","choices":[{"delta":{"content":"said: "},"index":0}],"created":0,"model":"claude-sonnet-4-5","object":"chat.completion.chunk"}

data: {"id":"msg_example","choices":[{"delta":{"content":"Hello"},"index":0}],"created":0,"model":"claude-sonnet-4-5","object":"chat.completion.chunk"}

data: {"id":"msg_example","choices":[{"delta":{},"finish_reason":"stop","index":0}],"created":0,"model":"claude-sonnet-4-5","object":"chat.completion.chunk"}

data: [DONE]

"#;

#[tokio::test]
async fn an_answer_is_what_the_api_would_have_sent() {
    let address = example().await;
    let got = get(&address, "/v1/chat/completions?prompt=Hello").await;
    assert!(got.head.starts_with("HTTP/1.1 200 OK"), "{}", got.head);
    for header in [
        "content-type: text/event-stream",
        "cache-control: no-cache",
        "x-accel-buffering: no",
    ] {
        assert!(got.head.contains(header), "{}", got.head);
    }
    assert!(got.is_whole);
    assert_eq!(timeless(&got), HELLO);
    let body = r#"{"model":"gpt-4.1","stream":true,"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hello"}]}]}"#;
    let posted = post(&address, "/v1/chat/completions", body).await;
    assert_eq!(timeless(&posted), HELLO);
}

#[tokio::test]
async fn the_counts_of_tokens_come_if_asked_for() {
    let body = r#"{"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]}"#;
    let posted = post(&example().await, "/v1/chat/completions", body).await;
    let usage = r#""usage":{"completion_tokens":9,"prompt_tokens":12,"total_tokens":21}}"#;
    assert!(posted.body.contains(usage), "{}", posted.body);
}

#[tokio::test]
async fn a_failure_in_the_middle_is_one_of_this_api_and_the_end() {
    let got = get(&example().await, "/v1/chat/completions?prompt=fail").await;
    assert!(got.is_whole);
    let end = "\n\ndata: {\"error\":{\"message\":\"The pond is full.\",\"type\":\"overloaded_error\"}}\n\n";
    assert!(got.body.ends_with(end), "{}", got.body);
    assert!(!got.body.contains("[DONE]"));
}

#[tokio::test]
async fn a_cut_stays_a_cut() {
    let got = get(&example().await, "/v1/chat/completions?prompt=cut").await;
    assert!(!got.is_whole);
    assert!(got.body.contains("said: "), "{}", got.body);
    assert!(!got.body.contains("[DONE]") && !got.body.contains("error"));
}

#[tokio::test]
async fn where_there_is_no_stream_the_failure_is_the_response() {
    let body = r#"{"type":"error","error":{"type":"rate_limit_error","message":"Slow down."}}"#;
    let upstream = Fixture::response(429, "application/json", body).header("retry-after", "600");
    let server = upstream.serve().await.expect("a port");
    let address = gateway(server.url().to_owned(), Duration::from_secs(30)).await;
    let got = get(&address, "/v1/chat/completions?prompt=Hello").await;
    assert!(got.head.starts_with("HTTP/1.1 429"), "{}", got.head);
    assert!(got.head.contains("retry-after: 600"), "{}", got.head);
    assert_eq!(
        got.body,
        r#"{"error":{"message":"Slow down.","type":"rate_limit_error"}}"#
    );
    // Nobody is there.
    let address = gateway("http://127.0.0.1:1/".to_owned(), Duration::from_secs(30)).await;
    let got = get(&address, "/v1/chat/completions?prompt=Hello").await;
    assert!(got.head.starts_with("HTTP/1.1 502"), "{}", got.head);
}

fn event(data: &str) -> messages::Event {
    let name = serde_json::from_str::<serde_json::Value>(data).expect("JSON")["type"].clone();
    let stored = format!("{{\"event\":{name},\"data\":{data}}}");
    serde_json::from_str(&stored).expect("an event")
}

#[tokio::test]
async fn calls_of_tools_and_thinking_have_their_place() {
    let events = [
        r#"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}"#,
        r#"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}}"#,
        r#"{"type":"content_block_stop","index":0}"#,
        r#"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"count","input":{}}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"of\":"}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\"herons\"}"}}"#,
        r#"{"type":"content_block_stop","index":1}"#,
        r#"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t2","name":"now","input":{}}}"#,
        r#"{"type":"content_block_stop","index":2}"#,
        r#"{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}"#,
        r#"{"type":"message_stop"}"#,
    ];
    let upstream = events
        .iter()
        .fold(Fixture::new(), |fixture, data| fixture.send(&event(data)));
    let server = upstream.serve().await.expect("a port");
    let address = gateway(server.url().to_owned(), Duration::from_secs(30)).await;
    let got = get(&address, "/v1/chat/completions?prompt=Hello").await;
    let chunks = futures::stream::iter([bytes::Bytes::from(got.body)]);
    let answer = AsyncStream::<Chat, _>::from_bytes(chunks)
        .with_snapshot()
        .final_snapshot()
        .await;
    let answer = answer.expect("an answer");
    let choice = &answer.choices[0];
    let calls = choice.message.tool_calls.as_ref().expect("calls");
    let calls: Vec<_> = calls
        .iter()
        .map(|it| serde_json::to_value(it).expect("JSON"))
        .collect();
    assert_eq!(
        calls,
        [
            serde_json::json!({"id":"t1","type":"function","function":{"name":"count","arguments":"{\"of\":\"herons\"}"}}),
            serde_json::json!({"id":"t2","type":"function","function":{"name":"now","arguments":"{}"}}),
        ]
    );
    assert_eq!(choice.message.reasoning_content.as_deref(), Some("Hm."));
    let _: (Option<Event>, Option<chat::Failure>, Option<Messages>) = (None, None, None);
}
