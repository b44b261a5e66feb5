//! Responses, chat completions and assistants.

use std::time::Duration;

use stream_events::testing::{Fixture, Server};
use stream_events::{ReconnectPolicy, RequestExt, StreamEvents};

use super::read::{assert_truncated, before, failing, summary, whole};

/// What the Responses API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/openai-responses.json")]
pub struct Responses;

const RESPONSES: &str = include_str!("../../fixtures/apis/openai-responses.sse");

/// What the chat completions endpoint sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/openai-chat-completions.json")]
pub struct Chat;

const CHAT: &str = include_str!("../../fixtures/apis/openai-chat-completions.sse");

/// What the Assistants API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/openai-assistants.json")]
pub struct Assistants;

const ASSISTANTS: &str = include_str!("../../fixtures/apis/openai-assistants.sse");

const RESPONSE_EVENTS: &[&str] = &[
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.reasoning_summary_part.added",
    "response.reasoning_summary_text.delta",
    "response.reasoning_summary_text.done",
    "response.reasoning_summary_part.done",
    "response.output_item.done",
    "response.output_item.added",
    "response.web_search_call.in_progress",
    "response.web_search_call.searching",
    "response.web_search_call.completed",
    "response.output_item.done",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.delta",
    "response.output_text.annotation.added",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.output_item.added",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.done",
    "response.output_item.done",
    "response.completed",
];

/// All of a chat are chunks.
const CHUNKS: &[&str] = &["chunk"; 9];

const ASSISTANT_EVENTS: &[&str] = &[
    "thread.created",
    "thread.run.created",
    "thread.run.queued",
    "thread.run.in_progress",
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.run.step.delta",
    "thread.run.step.delta",
    "thread.run.step.delta",
    "thread.run.step.completed",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.delta",
    "thread.message.delta",
    "thread.message.completed",
    "thread.run.completed",
];

#[test]
fn a_response_is_read_until_it_is_completed() {
    use responses::{Event, OutputItem};

    let late = format!("{RESPONSES}event: error\ndata: late\n\n");
    let events = whole::<Responses>(&late, Event::event_type, RESPONSE_EVENTS);
    let mut text = String::new();
    let mut arguments = String::new();
    for event in &events {
        match event {
            Event::ResponseOutputTextDelta(it) => text.push_str(&it.delta),
            Event::ResponseFunctionCallArgumentsDelta(it) => arguments.push_str(&it.delta),
            _ => {}
        }
    }
    assert_eq!(text, "Oolong ☕, 90 °C.");
    let Some(Event::ResponseCompleted(completed)) = events.last() else {
        panic!()
    };
    assert_eq!(completed.sequence_number, Some(26));
    let Some(OutputItem::FunctionCall(call)) = completed.response.output.last() else {
        panic!()
    };
    assert_eq!((&*call.name, &call.arguments), ("brew", &arguments));
    let usage = completed.response.usage.as_ref().expect("usage");
    assert_eq!(usage.total_tokens, 89);
}

#[tokio::test]
async fn a_response_is_resumed_after_the_last_sequence_number() {
    let events: Vec<_> = RESPONSES.split_inclusive("\n\n").collect();
    let policy = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    for came in [1, 9, 26] {
        let cut = Fixture::new().bytes(events[..came].concat()).cut();
        let rest = Fixture::new().bytes(events[came..].concat());
        let server = Server::start([cut, rest]).await.expect("a server");
        let url = format!("{}v1/responses/resp_tea?stream=true", server.url());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = client.get(url).stream_events::<Responses>();
        let mut stream = request.reconnect(policy.clone()).await.expect("a stream");
        let mut seen = Vec::new();
        while let Some(event) = stream.next().await {
            seen.push(event.expect("an event").event_type().to_owned());
        }
        assert_eq!(seen, RESPONSE_EVENTS);
        assert_eq!(stream.cursor(), Some("26"));
        let again = format!(
            "/v1/responses/resp_tea?stream=true&starting_after={}",
            came - 1
        );
        assert_eq!(server.requests()[1].target, again);
    }
}

#[test]
fn a_response_may_end_otherwise() {
    let begun = before(RESPONSES, "response.completed");
    let data = |end: &str| {
        let response = r#"{"id":"r","object":"response","created_at":1,"output":[]}"#;
        format!("event: {end}\ndata: {{\"type\":\"{end}\",\"response\":{response}}}\n\n")
    };
    let end = "response.incomplete";
    let mut types = RESPONSE_EVENTS.to_vec();
    types[26] = end;
    let ended = format!("{begun}{}event: error\ndata: late\n\n", data(end));
    whole::<Responses>(&ended, responses::Event::event_type, &types);
    let failed = format!("{begun}{}", data("response.failed"));
    let (events, error) = failing::<Responses>(&failed);
    assert_eq!(events, 26);
    assert!(matches!(
        error.failure(),
        Some(responses::Failure::ResponseFailedEvent(_))
    ));
    assert_truncated::<Responses>(begun, RESPONSE_EVENTS.len() - 1);
}

