//! Events that a program's own tests make, and what snapshots show of them.

use insta::assert_json_snapshot;
use serde_json::json;
use stream_events::{Message, RawJson, StreamEvents, UnknownEvent, UnknownVariant};

use crate::formats::comes_back;

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-messages.json")]
pub struct Messages;

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "plain.json", derive(Default, Eq))]
pub struct Plain;

use messages::{
    ContentBlock, ContentBlockDelta, ContentBlockStart, Delta, Event, MessageStart, StopReason,
    TextDelta, Usage,
};

/// An answer as it begins.
fn answer() -> messages::Message {
    let mut answer = messages::Message::new(
        "msg_1",
        "claude-x",
        vec![],
        Some(StopReason::from("of next year")),
        None,
    );
    let mut usage = Usage::new();
    usage.input_tokens = Some(12);
    usage.output_tokens = Some(1);
    usage.cache_read_input_tokens = Some(5);
    answer.usage = Some(usage);
    answer
}

#[test]
fn a_snapshot_shows_which_event_it_was() {
    let event = Event::MessageStart(MessageStart::new(answer()).into());
    comes_back(&event);
    assert_json_snapshot!(event, @r#"
    {
      "event": "message_start",
      "data": {
        "type": "message_start",
        "message": {
          "type": "message",
          "id": "msg_1",
          "role": "assistant",
          "model": "claude-x",
          "content": [],
          "stop_reason": "of next year",
          "stop_sequence": null,
          "usage": {
            "input_tokens": 12,
            "output_tokens": 1,
            "cache_read_input_tokens": 5
          }
        }
      }
    }
    "#);
    let delta = Delta::TextDelta(TextDelta::new("Hi"));
    let event = Event::ContentBlockDelta(ContentBlockDelta::new(0, delta));
    comes_back(&event);
    assert_json_snapshot!(event, @r#"
    {
      "event": "content_block_delta",
      "data": {
        "type": "content_block_delta",
        "index": 0,
        "delta": {
          "type": "text_delta",
          "text": "Hi"
        }
      }
    }
    "#);
}

#[test]
fn a_snapshot_shows_what_is_not_known_as_any_other_value() {
    let json = r#"{"type":"new_block","big":18446744073709551615,"parts":[{"half":0.5},null]}"#;
    let block = UnknownVariant::new("new_block", RawJson::new(json).expect("it is JSON"));
    let start = ContentBlockStart::new(1, ContentBlock::Unknown(block));
    let event = Event::ContentBlockStart(start);
    comes_back(&event);
    assert_json_snapshot!(event, @r#"
    {
      "event": "content_block_start",
      "data": {
        "type": "content_block_start",
        "index": 1,
        "content_block": {
          "type": "new_block",
          "big": 18446744073709551615,
          "parts": [
            {
              "half": 0.5
            },
            null
          ]
        }
      }
    }
    "#);
    let message = Message::new(r#"{"type":"new_event","n":[1.5]}"#).with_last_event_id("7");
    let event = Event::Unknown(UnknownEvent::new("new_event", &message));
    comes_back(&event);
    assert_json_snapshot!(event, @r#"
    {
      "event": "new_event",
      "data": {
        "type": "new_event",
        "n": [
          1.5
        ]
      },
      "id": "7"
    }
    "#);
}

#[test]
fn a_default_that_is_asked_for_is_that_of_the_fields() {
    let update = plain::Update::default();
    assert_eq!(
        update,
        plain::Update::new(0, plain::UpdateAuthor::default(), vec![])
    );
    assert_eq!(
        serde_json::to_value(&update).unwrap(),
        json!({ "id": 0, "author": { "name": "" }, "tags": [] })
    );
    // This one has it from us.
    assert_eq!(plain::UpdatePlace::default(), plain::UpdatePlace::new());
}

#[test]
fn a_null_is_left_out_where_a_format_has_none() {
    let text = toml::to_string(&Event::MessageStart(MessageStart::new(answer()).into()));
    let text = text.expect("TOML can hold it");
    assert!(!text.contains("stop_sequence"), "{text}");
    let json = RawJson::new(r#"{"type":"new_block","parts":[1,null]}"#).expect("it is JSON");
    let block = ContentBlock::Unknown(UnknownVariant::new("new_block", json));
    let start = ContentBlockStart::new(1, block);
    let error = toml::to_string(&Event::ContentBlockStart(start)).expect_err("a null");
    assert!(error.to_string().contains("None"), "{error}");
}
