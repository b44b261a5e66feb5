//! Recordings of several messages in one body: each message by itself.

use std::path::Path;

use serde_json::{Value, json};
use stream_events_schema::interpret::{Interpreter, Reading};

use super::{Message, bare, document, finals, messages, shared, value};

const API: &str = "anthropic-messages";

/// The messages of the API that a recording consists of, each with its own events; nothing if not all
/// are whole.
fn single(recording: &Path) -> Vec<Vec<Message>> {
    let mut single: Vec<Vec<Message>> = Vec::new();
    for message in messages(recording) {
        if message.1.contains(r#""message_start""#) {
            single.push(Vec::new());
        }
        if let Some(last) = single.last_mut() {
            last.push(message);
        }
    }
    let is_whole = |it: &Vec<Message>| it.iter().any(|it| it.1.contains(r#""message_stop""#));
    match single.iter().all(is_whole) {
        true => single,
        false => Vec::new(),
    }
}

/// What the events of a message say, put together by hand.
fn by_hand(events: &[Message]) -> Value {
    let (mut message, mut input) = (Value::Null, String::new());
    for (_, data) in events {
        let event: Value = serde_json::from_str(data).expect("JSON");
        let index = event["index"].as_u64().unwrap_or_default() as usize;
        match event["type"].as_str().expect("a type") {
            "message_start" => message = event["message"].clone(),
            "content_block_start" => {
                let content = message["content"].as_array_mut().expect("a list");
                assert_eq!(content.len(), index);
                content.push(event["content_block"].clone());
                input.clear();
            }
            "content_block_delta" => {
                delta(&mut message["content"][index], &event["delta"], &mut input);
            }
            "content_block_stop" if !input.is_empty() => {
                message["content"][index]["input"] = serde_json::from_str(&input).expect("JSON");
            }
            "message_delta" => {
                overwrite(&mut message, &event["delta"]);
                overwrite(&mut message["usage"], &event["usage"]);
            }
            _ => {}
        }
    }
    message
}

fn delta(block: &mut Value, delta: &Value, input: &mut String) {
    let mut add = |key: &str| {
        let so_far = block[key].as_str().unwrap_or_default();
        let text = format!("{so_far}{}", delta[key].as_str().expect("a text"));
        block[key] = text.into();
    };
    match delta["type"].as_str().expect("a type") {
        "text_delta" => add("text"),
        "thinking_delta" => add("thinking"),
        "signature_delta" => block["signature"] = delta["signature"].clone(),
        "input_json_delta" => input.push_str(delta["partial_json"].as_str().expect("a text")),
        "citations_delta" => match &mut block["citations"] {
            Value::Array(citations) => citations.push(delta["citation"].clone()),
            none => *none = json!([delta["citation"]]),
        },
        other => panic!("{other} is not put together here"),
    }
}

fn overwrite(members: &mut Value, by: &Value) {
    for (key, value) in by.as_object().into_iter().flatten() {
        if !value.is_null() {
            members[key] = value.clone();
        }
    }
}

#[test]
fn each_message_of_a_body_adds_up_to_what_its_own_events_say() {
    let Some(shared) = shared() else { return };
    let document = document(API);
    let (mut recordings, mut count) = (0, 0);
    for name in finals(API, &shared).keys() {
        let single = single(&shared.join("streams").join(name));
        if single.len() < 2 {
            continue;
        }
        recordings += 1;
        count += single.len();
        for events in &single {
            let interpreter = Interpreter::new(&document);
            let mut reading = Reading::new(&interpreter).expect("a snapshot");
            for (event, data) in events {
                reading.message(event.as_deref(), data);
            }
            assert!(reading.finish(true).is_ok(), "{name}");
            assert_eq!(reading.snapshot().open(), [""; 0], "{name}");
            let expected = bare(&document, &by_hand(events));
            assert_eq!(bare(&document, &value(&reading)), expected, "{name}");
        }
    }
    assert_eq!((recordings, count), (5, 25));
}
