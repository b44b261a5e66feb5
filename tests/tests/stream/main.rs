//! Streams over sources in memory: items, ends and errors. Names carry the rows of the behaviour
//! that they assert.

mod cost;
mod dispatched;
mod ends;
mod items;
mod messages;
mod passed_on;
mod polling;
mod replay;

mod types;

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use stream_events::{AsyncStream, Error};
use stream_events_tests::feed::{Event, Failure, Feed};

/// What comes out of a stream.
type Item = Result<Event, Error<Failure>>;

/// A source whose items are all there.
struct Ready<T>(VecDeque<T>);

impl<T: Unpin> Stream for Ready<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn ready<T>(items: impl IntoIterator<Item = T>) -> Ready<T> {
    Ready(items.into_iter().collect())
}

/// A source of these chunks.
fn chunks<const N: usize>(chunks: [&'static str; N]) -> Ready<Bytes> {
    ready(chunks.map(Bytes::from))
}

fn feed<B>(source: B) -> AsyncStream<Feed, B>
where
    B: Stream<Item = Bytes>,
{
    AsyncStream::from_bytes(source)
}

/// Polls until the end, and asserts that it is one.
fn drain<S>(mut stream: S) -> Vec<S::Item>
where
    S: futures_core::FusedStream + Unpin,
{
    let mut items = Vec::new();
    let mut cx = Context::from_waker(Waker::noop());
    // A stream over a source that never waits only waits for its turn.
    for _ in 0..1_000_000 {
        match Pin::new(&mut stream).poll_next(&mut cx) {
            Poll::Ready(Some(item)) => items.push(item),
            Poll::Ready(None) => {
                for _ in 0..3 {
                    assert!(stream.is_terminated());
                    assert!(matches!(
                        Pin::new(&mut stream).poll_next(&mut cx),
                        Poll::Ready(None)
                    ));
                }
                return items;
            }
            Poll::Pending => {}
        }
    }
    panic!("no end");
}

/// The events, and the error that came last.
fn split(items: Vec<Item>) -> (Vec<Event>, Option<Error<Failure>>) {
    let (mut events, mut last) = (Vec::new(), None);
    for item in items {
        assert!(last.is_none(), "an item after an error");
        match item {
            Ok(event) => events.push(event),
            Err(error) => last = Some(error),
        }
    }
    (events, last)
}
