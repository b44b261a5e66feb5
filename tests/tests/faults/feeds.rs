//! Two APIs to read the rows as.

use std::convert::Infallible;

use serde::Deserialize;
use serde_json::Value;
use stream_events::__private::{Decoded, Entry, Sentinel, Table, dispatch, json};
use stream_events::{
    DecodeError, Dispatch, FailureRules, Message, Protocol, StreamEvents, UnknownEvent,
};

/// An API of which nothing is known: every message is an event, and the stream may just end.
#[derive(Debug)]
pub(crate) struct Texts;

/// An API with typed events, a failure event and a `[DONE]` without which a stream is cut off.
#[derive(Debug)]
pub(crate) struct Chat;

#[derive(Debug, PartialEq)]
pub(crate) enum ChatEvent {
    Msg(Msg),
    Text(Text),
    Unknown(UnknownEvent),
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Msg {
    pub(crate) n: u64,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Text {
    pub(crate) t: String,
}

#[derive(Debug, PartialEq)]
pub(crate) enum ChatFailure {
    Declared(Value),
    Other(String),
}

impl StreamEvents for Texts {
    type Event = Message<'static>;
    type Failure = Infallible;

    const PROTOCOL: Protocol = Protocol::new("Texts");

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, DecodeError> {
        Ok(Dispatch::Yield(message.clone().into_owned()))
    }

    fn failure(_: &str) -> Option<Infallible> {
        None
    }
}

impl StreamEvents for Chat {
    type Event = ChatEvent;
    type Failure = ChatFailure;

    const PROTOCOL: Protocol = Protocol::new("Chat")
        .end_required()
        .request_id(&["request-id"])
        .failures(FailureRules::new(
            &["/error/type", "/error/code"],
            &["/error/message"],
            &[("overloaded_error", 529), ("server_error", 500)],
            None,
        ));

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, DecodeError> {
        dispatch(message)
    }

    fn failure(body: &str) -> Option<ChatFailure> {
        serde_json::from_str(body).ok().map(ChatFailure::Declared)
    }
}

impl Table for Chat {
    const ENTRIES: &'static [Entry] = &[Entry::Event, Entry::Has(&["error"], "error")];
    const SENTINELS: &'static [(&'static str, Sentinel)] = &[("[DONE]", Sentinel::Finish)];

    fn decode(event_type: &str, message: &Message<'_>) -> Option<Decoded<Self>> {
        Some(Ok(match event_type {
            "msg" => match json::<Self, _>("msg", message) {
                Ok(msg) => Dispatch::Yield(ChatEvent::Msg(msg)),
                Err(misfit) => return Some(Err(misfit)),
            },
            "text" => match json::<Self, _>("text", message) {
                Ok(text) => Dispatch::Yield(ChatEvent::Text(text)),
                Err(misfit) => return Some(Err(misfit)),
            },
            "ping" => Dispatch::Skip,
            "error" => {
                let data = message.data();
                let other = || ChatFailure::Other(data.to_owned());
                Dispatch::Fail(Self::failure(data).unwrap_or_else(other))
            }
            _ => return None,
        }))
    }

    fn unknown(event: UnknownEvent) -> Dispatch<Self> {
        Dispatch::Unknown(ChatEvent::Unknown(event))
    }
}
