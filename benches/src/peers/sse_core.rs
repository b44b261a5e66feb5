use sse_core::{MessageEvent, SseDecoder, SseEvent};

use crate::input::Input;
use crate::tally::Tally;
use crate::usual;

pub(crate) fn framing(input: &Input, tally: &mut Tally) {
    each(input, |message| {
        tally.message(&message.event, &message.data);
    });
}

pub(crate) fn typed(input: &Input, tally: &mut Tally) {
    each(input, |message| usual::decode(&message.data, tally));
}

fn each(input: &Input, mut with: impl FnMut(MessageEvent)) {
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
