//! Protocols that agent servers send to their front ends: read, and written as they are read.

use futures::stream::iter;
use stream_events::{EncodeError, Encoder, StreamEvents};

use super::read::{assert_truncated, failing, summary, whole};

/// The AI SDK's UI message stream.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/vercel-ui-messages.json")]
pub struct Ui;

/// The Agent User Interaction Protocol.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/ag-ui.json")]
pub struct AgUi;

const UI: &str = r#"data: {"type":"start","messageId":"m1"}

data: {"type":"start-step"}

data: {"type":"text-start","id":"t1"}

data: {"type":"text-delta","id":"t1","delta":"Herons wade."}

data: {"type":"text-end","id":"t1"}

data: {"type":"tool-input-available","toolCallId":"c1","toolName":"count_herons","input":{"pond":"north"}}

data: {"type":"tool-output-available","toolCallId":"c1","output":7}

data: {"type":"finish-step"}

data: {"type":"finish"}

data: [DONE]

"#;

const UI_TYPES: [&str; 9] = [
    "start",
    "start-step",
    "text-start",
    "text-delta",
    "text-end",
    "tool-input-available",
    "tool-output-available",
    "finish-step",
    "finish",
];

const AG_UI: &str = r#"data: {"type":"RUN_STARTED","threadId":"t","runId":"r"}

data: {"type":"TEXT_MESSAGE_START","messageId":"m","role":"assistant"}

data: {"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"Herons wade."}

data: {"type":"TEXT_MESSAGE_END","messageId":"m"}

data: {"type":"STATE_DELTA","delta":[{"op":"replace","path":"/pond","value":"north"}]}

data: {"type":"RUN_FINISHED","threadId":"t","runId":"r"}

"#;

const AG_UI_TYPES: [&str; 6] = [
    "RUN_STARTED",
    "TEXT_MESSAGE_START",
    "TEXT_MESSAGE_CONTENT",
    "TEXT_MESSAGE_END",
    "STATE_DELTA",
    "RUN_FINISHED",
];

#[test]
fn a_message_of_the_ai_sdk_is_read() {
    whole::<Ui>(UI, ui::Event::event_type, &UI_TYPES);
    let cut = UI
        .find("data: {\"type\":\"finish\"")
        .expect("the last part");
    assert_truncated::<Ui>(&UI[..cut], 8);
    let (events, error) = failing::<Ui>("data: {\"type\":\"error\",\"errorText\":\"dry\"}\n\n");
    assert_eq!(events, 0);
    assert_eq!(summary(&error), (None, Some("dry"), None, false));
}

#[test]
fn a_run_of_an_agent_is_read() {
    whole::<AgUi>(AG_UI, ag_ui::Event::event_type, &AG_UI_TYPES);
    let (_, error) = failing::<AgUi>(
        "data: {\"type\":\"RUN_ERROR\",\"message\":\"dry\",\"code\":\"no_water\"}\n\n",
    );
    assert_eq!(
        summary(&error),
        (Some("no_water"), Some("dry"), None, false)
    );
}

/// The body of these events, and why it was aborted if it was.
fn body<S>(events: Vec<S::Event>) -> (String, Option<EncodeError>)
where
    S: stream_events::WriteEvents,
{
    let items = futures::executor::block_on_stream(Encoder::<S>::encode(iter(events)));
    let (mut bytes, mut error) = (Vec::new(), None);
    for item in items {
        match item {
            Ok(chunk) => bytes.extend(chunk),
            Err(it) => error = Some(it),
        }
    }
    (String::from_utf8(bytes).expect("text"), error)
}

#[test]
fn what_was_read_is_sent_byte_by_byte() {
    let events = whole::<Ui>(UI, ui::Event::event_type, &UI_TYPES);
    let (sent, error) = body::<Ui>(events.clone());
    assert!(error.is_none(), "{error:?}");
    assert_eq!(sent, UI);
    // Without the last event nothing says that the message is whole.
    let (sent, error) = body::<Ui>(events[..8].to_vec());
    assert!(matches!(error, Some(EncodeError::NotEnded(_))), "{error:?}");
    assert!(!sent.contains("[DONE]"));

    let events = whole::<AgUi>(AG_UI, ag_ui::Event::event_type, &AG_UI_TYPES);
    let (sent, error) = body::<AgUi>(events);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(sent, AG_UI);
}
