//! The enum everyone writes: serde's internal tagging, twice.

use serde::Deserialize;

use crate::tally::Tally;

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Event {
    MessageStart { message: Message },
    ContentBlockStart { index: u64, content_block: Block },
    ContentBlockDelta { index: u64, delta: Delta },
    ContentBlockStop { index: u64 },
    MessageDelta { delta: End, usage: OutputUsage },
    MessageStop,
    Ping,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(clippy::enum_variant_names, reason = "they are the API's")]
enum Delta {
    TextDelta { text: String },
    InputJsonDelta { partial_json: String },
    ThinkingDelta { thinking: String },
    SignatureDelta { signature: String },
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Block {
    Text {},
    Thinking {},
    ToolUse { id: String },
}

#[derive(Deserialize)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) model: String,
    pub(crate) usage: InputUsage,
}

#[derive(Deserialize)]
pub(crate) struct InputUsage {
    pub(crate) input_tokens: u64,
}

#[derive(Deserialize)]
pub(crate) struct OutputUsage {
    pub(crate) output_tokens: u64,
}

#[derive(Deserialize)]
pub(crate) struct End {
    pub(crate) stop_reason: Option<String>,
}

/// Decodes the data of one message.
pub(crate) fn decode(data: &str, tally: &mut Tally) {
    match serde_json::from_str(data).expect("an event") {
        Event::MessageStart { message } => {
            tally.message_start(&message.id, &message.model, message.usage.input_tokens);
        }
        Event::ContentBlockStart {
            index,
            content_block,
        } => match content_block {
            Block::Text {} | Block::Thinking {} => tally.block_start(index, ""),
            Block::ToolUse { id } => tally.block_start(index, &id),
        },
        Event::ContentBlockDelta { index, delta } => match delta {
            Delta::TextDelta { text }
            | Delta::InputJsonDelta { partial_json: text }
            | Delta::ThinkingDelta { thinking: text }
            | Delta::SignatureDelta { signature: text } => tally.delta(index, &text),
        },
        Event::ContentBlockStop { index } => tally.block_stop(index),
        Event::MessageDelta { delta, usage } => {
            let stop_reason = delta.stop_reason.unwrap_or_default();
            tally.message_delta(&stop_reason, usage.output_tokens);
        }
        Event::MessageStop => tally.message_stop(),
        Event::Ping => {}
    }
}
