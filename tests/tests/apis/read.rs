//! Reading a fixture in every way.

use std::convert::Infallible;
use std::fmt::Debug;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use stream_events::{AsyncStream, Error, ErrorKind, StreamEvents};
use stream_events_tests::stored::data_of;

/// The sizes of the chunks that every text is cut into.
const SIZES: [usize; 3] = [1, 7, usize::MAX];

type Item<S> = Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>;

/// Reads a text that ends as it should, and asserts which events came, that the data of each is
/// written as it came, and that each is read back. What follows the last of them is not to be read.
pub(crate) fn whole<S: StreamEvents>(
    text: &str,
    event_type: fn(&S::Event) -> &str,
    types: &[&str],
) -> Vec<S::Event>
where
    S::Event: Debug + PartialEq + Serialize + DeserializeOwned,
{
    let events = sequence::<S>(text, event_type, types).into_iter();
    events
        .map(|(event, data)| {
            assert_written(&event, &data);
            event
        })
        .collect()
}

/// The same, whatever is written; each event with the data it came from.
pub(crate) fn sequence<S: StreamEvents>(
    text: &str,
    event_type: fn(&S::Event) -> &str,
    types: &[&str],
) -> Vec<(S::Event, String)>
where
    S::Event: Debug + PartialEq,
{
    let mut ways = every_way::<S>(text).map(|(items, place)| {
        let events: Vec<_> = items
            .into_iter()
            .map(|(item, data)| match item {
                Ok(event) => (event, data),
                Err(error) => panic!("{place}: {error}"),
            })
            .collect();
        let came: Vec<_> = events.iter().map(|(event, _)| event_type(event)).collect();
        assert_eq!(came, types, "{place}");
        events
    });
    let events = ways.next().expect("a way to read");
    for others in ways {
        assert_eq!(others, events);
    }
    events
}

/// Reads a text that ends with an error, always the same; and how many events came before.
pub(crate) fn failing<S: StreamEvents>(text: &str) -> (usize, Error<S::Failure>)
where
    S::Event: Debug,
{
    let mut results = every_way::<S>(text).map(|(mut items, place)| {
        let (last, _) = items.pop().expect("an item");
        let error = last.expect_err(&place);
        assert!(items.iter().all(|(item, _)| item.is_ok()), "{place}");
        assert!(error.ends_stream(), "{place}: {error}");
        (items.len(), error)
    });
    let (events, error) = results.next().expect("a way to read");
    for (others, other) in results {
        assert_eq!((others, other.to_string()), (events, error.to_string()));
    }
    (events, error)
}

/// Asserts that a text is cut off after so many events.
pub(crate) fn assert_truncated<S: StreamEvents>(text: &str, events: usize)
where
    S::Event: Debug,
{
    let (came, error) = failing::<S>(text);
    assert!(matches!(error.kind(), ErrorKind::Truncated(_)), "{error}");
    assert!(error.is_retryable());
    assert_eq!(came, events);
}

/// What precedes the event in which `part` comes last.
pub(crate) fn before<'a>(text: &'a str, part: &str) -> &'a str {
    let at = text.rfind(part).expect("the part");
    let start = text[..at].rfind("\n\n").expect("an event before it");
    &text[..start + 2]
}

/// Kind, message, status, and whether it is worth another try: what an API's failure comes down to.
pub(crate) fn summary<F>(error: &Error<F>) -> (Option<&str>, Option<&str>, Option<u16>, bool) {
    assert!(matches!(error.kind(), ErrorKind::Failure(_)), "{error}");
    let info = error.failure_info().expect("a failure");
    (
        info.error_type.as_deref(),
        info.message.as_deref(),
        error.status(),
        error.is_retryable(),
    )
}

/// The items of a text and of its twin with CRLF, at every size, each with the data it came from.
fn every_way<S: StreamEvents>(
    text: &str,
) -> impl Iterator<Item = (Vec<(Item<S>, String)>, String)> {
    let bodies = [
        ("LF", text.to_owned()),
        ("CRLF", text.replace('\n', "\r\n")),
    ];
    bodies.into_iter().flat_map(|(ends, body)| {
        let body = Bytes::from(body);
        SIZES.map(|size| (read::<S>(body.clone(), size), format!("{ends} by {size}")))
    })
}

fn read<S: StreamEvents>(body: Bytes, size: usize) -> Vec<(Item<S>, String)> {
    let mut events = AsyncStream::<S, _>::from_bytes(Chunks { body, size });
    let mut cx = Context::from_waker(Waker::noop());
    let mut items = Vec::new();
    loop {
        match Pin::new(&mut events).poll_next(&mut cx) {
            Poll::Ready(Some(item)) => {
                let data = events.last_message().map(|it| it.data().to_owned());
                items.push((item, data.unwrap_or_default()));
            }
            Poll::Ready(None) => return items,
            // It only lets others run: the chunks are always ready.
            Poll::Pending => {}
        }
    }
}

struct Chunks {
    body: Bytes,
    size: usize,
}

impl Stream for Chunks {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let size = self.size.min(self.body.len());
        Poll::Ready((size > 0).then(|| Ok(self.body.split_to(size))))
    }
}

/// Asserts that an event is written as it came and read back, and that nothing in it was unknown.
pub(crate) fn assert_written<E>(event: &E, data: &str)
where
    E: Debug + PartialEq + Serialize + DeserializeOwned,
{
    let debug = format!("{event:?}");
    assert!(!debug.contains("UnknownEvent {"), "{debug}");
    assert!(!debug.contains("UnknownVariant {"), "{debug}");
    let stored = serde_json::to_string(event).expect("JSON");
    assert_eq!(serde_json::from_str::<E>(&stored).expect(&stored), *event);
    match data_of(event) {
        Value::Null => {} // its data does not matter
        Value::String(text) => assert_eq!(text, data),
        written => assert_same(&written, &serde_json::from_str(data).expect("JSON"), ""),
    }
}

/// Equal, up to `null`s and what is empty on one side and absent on the other.
fn assert_same(written: &Value, came: &Value, place: &str) {
    match (written, came) {
        (Value::Object(written), Value::Object(came)) => {
            for key in written.keys().chain(came.keys()) {
                let place = format!("{place}/{key}");
                match (written.get(key), came.get(key)) {
                    (Some(written), Some(came)) => assert_same(written, came, &place),
                    (one, other) => {
                        assert!(
                            one.or(other).is_none_or(is_empty),
                            "{place} on one side only"
                        );
                    }
                }
            }
        }
        (Value::Array(written), Value::Array(came)) => {
            assert_eq!(written.len(), came.len(), "{place}");
            for (index, (written, came)) in written.iter().zip(came).enumerate() {
                assert_same(written, came, &format!("{place}/{index}"));
            }
        }
        (Value::Number(written), Value::Number(came)) => {
            assert_eq!(written.as_f64(), came.as_f64(), "{place}");
        }
        _ => assert_eq!(written, came, "{place}"),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
