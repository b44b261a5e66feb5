//! The derive on an enum: what it makes of messages, and the document it gives back.

mod decoding;
mod document;
mod ends;
mod failures;
mod own;
mod places;
mod schemas;
mod strict;
mod unknown;
mod words;
mod write;

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use stream_events::{Dispatch, Error, ErrorKind, Message, Mismatch, StreamEvents};

/// What comes out of a stream.
type Item<S> = Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>;

/// The meaning of this data under this event type.
fn dispatch<S: StreamEvents>(event: &str, data: &str) -> Result<Dispatch<S>, Mismatch> {
    S::dispatch(&Message::new(data).with_event(event))
}

/// The item that this data is, whatever it means for the stream.
fn item<S: StreamEvents>(event: &str, data: &str) -> S::Event {
    match dispatch::<S>(event, data) {
        Ok(
            Dispatch::Yield(event)
            | Dispatch::Unknown(event)
            | Dispatch::Complete(event)
            | Dispatch::Finish(event),
        ) => event,
        Ok(_) => panic!("{data} is no item"),
        Err(mismatch) => panic!("{mismatch}"),
    }
}

/// Everything that a stream of this text yields.
fn items<S: StreamEvents>(text: &'static str) -> Vec<Item<S>> {
    let source = Once(Some(Bytes::from_static(text.as_bytes())));
    let mut stream = stream_events::AsyncStream::<S, _>::from_bytes(source);
    let mut cx = Context::from_waker(Waker::noop());
    let mut items = Vec::new();
    loop {
        match Pin::new(&mut stream).poll_next(&mut cx) {
            Poll::Ready(Some(item)) => items.push(item),
            Poll::Ready(None) => return items,
            // After its end a stream waits a turn for its source to end too.
            Poll::Pending => {}
        }
    }
}

/// Whether this is how a cut-off stream ends.
fn is_truncation<S: StreamEvents>(item: &Item<S>) -> bool {
    matches!(item, Err(error) if matches!(error.kind(), ErrorKind::Truncated(_)))
}

struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Bytes>> {
        Poll::Ready(self.0.take())
    }
}
