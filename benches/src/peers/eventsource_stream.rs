use eventsource_stream::{Event, Eventsource as _};

use crate::input::Input;
use crate::poll::{Chunks, next};
use crate::tally::Tally;

pub(crate) fn framing<W>(input: &Input<W>, tally: &mut Tally) {
    each(input, |event| tally.message(&event.event, &event.data));
}

pub(crate) fn typed<W>(input: &Input<W>, tally: &mut Tally, decode: impl Fn(&str, &mut Tally)) {
    each(input, |event| decode(&event.data, tally));
}

fn each<W>(input: &Input<W>, mut with: impl FnMut(Event)) {
    let mut events = Box::pin(Chunks::new(&input.chunks).eventsource());
    while let Some(event) = next(&mut events) {
        with(event.expect("UTF-8"));
    }
}
