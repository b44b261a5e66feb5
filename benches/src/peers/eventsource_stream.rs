use eventsource_stream::{Event, Eventsource as _};

use crate::input::Input;
use crate::poll::{Chunks, next};
use crate::tally::Tally;
use crate::usual;

pub(crate) fn framing(input: &Input, tally: &mut Tally) {
    each(input, |event| tally.message(&event.event, &event.data));
}

pub(crate) fn typed(input: &Input, tally: &mut Tally) {
    each(input, |event| usual::decode(&event.data, tally));
}

fn each(input: &Input, mut with: impl FnMut(Event)) {
    let mut events = Box::pin(Chunks::new(&input.chunks).eventsource());
    while let Some(event) = next(&mut events) {
        with(event.expect("UTF-8"));
    }
}