#[test]
fn a_response_may_fail() {
    let begun = before(RESPONSES, "response.completed");
    for (data, expected) in [
        (
            r#"{"type":"error","code":"server_is_overloaded","message":"kettles full","param":null,"sequence_number":26}"#,
            (
                Some("server_is_overloaded"),
                Some("kettles full"),
                Some(503),
                true,
            ),
        ),
        (
            r#"{"type":"error","error":{"type":"invalid_request_error","code":null,"message":"no leaf"}}"#,
            (
                Some("invalid_request_error"),
                Some("no leaf"),
                Some(400),
                false,
            ),
        ),
    ] {
        let (events, error) =
            failing::<Responses>(&format!("{begun}event: error\ndata: {data}\n\n"));
        assert_eq!(events, RESPONSE_EVENTS.len() - 1);
        assert_eq!(summary(&error), expected);
    }
}

#[test]
fn a_chat_is_read_until_it_is_done() {
    use chat::{ChatCompletionStreamChoiceFinishReason, ChatCompletionStreamResponseDeltaContent};

    let late = format!("{CHAT}data: late\n\n");
    let events = whole::<Chat>(&late, chat::Event::event_type, CHUNKS);
    let mut text = String::new();
    let mut arguments = String::new();
    let mut finish_reason = None;
    let mut total = None;
    for event in events {
        let chat::Event::Chunk(chunk) = event else {
            panic!("{event:?}")
        };
        total = chunk.usage.and_then(|it| it.total_tokens).or(total);
        for choice in chunk.choices {
            finish_reason = choice.finish_reason.or(finish_reason);
            let delta = choice.delta.expect("a delta");
            if let Some(ChatCompletionStreamResponseDeltaContent::String(it)) = delta.content {
                text.push_str(&it);
            }
            for call in delta.tool_calls.into_iter().flatten() {
                let function = call.function.expect("a function");
                arguments.push_str(&function.arguments.unwrap_or_default());
            }
        }
    }
    assert_eq!(text, "Kites fly – if there is wind 🪁");
    assert_eq!(arguments, r#"{"beach":"Skagen"}"#);
    assert_eq!(
        finish_reason,
        Some(ChatCompletionStreamChoiceFinishReason::ToolCalls)
    );
    assert_eq!(total, Some(38));
}

#[test]
fn a_chat_is_complete_once_a_reason_to_finish_came() {
    let declared = chat::Event::event_type;
    whole::<Chat>(before(CHAT, "[DONE]"), declared, CHUNKS);
    whole::<Chat>(
        before(CHAT, "prompt_tokens_details"),
        declared,
        &CHUNKS[1..],
    );
    assert_truncated::<Chat>(before(CHAT, r#""finish_reason":"tool_calls""#), 7);
}

#[test]
fn an_error_among_the_chunks_is_a_failure() {
    let begun = before(CHAT, r#""finish_reason":"tool_calls""#);
    let data = r#"{"error":{"message":"no wind","type":"server_error","param":null,"code":null}}"#;
    let (events, error) = failing::<Chat>(&format!("{begun}data: {data}\n\ndata: [DONE]\n\n"));
    assert_eq!(events, 7);
    assert_eq!(
        summary(&error),
        (Some("server_error"), Some("no wind"), Some(500), true)
    );
}

#[test]
fn a_run_is_read_until_it_is_done() {
    use assistants::{Event, RunObjectStatus};

    let late = format!("{ASSISTANTS}event: error\ndata: late\n\n");
    let events = whole::<Assistants>(&late, Event::event_type, ASSISTANT_EVENTS);
    let Some(Event::ThreadRunCompleted(run)) = events.last() else {
        panic!()
    };
    assert_eq!(run.status, RunObjectStatus::Completed);
    assert_eq!(run.usage.as_ref().map(|it| it.total_tokens), Some(91));
    let Event::ThreadMessageDelta(delta) = &events[12] else {
        panic!("{:?}", events[12])
    };
    assert_eq!(delta.id, "msg_map");
}

#[test]
fn a_run_that_is_not_done_is_cut_off() {
    assert_truncated::<Assistants>(before(ASSISTANTS, "[DONE]"), ASSISTANT_EVENTS.len());
}

#[test]
fn a_run_may_fail() {
    let begun = before(ASSISTANTS, "thread.run.completed");
    let data =
        r#"{"code":"rate_limit_exceeded","message":"too many maps","param":null,"type":null}"#;
    let failed = format!("{begun}event: error\ndata: {data}\n\nevent: done\ndata: [DONE]\n\n");
    let (events, error) = failing::<Assistants>(&failed);
    assert_eq!(events, ASSISTANT_EVENTS.len() - 1);
    assert_eq!(
        summary(&error),
        (
            Some("rate_limit_exceeded"),
            Some("too many maps"),
            Some(429),
            true
        )
    );
}
