//! Two APIs to read the rows as.

use std::convert::Infallible;

use serde::Deserialize;
use stream_events::{Dispatch, Message, Mismatch, Protocol, StreamEvents, UnknownEvent};

/// An API of which nothing is known: every message is an event, and the stream may just end.
#[derive(Debug)]
pub(crate) struct Texts;

impl StreamEvents for Texts {
    type Event = Message<'static>;
    type Failure = Infallible;

    const PROTOCOL: Protocol = Protocol::new("Texts");

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
        Ok(Dispatch::Yield(message.clone().into_owned()))
    }

    fn failure(_: &str) -> Option<Infallible> {
        None
    }
}

/// An API with typed events, a failure event and a `[DONE]` without which a stream is cut off.
#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(
    dispatch("event", has("/error", type = "error")),
    skip("ping"),
    fail("error" = Problem),
    sentinels("[DONE]" = "finish"),
    errors(
        type("/error/type", "/error/code"),
        message("/error/message"),
        type_status("overloaded_error" = 529, "server_error" = 500)
    ),
    http(request_id_headers("request-id")),
    derive(PartialEq)
)]
pub(crate) enum Chat {
    #[event("msg")]
    Msg(Msg),
    #[event("text")]
    Text(Text),
    #[event(unknown)]
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

/// What the API sends as a failure, in the stream or as the body of a response.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Problem {
    pub(crate) error: Details,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Details {
    pub(crate) message: String,
}
