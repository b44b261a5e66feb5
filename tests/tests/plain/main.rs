//! Payloads that are read without serde are what `serde_json` reads from the same text, whatever the
//! text is: valid, odd or broken.

mod json;
mod types;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use stream_events::{Dispatch, Message, StreamEvents};

/// What a dispatch makes of the text, and what `serde_json` does.
fn both<S, T>(event_type: &str, json: &str, payload: fn(S::Event) -> Option<T>) -> [Option<T>; 2]
where
    S: StreamEvents,
    T: DeserializeOwned,
{
    let dispatched = match S::dispatch(&Message::new(json).with_event(event_type)) {
        Ok(Dispatch::Yield(event) | Dispatch::Complete(event)) => payload(event),
        _ => None,
    };
    [dispatched, serde_json::from_str(json).ok()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_delta_of_messages(json in json::like(types::DELTA)) {
        let [dispatched, expected] = types::delta(&json);
        prop_assert_eq!(dispatched, expected);
    }

    #[test]
    fn a_delta_with_strings_of_another_type(json in json::like(types::DELTA)) {
        let [dispatched, expected] = types::compact_delta(&json);
        prop_assert_eq!(&dispatched, &expected);
        let [owned, _] = types::delta(&json);
        let (value, owned) = (serde_json::to_value(dispatched), serde_json::to_value(owned));
        prop_assert_eq!(value.unwrap(), owned.unwrap());
    }

    #[test]
    fn a_chunk_of_chat_completions(json in json::like(types::CHUNK)) {
        let [dispatched, expected] = types::chunk(&json);
        prop_assert_eq!(dispatched, expected);
    }

    #[test]
    fn a_part_of_every_plain_kind(json in json::like(types::PART)) {
        let [dispatched, expected] = types::part(&json);
        prop_assert_eq!(dispatched, expected);
    }
}

/// The texts above are no test of anything unless many of them are payloads.
#[test]
fn the_generated_texts_are_often_payloads() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let texts: Vec<String> = (0..1000)
        .map(|_| {
            json::like(types::DELTA)
                .new_tree(&mut runner)
                .unwrap()
                .current()
        })
        .collect();
    let read = texts.iter().filter(|text| types::delta(text)[1].is_some());
    let read = read.count();
    assert!((200..800).contains(&read), "{read} of 1000");
}
