use sse_core::{MessageEvent, SseDecoder, SseEvent};

use crate::input::Input;
use crate::tally::Tally;

pub(crate) fn framing<W>(input: &Input<W>, tally: &mut Tally) {
    each(input, |message| {
        tally.message(&message.event, &message.data);
    });
}

pub(crate) fn typed<W>(input: &Input<W>, tally: &mut Tally, decode: impl Fn(&str, &mut Tally)) {
    each(input, |message| decode(&message.data, tally));
}

fn each<W>(input: &Input<W>, mut with: impl FnMut(MessageEvent)) {
    let mut decoder = SseDecoder::new();
    for chunk in &*input.chunks {
        let mut chunk = chunk.clone();
        while let Some(event) = decoder.next(&mut chunk) {
            if let SseEvent::Message(message) = event.expect("within the limit") {
                with(message);
            }
        }
    }
}
