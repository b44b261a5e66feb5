//! A small API, written by hand: what the derive would make, without the derive.

use stream_events::{
    Dispatch, FailureRules, Message, Mismatch, Protocol, StreamEvents, UnknownEvent,
};

/// Text, numbers and an end, by the `event` field.
#[derive(Debug)]
pub struct Feed;

/// The same, whose streams may end at any time.
#[derive(Debug)]
pub struct EndlessFeed;

/// What the feed sends.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// `text`: the data as it is.
    Text(String),
    /// `number`: a JSON number.
    Number(u64),
    /// `result`: complete, but more may follow.
    Result(String),
    /// `done`: a JSON number, and the end.
    Done(u64),
    /// Anything else.
    Unknown(UnknownEvent),
}

/// `error`, and the body of a failed response: as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure(pub String);

const PROTOCOL: Protocol = Protocol::new("Feed")
    .request_id(&["request-id", "x-request-id"])
    .failures(FailureRules::new(
        &["/error/type"],
        &["/error/message"],
        &[("overloaded_error", 529), ("invalid_request_error", 400)],
        &[],
    ));

fn dispatch<S>(message: &Message<'_>) -> Result<Dispatch<S>, Mismatch>
where
    S: StreamEvents<Event = Event, Failure = Failure>,
{
    let data = message.data();
    let number = || {
        let mismatch = |error: serde_json::Error| {
            Mismatch::new(message.event_type(), "", error.to_string(), data)
        };
        serde_json::from_str(data).map_err(mismatch)
    };
    if data == "[DONE]" {
        return Ok(Dispatch::End);
    }
    Ok(match message.event_field() {
        Some("text") => Dispatch::Yield(Event::Text(data.to_owned())),
        Some("number") => Dispatch::Yield(Event::Number(number()?)),
        Some("result") => Dispatch::Complete(Event::Result(data.to_owned())),
        Some("done") => Dispatch::Finish(Event::Done(number().map_err(Mismatch::finishing)?)),
        Some("ping") => Dispatch::Skip,
        Some("error") => Dispatch::Fail(Failure(data.to_owned())),
        Some("forbidden") => Dispatch::Refuse(UnknownEvent::new("forbidden", message)),
        _ => Dispatch::Unknown(Event::Unknown(UnknownEvent::new(
            message.event_type(),
            message,
        ))),
    })
}

impl StreamEvents for Feed {
    type Event = Event;
    type Failure = Failure;
    const PROTOCOL: Protocol = PROTOCOL.end_required();

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
        dispatch(message)
    }

    fn failure(body: &str) -> Option<Failure> {
        body.starts_with('{').then(|| Failure(body.to_owned()))
    }
}

impl StreamEvents for EndlessFeed {
    type Event = Event;
    type Failure = Failure;
    const PROTOCOL: Protocol = PROTOCOL;

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
        dispatch(message)
    }

    fn failure(body: &str) -> Option<Failure> {
        Feed::failure(body)
    }
}

/// A text event.
#[must_use]
pub fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}
