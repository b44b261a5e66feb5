//! The value while it grows.

use std::path::PathBuf;

use serde_json::Value;
use stream_events_schema::Checked;
use stream_events_schema::interpret::{Interpreter, Reading};

use super::{Message, document, finals, fold, messages, shared, shipped, value};

const APIS: [&str; 4] = [
    "anthropic-messages",
    "anthropic-sessions",
    "openai-chat-completions",
    "openai-responses",
];

/// At most this many beginnings of a stream are folded anew.
const BEGINNINGS: usize = 8;

/// The recordings of an API: the example of its document, and those that are shared.
pub(crate) fn recordings(api: &str) -> Vec<PathBuf> {
    let mut recordings = vec![shipped().join(format!("examples/{api}.sse"))];
    if let Some(shared) =
        shared().filter(|it| it.join(format!("snapshot/finals/{api}.json")).exists())
    {
        let names = finals(api, &shared);
        recordings.extend(names.keys().map(|it| shared.join("streams").join(it)));
    }
    recordings
}

/// The value after each message.
///
/// What is told of a text that grew ends with the piece by which it grew.
fn running(document: &Checked, messages: &[Message]) -> Vec<Value> {
    let interpreter = Interpreter::new(document);
    let mut reading = Reading::new(&interpreter).expect("a snapshot");
    let mut values = Vec::new();
    for (event, data) in messages {
        for change in reading.message(event.as_deref(), data) {
            let piece = change.delta.as_ref().and_then(|it| it.as_str());
            if let (Some(text), Some(piece)) = (change.value.as_str(), piece) {
                assert!(text.ends_with(piece), "{}: {text} {piece}", change.name);
            }
        }
        values.push(value(&reading));
    }
    values
}

fn hold(document: &Checked, messages: &[Message], what: &str) {
    let values = running(document, messages);
    let step = values.len().div_ceil(BEGINNINGS).max(1);
    for (index, value) in values.iter().enumerate().step_by(step) {
        assert_eq!(
            &fold(document, &messages[..=index]),
            value,
            "{what}, message {index}"
        );
    }
}

#[test]
fn the_value_after_each_message_is_what_the_messages_before_it_add_up_to() {
    for api in APIS {
        let document = document(api);
        for recording in recordings(api) {
            let messages = messages(&recording);
            assert!(!messages.is_empty(), "{}", recording.display());
            hold(&document, &messages, &recording.display().to_string());
        }
    }
}

/// The same where messages are lost, come twice or in another order; and after an error nothing grows.
#[test]
fn the_same_holds_for_streams_that_lost_their_order() {
    for (seed, api) in (0..).zip(APIS) {
        let document = document(api);
        let mut random = fastrand::Rng::with_seed(seed);
        for recording in recordings(api) {
            let mut messages = messages(&recording);
            messages.truncate(200);
            for _ in 0..messages.len().div_ceil(8) {
                let (one, other) = (
                    random.usize(..messages.len()),
                    random.usize(..messages.len()),
                );
                match random.u8(..3) {
                    0 => messages.swap(one, other),
                    1 => messages.insert(one, messages[other].clone()),
                    _ if messages.len() > 1 => drop(messages.remove(one)),
                    _ => {}
                }
            }
            hold(
                &document,
                &messages,
                &format!("{} {messages:?}", recording.display()),
            );
        }
    }
}
