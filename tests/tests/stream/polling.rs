//! When a source is asked, and when others get their turn.

use std::cell::Cell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use bytes::Bytes;
use futures_core::Stream;
use stream_events::AsyncStream;
use stream_events_tests::feed::{Event, Feed, text};

use crate::{chunks, drain, feed};

/// Counts how often it is polled and says when it is dropped.
struct Watched<B> {
    source: B,
    polls: Rc<Cell<usize>>,
    dropped: Rc<Cell<bool>>,
}

impl<B> Drop for Watched<B> {
    fn drop(&mut self) {
        self.dropped.set(true);
    }
}

impl<B: Stream + Unpin> Stream for Watched<B> {
    type Item = B::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<B::Item>> {
        self.polls.set(self.polls.get() + 1);
        Pin::new(&mut self.source).poll_next(cx)
    }
}

fn watched<B>(source: B) -> (Watched<B>, Rc<Cell<usize>>, Rc<Cell<bool>>) {
    let (polls, dropped) = (Rc::default(), Rc::default());
    let watched = Watched {
        source,
        polls: Rc::clone(&polls),
        dropped: Rc::clone(&dropped),
    };
    (watched, polls, dropped)
}

/// The same chunk for ever, or nothing for ever.
struct Forever(Option<Bytes>);

impl Stream for Forever {
    type Item = Bytes;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Bytes>> {
        match &self.0 {
            Some(bytes) => Poll::Ready(Some(bytes.clone())),
            None => Poll::Pending,
        }
    }
}

#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_source_is_asked_only_when_the_stream_is_and_needs_more() {
    let (source, polls, dropped) = watched(chunks([
        "event: text\ndata: a\n\nevent: text\ndata: b\n\n",
        "data: [DONE]\n\n",
    ]));
    let mut events = feed(source);
    let mut cx = Context::from_waker(Waker::noop());
    let mut next = || Pin::new(&mut events).poll_next(&mut cx);
    assert_eq!(polls.get(), 0);
    for _ in 0..2 {
        assert!(matches!(next(), Poll::Ready(Some(Ok(_)))));
        assert_eq!(polls.get(), 1);
    }
    while next().is_pending() {}
    assert!(dropped.get());
    let polls_at_end = polls.get();
    assert!(next().is_ready());
    assert_eq!(polls.get(), polls_at_end);
}

#[test]
fn no_event_waits_for_a_later_chunk() {
    for end in ["\n", "\r\n", "\r"] {
        let event = format!("event: number{end}data: 7{end}{end}");
        let wire = Bytes::from(event.repeat(20));
        for size in 1..=wire.len() {
            let pieces: Vec<Bytes> = wire.chunks(size).map(Bytes::copy_from_slice).collect();
            let asked = pieces.len();
            let (source, polls, _) = watched(crate::ready(pieces));
            let mut events = feed(source);
            let mut cx = Context::from_waker(Waker::noop());
            for complete in (event.len()..=wire.len()).step_by(event.len()) {
                let item = loop {
                    if let Poll::Ready(item) = Pin::new(&mut events).poll_next(&mut cx) {
                        break item;
                    }
                };
                assert_eq!(item.unwrap().unwrap(), Event::Number(7));
                let needed = complete.div_ceil(size);
                assert!(polls.get() <= needed, "{end:?} in {size}: {}", polls.get());
            }
            // And nothing is asked for but chunks, and once for the end.
            drain(&mut events);
            assert_eq!(polls.get(), asked + 1);
        }
    }
}

#[test]
fn o2_the_source_is_dropped_at_the_end_while_the_stream_lives() {
    for wire in [
        "event: error\ndata: x\n\n",
        "event: done\ndata: 1\n\n",
        "data: [DONE]\n\n",
        "a",
    ] {
        let (source, _, dropped) = watched(chunks([wire]));
        let mut events = feed(source);
        drain(&mut events);
        assert!(dropped.get(), "{wire}");
    }
    // A source that does not end is not waited for.
    let (source, _, dropped) = watched(Forever(Some("event: done\ndata: 1\n\n".into())));
    let mut events = feed(source);
    assert_eq!(drain(&mut events).len(), 1);
    assert!(dropped.get());
}

#[test]
fn others_get_their_turn() {
    let wires = [
        "",
        "\n",
        ": comment\n\n",
        "event: ping\ndata\n\n",
        "event: x\nid: y\n",
        "\n\n\n\n",
    ];
    for wire in wires {
        for repeat in [1, 10_000] {
            let wire = Bytes::from(wire.repeat(repeat));
            let (source, polls, _) = watched(Forever(Some(wire.clone())));
            let mut events = feed(source);
            let wakes = Arc::new(Wakes::default());
            let waker = Waker::from(Arc::clone(&wakes));
            for turn in 1..=3 {
                let poll = Pin::new(&mut events).poll_next(&mut Context::from_waker(&waker));
                assert!(poll.is_pending());
                assert_eq!(wakes.0.load(Ordering::Relaxed), turn);
            }
            assert!(polls.get() <= 3 * 1025, "{} polls", polls.get());
            assert!(polls.get() * wire.len() <= 3 * (256 * 1024 + wire.len()));
        }
    }
}

#[test]
fn a_waiting_source_does_not_wake() {
    let mut events = feed(Forever(None));
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(Arc::clone(&wakes));
    assert!(
        Pin::new(&mut events)
            .poll_next(&mut Context::from_waker(&waker))
            .is_pending()
    );
    assert_eq!(wakes.0.load(Ordering::Relaxed), 0);
}

/// One chunk at every second poll.
struct Slow<B>(B, bool);

impl<B: Stream + Unpin> Stream for Slow<B> {
    type Item = B::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<B::Item>> {
        self.1 = !self.1;
        match self.1 {
            true => Poll::Pending,
            false => Pin::new(&mut self.0).poll_next(cx),
        }
    }
}

#[test]
fn o5_a_next_given_up_loses_nothing() {
    let wire =
        "event: number\ndata: 1\n\nevent: text\ndata: a\ndata: b\n\nevent: done\ndata: 2\n\n";
    let bytes = crate::ready(wire.bytes().map(|byte| Bytes::from(vec![byte])));
    let mut events = feed(Slow(bytes, false));
    let mut cx = Context::from_waker(Waker::noop());
    let mut seen = Vec::new();
    loop {
        // Each `next` is polled once and dropped.
        match pin!(events.next()).poll(&mut cx) {
            Poll::Ready(Some(event)) => seen.push(event.unwrap()),
            Poll::Ready(None) => break,
            Poll::Pending => {}
        }
    }
    assert_eq!(seen, [Event::Number(1), text("a\nb"), Event::Done(2)]);
}

#[test]
fn a_source_that_is_not_unpin_is_boxed() {
    struct Pinned<B>(B, std::marker::PhantomPinned);
    impl<B: Stream + Unpin> Stream for Pinned<B> {
        type Item = B::Item;
        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<B::Item>> {
            Poll::Ready(None)
        }
    }
    let source = Pinned(chunks([]), std::marker::PhantomPinned);
    let items = drain(AsyncStream::<Feed, _>::from_bytes(source).boxed_source());
    assert_eq!(items.len(), 1);
}
