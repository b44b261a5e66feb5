//! stream-events, whatever the API.

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

fn each<W>(input: &Input<W>, mut with: impl FnMut(&Message<'_>)) {
    let mut decoder = Decoder::new();
    for chunk in &*input.chunks {
        decoder.feed(chunk.clone());
        while let Some(message) = decoder.next_message().expect("within the limit") {
            with(&message);
        }
    }
}
