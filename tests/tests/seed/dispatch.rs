//! Rows D1-D12: from an event's name to its type.

use stream_events::{ErrorKind, Message, StreamEvents};
use stream_events_tests::stored::data_of;

use super::play::messages::{ContentBlock, Event};
use super::play::{Messages, Sessions, only, play, sessions};

/// The names that the reference lists by hand for sessions, and the one it forgot.
const SESSION_NAMES: &[&str] = &[
    "user.message",
    "user.interrupt",
    "user.tool_confirmation",
    "user.custom_tool_result",
    "user.tool_result",
    "user.define_outcome",
    "agent.message",
    "agent.thinking",
    "agent.tool_use",
    "agent.tool_result",
    "agent.mcp_tool_use",
    "agent.mcp_tool_result",
    "agent.custom_tool_use",
    "agent.thread_context_compacted",
    "agent.thread_message_received",
    "agent.thread_message_sent",
    "agent.session_thread_message_received",
    "agent.session_thread_message_sent",
    "session.status_running",
    "session.status_idle",
    "session.status_rescheduled",
    "session.status_terminated",
    "session.error",
    "session.deleted",
    "session.updated",
    "session.thread_created",
    "session.thread_status_created",
    "session.thread_status_running",
    "session.thread_status_idle",
    "session.thread_status_rescheduled",
    "session.thread_status_terminated",
    "session.usage",
    "span.model_request_start",
    "span.model_request_end",
    "span.outcome_evaluation_start",
    "span.outcome_evaluation_ongoing",
    "span.outcome_evaluation_end",
    "event_start",
    "event_delta",
    "system.message",
];

#[test]
fn d1_a_completion_is_an_event_like_the_others() {
    let going_on =
        r#"{"type":"completion","id":"c","completion":" Hi","stop_reason":null,"model":"m"}"#;
    let last = going_on.replace("null", r#""stop_sequence""#);
    let items = play::<Messages>(format!(
        "event: completion\ndata: {going_on}\n\nevent: completion\ndata: {last}\n\nevent: completion\ndata: {going_on}\n\n"
    ));
    assert!(matches!(
        items.as_slice(),
        [Ok(Event::Completion(_)), Ok(Event::Completion(_))]
    ));
}

#[test]
fn d2_d7_d8_every_name_of_a_session_is_declared() {
    for name in SESSION_NAMES {
        // What is declared is either read or said not to fit; only what is not declared is unknown.
        let meaning = Sessions::dispatch(&Message::new("{}").with_event(*name));
        let unknown = matches!(
            meaning,
            Ok(stream_events::Dispatch::Unknown(sessions::Event::Unknown(
                _
            )))
        );
        assert!(!unknown, "{name}");
    }
}

#[test]
fn d3_a_payload_without_its_tag_is_read_and_written_with_it() {
    let event = only::<Messages>("content_block_stop", r#"{"index":3}"#).expect("it fits");
    assert_eq!(
        data_of(&event),
        serde_json::json!({ "type": "content_block_stop", "index": 3 })
    );
}

#[test]
fn d3_the_event_field_wins_over_a_different_tag() {
    let event = only::<Messages>("content_block_stop", r#"{"type":"message_stop","index":3}"#);
    assert!(matches!(event, Ok(Event::ContentBlockStop(stop)) if stop.index == 3));
}

#[test]
fn d3_a_field_that_is_not_declared_leaves_the_word_to_the_tag() {
    let event = only::<Messages>("data", r#"{"type":"content_block_stop","index":3}"#);
    assert!(matches!(event, Ok(Event::ContentBlockStop(_))));
}

#[test]
fn d4_a_ping_is_skipped_unparsed() {
    let items = play::<Messages>(
        "event: ping\ndata: {not json\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
    );
    assert!(matches!(items.as_slice(), [Ok(Event::MessageStop(_))]));
}

#[test]
fn d6_an_unknown_event_is_kept_unparsed() {
    let event = only::<Messages>("next_years_event", "not json: 1").expect("no error");
    let Event::Unknown(event) = event else {
        panic!("{event:?}")
    };
    assert_eq!(
        (event.event_type.as_str(), event.data.as_str()),
        ("next_years_event", "not json: 1")
    );
}

#[test]
fn d6_an_unnamed_event_is_known_by_its_tag_or_kept() {
    let mut items =
        play::<Messages>("data: {\"index\":1,\"type\":\"content_block_stop\"}\n\ndata: [DONE]\n\n");
    assert!(
        items.pop().is_some_and(|end| end.is_err()),
        "nothing ended the stream"
    );
    assert!(matches!(&items[0], Ok(Event::ContentBlockStop(_))));
    assert!(matches!(&items[1], Ok(Event::Unknown(it)) if it.data == "[DONE]"));
}

#[test]
fn d9_a_mismatch_names_event_path_and_data_and_the_stream_goes_on() {
    let start = r#"{"type":"message_start","message":{"id":7,"type":"message","role":"assistant","model":"x","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}"#;
    let items = play::<Messages>(format!(
        "event: message_start\ndata: {start}\n\nevent: message_start\ndata: \n\nevent: message_stop\ndata: {{}}\n\n"
    ));
    // The message without data is a sign of life.
    let [Err(mismatch), Ok(Event::MessageStop(_))] = items.as_slice() else {
        panic!("{items:?}")
    };
    assert!(!mismatch.ends_stream());
    let ErrorKind::Mismatch(mismatch) = mismatch.kind() else {
        panic!("{mismatch}")
    };
    assert_eq!(mismatch.event_type(), "message_start");
    assert_eq!(mismatch.path(), "message.id");
    assert_eq!(mismatch.data(), start);
}

#[test]
fn d9_the_path_is_exact_when_the_tag_comes_last() {
    let data = r#"{"index":0,"content_block":{"id":"t","name":"n","input":{},"caller":5,"type":"tool_use"}}"#;
    let message = Message::new(data).with_event("content_block_start");
    let dispatch = Messages::dispatch(&message).expect("all but the caller fits");
    let (_, nulls) = dispatch.into_parts();
    let [caller] = nulls.as_slice() else {
        panic!("{nulls:?}")
    };
    assert_eq!(
        (caller.path(), caller.data()),
        ("content_block.caller", "5")
    );
}

#[test]
fn d10_data_that_is_no_object_is_a_mismatch() {
    for data in ["null", "[]", "5", "\"text\""] {
        let item = only::<Messages>("message_stop", data);
        assert!(
            matches!(&item, Err(error) if matches!(error.kind(), ErrorKind::Mismatch(_))),
            "{data}"
        );
    }
}

#[test]
fn d12_a_stream_without_its_end_is_truncated() {
    let items = play::<Messages>("event: content_block_stop\ndata: {\"index\":0}\n\n");
    let [Ok(_), Err(error)] = items.as_slice() else {
        panic!("{items:?}")
    };
    let ErrorKind::Truncated(truncated) = error.kind() else {
        panic!("{error}")
    };
    assert_eq!(truncated.events(), 1);
    assert_eq!(truncated.last_event_type(), Some("content_block_stop"));
    assert!(play::<Sessions>("").is_empty(), "a session may just stop");
}

#[test]
fn o8_what_is_loose_on_the_wire_is_read_all_the_same() {
    let data = r#"{"index":0,"content_block":{"type":"hologram","depth":3},"next_year":true}"#;
    let Ok(Event::ContentBlockStart(start)) = only::<Messages>("content_block_start", data) else {
        panic!("it fits")
    };
    assert!(matches!(&start.content_block, ContentBlock::Unknown(it) if it.tag == "hologram"));
}
