//! What nobody gets below with the same tools.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::input::Input;
use crate::tally::Tally;
use crate::usual::{End, InputUsage, Message, OutputUsage};
use crate::workload::Kind;

/// Floor A: line feeds found, nothing else done.
pub(crate) fn split(input: &Input, tally: &mut Tally) {
    each_data_line(&input.whole, |data| tally.bytes(data));
}

/// Floor A': and the data known to be UTF-8.
pub(crate) fn split_checked(input: &Input, tally: &mut Tally) {
    each_data_line(&input.whole, |data| {
        tally.bytes(str::from_utf8(data).expect("UTF-8").as_bytes());
    });
}

fn each_data_line(mut rest: &[u8], mut with: impl FnMut(&[u8])) {
    while let Some(end) = memchr::memchr(b'\n', rest) {
        if let Some(data) = rest[..end].strip_prefix(b"data: ") {
            with(data);
        }
        rest = &rest[end + 1..];
    }
}

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
pub(crate) fn known_payloads(input: &Input, tally: &mut Tally) {
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

fn read<T: DeserializeOwned>(data: &str) -> T {
    serde_json::from_str(data).expect("a payload")
}
