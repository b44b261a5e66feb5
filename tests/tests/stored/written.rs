//! Events that are written as messages, and as bytes: each is read back as what it is.

use std::fmt::Debug;

use bytes::Bytes;
use futures::StreamExt as _;
use futures::stream::iter;
use stream_events::{
    Decoder, Dispatch, EncodeError, Encoder, EventBody, Message, StreamEvents, UnknownEvent,
    WriteEvents,
};

use crate::bare::{Content, Typed, content, typed};
use crate::feed::{Feed, feed};

/// What is written of an event is read as that event, in its declared arm.
pub(crate) fn is_read_back<S: WriteEvents>(event: &S::Event)
where
    S::Event: Debug + PartialEq,
{
    let message = S::to_message(event).expect("a payload of a document can be written");
    assert_eq!(read::<S>(&message), *event, "{message:?}");
    let mut encoder = Encoder::<S>::new();
    let mut decoder = Decoder::framed(S::PROTOCOL.framing);
    decoder.feed(
        encoder
            .event(event)
            .expect("an event of a document can be written"),
    );
    let decoded = decoder.next_message().expect("it is of its framing");
    let decoded = match decoded {
        Some(message) => message.into_owned(),
        None => panic!("{message:?} is not whole"),
    };
    assert_eq!(decoded.event_field(), message.event_field());
    // CR and CRLF are line ends to readers, too.
    let data = message.data().replace("\r\n", "\n").replace('\r', "\n");
    assert_eq!(decoded.data(), data);
}

/// What is written of a failure is read as that failure. Whether an event says it.
pub(crate) fn is_failure_read_back<S: WriteEvents>(failure: &S::Failure) -> bool
where
    S::Failure: Debug + PartialEq,
{
    let Some(message) = S::failure_message(failure) else {
        return false;
    };
    let message = message.unwrap_or_else(|error| panic!("{failure:?}: {error}"));
    match S::dispatch(&message) {
        Ok(Dispatch::Fail(read)) => assert_eq!(read, *failure, "{message:?}"),
        _ => panic!("no failure: {message:?}"),
    }
    let mut encoder = Encoder::<S>::new();
    let mut decoder = Decoder::framed(S::PROTOCOL.framing);
    decoder.feed(encoder.fail(failure).expect("it can be written"));
    let decoded = decoder.next_message().expect("it is of its framing");
    let decoded = decoded.expect("it is whole").into_owned();
    assert_eq!(decoded.event_field(), message.event_field());
    assert_eq!(decoded.is_failure(), message.is_failure());
    assert!(encoder.finish().is_ok(), "a failure is an end");
    true
}

