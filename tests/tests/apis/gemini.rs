//! Gemini's streams, as one array and as server-sent events.

use stream_events::{ErrorKind, StreamEvents};

use super::read::{assert_truncated, failing, summary, whole};

/// With `alt=sse`.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/gemini-generate-content.json")]
pub struct Gemini;

/// Without it.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/gemini-generate-content-array.json")]
pub struct Listed;

const ARRAY: &str = include_str!("../../fixtures/apis/gemini.json");

/// The elements of the array as messages.
fn messages() -> String {
    let elements: Vec<&serde_json::value::RawValue> = serde_json::from_str(ARRAY).expect("JSON");
    let data = elements.iter().map(|it| it.get());
    data.map(|data| format!("data: {data}\n\n")).collect()
}

const BUSY: &str = r#"{"error":{"code":503,"message":"The pond is full.","status":"UNAVAILABLE","details":[{"retryDelay":"7s"}]}}"#;

#[test]
fn both_say_the_same() {
    let listed = whole::<Listed>(ARRAY, listed::Event::event_type, &["response"; 3]);
    let events = whole::<Gemini>(&messages(), gemini::Event::event_type, &["response"; 3]);
    assert_eq!(
        serde_json::to_value(&listed).expect("JSON"),
        serde_json::to_value(&events).expect("JSON")
    );
    let listed::Event::Response(last) = &listed[2] else {
        panic!("{listed:?}");
    };
    let candidate = &last.candidates.as_ref().expect("candidates")[0];
    assert_eq!(candidate.finish_reason.as_deref(), Some("STOP"));
}

#[test]
fn an_answer_that_is_not_finished_is_cut() {
    let cut = ARRAY.rfind("\n,").expect("a last element");
    assert_truncated::<Listed>(&ARRAY[..cut], 2);
    assert_truncated::<Listed>(&format!("{}]", &ARRAY[..cut]), 2);
    assert_truncated::<Listed>(&ARRAY[..cut + 40], 2);
    let events = messages();
    let last = events.trim_end().rfind("data:").expect("a last message");
    assert_truncated::<Gemini>(&events[..last], 2);
}

#[test]
fn a_failure_comes_as_an_element_or_in_place_of_the_array() {
    let cut = ARRAY.rfind("\n,").expect("a last element");
    for (body, before) in [
        (format!("{},\n{BUSY}]", &ARRAY[..cut]), 2),
        (format!("[{BUSY}]"), 0),
    ] {
        let (events, error) = failing::<Listed>(&body);
        assert_eq!(events, before);
        let said = (
            Some("UNAVAILABLE"),
            Some("The pond is full."),
            Some(503),
            true,
        );
        assert_eq!(summary(&error), said);
        assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(7)));
    }
    let (events, error) = failing::<Listed>(BUSY);
    assert_eq!((events, error.status()), (0, Some(503)));
    let (_, error) = failing::<Listed>("<html>busy</html>");
    assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{error}");
    let (_, error) = failing::<Gemini>(&format!("data: {BUSY}\n\n"));
    assert_eq!(error.status(), Some(503));
}

#[test]
fn a_blocked_prompt_has_no_answer_and_is_no_cut() {
    let blocked = r#"{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":4},"modelVersion":"gemini"}"#;
    let events = whole::<Gemini>(
        &format!("data: {blocked}\n\n"),
        gemini::Event::event_type,
        &["blocked"],
    );
    let gemini::Event::Blocked(blocked_prompt) = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!(blocked_prompt.prompt_feedback.block_reason, "SAFETY");
    whole::<Listed>(
        &format!("[{blocked}]"),
        listed::Event::event_type,
        &["blocked"],
    );
}
