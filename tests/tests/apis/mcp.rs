//! The Model Context Protocol.

use stream_events::StreamEvents;

use super::read::{before, failing, summary, whole};

/// What a server sends before, and with, its response.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/mcp-notifications.json")]
pub struct McpNotifications;

const FIXTURE: &str = include_str!("../../fixtures/apis/mcp-notifications.sse");

const TYPES: &[&str] = &[
    "notifications/subscriptions/acknowledged",
    "notifications/message",
    "notifications/progress",
    "notifications/progress",
    "notifications/tools/list_changed",
    "notifications/prompts/list_changed",
    "notifications/resources/list_changed",
    "notifications/resources/updated",
    "notifications/cancelled",
    "response",
];

#[test]
fn notifications_are_read_to_the_response() {
    use mcp_notifications::{Event, ProgressToken, RequestId};

    let late = format!("{FIXTURE}event: message\ndata: late\n\n");
    let events = whole::<McpNotifications>(&late, Event::event_type, TYPES);
    let mut tokens = Vec::new();
    for event in &events {
        match event {
            Event::NotificationsMessage(it) => assert_eq!(it.params.data["springs"][1], 2),
            Event::NotificationsProgress(it) => tokens.push(it.params.progress_token.clone()),
            Event::NotificationsToolsListChanged(it) => assert_eq!(it.params, None),
            Event::NotificationsResourcesUpdated(it) => {
                assert_eq!(it.params.uri, "clock://tower/hands");
            }
            _ => {}
        }
    }
    assert_eq!(
        tokens,
        [
            ProgressToken::String("wind-up".to_owned()),
            ProgressToken::Number(8)
        ]
    );
    let Some(Event::Response(response)) = events.last() else {
        panic!()
    };
    assert_eq!(response.id, RequestId::Number(8));
    assert_eq!(response.result["isError"], false);
}

#[test]
fn a_stream_that_answers_nothing_may_end_anywhere() {
    let types = &TYPES[..TYPES.len() - 1];
    let begun = before(FIXTURE, "result");
    whole::<McpNotifications>(begun, mcp_notifications::Event::event_type, types);
}

#[test]
fn an_error_response_is_a_failure() {
    let begun = before(FIXTURE, "result");
    let error = r#"{"jsonrpc":"2.0","id":8,"error":{"code":-32603,"message":"a spring broke"}}"#;
    let (events, error) =
        failing::<McpNotifications>(&format!("{begun}event: message\ndata: {error}\n\n"));
    assert_eq!(events, TYPES.len() - 1);
    // JSON-RPC's codes are no HTTP statuses.
    assert_eq!(summary(&error), (None, Some("a spring broke"), None, false));
    let Some(mcp_notifications::Failure::JsonrpcErrorResponse(failure)) = error.failure() else {
        panic!("{error:?}")
    };
    assert_eq!(failure.error.code, -32603);
}
