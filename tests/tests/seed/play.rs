//! Reading a text as a stream.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use stream_events::{AsyncStream, Error, ResponseInfo, StreamEvents};

/// What the Messages API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-messages.json")]
pub(crate) struct Messages;

/// What sessions send.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-sessions.json")]
pub(crate) struct Sessions;

pub(crate) type Item<S> = Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>;

/// All items of a stream with this body, answered with this status and request id.
pub(crate) fn play<S: StreamEvents>(body: impl Into<Bytes>) -> Vec<Item<S>> {
    let response = ResponseInfo::new(200).with_request_id("req_1");
    let mut events =
        AsyncStream::<S, _>::from_bytes(Once(Some(body.into()))).with_response(response);
    let mut cx = Context::from_waker(Waker::noop());
    let mut items = Vec::new();
    while let Poll::Ready(Some(item)) = Pin::new(&mut events).poll_next(&mut cx) {
        items.push(item);
    }
    items
}

/// One item, whose stream goes on.
pub(crate) fn only<S: StreamEvents>(event: &str, data: &str) -> Item<S> {
    let mut items = play::<S>(format!("event: {event}\ndata: {data}\n\n"));
    items.truncate(1);
    items.pop().expect("an item")
}

struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}
