use sse_stream::{Sse, SseByteStream};

use crate::input::Input;
use crate::poll::{Chunks, next};
use crate::tally::Tally;

pub(crate) fn framing<W>(input: &Input<W>, tally: &mut Tally) {
    each(input, |event| {
        tally.message(
            event.event.as_deref().unwrap_or("message"),
            event.data.as_deref().unwrap_or_default(),
        );
    });
}

pub(crate) fn typed<W>(input: &Input<W>, tally: &mut Tally, decode: impl Fn(&str, &mut Tally)) {
    each(input, |event| {
        decode(event.data.as_deref().unwrap_or_default(), tally);
    });
}

fn each<W>(input: &Input<W>, mut with: impl FnMut(Sse)) {
    let mut events = SseByteStream::new(Chunks::new(&input.chunks));
    while let Some(event) = next(&mut events) {
        with(event.expect("UTF-8"));
    }
}
