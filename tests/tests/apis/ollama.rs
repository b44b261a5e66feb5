//! Ollama's chat and generate.

use stream_events::StreamEvents;

use super::read::{assert_truncated, failing, summary, whole};

/// What `/api/chat` streams.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/ollama-chat.json")]
pub struct Chat;

/// What `/api/generate` streams.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/ollama-generate.json")]
pub struct Generate;

const CHAT: &str = include_str!("../../fixtures/apis/ollama-chat.jsonl");
const GENERATE: &str = include_str!("../../fixtures/apis/ollama-generate.jsonl");

#[test]
fn a_chat_ends_with_the_piece_that_is_done() {
    let events = whole::<Chat>(CHAT, chat::Event::event_type, &["chunk"; 4]);
    let [
        _,
        chat::Event::Chunk(text),
        chat::Event::Chunk(call),
        chat::Event::Chunk(last),
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    let content = |chunk: &chat::Chunk| chunk.message.as_ref()?.content.clone();
    assert_eq!(content(text).as_deref(), Some("Herons "));
    let calls = call.message.as_ref().and_then(|it| it.tool_calls.as_ref());
    let function = &calls.expect("a call")[0].function;
    assert_eq!(function.name, "count_herons");
    assert_eq!(function.arguments["pond"], "north");
    assert_eq!(
        (last.done_reason.as_deref(), last.eval_count),
        (Some("stop"), Some(18))
    );
    // Nothing after it is read.
    whole::<Chat>(
        &format!("{CHAT}{CHAT}"),
        chat::Event::event_type,
        &["chunk"; 4],
    );
}

#[test]
fn an_answer_without_its_last_piece_is_cut() {
    let lines = CHAT.lines().collect::<Vec<_>>();
    assert_truncated::<Chat>(&format!("{}\n", lines[..3].join("\n")), 3);
    assert_truncated::<Chat>(
        &format!("{}\n{}", lines[..3].join("\n"), &lines[3][..40]),
        3,
    );
    // A last line that is whole needs no line feed.
    whole::<Chat>(CHAT.trim_end(), chat::Event::event_type, &["chunk"; 4]);
}

#[test]
fn a_failure_is_a_line_in_place_of_the_rest() {
    let first = CHAT.lines().next().expect("a line");
    let body = format!("{first}\n{{\"error\":\"the pond is dry\"}}\n");
    let (events, error) = failing::<Chat>(&body);
    assert_eq!(events, 1);
    assert_eq!(
        summary(&error),
        (None, Some("the pond is dry"), None, false)
    );
    let Some(chat::Failure::Refusal(refusal)) = Chat::failure(r#"{"error":"no such model"}"#)
    else {
        panic!("no failure");
    };
    assert_eq!(refusal.error, "no such model");
}

#[test]
fn an_answer_is_generated() {
    let events = whole::<Generate>(GENERATE, generate::Event::event_type, &["chunk"; 3]);
    let [
        _,
        generate::Event::Chunk(likely),
        generate::Event::Chunk(last),
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    let logprobs = likely.logprobs.as_ref().expect("they were asked for");
    assert_eq!(logprobs[0].top_logprobs.as_ref().map(Vec::len), Some(1));
    assert_eq!(last.context.as_deref(), Some(&[1, 2, 3][..]));
}
