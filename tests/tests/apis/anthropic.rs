//! Messages and sessions.

use stream_events::StreamEvents;

use super::read::{assert_truncated, before, failing, summary, whole};

/// What the Messages API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-messages.json")]
pub struct Messages;

const MESSAGES: &str = include_str!("../../fixtures/apis/anthropic-messages.sse");

/// What sessions send.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-sessions.json")]
pub struct Sessions;

const SESSIONS: &str = include_str!("../../fixtures/apis/anthropic-sessions.sse");

const MESSAGE_EVENTS: &[&str] = &[
    "message_start",
    "content_block_start",
    "content_block_delta",
    "content_block_delta",
    "content_block_delta",
    "content_block_stop",
    "content_block_start",
    "content_block_delta",
    "content_block_delta",
    "content_block_delta",
    "content_block_stop",
    "content_block_start",
    "content_block_delta",
    "content_block_delta",
    "content_block_delta",
    "content_block_stop",
    "message_delta",
    "message_stop",
];

const SESSION_EVENTS: &[&str] = &[
    "user.message",
    "session.status_running",
    "span.model_request_start",
    "event_start",
    "event_delta",
    "agent.thinking",
    "agent.message",
    "span.model_request_end",
    "agent.tool_use",
    "session.status_idle",
    "user.tool_confirmation",
    "agent.tool_result",
    "session.error",
    "session.usage",
    "session.thread_created",
    "session.status_terminated",
    "session.deleted",
];

const OVERLOADED: &str =
    r#"{"type":"error","error":{"type":"overloaded_error","message":"too many ships"}}"#;

#[test]
fn a_message_is_read_to_its_stop() {
    use messages::{Citation, Delta, Event, RefusalCategory, StopReason};

    let late = format!("{MESSAGES}event: ping\ndata: {{}}\n\nevent: error\ndata: late\n\n");
    let events = whole::<Messages>(&late, Event::event_type, MESSAGE_EVENTS);

    // Nor is the last line break missed.
    assert_eq!(
        whole::<Messages>(MESSAGES.trim_end(), Event::event_type, MESSAGE_EVENTS),
        events
    );

    let mut thinking = String::new();
    let mut text = String::new();
    let mut input = String::new();
    let mut cited = Vec::new();
    let mut refused = None;
    for event in events {
        match event {
            Event::ContentBlockDelta(it) => match it.delta {
                Delta::ThinkingDelta(it) => thinking.push_str(&it.thinking),
                Delta::TextDelta(it) => text.push_str(&it.text),
                Delta::InputJsonDelta(it) => input.push_str(&it.partial_json),
                Delta::CitationsDelta(it) => cited.push(it.citation),
                _ => {}
            },
            Event::MessageDelta(it) => {
                assert_eq!(it.delta.stop_reason, Some(StopReason::Refusal));
                let usage = it.usage.as_ref();
                assert_eq!(usage.and_then(|it| it.output_tokens), Some(64));
                refused = it.delta.stop_details;
            }
            _ => {}
        }
    }
    assert_eq!(
        thinking,
        "The keeper's log names the lamp – its colour is on page 2."
    );
    assert_eq!(text, "The lamp is green 🟢,\nsays the log.");
    assert_eq!(input, r#"{"colour": "green"}"#);
    let [Citation::CharLocation(citation)] = &cited[..] else {
        panic!("{cited:?}")
    };
    assert_eq!(citation.document_title.as_deref(), Some("Keeper’s log"));
    let refused = refused.expect("details");
    assert_eq!(refused.category, Some(RefusalCategory::GeneralHarms));
    assert_eq!(
        refused.explanation.as_deref(),
        Some("Ships would be misled.")
    );
}

#[test]
fn a_message_without_its_stop_is_cut_off() {
    assert_truncated::<Messages>(before(MESSAGES, "message_stop"), MESSAGE_EVENTS.len() - 1);
    let cut = MESSAGES.trim_end().strip_suffix('}').expect("JSON");
    assert_truncated::<Messages>(cut, MESSAGE_EVENTS.len() - 1);
}

#[test]
fn an_overloaded_message_is_worth_another_try() {
    let begun = before(MESSAGES, "message_delta");
    let (events, error) =
        failing::<Messages>(&format!("{begun}event: error\ndata: {OVERLOADED}\n\n"));
    assert_eq!(events, MESSAGE_EVENTS.len() - 2);
    assert_eq!(
        summary(&error),
        (
            Some("overloaded_error"),
            Some("too many ships"),
            Some(529),
            true
        )
    );
    let Some(messages::Failure::ErrorResponse(failure)) = error.failure() else {
        panic!("{error:?}")
    };
    assert_eq!(failure.error.r#type, messages::ErrorType::OverloadedError);
}

#[test]
fn a_session_is_read_until_it_is_deleted() {
    use sessions::{Event, SessionError, StopReason};

    let late = format!("{SESSIONS}event: session.deleted\ndata: late\n\n");
    let events = whole::<Sessions>(&late, Event::event_type, SESSION_EVENTS);

    let mut waits_for = Vec::new();
    let mut said = 0;
    for event in events {
        match event {
            Event::AgentMessage(it) => {
                assert_eq!(it.id, "sevt_said");
                said += 1;
            }
            Event::AgentToolUse(it) => assert_eq!(it.input["litres"], 0.5),
            Event::SessionStatusIdle(it) => match it.stop_reason {
                StopReason::RequiresAction(it) => waits_for.extend(it.event_ids),
                other => panic!("{other:?}"),
            },
            Event::SessionError(it) => {
                assert!(matches!(
                    it.error,
                    SessionError::McpConnectionFailedError(_)
                ));
            }
            _ => {}
        }
    }
    assert_eq!((said, waits_for), (1, vec!["sevt_can".to_owned()]));
}

#[test]
fn a_session_may_end_anywhere() {
    let declared = sessions::Event::event_type;
    for (part, missing) in [("session.deleted", 1), ("session.status_terminated", 2)] {
        let types = &SESSION_EVENTS[..SESSION_EVENTS.len() - missing];
        whole::<Sessions>(before(SESSIONS, part), declared, types);
    }
}

#[test]
fn a_session_s_stream_may_fail() {
    let begun = before(SESSIONS, "session.status_terminated");
    let (events, error) =
        failing::<Sessions>(&format!("{begun}event: error\ndata: {OVERLOADED}\n\n"));
    assert_eq!(events, SESSION_EVENTS.len() - 2);
    assert_eq!(
        summary(&error),
        (
            Some("overloaded_error"),
            Some("too many ships"),
            Some(529),
            true
        )
    );
}
