//! A crate that is typed from bytes on, by one tagged enum.

use claude_stream::{ContentBlock, Delta, Event, EventParser};

use super::Messages;
use crate::input::Input;
use crate::tally::Tally;

pub(super) fn typed(input: &Input<Messages>, tally: &mut Tally) {
    let mut parser = EventParser::new();
    for chunk in &*input.chunks {
        parser.feed(chunk);
        while let Some(event) = parser.next_event().expect("an event") {
            add(event, tally);
        }
    }
}

fn add(event: Event, tally: &mut Tally) {
    match event {
        Event::MessageStart { message } => {
            let input_tokens = message.usage.and_then(|usage| usage.input_tokens);
            tally.message_start(
                &message.id,
                &message.model.unwrap_or_default(),
                input_tokens.unwrap_or_default(),
            );
        }
        Event::ContentBlockStart {
            index,
            content_block,
        } => {
            let tool_use = match &content_block {
                ContentBlock::ToolUse { id, .. } => id.as_str(),
                _ => "",
            };
            tally.block_start(index.into(), tool_use);
        }
        Event::ContentBlockDelta { index, delta } => match delta {
            Delta::TextDelta { text }
            | Delta::InputJsonDelta { partial_json: text }
            | Delta::ThinkingDelta { thinking: text }
            | Delta::SignatureDelta { signature: text } => tally.delta(index.into(), &text),
            Delta::Other => panic!("not in the workload"),
        },
        Event::ContentBlockStop { index } => tally.block_stop(index.into()),
        Event::MessageDelta { delta, usage } => {
            let stop_reason = delta.stop_reason.unwrap_or_default();
            tally.message_delta(&stop_reason, usage.output_tokens.unwrap_or_default());
        }
        Event::MessageStop => tally.message_stop(),
        Event::Ping => {}
        Event::Error { .. } | Event::Unknown => panic!("not in the workload"),
    }
}