fn read<S: StreamEvents>(message: &Message<'_>) -> S::Event
where
    S::Event: Debug,
{
    match S::dispatch(message).map(Dispatch::into_parts) {
        Ok((
            Dispatch::Yield(event)
            | Dispatch::Unknown(event)
            | Dispatch::Complete(event)
            | Dispatch::Finish(event),
            _,
        )) => event,
        Ok(_) => panic!("no item: {message:?}"),
        Err(mismatch) => panic!("{mismatch}: {message:?}"),
    }
}

#[test]
fn events_of_every_form_are_read_back() {
    use feed::Event;

    let unknown = |name: &str, data: &str| {
        let message = Message::new(data.to_owned()).with_last_event_id("7");
        UnknownEvent::new(name, &message)
    };
    for event in [
        Event::Update(feed::Update::new(1, "Hi").into()),
        Event::Title("Hi".into()),
        Event::Score(None),
        Event::Score(Some(0.5)),
        Event::Delete("a\nb".into()),
        Event::Delete("\"quoted\"".into()),
        Event::CaughtUp,
        Event::Strict(feed::Strict::new(5)),
        Event::Unknown(unknown("new", "any text")),
    ] {
        is_read_back::<Feed>(&event);
    }
    is_read_back::<Typed>(&typed::Event::Tick);
    is_read_back::<Typed>(&typed::Event::Unknown(unknown("new", r#"{"type":"new"}"#)));
    let piece = Content::dispatch(&Message::new(r#"{"piece":"a"}"#)).expect("a piece");
    let Dispatch::Yield(piece) = piece else {
        panic!("a piece is an item");
    };
    let _: &content::Event = &piece;
    is_read_back::<Content>(&piece);
}

#[test]
fn data_that_is_a_sentinel_is_no_event() {
    let halt = |why: Option<&str>| {
        let mut halt = typed::Halt::new();
        halt.why = why.map(Into::into);
        typed::Event::Halt(halt)
    };
    is_read_back::<Typed>(&halt(Some("late")));
    let error = Typed::to_message(&halt(None)).expect_err("it would be read as a sentinel");
    assert!(
        error.to_string().contains("in place of an event"),
        "{error}"
    );
    assert!(Encoder::<Typed>::new().event(&halt(None)).is_err());
}

#[test]
fn a_last_message_is_the_last_if_its_data_does_not_fit() {
    let mut encoder = Encoder::<Typed>::new();
    let last = Message::new(r#"{"type":"halt","why":5}"#);
    assert!(Typed::dispatch(&last).is_err());
    encoder.message(&last).expect("it can be written");
    let end = encoder.finish().expect("the last event came");
    assert_eq!(end, "", "nothing is written after a last event");
}

async fn body<S: WriteEvents>(
    events: Vec<Result<S::Event, std::io::Error>>,
) -> (Vec<Bytes>, Option<EncodeError>) {
    let mut body: EventBody<_, Encoder<S>> = Encoder::encode(iter(events));
    let (mut chunks, mut error) = (Vec::new(), None);
    while let Some(item) = body.next().await {
        assert!(error.is_none(), "nothing follows an error");
        match item {
            Ok(chunk) => chunks.push(chunk),
            Err(it) => error = Some(it),
        }
    }
    (chunks, error)
}

#[tokio::test]
async fn events_that_are_ready_together_leave_together_up_to_a_size() {
    let event = || Ok(feed::Event::Delete("x".repeat(1000)));
    let last = Ok(feed::Event::Strict(feed::Strict::new(1)));
    let events = (0..40).map(|_| event()).chain([last]);
    let (chunks, error) = body::<Feed>(events.collect()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(chunks.len(), 3);
    assert!(chunks.iter().all(|it| it.len() <= 16 * 1024 + 1100));
}

#[tokio::test]
async fn events_that_stop_before_the_end_are_a_cut() {
    let (chunks, error) = body::<Feed>(vec![Ok(feed::Event::CaughtUp)]).await;
    assert_eq!(chunks.concat(), b"event: caught_up\ndata: {}\n\n");
    assert!(matches!(error, Some(EncodeError::NotEnded(_))), "{error:?}");
}

#[tokio::test]
async fn a_source_that_fails_aborts_the_body_after_what_came_before() {
    let failed = std::io::Error::other("upstream is gone");
    let (chunks, error) = body::<Feed>(vec![Ok(feed::Event::CaughtUp), Err(failed)]).await;
    assert_eq!(chunks.concat(), b"event: caught_up\ndata: {}\n\n");
    assert!(matches!(error, Some(EncodeError::Source(_))), "{error:?}");
}

fn failure() -> feed::Failure {
    feed::Failure::Other("no".into())
}

#[tokio::test]
async fn a_failure_that_no_event_says_aborts_the_body() {
    let upstream = iter([
        Ok(feed::Event::CaughtUp),
        Err(std::io::Error::other("gone")),
    ]);
    let body = Encoder::<Feed>::encode(upstream).or_fail(|_| failure());
    let items: Vec<_> = body.collect().await;
    assert!(items[0].is_ok());
    assert!(matches!(items[1], Err(EncodeError::Write(_))), "{items:?}");
    assert_eq!(items.len(), 2);
}

#[tokio::test]
async fn an_error_becomes_the_failure_that_the_api_reports() {
    let events = || {
        iter([
            Ok(typed::Event::Tick),
            Err(std::io::Error::other("gone")),
            Ok(typed::Event::Tick),
        ])
    };
    let problem = |_| typed::Failure::from_text(r#"{"message":"gone"}"#);
    let body = Encoder::<Typed>::encode(events()).or_fail(problem);
    let chunks: Result<Vec<_>, _> = body.collect::<Vec<_>>().await.into_iter().collect();
    assert_eq!(
        chunks.expect("no error").concat(),
        b"data: {\"type\":\"tick\"}\n\ndata: {\"type\":\"error\",\"message\":\"gone\"}\n\n"
    );
    // What is a cut stays one.
    let body = Encoder::<Typed>::encode(events()).or_fail(Err::<typed::Failure, _>);
    let items: Vec<_> = body.collect().await;
    assert!(matches!(items[1], Err(EncodeError::Source(_))), "{items:?}");
    assert_eq!(items.len(), 2);
}
