//! What the types promise.

use std::cell::Cell;
use std::marker::PhantomData;

use bytes::Bytes;
use futures_core::FusedStream;
use stream_events::{
    AsyncStream, Body, Dispatch, Error, Message, MessageEvents, MessageStream, Mismatch, Protocol,
    StreamEvents,
};

use crate::Ready;

/// A set of events that is itself neither `Send`, nor `Sync`, nor `Unpin`.
struct Awkward(PhantomData<(Cell<()>, *const (), std::marker::PhantomPinned)>);

impl StreamEvents for Awkward {
    type Event = Cell<u8>;
    type Failure = String;
    const PROTOCOL: Protocol = Protocol::new("awkward");

    fn dispatch(_: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
        Ok(Dispatch::Yield(Cell::new(Self(PhantomData).number())))
    }

    fn failure(_: &str) -> Option<String> {
        None
    }
}

impl Awkward {
    fn number(&self) -> u8 {
        1
    }
}

fn assert_free<T: Send + Sync + Unpin>() {}
fn assert_error<T: std::error::Error + Send + Sync + 'static>() {}
fn assert_fused<T: FusedStream>() {}

#[test]
fn streams_are_as_free_as_their_source() {
    assert_free::<AsyncStream<Awkward>>();
    assert_free::<AsyncStream<Awkward, Ready<Bytes>>>();
    assert_free::<AsyncStream<Awkward, Body>>();
    assert_free::<MessageStream<Awkward, Body>>();
    assert_free::<MessageEvents<Awkward, Ready<Message<'static>>>>();
    assert_fused::<AsyncStream<Awkward>>();
    assert_fused::<MessageStream<Awkward, Body>>();
    assert_error::<Error<String>>();
}

#[test]
fn what_opens_a_stream_can_be_sent() {
    fn assert_send<T: Send>(_: T) {}
    use std::future::IntoFuture;
    use stream_events::RequestExt;
    let request = reqwest::Client::new()
        .get("http://localhost/")
        .stream_events::<Awkward>();
    assert_send(request.into_future());
}
