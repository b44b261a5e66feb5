//! stream-events, whatever the API.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use stream_events::snapshot::StreamSnapshot;
use stream_events::{AsyncStream, Decoder, Dispatch, Message, StreamEvents};

use crate::input::Input;
use crate::poll::{Chunks, next};
use crate::tally::Tally;

/// The decoder alone.
pub(crate) fn framing<W>(input: &Input<W>, tally: &mut Tally) {
    each(input, |message| {
        tally.message(message.event_type(), message.data());
    });
}

/// The decoder, and what the derive makes of each message.
pub(crate) fn dispatch<S: StreamEvents, W>(
    input: &Input<W>,
    tally: &mut Tally,
    add: impl Fn(&S::Event, &mut Tally),
) {
    each(input, |message| {
        match S::dispatch(message).expect("an event") {
            Dispatch::Yield(event) | Dispatch::Finish(event) => add(&event, tally),
            _ => {}
        }
    });
}

/// The whole stream, as `from_bytes` makes it. It ends where the API says, so: one a message.
pub(crate) fn stream<S: StreamEvents, W>(
    input: &Input<W>,
    tally: &mut Tally,
    add: impl Fn(&S::Event, &mut Tally),
) {
    for chunks in &input.streams {
        let mut events = AsyncStream::<S, _>::from_bytes(Chunks::new(chunks));
        while let Some(event) = next(&mut events) {
            add(&event.expect("an event"), tally);
        }
    }
}

/// The same, with what the events add up to, whose changes are read.
pub(crate) fn snapshot<S: StreamSnapshot, W>(
    input: &Input<W>,
    tally: &mut Tally,
    add: impl Fn(&S::Event, &mut Tally),
) {
    let mut context = Context::from_waker(Waker::noop());
    for chunks in &input.streams {
        let events = AsyncStream::<S, _>::from_bytes(Chunks::new(chunks));
        let mut stream = events.with_snapshot();
        loop {
            let mut next = pin!(stream.next());
            let step = loop {
                if let Poll::Ready(step) = next.as_mut().poll(&mut context) {
                    break step;
                }
            };
            let Some(step) = step else { break };
            let step = step.expect("an event");
            step.changes().for_each(|it| drop(black_box(it)));
            add(step.event(), tally);
        }
        black_box(stream.snapshot().is_some());
    }
}

fn each<W>(input: &Input<W>, mut with: impl FnMut(&Message<'_>)) {
    let mut decoder = Decoder::new();
    for chunk in &*input.chunks {
        decoder.feed(chunk.clone());
        while let Some(message) = decoder.next_message().expect("within the limit") {
            with(&message);
        }
    }
}
