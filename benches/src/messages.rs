//! Anthropic's Messages API: the workload by which others publish their figures.

mod claude_stream;
mod floor;
mod ours;
mod usual;
mod workload;

pub(crate) use ours::owned::{Set, add, set};
pub(crate) use usual::decode;

use crate::variant::Variant;
use crate::workload::{Event, Workload};
use crate::{floors, ours as decoder, peers};

/// What an event is, for who knows beforehand.
#[expect(missing_docs, reason = "they are the API's")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Messages {
    MessageStart,
    BlockStart,
    Text,
    InputJson,
    Thinking,
    Signature,
    BlockStop,
    MessageDelta,
    MessageStop,
    Ping,
}

impl Workload for Messages {
    const NAME: &'static str = "Messages";

    const VARIANTS: &'static [Variant<Self>] = &[
        Variant::typed(
            "floor B: serde_json, data split and kind known",
            floor::known_payloads,
        ),
        Variant::split("floor A: memchr split, one piece, LF only", floors::split),
        Variant::split("floor A': same, with UTF-8 check", floors::split_checked),
        Variant::framed("framing: stream-events", decoder::framing),
        Variant::framed("framing: sse-core 0.2.3", peers::sse_core::framing),
        Variant::framed("framing: sse-stream 0.3.0", peers::sse_stream::framing),
        Variant::framed("framing: sseer 0.3.1", peers::sseer::framing),
        Variant::framed(
            "framing: eventsource-client 0.18.0",
            peers::eventsource_client::framing,
        ),
        Variant::framed(
            "framing: eventsource-stream 0.2.3",
            peers::eventsource_stream::framing,
        ),
        Variant::typed(
            "typed: stream-events, Decoder and dispatch",
            ours::owned::dispatch,
        ),
        Variant::typed("typed: stream-events, AsyncStream", ours::owned::stream),
        Variant::typed(
            "typed: stream-events, AsyncStream with_snapshot",
            ours::owned::snapshot,
        ),
        Variant::typed(
            "typed: stream-events, Decoder and dispatch, `Arc<str>`",
            ours::shared::dispatch,
        ),
        Variant::typed(
            "typed: stream-events, Decoder and dispatch, `CompactString`",
            ours::compact::dispatch,
        ),
        Variant::typed("typed: sse-core + tagged enum", |input, tally| {
            peers::sse_core::typed(input, tally, decode);
        }),
        Variant::typed("typed: sse-stream + tagged enum", |input, tally| {
            peers::sse_stream::typed(input, tally, decode);
        }),
        Variant::typed("typed: sseer + tagged enum", |input, tally| {
            peers::sseer::typed(input, tally, decode);
        }),
        Variant::typed("typed: eventsource-client + tagged enum", |input, tally| {
            peers::eventsource_client::typed(input, tally, decode);
        }),
        Variant::typed("typed: eventsource-stream + tagged enum", |input, tally| {
            peers::eventsource_stream::typed(input, tally, decode);
        }),
        Variant::typed_uncut(
            "typed: claude-stream 0.1.0, loses cut characters",
            claude_stream::typed,
        ),
    ];

    fn event_type(self) -> &'static str {
        match self {
            Self::MessageStart => "message_start",
            Self::BlockStart => "content_block_start",
            Self::Text | Self::InputJson | Self::Thinking | Self::Signature => {
                "content_block_delta"
            }
            Self::BlockStop => "content_block_stop",
            Self::MessageDelta => "message_delta",
            Self::MessageStop => "message_stop",
            Self::Ping => "ping",
        }
    }

    fn streams() -> Vec<Vec<Event<Self>>> {
        workload::streams()
    }
}
