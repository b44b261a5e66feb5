//! Any message through shipped documents: it means what the interpreter says, and what is read is
//! written as it can be read again.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use stream_events::{Dispatch, Message, Mismatch, StreamEvents};
use stream_events_schema::interpret::Interpreter;

use crate::apis::{Api, Completions, Mastodon, Mcp, Messages, Responses};
use crate::outcome;

/// The longest piece of a server's text that is shown is 200 bytes. A mismatch shows three, with words
/// between them, and a byte may be shown as `\u{7f}`.
const LONGEST_SENTENCE: usize = 3 * 200 * 6 + 100;

/// Checks the dispatch of a message: its `event` field, a line feed, its data.
pub fn check(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let (event, data) = text.split_once('\n').unwrap_or(("", text));
    let message = Message::new(data).with_event(event);
    through::<Messages>(&message);
    through::<Responses>(&message);
    through::<Completions>(&message);
    through::<Mcp>(&message);
    through::<Mastodon>(&message);
}

fn through<A: Api>(message: &Message<'_>)
where
    A::Event: Debug + PartialEq + Serialize + DeserializeOwned,
    A::Failure: Debug + PartialEq + Serialize,
{
    let dispatched = A::dispatch(message);
    let interpreter = Interpreter::new(A::document());
    let meaning = interpreter.message(message.event_field(), message.data());
    assert_eq!(
        outcome::dispatched::<A>(&dispatched),
        outcome::interpreted(&meaning)
    );
    match &dispatched {
        Ok(Dispatch::Yield(event) | Dispatch::Complete(event) | Dispatch::Finish(event)) => {
            comes_back(event);
            if let Some(again) = written(message, &data_of(event)) {
                assert_eq!(kind(&A::dispatch(&again)), kind(&dispatched));
                let again = event_of(A::dispatch(&again));
                assert_eq!(again.as_ref(), Some(event), "read again");
            }
        }
        Ok(Dispatch::Unknown(event)) => comes_back(event),
        Ok(Dispatch::WithNulls(dispatch, nulls)) => is_told::<A>(dispatch, nulls, message),
        Ok(Dispatch::Fail(failure)) => {
            if let Some(again) = written(message, failure) {
                match A::dispatch(&again) {
                    Ok(Dispatch::Fail(again)) => assert_eq!(again, *failure),
                    other => panic!("{failure:?} is read again as {}", kind(&other)),
                }
            }
        }
        Ok(_) => {}
        Err(mismatch) => is_one_bounded_sentence(mismatch, message),
    }
    // The same data as the body of a failed response.
    if let Some(failure) = A::failure(message.data())
        && let Some(again) = written(message, &failure)
    {
        assert_eq!(A::failure(again.data()), Some(failure));
    }
}

/// Asserts that what was read as null is told as it came, and that the event can be stored.
fn is_told<A: Api>(dispatch: &Dispatch<A>, nulls: &[Mismatch], message: &Message<'_>)
where
    A::Event: Serialize + DeserializeOwned,
{
    assert!(!nulls.is_empty());
    for null in nulls {
        assert!(message.data().contains(null.data()), "{null:?}");
    }
    if let Dispatch::Yield(event) | Dispatch::Complete(event) | Dispatch::Finish(event) = dispatch {
        let stored = serde_json::to_string(event).expect("an event can be stored");
        let read = serde_json::from_str::<A::Event>(&stored);
        // One level more than the data has may be one too many.
        assert!(
            read.as_ref()
                .err()
                .is_none_or(|it| it.to_string().contains("recursion limit")),
            "{stored}"
        );
    }
}

/// Asserts that what is stored of an event is read as the same event.
fn comes_back<E: Debug + PartialEq + Serialize + DeserializeOwned>(event: &E) {
    let stored = serde_json::to_string(event).expect("an event can be stored");
    // One level more than the data has may be one too many.
    match serde_json::from_str::<E>(&stored) {
        Ok(read) => assert_eq!(read, *event, "{stored}"),
        Err(error) => assert!(
            error.to_string().contains("recursion limit"),
            "{error}: {stored}"
        ),
    }
}

/// The data of an event that is stored, beside its name or alone.
fn data_of(event: &impl Serialize) -> Value {
    let mut stored = serde_json::to_value(event).expect("an event can be stored");
    let is_envelope = stored.as_object().is_some_and(|it| {
        let mut keys = it.keys();
        it.contains_key("event") && keys.all(|key| matches!(&**key, "event" | "data"))
    });
    match is_envelope {
        true => stored["data"].take(),
        false => stored,
    }
}

/// The message that something read is written as; `None` for events that keep nothing of theirs.
fn written(message: &Message<'_>, read: &impl Serialize) -> Option<Message<'static>> {
    let data = match serde_json::to_value(read).expect("what was read can be written") {
        Value::Null => return None,
        Value::String(text) => text,
        _ => serde_json::to_string(read).expect("what was read can be written"),
    };
    let event = message.event_field().unwrap_or_default().to_owned();
    Some(Message::new(data).with_event(event))
}

fn is_one_bounded_sentence(mismatch: &Mismatch, message: &Message<'_>) {
    assert_eq!(mismatch.data(), message.data());
    let sentence = mismatch.to_string();
    assert!(sentence.len() < LONGEST_SENTENCE, "{sentence}");
    assert!(!sentence.contains(char::is_control), "{sentence:?}");
}

fn event_of<S: StreamEvents>(dispatched: Result<Dispatch<S>, Mismatch>) -> Option<S::Event> {
    match dispatched {
        Ok(Dispatch::Yield(event) | Dispatch::Complete(event) | Dispatch::Finish(event)) => {
            Some(event)
        }
        _ => None,
    }
}

fn kind<S: StreamEvents>(dispatched: &Result<Dispatch<S>, Mismatch>) -> &'static str {
    match dispatched {
        Ok(Dispatch::Yield(_)) => "an event",
        Ok(Dispatch::Complete(_)) => "a completing event",
        Ok(Dispatch::Finish(_)) => "a finishing event",
        Ok(Dispatch::Unknown(_)) => "an unknown event",
        Ok(Dispatch::Refuse(_)) => "a refused event",
        Ok(Dispatch::Fail(_)) => "a failure",
        Ok(Dispatch::End) => "the end",
        Ok(Dispatch::Skip | Dispatch::Sentinel) => "nothing",
        Ok(Dispatch::WithNulls(..)) => "an event with nulls",
        Ok(_) => unreachable!("another meaning"),
        Err(_) => "a mismatch",
    }
}
