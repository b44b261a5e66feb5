//! stream-events, with the derive over the shipped document as a user would.

use super::Messages;
use crate::input::Input;
use crate::ours;
use crate::tally::Tally;

/// The Messages API, with further options of the derive, and what all variants look at.
macro_rules! set {
    ($($option:tt)*) => {
        use set::{ContentBlock, Delta, Event};
        use stream_events::StreamEvents;

        use super::{Input, Messages, Tally, ours};

        #[derive(Debug, StreamEvents)]
        #[stream_events(schema = "../apis/documents/anthropic-messages.json", $($option)*)]
        pub(crate) struct Set;

        pub(crate) fn dispatch(input: &Input<Messages>, tally: &mut Tally) {
            ours::dispatch::<Set, _>(input, tally, add);
        }

        /// Adds what all variants look at.
        pub(crate) fn add(event: &Event, tally: &mut Tally) {
            match event {
                Event::MessageStart(start) => {
                    let message = &start.message;
                    let usage = message.usage.as_ref();
                    let input_tokens = usage.and_then(|it| it.input_tokens);
                    let input_tokens = input_tokens.unwrap_or_default().unsigned_abs();
                    tally.message_start(&message.id, &message.model, input_tokens);
                }
                Event::ContentBlockStart(start) => {
                    let tool_use = match &start.content_block {
                        ContentBlock::ToolUse(block) => &*block.id,
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
                    let usage = delta.usage.as_ref();
                    let output_tokens = usage.and_then(|it| it.output_tokens);
                    let output_tokens = output_tokens.unwrap_or_default().unsigned_abs();
                    tally.message_delta(&stop_reason.unwrap_or_default(), output_tokens);
                }
                Event::MessageStop(_) => tally.message_stop(),
                other => panic!("{other:?} is not in the workload"),
            }
        }
    };
}

pub(crate) mod owned {
    set!();

    pub(in crate::messages) fn stream(input: &Input<Messages>, tally: &mut Tally) {
        ours::stream::<Set, _>(input, tally, add);
    }

    /// With what the events add up to.
    pub(in crate::messages) fn snapshot(input: &Input<Messages>, tally: &mut Tally) {
        ours::snapshot::<Set, _>(input, tally, add);
    }
}

pub(super) mod shared {
    set!(string = "std::sync::Arc<str>");
}

pub(super) mod compact {
    set!(string = "compact_str::CompactString");
}
