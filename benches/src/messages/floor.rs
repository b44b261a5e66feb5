//! Floor B.

use serde::Deserialize;

use super::Messages as Kind;
use super::usual::{End, InputUsage, Message, OutputUsage};
use crate::floors::read;
use crate::input::Input;
use crate::tally::Tally;

#[derive(Deserialize)]
struct Start {
    message: Message,
}

#[derive(Deserialize)]
struct Indexed {
    index: u64,
}

#[derive(Deserialize)]
struct BlockStart {
    index: u64,
    content_block: Block,
}

#[derive(Deserialize)]
struct Block {
    id: Option<String>,
}

#[derive(Deserialize)]
struct Delta<D> {
    index: u64,
    delta: D,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

#[derive(Deserialize)]
struct InputJson {
    partial_json: String,
}

#[derive(Deserialize)]
struct Thinking {
    thinking: String,
}

#[derive(Deserialize)]
struct Signature {
    signature: String,
}

#[derive(Deserialize)]
struct MessageDelta {
    delta: End,
    usage: OutputUsage,
}

/// Floor B: the right struct for every payload, known without looking, and no framing.
pub(crate) fn known_payloads(input: &Input<Kind>, tally: &mut Tally) {
    for event in &input.events {
        let data = event.data.as_str();
        match event.kind {
            Kind::MessageStart => {
                let Message {
                    id,
                    model,
                    usage: InputUsage { input_tokens },
                } = read::<Start>(data).message;
                tally.message_start(&id, &model, input_tokens);
            }
            Kind::BlockStart => {
                let BlockStart {
                    index,
                    content_block,
                } = read(data);
                tally.block_start(index, content_block.id.as_deref().unwrap_or_default());
            }
            Kind::Text => {
                let Delta {
                    index,
                    delta: Text { text },
                } = read(data);
                tally.delta(index, &text);
            }
            Kind::InputJson => {
                let Delta {
                    index,
                    delta: InputJson { partial_json },
                } = read(data);
                tally.delta(index, &partial_json);
            }
            Kind::Thinking => {
                let Delta {
                    index,
                    delta: Thinking { thinking },
                } = read(data);
                tally.delta(index, &thinking);
            }
            Kind::Signature => {
                let Delta {
                    index,
                    delta: Signature { signature },
                } = read(data);
                tally.delta(index, &signature);
            }
            Kind::BlockStop => tally.block_stop(read::<Indexed>(data).index),
            Kind::MessageDelta => {
                let MessageDelta { delta, usage } = read(data);
                tally.message_delta(&delta.stop_reason.unwrap_or_default(), usage.output_tokens);
            }
            Kind::MessageStop => tally.message_stop(),
            Kind::Ping => {}
        }
    }
}
