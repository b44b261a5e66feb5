//! The types read what the examples of their documents hold, to the declared end.

#![cfg(all(
    feature = "anthropic-messages",
    feature = "anthropic-sessions",
    feature = "openai-chat-completions",
    feature = "openai-responses"
))]

use stream_events_apis::stream_events::{Outcome, StreamEnd, StreamEvents, replay};
use stream_events_apis::{
    anthropic_messages, anthropic_sessions, find, openai_chat_completions, openai_responses,
};

/// All that comes of the first example of an API: nothing but events, then the end.
fn events<S: StreamEvents>(name: &str, end: StreamEnd) -> Vec<S::Event> {
    let api = find(name).expect("an API");
    let mut outcomes = replay::<S>(api.examples[0].recording.text);
    match outcomes.pop() {
        Some(Outcome::End(it)) => assert_eq!(it, end, "{name}"),
        _ => panic!("{name} has no end in good order"),
    }
    let events = outcomes.into_iter().map(|outcome| match outcome {
        Outcome::Event(event) => event,
        _ => panic!("{name} has something that is no event"),
    });
    events.collect()
}

/// Whether some event is declared, so that the types were used at all.
macro_rules! has_declared {
    ($module:ident, $set:ident, $name:literal, $end:expr) => {
        let events = events::<$module::$set>($name, $end);
        let is_declared = |it: &$module::Event| !matches!(it, $module::Event::Unknown(_));
        assert!(events.iter().any(is_declared), $name);
    };
}

#[test]
fn the_examples_are_read() {
    has_declared!(
        anthropic_messages,
        Messages,
        "anthropic-messages",
        StreamEnd::Declared
    );
    has_declared!(
        anthropic_sessions,
        Sessions,
        "anthropic-sessions",
        StreamEnd::Source
    );
    has_declared!(
        openai_chat_completions,
        ChatCompletions,
        "openai-chat-completions",
        StreamEnd::Declared
    );
    has_declared!(
        openai_responses,
        Responses,
        "openai-responses",
        StreamEnd::Declared
    );
}
