//! A whole client: the chunks reach it by way of a transport.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use eventsource_client::{Client as _, ClientBuilder, Event, SSE};
use futures_core::Stream;
use launchdarkly_sdk_transport::{
    ByteStream, HttpTransport, Request, Response, ResponseFuture, TransportError,
};

use crate::input::Input;
use crate::poll::{Chunks, next};
use crate::tally::Tally;

pub(crate) fn framing<W>(input: &Input<W>, tally: &mut Tally) {
    each(input, |event| tally.message(&event.event_type, &event.data));
}

pub(crate) fn typed<W>(input: &Input<W>, tally: &mut Tally, decode: impl Fn(&str, &mut Tally)) {
    each(input, |event| decode(&event.data, tally));
}

fn each<W>(input: &Input<W>, mut with: impl FnMut(Event)) {
    let client = ClientBuilder::for_url("http://localhost/")
        .expect("a URL")
        .build_with_transport(Transport(Chunks::new(&input.chunks)));
    let mut events = client.stream();
    // It would connect again after the last.
    let mut left = input.events();
    while left > 0 {
        match next(&mut events).expect("it never ends").expect("no error") {
            SSE::Event(event) => {
                with(event);
                left -= 1;
            }
            SSE::Connected(_) | SSE::Comment(_) => {}
        }
    }
}

#[derive(Clone)]
struct Transport(Chunks);

impl HttpTransport for Transport {
    fn request(&self, _: Request<Option<Bytes>>) -> ResponseFuture {
        let body: ByteStream = Box::pin(Body(self.0.clone()));
        Box::pin(std::future::ready(Ok(Response::new(body))))
    }
}

struct Body(Chunks);

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = Pin::new(&mut self.0).poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(|never: Infallible| match never {})))
    }
}
