//! stream-events, with the derive over the shipped document as a user would.

use messages::{ContentBlock, Delta, Event};
use stream_events::{AsyncStream, Decoder, Dispatch, Message, StreamEvents};

use crate::input::Input;
use crate::poll::{Chunks, next};
use crate::tally::Tally;

/// The Messages API.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../schema/apis/anthropic-messages.json")]
struct Messages;

/// The decoder alone.
pub(crate) fn framing(input: &Input, tally: &mut Tally) {
    each(input, |message| {
        tally.message(message.event_type(), message.data());
    });
}

/// The decoder, and what the derive makes of each message.
pub(crate) fn dispatch(input: &Input, tally: &mut Tally) {
    each(input, |message| {
        match Messages::dispatch(message).expect("an event") {
            Dispatch::Yield(event) | Dispatch::Finish(event) => add(&event, tally),
            _ => {}
        }
    });
}

/// The whole stream, as `from_bytes` makes it. It ends with its message, so: one a message.
pub(crate) fn stream(input: &Input, tally: &mut Tally) {
    for chunks in &input.messages {
        let mut events = AsyncStream::<Messages, _>::from_bytes(Chunks::new(chunks));
        while let Some(event) = next(&mut events) {
            add(&event.expect("an event"), tally);
        }
    }
}

fn each(input: &Input, mut with: impl FnMut(&Message<'_>)) {
    let mut decoder = Decoder::new();
    for chunk in &*input.chunks {
        decoder.feed(chunk.clone());
        while let Some(message) = decoder.next_message().expect("within the limit") {
            with(&message);
        }
    }
}

fn add(event: &Event, tally: &mut Tally) {
    match event {
        Event::MessageStart(start) => {
            let message = &start.message;
            let input_tokens = message.usage.input_tokens.unsigned_abs();
            tally.message_start(&message.id, &message.model, input_tokens);
        }
        Event::ContentBlockStart(start) => {
            let tool_use = match &start.content_block {
                ContentBlock::ToolUse(block) => block.id.as_str(),
                _ => "",
            };
            tally.block_start(start.index.unsigned_abs(), tool_use);
        }
        Event::ContentBlockDelta(delta) => {
            let text = match &delta.delta {
                Delta::TextDelta(delta) => &delta.text,
                Delta::InputJsonDelta(delta) => &delta.partial_json,
                Delta::ThinkingDelta(delta) => &delta.thinking,
                Delta::SignatureDelta(delta) => &delta.signature,
                other => panic!("{other:?} is not in the workload"),
            };
            tally.delta(delta.index.unsigned_abs(), text);
        }
        Event::ContentBlockStop(stop) => tally.block_stop(stop.index.unsigned_abs()),
        Event::MessageDelta(delta) => {
            let stop_reason = delta.delta.stop_reason.as_ref().map(ToString::to_string);
            let output_tokens = delta.usage.output_tokens.unsigned_abs();
            tally.message_delta(&stop_reason.unwrap_or_default(), output_tokens);
        }
        Event::MessageStop(_) => tally.message_stop(),
        other => panic!("{other:?} is not in the workload"),
    }
}
